"""Panels come and go by their keys, and every entry of the menus does something that does not fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from editor.ui.window.actions import ROWS
from tests.limits import PATIENCE
from tests.window import Driver

BROKEN = "---\ntitle: 強調\n---\n\n這個概念與**「文字」**中所說的不同。\n\n[沒有](missing.md)\n"


@pytest.fixture
def driver(start, site: Path) -> Driver:
    path = site / "content" / "posts" / "broken.md"
    path.write_text(BROKEN, "utf-8")
    driver: Driver = start(path)
    driver.qtbot.waitUntil(lambda: len(driver.bench.problems.problems()) >= 1, timeout=PATIENCE)
    return driver


def test_f10_shows_and_hides_the_problems(driver: Driver) -> None:
    panel = driver.bench.problems
    for shown in (True, False):
        QTest.keyClick(driver.window, Qt.Key.Key_F10)
        assert panel.isVisible() == shown == driver.actions["problems"].isChecked()
        assert panel.list.hasFocus() == shown
        assert [index.row() for index in panel.list.selectedIndexes()] == [0]
    assert driver.pane.hasFocus()


def test_escape_leads_from_the_problems_to_the_text(driver: Driver) -> None:
    QTest.keyClick(driver.window, Qt.Key.Key_F10)
    QTest.keyClick(driver.bench.problems.list, Qt.Key.Key_Escape)
    assert not driver.bench.problems.isVisible()
    assert not driver.actions["problems"].isChecked()
    assert driver.pane.hasFocus()


def test_the_number_in_the_status_line_leads_to_the_problems(driver: Driver) -> None:
    buttons = driver.window.status.findChildren(QToolButton)
    button = next(button for button in buttons if button.accessibleName() == "Problems")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert driver.bench.problems.isVisible()


def test_enter_goes_to_the_line_and_alt_enter_mends_it(driver: Driver) -> None:
    QTest.keyClick(driver.window, Qt.Key.Key_F10)
    QTest.keyClick(driver.bench.problems.list, Qt.Key.Key_Return)
    assert driver.pane.hasFocus()
    assert driver.pane.textCursor().block().text().startswith("這個概念")
    driver.bench.problems.list.setFocus()
    QTest.keyClick(driver.bench.problems.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert "與**「文字」**中" not in driver.pane.toPlainText()
    QTest.keyClick(driver.pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "與**「文字」**中" in driver.pane.toPlainText()


def test_usual_keys_work_where_the_platform_names_none(driver: Driver) -> None:
    keys = {name: driver.actions[name].shortcut().toString() for name in ("full_screen", "quit", "save_as")}
    assert all(keys.values()), keys
    before = driver.actions["full_screen"].isChecked()
    QTest.keySequence(driver.window, driver.actions["full_screen"].shortcut())
    assert driver.window.isFullScreen() != before


def test_no_entry_of_the_menus_fails(driver: Driver, qtbot) -> None:
    """pytest-qt fails the test for any exception in a slot. Dialogs are shut as they come."""

    def shut_dialogs() -> None:
        if (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()

    shutting = QTimer()
    shutting.timeout.connect(shut_dialogs)
    shutting.start(20)
    for row in ROWS:
        # Left out: what ends the window, leads to another site, or opens the system's programs.
        if row is None or row.id in ("quit", "tour", "restore_tour", "close_tab"):
            continue
        driver.actions[row.id].trigger()
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=PATIENCE)
    shutting.stop()
    for widget in QApplication.topLevelWidgets():
        if widget is not driver.window and widget.isVisible():
            widget.close()


def test_without_an_article_the_start_page_has_the_room_of_preview_and_fields(start, site: Path) -> None:
    driver = start(site)
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    beside = [driver.bench.views.preview_tabs, driver.bench.views.form]
    names = ("preview", "article")
    assert not any(panel.isVisible() for panel in beside)
    assert not any(driver.actions[name].isEnabled() or driver.actions[name].isChecked() for name in names)
    QTest.keyClick(driver.window, Qt.Key.Key_F8)
    driver.open(site / "content" / "posts" / "first.md")
    assert all(panel.isVisible() for panel in beside)
    QTest.keyClick(driver.window, Qt.Key.Key_F8)
    assert [panel.isVisible() for panel in beside] == [False, True]
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(lambda: driver.open_articles.front() is None, timeout=PATIENCE)
    assert not any(panel.isVisible() for panel in beside)
    driver.open(site / "content" / "posts" / "first.md")
    assert [panel.isVisible() for panel in beside] == [False, True]


def test_in_a_small_window_the_library_that_was_asked_for_stays_from_article_to_article(
    start, site: Path
) -> None:
    posts = site / "content" / "posts"
    (posts / "second.md").write_text("---\ntitle: second\n---\n\ntext\n", "utf-8")
    driver = start(posts / "first.md")
    driver.window.resize(1280, 800)
    library, form = driver.bench.library, driver.bench.views.form
    assert [library.isVisible(), form.isVisible()] == [False, True]
    QTest.keyClick(driver.window, Qt.Key.Key_F7)
    driver.open(posts / "second.md")
    assert [library.isVisible(), form.isVisible()] == [True, False]
    QTest.keyClick(driver.window, Qt.Key.Key_F9)
    driver.open(posts / "first.md")
    assert [library.isVisible(), form.isVisible()] == [False, True]
