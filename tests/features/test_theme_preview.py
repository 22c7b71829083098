"""The theme preview with the real Hugo and a real view: the very page, before the text is saved."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from editor.settings.store import SettingsStore
from editor.settings.trust import SiteTrust
from editor.site.identity import identity_of
from editor.site.site import Site
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.preview.tabs import PreviewTabs
from editor.ui.theme_preview.page import OWN_WORLD
from editor.ui.theme_preview.preview import ThemePreview
from tests.faults.payloads import listening_server
from tests.limits import LONG, PATIENCE
from tests.publish.hugo_sites import ARTICLE, CONFIG_FOLDER, LANGUAGES, OWN_MOUNTS, PLAIN, make_site, snapshot

QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
pytestmark = pytest.mark.hugo

LONG_ARTICLE = ARTICLE + "".join(f"\nParagraph {number} of a long article.\n" for number in range(200))


class Stage:
    """A theme preview on a small site, an author's unsaved text, and ways to ask the page."""

    def __init__(self, qtbot: QtBot, root: Path, cache: Path, idle: int = 60_000) -> None:
        # The author was asked before: `test_theme_trust.py` tells of the question.
        trust = SiteTrust(SettingsStore(cache / "settings.json"))
        trust.trust(identity_of(root))
        self.qtbot, self.root = qtbot, root
        self.palette = Palette("light")
        self.tasks = Tasks()
        self.text = b""
        self.preview = ThemePreview(self.palette, self.tasks, trust, cache=cache, idle=idle)
        self.preview.resize(700, 800)
        self.preview.show()

    def open(self, name: str, text: str | None = None, **options: Any) -> None:
        """Put an article in front; returns when its page shows this text, by default what is on the disk."""
        path = self.root / name
        self.text = path.read_bytes() if text is None else text.encode()
        with self.qtbot.waitSignal(self.preview.page_shown, timeout=LONG):
            self.preview.show_article(Site.find(self.root), path, lambda: self.text, **options)

    def type(self, text: str) -> None:
        """Change the unsaved text."""
        self.text = text.encode()
        self.preview.text_changed()

    def ask(self, code: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answers: list[Any] = []
        assert self.preview.view is not None
        self.preview.view.page.runJavaScript(f"JSON.stringify({code})", OWN_WORLD, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
        return json.loads(answers[0]) if answers[0] else None

    def wait_for_text(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in (self.ask("document.body.innerText") or ""), timeout=PATIENCE)

    def wait_for_note(self, text: str) -> None:
        self.qtbot.waitUntil(lambda: text in self.preview.note.text, timeout=PATIENCE)

    def wait_for_notice(self, title: str) -> None:
        notice = self.preview.notice
        self.qtbot.waitUntil(lambda: notice.isVisible() and notice.title == title, timeout=PATIENCE)

    def press(self, label: str) -> None:
        [button] = [
            one for one in self.preview.findChildren(QPushButton) if one.text() == label and one.isVisible()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def hugo(self) -> int:
        """The id of hugo's process."""
        [guard] = [child for child in _children("self") if b"editor.publish.guard" in _command(child)]
        [hugo] = _children(guard)
        return int(hugo)

    def close(self) -> None:
        self.preview.shut_down()
        assert self.tasks.shut_down(PATIENCE)
        self.preview.deleteLater()


def _children(process: str) -> list[str]:
    """The ids of the processes that a process started, "self" for our own."""
    return [
        one for path in Path(f"/proc/{process}/task").glob("*/children") for one in path.read_text().split()
    ]


def _command(process: str) -> bytes:
    return Path(f"/proc/{process}/cmdline").read_bytes()


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path, hugo: str) -> Iterator[Any]:
    stages: list[tuple[Stage, dict[str, Any]]] = []

    def make(files: Mapping[str, str] = PLAIN, **options: Any) -> Stage:
        root = make_site(tmp_path / "site", files)
        stages.append((Stage(qtbot, root, tmp_path / "cache", **options), snapshot(root)))
        return stages[-1][0]

    yield make
    for one, before in stages:
        one.close()
        if not getattr(one, "changes_site", False):
            assert snapshot(one.root) == before, "the preview touched the site"
    qapp.processEvents()


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (PLAIN, "content/posts/我的 文章.md"),
        (CONFIG_FOLDER, "texts/posts/a.md"),
        (OWN_MOUNTS, "writing/posts/a.md"),
        (LANGUAGES, "content/en/posts/a.md"),
    ],
    ids=["plain", "config folder", "own mounts", "languages"],
)
def test_unsaved_text_shows_in_the_theme(stage, files: Mapping[str, str], name: str) -> None:
    on = stage(files)
    on.open(name, ARTICLE.replace("saved text", "text not yet on disk"))
    assert on.ask("document.querySelector('main').innerText.trim()") == "text not yet on disk"
    assert not on.preview.note.text
    on.type(ARTICLE.replace("saved text", "text typed since"))
    on.wait_for_text("text typed since")


def test_reader_stays_where_he_was(stage) -> None:
    on = stage()
    on.open("content/posts/a.md", LONG_ARTICLE)
    on.ask("scrollTo(0, 2345)")
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.type(LONG_ARTICLE + "\nthe end\n")
    assert on.ask("[scrollY, document.body.innerText.includes('the end')]") == [2345, True]


def test_another_article_begins_at_its_top_and_the_former_shows_as_saved(stage) -> None:
    on = stage()
    on.open("content/posts/a.md", LONG_ARTICLE)
    on.ask("scrollTo(0, 2345)")
    on.open("content/notes/deep/c.md")
    on.wait_for_text("saved text")
    assert on.ask("[scrollY, document.title, location.pathname]") == [0, "C", "/sub/notes/deep/c/"]
    on.open("content/posts/a.md")
    on.wait_for_text("saved text")
    assert "Paragraph" not in on.ask("document.body.innerText")


def test_page_follows_its_address(stage) -> None:
    on = stage()
    on.open("content/posts/a.md")
    on.type(ARTICLE.replace("title:", "slug: elsewhere\ntitle:"))
    on.qtbot.waitUntil(lambda: on.ask("location.pathname") == "/sub/posts/elsewhere/", timeout=PATIENCE)
    on.wait_for_text("saved text")


def test_complaint_with_its_line_while_the_page_stays(stage) -> None:
    on = stage()
    on.open("content/posts/a.md")
    on.type(ARTICLE + "\n{{< nope >}}\n")
    on.wait_for_note("There is no shortcode called “nope” (line 8)")
    assert on.preview.view.isVisible()
    with on.qtbot.waitSignal(on.preview.line_requested, timeout=PATIENCE) as asked:
        on.press("Go to line")
    assert asked.args == [on.root / "content/posts/a.md", 8]
    on.type(ARTICLE + "\nmended\n")
    on.wait_for_text("mended")
    assert not on.preview.note.text


def test_site_that_cannot_be_built_until_the_text_is_mended(stage) -> None:
    on = stage()
    path = on.root / "content/posts/a.md"
    on.text = (ARTICLE + "\n{{< nope >}}\n").encode()
    on.preview.show_article(Site.find(on.root), path, lambda: on.text)
    on.wait_for_notice("Hugo cannot build the site")
    assert on.preview.notice.text == "There is no shortcode called “nope” (line 8)"
    with on.qtbot.waitSignal(on.preview.line_requested, timeout=PATIENCE) as asked:
        on.press("Go to line")
    assert asked.args == [path, 8]
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.type(ARTICLE + "\nmended\n")
    on.wait_for_text("mended")


def test_fault_in_the_theme_names_the_template(stage) -> None:
    on = stage({**PLAIN, "layouts/page.html": "<h1>{{ .Title }}</h1>\n{{ .Nope }}\n"})
    on.preview.show_article(Site.find(on.root), on.root / "content/posts/a.md", ARTICLE.encode)
    on.wait_for_notice("Hugo cannot build the site")
    assert "(layouts/page.html, line 2)" in on.preview.notice.text
    on.changes_site = True
    (on.root / "layouts/page.html").write_text("<main>{{ .Content }}</main>")
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.press("Try again")


def test_changed_configuration_is_followed(stage) -> None:
    on = stage()
    on.changes_site = True
    on.open("content/posts/a.md", ARTICLE.replace("saved", "unsaved"))
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        (on.root / "hugo.toml").write_text('baseURL = "https://example.org/other/"\n')
    on.qtbot.waitUntil(lambda: on.ask("location.pathname") == "/other/posts/a/", timeout=PATIENCE)
    on.wait_for_text("unsaved text")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds hugo's process through /proc")
def test_server_that_dies_is_started_again(stage) -> None:
    on = stage()
    on.open("content/posts/a.md", LONG_ARTICLE)
    on.ask("scrollTo(0, 1234)")
    former = on.hugo()
    on.text = (LONG_ARTICLE + "\ntyped meanwhile\n").encode()
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        os.kill(former, signal.SIGKILL)
    on.wait_for_text("typed meanwhile")
    assert on.hugo() != former
    assert on.ask("scrollY") == 1234


def test_server_rests_out_of_sight_and_comes_back(stage) -> None:
    on = stage(idle=200)
    on.open("content/posts/a.md")
    on.preview.hide()
    on.qtbot.waitUntil(lambda: not on.preview.is_running, timeout=PATIENCE)
    on.text = ARTICLE.replace("saved text", "typed out of sight").encode()
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.preview.show()
    on.wait_for_text("typed out of sight")


def test_nothing_runs_before_it_is_seen(stage) -> None:
    on = stage()
    on.preview.hide()
    on.preview.show_article(Site.find(on.root), on.root / "content/posts/a.md", ARTICLE.encode)
    assert not on.preview.is_running
    assert on.preview.view is None
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.preview.show()


def test_articles_without_a_page_are_told_so(stage, tmp_path: Path) -> None:
    on = stage()
    site = Site.find(on.root)
    on.preview.show_article(site, None, lambda: b"")
    assert on.preview.notice.title == "Not saved yet"
    on.preview.show_article(site, on.root / "assets/app.js", lambda: b"")
    on.wait_for_notice("Outside the site's content")
    on.preview.show_article(site, on.root / "content/hidden.md", (on.root / "content/hidden.md").read_bytes)
    on.wait_for_notice("No page of its own")
    on.preview.show_article(site, on.root / "assets/app.js", lambda: b"")
    on.wait_for_notice("Outside the site's content")
    bare = tmp_path / "bare"
    bare.mkdir()
    on.preview.show_article(Site.find(bare), bare / "a.md", lambda: b"")
    assert on.preview.notice.title == "No Hugo site"
    on.open("content/posts/a.md")


def test_without_hugo_it_says_how_to_get_it(stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on = stage()
    old = tmp_path / "bin" / "hugo"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho hugo v0.92.2+extended linux/amd64\n")
    old.chmod(0o755)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", f"{old.parent}{os.pathsep}{path}")
    on.preview.show_article(Site.find(on.root), on.root / "content/posts/a.md", ARTICLE.encode)
    on.wait_for_notice("Hugo 0.92.2 is too old")
    assert "install" in on.preview.notice.findChild(QLabel, "lines").text()
    monkeypatch.setenv("PATH", path)
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.press("Look again")


HOSTILE = """<!doctype html><title>t</title><body style="margin:0">{{ .Content }}
<a id=out style="display:block;height:40px" href="https://example.org/x">out</a>
<a id=in style="display:block;height:40px" href="/sub/notes/deep/c/" target=_blank>in</a>
<script>
const base = "BASE";
fetch(base + "/fetch").catch(() => {});
new Image().src = base + "/image";
try { new WebSocket(base.replace("http", "ws") + "/socket"); } catch (error) {}
for (const address of [base + "/frame", "file:///etc/passwd"]) {
  const frame = document.createElement("iframe"); frame.src = address; document.body.append(frame);
}
new Image().src = "https://web.example/picture.png";
addEventListener("load", () => {
  document.querySelector("#out").click();
  open(base + "/window");
  location = base + "/away";
});
navigator.sendBeacon(base + "/beacon");
</script>
"""


def test_sealed_but_for_its_own_server(stage) -> None:
    with listening_server() as server:
        on = stage({**PLAIN, "layouts/page.html": HOSTILE.replace("BASE", server.base)})
        followed: list[QUrl] = []
        on.preview.link_activated.connect(followed.append)
        on.open("content/posts/a.md")
        on.wait_for_note("web.example")
        with on.qtbot.waitSignals([on.preview.web_allowed, on.preview.page_shown], timeout=PATIENCE):
            on.press("Allow this site to load from the web")
        on.wait_for_text("saved text")
        assert on.ask("location.pathname") == "/sub/posts/a/"
        assert server.calls == []
        assert followed == []


def click(on: Stage, selector: str) -> None:
    """Press the mouse in the middle of something in the page."""
    # A page that has not drawn a frame yet takes no click: what is under the pointer is only known then.
    on.ask("void requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = true; })) ?? 0")
    on.qtbot.waitUntil(lambda: on.ask("window.drawn === true"), timeout=PATIENCE)
    left, top = on.ask(
        f"(() => {{ const box = document.querySelector('{selector}').getBoundingClientRect();"
        "return [box.left + 10, box.top + box.height / 2]; })()"
    )
    view = on.preview.view.view
    target = view.focusProxy() or view
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=QPoint(int(left), int(top)))


def test_links_of_the_site_inside_and_others_outside_by_a_click(stage) -> None:
    plain = HOSTILE[: HOSTILE.index("<script>")]
    on = stage({**PLAIN, "layouts/page.html": plain})
    on.open("content/posts/a.md")
    with on.qtbot.waitSignal(on.preview.link_activated, timeout=PATIENCE) as followed:
        click(on, "#out")
    assert followed.args == [QUrl("https://example.org/x")]
    assert on.ask("location.pathname") == "/sub/posts/a/"
    click(on, "#in")
    on.wait_for_note("Another page of the site.")
    assert on.ask("location.pathname") == "/sub/notes/deep/c/"
    on.press("Back to the article")
    on.qtbot.waitUntil(lambda: on.ask("location.pathname") == "/sub/posts/a/", timeout=PATIENCE)
    assert not on.preview.note.text


def test_typing_brings_the_article_back(stage) -> None:
    on = stage({**PLAIN, "layouts/page.html": HOSTILE[: HOSTILE.index("<script>")]})
    on.open("content/posts/a.md")
    click(on, "#in")
    on.wait_for_note("Another page of the site.")
    on.type(ARTICLE.replace("saved", "edited"))
    on.wait_for_text("edited text")
    assert not on.preview.note.text


def test_script_without_end_holds_up_its_page_only(stage) -> None:
    layout = '<main>{{ .Content }}</main>{{ if in .Content "endless" }}<script>for (;;);</script>{{ end }}'
    on = stage({**PLAIN, "layouts/page.html": layout})
    on.open("content/posts/a.md")
    on.type(ARTICLE.replace("saved", "endless"))
    on.wait_for_note("A script of this page did not end")
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.type(ARTICLE.replace("saved", "mended"))
    on.wait_for_text("mended text")
    assert not on.preview.note.text


def test_text_mended_while_a_script_hangs(stage) -> None:
    layout = '<main>{{ .Content }}</main>{{ if in .Content "endless" }}<script>for (;;);</script>{{ end }}'
    on = stage({**PLAIN, "layouts/page.html": layout})
    on.open("content/posts/a.md")
    on.type(ARTICLE.replace("saved", "endless"))
    on.qtbot.waitUntil(lambda: bool(on.preview.view.page.isLoading()), timeout=PATIENCE)
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        on.type(ARTICLE.replace("saved", "mended"))
    on.wait_for_text("mended text")


def test_page_whose_process_dies_is_loaded_again(stage) -> None:
    on = stage()
    on.open("content/posts/a.md")
    with on.qtbot.waitSignal(on.preview.page_shown, timeout=PATIENCE):
        os.kill(on.preview.view.page.renderProcessPid(), signal.SIGTERM)
    on.wait_for_text("saved text")


def test_page_of_the_article_before_does_not_stay_under_one_that_hugo_cannot_read(stage) -> None:
    on = stage()
    on.open("content/posts/a.md")
    broken = b"---\ntitle: [\n---\n\nother text\n"
    on.preview.show_article(Site.find(on.root), on.root / "content/notes/deep/c.md", lambda: broken)
    on.qtbot.waitUntil(on.preview.notice.isVisible, timeout=PATIENCE)
    on.open("content/posts/a.md")
    assert on.ask("document.querySelector('main').innerText.trim()") == "saved text"


def test_note_of_a_complaint_stays_when_the_same_article_is_shown_again(stage) -> None:
    on = stage()
    on.open("content/posts/a.md")
    on.type(ARTICLE + "\n{{< nope >}}\n")
    on.wait_for_note("“nope”")
    on.preview.show_article(Site.find(on.root), on.root / "content/posts/a.md", lambda: on.text)
    assert "“nope”" in on.preview.note.text


def test_theme_is_chosen_by_key_and_made_only_then(qtbot: QtBot) -> None:
    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("theme"))
        return made[-1]

    article = QLabel("article")
    tabs = PreviewTabs(Palette("light"), article)
    tabs.offer_theme(make)
    qtbot.addWidget(tabs)
    tabs.show()
    assert article.isVisible() and not made
    tabs.setFocus()
    with qtbot.waitSignal(tabs.theme_chosen, timeout=PATIENCE):
        QTest.keyClick(tabs.focusProxy(), Qt.Key.Key_Right)
    assert made[0].isVisible() and not article.isVisible()
    QTest.keyClick(tabs.focusProxy(), Qt.Key.Key_Left)
    assert article.isVisible() and len(made) == 1
