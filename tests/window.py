"""The whole window on a small site, driven as a user drives it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.settings.options import GEOMETRY
from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.article.open_article import OpenArticle
from editor.ui.writing.writing_pane import WritingPane
from tests.limits import LONG, PATIENCE

if TYPE_CHECKING:
    # Loaded by the program itself, once its first picture stands.
    from editor.ui.app.workbench import Workbench

# As `run_window` does it: the web engine, loaded later, needs it from the start.
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

ARTICLE = """---
title: "第一篇文章"
date: 2026-01-05T10:00:00+08:00
description: "一段說明"
tags: ["寫作", "Hugo"]
categories: ["筆記"]
source_url: "https://example.org/a"
source_name: "Example"
draft: false  # not yet
---

第一段文字。A first paragraph.

## 小節

- 一
- 二
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small Hugo site with the user's own article where the shared seed is at hand, and one of ours."""
    root = tmp_path / "site"
    (root / "content" / "posts").mkdir(parents=True)
    (root / "static").mkdir()
    (root / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ntitle = "小站"\ntimeZone = "Asia/Taipei"\nhasCJKLanguage = true\n'
    )
    (root / "content" / "posts" / "first.md").write_text(ARTICLE, "utf-8")
    seed = Path(__file__).resolve().parents[1].parent / "shared" / "seed"
    if seed.is_dir():
        for path in seed.glob("*.md"):
            (root / "content" / "posts" / path.name).write_bytes(path.read_bytes())
    return root


@pytest.fixture
def article_path(site: Path) -> Path:
    """The article to work on: the user's own, else ours."""
    others = [path for path in (site / "content" / "posts").glob("*.md") if path.name != "first.md"]
    return others[0] if others else site / "content" / "posts" / "first.md"


class Driver:
    """One running window and short ways to what a user sees in it."""

    def __init__(self, program: Inkstone, qtbot: QtBot) -> None:
        self.program = program
        self.qtbot = qtbot
        self.window = program.window
        self.open_articles = program.open_articles
        self.actions = program.actions
        self._listed: object = None
        self.bench.library.articles_shown.connect(self._take_listed)

    def _take_listed(self, listed: object) -> None:
        self._listed = listed

    @property
    def bench(self) -> Workbench:
        return self.program.parts[0]

    @property
    def pane(self) -> WritingPane:
        pane = self.open_articles.pane()
        assert pane is not None
        return pane

    @property
    def article(self) -> OpenArticle:
        article = self.open_articles.front()
        assert article is not None
        return article

    def lists_all(self) -> bool:
        """Whether the site is read and the library lists its articles."""
        catalogue = self.bench.session.catalogue
        return catalogue is not None and self._listed is catalogue.summaries()

    def wait_until_watched(self) -> None:
        """What other programs change from now on is told by the system."""
        self.qtbot.waitUntil(self.bench.session.is_watching, timeout=PATIENCE)

    def open(self, path: Path) -> None:
        with self.qtbot.waitSignal(self.open_articles.front_changed, timeout=PATIENCE):
            self.open_articles.open(path)

    def save(self) -> None:
        with self.qtbot.waitSignal(self.article.saved, timeout=PATIENCE):
            self.actions["save"].trigger()


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator:
    """Start the program on a path (None: without one) and wait until its library lists the articles."""
    programs: list[Inkstone] = []

    def run(
        path: Path | None, *, wait: bool = True, meanwhile: Callable[[Inkstone], None] | None = None
    ) -> Driver:
        """`meanwhile` is called when the text stands; the rest of the window then follows as in the author's hands."""
        program = Inkstone(qapp, SettingsStore(tmp_path / "settings" / "settings.json"))
        programs.append(program)
        program.data_folder = tmp_path / "data"
        program.state_folder = tmp_path / "state"
        if not program.settings.get(GEOMETRY):
            program.window.resize(1600, 1000)
        program.open_first(path)
        program.window.show()
        if meanwhile is None:
            program.finish(path)
        else:
            program.finish_soon(path)
            meanwhile(program)
            qtbot.waitUntil(lambda: bool(program.parts), timeout=LONG)
        driver = Driver(program, qtbot)
        if wait:
            qtbot.waitUntil(driver.lists_all, timeout=LONG)
        return driver

    yield run
    # Also one that did not come as far as a driver: what is left of a window ends the process at some later time.
    for program in reversed(programs):
        for bench in program.parts:
            bench.shut_down()
        program.window.allow_close()
        assert program.tasks.shut_down(PATIENCE)
        program.deleteLater()
        program.window.deleteLater()
    # Now, not with the next loop: at the end of the run there is none, and Python's order would be anyone's guess.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
