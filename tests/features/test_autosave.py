"""Saving by itself: after a pause, when the article is left; never in a composition, a conflict or without a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest

from editor.ui.documents import autosave
from tests.limits import PATIENCE


def settle(driver) -> None:
    """Let a pause, had there been one to wait for, pass: a second timer of the same length."""
    with driver.qtbot.waitSignal(_after(driver, autosave.PAUSE_MS + 200), timeout=autosave.PAUSE_MS + 5000):
        pass
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)


def _after(driver, milliseconds: int):
    from PySide6.QtCore import QTimer

    timer = QTimer(driver.window)
    timer.setSingleShot(True)
    timer.start(milliseconds)
    return timer.timeout


def test_nothing_is_saved_unasked(start, article_path: Path) -> None:
    before = article_path.read_bytes()
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    driver.program.application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    settle(driver)
    assert article_path.read_bytes() == before


def test_after_a_pause_but_not_in_a_composition(start, article_path: Path) -> None:
    driver = start(article_path)
    driver.actions["autosave_pause"].trigger()
    QTest.keyClicks(driver.pane, "words ")
    QCoreApplication.sendEvent(driver.pane, QInputMethodEvent("ㄓㄨ", []))
    settle(driver)
    assert driver.article.is_dirty(), "a composition is under way"
    event = QInputMethodEvent("", [])
    event.setCommitString("字")
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        QCoreApplication.sendEvent(driver.pane, event)
    assert "words 字" in article_path.read_text("utf-8")
    driver.open_articles.place(None)
    QTest.keyClicks(driver.pane, "untitled")
    settle(driver)
    assert driver.article.is_dirty() and driver.article.path is None


def test_when_the_article_or_the_window_is_left(start, site: Path, article_path: Path) -> None:
    driver = start(article_path)
    driver.actions["autosave_focus"].trigger()
    first = driver.article
    QTest.keyClicks(driver.pane, "words ")
    with driver.qtbot.waitSignal(first.saved, timeout=PATIENCE):
        driver.open_articles.place(None)
    assert "words " in article_path.read_text("utf-8")
    driver.open_articles.bring_to_front(first)
    QTest.keyClicks(driver.pane, "more ")
    with driver.qtbot.waitSignal(first.saved, timeout=PATIENCE):
        driver.program.application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert "more " in article_path.read_text("utf-8")


def test_an_undecided_conflict_is_not_saved(start, article_path: Path) -> None:
    driver = start(article_path)
    article_path.write_text("---\ntitle: a\n---\none line\n", "utf-8")
    driver.qtbot.waitUntil(lambda: driver.article.body() == "one line\n", timeout=PATIENCE)
    QTest.keyClicks(driver.pane, "mine ")
    driver.actions["autosave_pause"].trigger()
    with driver.qtbot.waitSignal(driver.article.conflicted, timeout=PATIENCE):
        article_path.write_text("---\ntitle: a\n---\ntheir line\n", "utf-8")
    settle(driver)
    assert driver.article.is_dirty() and driver.article.is_conflicted()
    assert "their line" in article_path.read_text("utf-8")
