"""Hugo does what a site asks for: the author is asked once for each site, and nothing of it runs before."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTabBar

from editor.settings.store import SettingsStore
from editor.settings.trust import SiteTrust
from editor.site.identity import identity_of
from editor.ui.preview.tabs import THEME
from editor.ui.theme_preview.notice import ThemeNotice
from editor.ui.theme_preview.preview import ThemePreview
from tests.faults.payloads import SITES_THAT_READ, SITES_THAT_START, hostile_site
from tests.limits import PATIENCE
from tests.publish.hugo_sites import PLAIN, make_site

pytestmark = [
    pytest.mark.hugo,
    pytest.mark.skipif(
        os.name != "posix", reason="the hugo that tells of its calls is a script with a shebang"
    ),
]

QUESTION = "Do you trust this site?"
ARTICLE = "content/posts/a.md"


class Machine:
    """Programs on the search path that tell when they are called: hugo, and node for what a site brings."""

    def __init__(self, folder: Path, hugo: str) -> None:
        self.folder, self._calls = folder / "tools", folder / "calls"
        self.folder.mkdir()
        self.write("hugo", f'echo "$*" >> "{self._calls}"\nexec "{hugo}" "$@"')
        self.write("node", f": > '{folder / 'node-ran'}'")
        self._node = folder / "node-ran"

    def write(self, name: str, body: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)

    def hugo_calls(self) -> list[str]:
        return self._calls.read_text("utf-8").splitlines() if self._calls.exists() else []

    def node_ran(self) -> bool:
        return self._node.exists()


@pytest.fixture
def machine(tmp_path: Path, hugo: str, monkeypatch: pytest.MonkeyPatch) -> Machine:
    tools = Machine(tmp_path, hugo)
    monkeypatch.setenv("PATH", f"{tools.folder}{os.pathsep}{os.environ['PATH']}")
    return tools


class Author:
    """Works in the whole window, and reads what the theme's tab says."""

    def __init__(self, driver) -> None:
        self.driver = driver

    def choose_theme(self) -> None:
        [bar] = [
            bar for bar in self.driver.window.findChildren(QTabBar) if bar.objectName() == "preview_tabs"
        ]
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(THEME).center())

    @property
    def preview(self) -> ThemePreview:
        return self.driver.window.findChild(ThemePreview)

    @property
    def notice(self) -> ThemeNotice:
        return self.driver.window.findChild(ThemeNotice)

    def wait_for(self, title: str) -> None:
        self.driver.qtbot.waitUntil(
            lambda: self.notice is not None and self.notice.isVisible() and self.notice.title == title,
            timeout=PATIENCE,
        )

    def lines(self) -> str:
        return self.notice.findChild(QLabel, "lines").text()

    def press(self, label: str) -> None:
        [button] = [
            one for one in self.preview.findChildren(QPushButton) if one.text() == label and one.isVisible()
        ]
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def go_to(self, root: Path) -> None:
        """Open another site and an article of it."""
        with self.driver.qtbot.waitSignal(self.driver.bench.session.catalogue_ready, timeout=PATIENCE):
            self.driver.bench.opening.open_path(root)
        self.driver.open(root / ARTICLE)


def foreign(tmp_path: Path, files: Mapping[str, str]) -> Path:
    root = tmp_path / "foreign"
    make_site(root, hostile_site(dict(files), str(tmp_path / "outside"), "http://127.0.0.1:9"))
    script = root / "node_modules" / ".bin" / "postcss"
    script.parent.mkdir(parents=True)
    script.write_text("#!/usr/bin/env node\n")
    script.chmod(0o755)
    return root


def test_the_author_is_asked_before_hugo_runs(start, tmp_path: Path, machine: Machine) -> None:
    root = make_site(tmp_path / "mine", PLAIN)
    author = Author(start(root / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    assert author.lines().endswith("/mine")
    assert machine.hugo_calls() == []
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Trust this site")
    assert machine.hugo_calls() != []
    assert not author.preview.note.text
    # Asked once: another article, and the site's settings changed, and back from out of sight.
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.driver.open(root / "content/notes/deep/c.md")
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        (root / "hugo.toml").write_text('title = "Another"\n', "utf-8")
    # Kept outside of the site, for the next start.
    kept = tmp_path / "settings" / "settings.json"
    author.driver.qtbot.waitUntil(kept.exists, timeout=PATIENCE)
    assert SiteTrust(SettingsStore(kept)).answer(identity_of(root)) is True
    assert not any("trust" in path.name for path in root.rglob("*"))


def test_the_programs_own_tour_is_shown_without_a_question(start, tmp_path: Path, machine: Machine) -> None:
    """Seen: a newcomer's first click in the tour met a warning about a site that the program itself had made."""
    author = Author(start(None))
    author.driver.qtbot.waitUntil(lambda: author.driver.open_articles.front() is not None, timeout=PATIENCE)
    author.choose_theme()
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        pass
    assert not author.preview.note.text
    # A fresh one is another folder, and the program's own as well.
    restored = tmp_path / "data" / "tour"
    before = identity_of(restored)
    author.driver.actions["restore_tour"].trigger()
    trust = SiteTrust(author.driver.program.settings)

    def is_fresh_and_trusted() -> bool:
        try:
            now = identity_of(restored)
        except FileNotFoundError:
            # The old one is away, the fresh one not in its place yet.
            return False
        return now != before and bool(trust.answer(now))

    author.driver.qtbot.waitUntil(is_fresh_and_trusted, timeout=PATIENCE)


def test_what_lies_in_the_tours_place_by_a_link_is_asked_about(
    start, tmp_path: Path, machine: Machine
) -> None:
    other = foreign(tmp_path, SITES_THAT_START["postcss"])
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tour").symlink_to(other, target_is_directory=True)
    author = Author(start(None))
    author.driver.open(other / ARTICLE)
    author.choose_theme()
    author.wait_for(QUESTION)
    assert machine.hugo_calls() == []


def test_another_site_with_the_theme_in_front_starts_nothing(start, tmp_path: Path, machine: Machine) -> None:
    """Seen: opening a foreign site ran its postcss without a click."""
    mine = make_site(tmp_path / "mine", PLAIN)
    other = foreign(tmp_path, SITES_THAT_START["postcss"])
    author = Author(start(mine / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Trust this site")
    author.driver.qtbot.waitUntil(lambda: not author.driver.program.tasks.busy(), timeout=PATIENCE)
    calls = machine.hugo_calls()
    author.go_to(other)
    author.wait_for(QUESTION)
    assert author.lines().endswith("/foreign")
    assert machine.hugo_calls() == calls
    assert not machine.node_ran()
    author.press("Show restricted")
    author.wait_for("Hugo cannot build the site")
    assert "“postcss”, which is not allowed" in author.notice.text
    assert not machine.node_ran()
    # The answer for the one says nothing of the other.
    author.press("Trust this site")
    author.driver.qtbot.waitUntil(machine.node_ran, timeout=PATIENCE)
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.go_to(mine)


def test_a_restricted_site_is_shown_and_says_so(start, tmp_path: Path, machine: Machine) -> None:
    root = make_site(tmp_path / "mine", PLAIN)
    author = Author(start(root / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Show restricted")
    assert author.preview.note.text.startswith("Restricted:")
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Trust this site")
    assert not author.preview.note.text


def test_a_site_that_reaches_outside_is_told_and_not_shown(start, tmp_path: Path, machine: Machine) -> None:
    private = tmp_path / "outside" / "private.txt"
    private.parent.mkdir()
    private.write_text("SECRET")
    root = foreign(tmp_path, SITES_THAT_READ["mounted file"])
    author = Author(start(root / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    author.press("Show restricted")
    author.wait_for("This site reaches outside of its folder")
    assert author.lines().endswith("/outside/private.txt")
    assert not any(call.startswith("server") for call in machine.hugo_calls())
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Trust this site")


def test_a_hugo_that_cannot_be_restricted(start, tmp_path: Path, machine: Machine) -> None:
    machine.write("hugo", "echo hugo v0.150.1+extended linux/amd64")
    root = make_site(tmp_path / "mine", PLAIN)
    author = Author(start(root / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    author.press("Show restricted")
    author.wait_for("This site cannot be shown restricted")
    assert author.notice.text.startswith("Hugo 0.150.1 cannot")
    author.press("Trust this site")
    # It is no Hugo after all: what it says is no configuration.
    author.wait_for("Hugo cannot build the site")


def test_another_folder_at_the_same_place_is_asked_about(start, tmp_path: Path, machine: Machine) -> None:
    root = make_site(tmp_path / "mine", PLAIN)
    author = Author(start(root / ARTICLE))
    author.choose_theme()
    author.wait_for(QUESTION)
    with author.driver.qtbot.waitSignal(author.preview.page_shown, timeout=PATIENCE):
        author.press("Trust this site")
    author.go_to(make_site(tmp_path / "second", PLAIN))
    author.wait_for(QUESTION)
    shutil.rmtree(root)
    make_site(root, PLAIN)
    author.go_to(root)
    author.wait_for(QUESTION)
    assert author.lines().endswith("/mine")
