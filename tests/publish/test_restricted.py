"""What Hugo does for a site that is not trusted: it starts nothing, calls nobody, and reads nothing outside the site."""

from __future__ import annotations

import os
import queue
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from editor.publish.addresses import served_at
from editor.publish.hugo import HugoError
from editor.publish.messages import Message, Ready
from editor.publish.run import Run, UntrustedError
from editor.publish.server import Ended
from editor.site.identity import identity_of
from tests.faults.payloads import (
    PROGRAMS_OF_SITES,
    SITES_THAT_CALL,
    SITES_THAT_READ,
    SITES_THAT_START,
    hostile_site,
    listening_server,
)
from tests.limits import PATIENCE_S

pytestmark = [
    pytest.mark.hugo,
    pytest.mark.skipif(os.name != "posix", reason="the decoys are scripts with a shebang"),
]


class Hostile:
    """A hostile site, programs that mark that they ran, and private files beside it."""

    def __init__(self, folder: Path, hugo: str) -> None:
        self.folder, self.root = folder, folder / "site"
        self.outside, self.marks = folder / "outside", folder / "marks"
        self.marks.mkdir()
        self.article = "content/posts/a.md"
        self.further: tuple[str, ...] = ()
        """What else is asked of the server."""
        for name, text in {
            "private.txt": "SECRET",
            "private.json": '{"told": "SECRET"}',
            "private.css": "b::after { content: 'SECRET' }",
            "_private.scss": "b::after { content: 'SECRET' }",
            "private.md": "---\ntitle: p\n---\nSECRET",
            "assets/private.txt": "SECRET",
        }.items():
            self.write(self.outside / name, text)
        for name in PROGRAMS_OF_SITES:
            self.write(folder / "tools" / name, f"#!/bin/sh\n: > '{self.marks / name}'\n").chmod(0o755)
            # Hugo takes scripts for node only, which is the one above.
            script = self.root / "node_modules" / ".bin" / name
            self.write(script, "#!/usr/bin/env node\n").chmod(0o755)

    def write(self, path: Path, text: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def fill(self, files: Mapping[str, str], base: str = "http://127.0.0.1:9") -> None:
        for name, text in hostile_site(dict(files), str(self.outside), base).items():
            self.write(self.root / name, text)

    def show(self, *, trusted: bool) -> str:
        """Have Hugo serve the article; returns all that it said and the page it made."""
        told: queue.Queue[Message | Ended] = queue.Queue()
        path = self.root / self.article
        data = path.read_bytes()
        cache = self.folder / f"cache-{trusted}"
        try:
            run = Run.start(self.root, cache, lambda _: trusted, path, data, data.decode(), told.put)
        except (HugoError, UntrustedError) as error:
            return repr(error)
        try:
            return self._answer(run, path, told)
        finally:
            run.server.stop()

    def _answer(self, run: Run, path: Path, told: queue.Queue[Message | Ended]) -> str:
        message = told.get(timeout=PATIENCE_S)
        if not isinstance(message, Ready):
            return repr(message)
        permalink = run.permalinks[path][1]
        assert permalink is not None
        home = message.addresses[""]
        pages = [served_at(permalink, message.addresses, run.bases), *(home + name for name in self.further)]
        return "".join(self._read(page) for page in pages)

    def _read(self, address: str) -> str:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE_S) as page:
                return page.read().decode()
        except urllib.error.HTTPError as error:
            return repr(error)

    def ran(self) -> list[str]:
        return sorted(mark.name for mark in self.marks.iterdir())


@pytest.fixture
def hostile(tmp_path: Path, hugo: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    site = Hostile(tmp_path, hugo)
    monkeypatch.setenv("PATH", f"{tmp_path / 'tools'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PRIVATE", "SECRET")
    # The author's own variables for his own sites; they come after all configuration, too.
    monkeypatch.setenv("HUGO_PRIVATE", "SECRET")
    monkeypatch.setenv("HUGO_PARAMS_PRIVATE", "SECRET")
    monkeypatch.setenv("HUGO_SECURITY_EXEC_ALLOW", ".*")
    monkeypatch.setenv("HUGO_SECURITY_FUNCS_GETENV", ".*")
    monkeypatch.setenv("HUGO_SECURITY_HTTP_URLS", ".*")
    yield site


@pytest.mark.parametrize("name", SITES_THAT_START)
def test_starts_nothing(hostile: Hostile, name: str) -> None:
    hostile.fill(SITES_THAT_START[name])
    if name == "git":
        (hostile.root / ".git").mkdir()
    hostile.show(trusted=False)
    assert hostile.ran() == []


@pytest.mark.parametrize("name", ["postcss", "asciidoctor", "pandoc", "allowed in config/_default", "module"])
def test_a_trusted_site_starts_what_it_brings(hostile: Hostile, name: str) -> None:
    """So the sites above do ask for it."""
    hostile.fill(SITES_THAT_START[name])
    said = hostile.show(trusted=True)
    assert hostile.ran() != [], said


@pytest.mark.parametrize("name", SITES_THAT_READ)
def test_reads_nothing_of_the_authors(hostile: Hostile, name: str) -> None:
    hostile.fill(SITES_THAT_READ[name])
    assert "SECRET" not in hostile.show(trusted=False)


@pytest.mark.parametrize(
    "name", ["variable", "mount", "mounted file", "relative mount", "assetDir", "themesDir"]
)
def test_a_trusted_site_reads_what_it_names(hostile: Hostile, name: str) -> None:
    hostile.fill(SITES_THAT_READ[name])
    assert "SECRET" in hostile.show(trusted=True)


@pytest.mark.parametrize(
    "component", ["static", "assets", "data", "layouts", "i18n", "archetypes", "content"]
)
def test_a_folder_that_is_a_link_out_of_the_site(hostile: Hostile, component: str) -> None:
    hostile.fill(SITES_THAT_READ["variable"])
    folder = hostile.root / component
    if folder.exists():
        folder.rename(hostile.root / "moved")
    folder.symlink_to(hostile.outside)
    with pytest.raises(UntrustedError) as refused:
        start(hostile)
    assert refused.value.places == (str(hostile.outside),)


def test_links_within_the_site_lead_nowhere(hostile: Hostile) -> None:
    """Hugo follows none, so they are no reason to refuse the site."""
    page = "<main>{{ .Content }}{{ range .Resources }}{{ .Content }}{{ end }}</main>" + (
        '{{ range resources.Match "**" }}{{ .Content }}{{ end }}{{ os.ReadFile "link.txt" }}'
    )
    hostile.fill({**SITES_THAT_READ["variable"], "layouts/page.html": page})
    (hostile.root / hostile.article).unlink()
    for name in ("a.css", "a.js", "a.scss"):
        (hostile.root / "assets" / name).unlink()
    hostile.article = "content/posts/a/index.md"
    hostile.write(hostile.root / hostile.article, "---\ntitle: A\n---\n\ntext\n")
    for place in ("content/posts/a", "static", "assets", "", "data"):
        (hostile.root / place).mkdir(exist_ok=True)
        (hostile.root / place / "link.txt").symlink_to(hostile.outside / "private.txt")
        (hostile.root / place / "linked").symlink_to(hostile.outside)
    hostile.further = ("link.txt", "linked/private.txt", "posts/a/link.txt", "posts/a/linked/private.txt")
    said = hostile.show(trusted=False)
    assert "<main><p>text</p>" in said
    assert "SECRET" not in said


def test_a_pipe_among_the_sections_does_not_hold_us_up(hostile: Hostile) -> None:
    """Hugo waits for it; the program does not, and can end Hugo."""
    hostile.fill({**SITES_THAT_READ["variable"], "layouts/page.html": "<main>{{ .Content }}</main>"})
    os.mkfifo(hostile.root / "content" / "_index.md")
    (hostile.root / "content/posts/_index.md").symlink_to("/dev/zero")
    run = start(hostile)
    assert run.bases
    assert not Path(f"/proc/{run.server.process_id}").exists(), "Hugo is still there"


def test_places_outside_are_told(hostile: Hostile) -> None:
    hostile.fill(SITES_THAT_READ["mounted file"])
    with pytest.raises(UntrustedError) as refused:
        start(hostile)
    assert refused.value.places == (str(hostile.outside / "private.txt"),)
    assert refused.value.identity == identity_of(hostile.root)


def start(hostile: Hostile) -> Run:
    """Start Hugo's server on the site as a stranger's, and end it."""
    path = hostile.root / "content/posts/a.md"
    run = Run.start(hostile.root, hostile.folder / "cache", lambda _: False, path, b"", "", lambda _: None)
    run.server.stop()
    return run


@pytest.mark.parametrize("name", SITES_THAT_CALL)
def test_calls_nobody(hostile: Hostile, name: str) -> None:
    with listening_server() as server:
        hostile.fill(SITES_THAT_CALL[name], server.base)
        hostile.show(trusted=False)
        assert server.calls == []
        hostile.show(trusted=True)
        assert server.calls != []


def test_an_inline_shortcode_is_no_template(hostile: Hostile) -> None:
    hostile.fill(SITES_THAT_READ["variable"])
    article = "---\ntitle: A\n---\n\n{{< a.inline >}}{{ add 20 22 }}{{< /a.inline >}}\n"
    hostile.write(hostile.root / "content/posts/a.md", article)
    assert "42" not in hostile.show(trusted=False)


def test_nothing_is_started_before_the_author_is_asked(hostile: Hostile) -> None:
    """Not even for its version: a `hugo` in front of the others marks that it ran."""
    hostile.fill(SITES_THAT_READ["variable"])
    hostile.write(hostile.folder / "tools" / "hugo", f"#!/bin/sh\n: > '{hostile.marks / 'hugo'}'\n").chmod(
        0o755
    )
    path = hostile.root / "content/posts/a.md"
    with pytest.raises(UntrustedError) as asked:
        Run.start(hostile.root, hostile.folder / "cache", lambda _: None, path, b"", "", lambda _: None)
    assert asked.value.identity == identity_of(hostile.root)
    assert hostile.ran() == []


def test_a_harmless_site_is_shown_restricted(hostile: Hostile) -> None:
    hostile.fill({**SITES_THAT_READ["variable"], "layouts/page.html": "<main>{{ .Content }}</main>"})
    assert "<main><p>text</p>" in hostile.show(trusted=False)
