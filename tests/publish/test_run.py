"""A real server over sites of every shape: it shows unsaved text, tells what is wrong, and touches nothing."""

from __future__ import annotations

import queue
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from editor.publish.addresses import served_at
from editor.publish.hugo import HugoError
from editor.publish.messages import Message, Ready, Rebuilt
from editor.publish.run import Run, UncoveredError
from editor.publish.server import Ended
from tests.limits import PATIENCE_S
from tests.publish.hugo_sites import (
    ARTICLE,
    CONFIG_FOLDER,
    HOSTS,
    LANGUAGES,
    OWN_MOUNTS,
    PLAIN,
    make_site,
    snapshot,
)

Kind = TypeVar("Kind")
pytestmark = pytest.mark.hugo


class Served:
    """A run and what it has told."""

    def __init__(self, root: Path, cache: Path, path: Path, text: str) -> None:
        self.told: queue.Queue[Message | Ended] = queue.Queue()
        self.path = path
        self.header = text[: text.find("---", 3) + 4]
        self.run = Run.start(
            root, cache, lambda _identity: True, path, text.encode(), self.header, self.told.put
        )
        self.addresses: Mapping[str, str] = {}
        self.before: dict[str, tuple[int, bytes]] = {}

    def wait_for(self, kind: type[Kind]) -> Kind:
        while True:
            message = self.told.get(timeout=PATIENCE_S)
            if isinstance(message, kind):
                return message

    def begin(self) -> None:
        self.addresses = self.wait_for(Ready).addresses

    def url(self) -> str:
        permalink = self.run.permalinks[self.path][1]
        assert permalink is not None
        return served_at(permalink, self.addresses, self.run.bases)

    def page(self) -> str:
        with urllib.request.urlopen(self.url(), timeout=PATIENCE_S) as answer:
            return answer.read().decode()


@pytest.fixture
def serve(tmp_path: Path, hugo: str) -> Iterator[Callable[[Mapping[str, str], str, str], Served]]:
    runs: list[Served] = []

    def begin(files: Mapping[str, str], name: str, text: str) -> Served:
        root = make_site(tmp_path / "site", files)
        before = snapshot(root)
        runs.append(Served(root, tmp_path / "cache", root / name, text))
        runs[-1].before = before
        return runs[-1]

    yield begin
    for served in runs:
        served.run.server.stop()
        assert not served.run.overlay.folder.exists()


UNSAVED = ARTICLE.replace("saved text", "text not yet on disk")
SHAPES = {
    "plain": (PLAIN, "content/posts/a.md", "/sub/posts/a/"),
    "a name in Chinese with a space": (PLAIN, "content/posts/我的 文章.md", "/sub/posts/%E6%88%91%E7%9A%84-%E6%96%87%E7%AB%A0/"),
    "bundle": (PLAIN, "content/posts/bundle/index.md", "/sub/posts/bundle/"),
    "new in a new folder": (PLAIN, "content/new/folder/x.md", "/sub/new/folder/x/"),
    "config folder": (CONFIG_FOLDER, "texts/posts/a.md", "/2026/%E7%AC%AC%E4%B8%80%E7%AF%87/"),
    "second mount of a config folder": (CONFIG_FOLDER, "extra/b.md", "/more/b/"),
    "own mounts": (OWN_MOUNTS, "writing/posts/a.md", "/posts/a/"),
    "mounted file": (OWN_MOUNTS, "README.md", "/about/"),
    "first language": (LANGUAGES, "content/zh-tw/posts/a.md", "/posts/a/"),
    "second language": (LANGUAGES, "content/en/posts/a.md", "/en/posts/a/"),
    "language with its host": (HOSTS, "content/posts/a.en.md", "/x/posts/a/"),
    "other language with its host": (HOSTS, "content/posts/a.md", "/posts/a/"),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_unsaved_text_is_served_and_the_site_untouched(serve, tmp_path: Path, shape: str) -> None:
    files, name, address = SHAPES[shape]
    served = serve(files, name, UNSAVED)
    served.begin()
    assert served.url().partition("//")[2].partition("/")[2] == address[1:]
    assert "text not yet on disk" in served.page()
    served.run.lay(served.path, UNSAVED.replace("not yet", "never").encode(), None)
    assert served.wait_for(Rebuilt).complaints == ()
    assert "text never on disk" in served.page()
    served.run.server.stop()
    assert snapshot(tmp_path / "site") == served.before


def test_what_lies_beside_is_served_too(serve) -> None:
    served = serve(PLAIN, "content/posts/bundle/index.md", UNSAVED)
    served.begin()
    with urllib.request.urlopen(served.url() + "p.png", timeout=PATIENCE_S) as answer:
        assert answer.read() == b"no picture"


def test_other_mounts_stay_as_they_are(serve) -> None:
    mounted = serve(OWN_MOUNTS, "writing/posts/a.md", UNSAVED)
    mounted.begin()
    with urllib.request.urlopen(mounted.addresses[""] + "pictures/x.txt", timeout=PATIENCE_S) as answer:
        assert answer.read() == b"picture"


def test_environment_is_that_of_the_server(serve) -> None:
    served = serve(CONFIG_FOLDER, "texts/posts/a.md", UNSAVED)
    served.begin()
    with urllib.request.urlopen(served.addresses[""], timeout=PATIENCE_S) as answer:
        assert "<h1>Development</h1>" in answer.read().decode()


def test_drafts_and_the_future_are_shown(serve) -> None:
    text = PLAIN["content/notes/deep/c.md"].replace("saved text", "text not yet on disk")
    served = serve(PLAIN, "content/notes/deep/c.md", text)
    served.begin()
    assert "text not yet on disk" in served.page()


def test_saved_text_returns_when_the_author_goes_to_another_article(serve) -> None:
    served = serve(PLAIN, "content/posts/a.md", UNSAVED)
    served.begin()
    other = served.path.parent / "bundle" / "index.md"
    served.run.lay(other, b"---\ntitle: B\n---\nother text\n", served.path)
    served.wait_for(Rebuilt)
    assert "saved text" in served.page()


def test_address_follows_the_front_matter(serve) -> None:
    served = serve(CONFIG_FOLDER, "texts/posts/a.md", UNSAVED)
    served.begin()
    header = "---\ntitle: A\ndate: 2024-01-01\nslug: 另一個\n---\n"
    assert (
        served.run.permalink_of(served.path, header)
        == "https://example.org/2024/%E5%8F%A6%E4%B8%80%E5%80%8B/"
    )


def test_address_given_by_a_section_above(serve) -> None:
    files = {**PLAIN, "content/posts/_index.md": "---\ncascade:\n  url: /from/above/:contentbasename/\n---\n"}
    served = serve(files, "content/posts/a.md", UNSAVED)
    served.begin()
    assert served.url().endswith("/sub/from/above/a/")
    assert "text not yet on disk" in served.page()


def test_no_page_of_its_own(serve) -> None:
    served = serve(PLAIN, "content/hidden.md", PLAIN["content/hidden.md"])
    served.begin()
    assert served.run.permalinks[served.path][1] is None


def test_broken_shortcode_is_told_with_file_and_line(serve) -> None:
    served = serve(PLAIN, "content/posts/a.md", UNSAVED)
    served.begin()
    served.run.lay(served.path, (UNSAVED + "\n{{< nope >}}\n").encode(), None)
    [complaint] = served.wait_for(Rebuilt).complaints
    assert (complaint.text, complaint.file, complaint.line) == (
        "There is no shortcode called “nope”.",
        served.path,
        8,
    )
    assert "text not yet on disk" in served.page()
    served.run.lay(served.path, UNSAVED.encode(), None)
    assert served.wait_for(Rebuilt).complaints == ()


def test_server_that_refuses_to_begin_says_why(serve) -> None:
    served = serve(PLAIN, "content/posts/a.md", UNSAVED + "\n{{< nope >}}\n")
    end = served.wait_for(Ended)
    assert not end.was_ready
    assert (end.complaints[0].file, end.complaints[0].line) == (served.path, 8)


def test_broken_configuration_is_told_with_its_line(serve) -> None:
    with pytest.raises(HugoError) as caught:
        serve({**PLAIN, "hugo.toml": 'title = "x"\na = = 1\n'}, "content/posts/a.md", UNSAVED)
    assert (caught.value.complaints[0].file.name, caught.value.complaints[0].line) == ("hugo.toml", 2)


def test_file_outside_the_content(serve) -> None:
    with pytest.raises(UncoveredError):
        serve(PLAIN, "assets/app.js", UNSAVED)
