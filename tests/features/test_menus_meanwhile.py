"""What a context menu belongs to goes while the menu is open: the file was read again, or its article closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget
from shiboken6 import isValid

from editor.ui.fields.form.field_row import FieldRow
from editor.ui.fields.inputs import LineInput, TextInput
from editor.ui.fields.lists.chip import Chip
from tests.limits import PATIENCE

FIELDS = (
    "---\ntitle: a\ntags: [x, y]\ndate: 2026-01-05\nfoo: bar\nnum: 3\nsource_url: https://example.org/\n---\n"
)


@pytest.fixture
def path(site: Path) -> Path:
    path = site / "content" / "posts" / "menus.md"
    path.write_text(FIELDS + "text\n")
    return path


def open_menu(driver, widget: QWidget) -> QMenu:
    place = QPoint(3, 3)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.mark.parametrize("kind", [TextInput, LineInput, Chip, FieldRow])
def test_a_field_goes_while_its_menu_is_open(start, path: Path, kind: type[QWidget]) -> None:
    driver = start(path)
    widget = next(one for one in driver.bench.views.form.findChildren(kind) if one.isVisible())
    menu = open_menu(driver, widget)
    with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
        path.write_text("text\n")
    driver.qtbot.waitUntil(lambda: not isValid(widget) or not widget.isVisible(), timeout=PATIENCE)
    if isValid(menu):
        menu.close()
    driver.qtbot.waitUntil(lambda: not isValid(menu), timeout=PATIENCE)


def test_an_article_closes_while_its_menu_is_open(start, path: Path) -> None:
    driver = start(path)
    menu = open_menu(driver, driver.pane.viewport())
    driver.open_articles.close(driver.article)
    driver.qtbot.waitUntil(lambda: not isValid(menu), timeout=PATIENCE)


DATED = "---\ntitle: a\ndate: 2026-01-05T10:00:00Z\n---\ntext\n"
MEANWHILE = {
    "the date goes": "---\ntitle: a\n---\ntext\n",
    "the date is another": DATED.replace("01-05", "03-07"),
    "the date loses its time": DATED.replace("T10:00:00Z", ""),
    "it is no date any more": DATED.replace("2026-01-05T10:00:00Z", "[a, b]"),
    "the front matter is broken": DATED.replace("title: a", "title: [a"),
}


def zone_of(driver) -> QToolButton:
    return driver.bench.views.form.form.row(("date",)).editor.zone


def act_while_open(driver, act, button: QToolButton) -> None:
    """Press a button with a menu, do something while the menu is open, and leave the menu by a key."""
    done: list[bool] = []

    def act_now() -> None:
        act()
        QTimer.singleShot(0, driver.window, close)

    def close() -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            QTest.keyClick(popup, Qt.Key.Key_Escape)
        done.append(True)

    # A menu that waits in a loop of its own lets nothing behind this press happen.
    QTimer.singleShot(0, driver.window, act_now)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)


@pytest.mark.parametrize("meanwhile", list(MEANWHILE))
def test_another_program_writes_while_the_menu_of_the_offset_is_open(
    start, path: Path, meanwhile: str
) -> None:
    path.write_text(DATED)
    driver = start(path)
    opened: list[bool] = []

    def other_writes() -> None:
        opened.append(isinstance(QApplication.activePopupWidget(), QMenu))
        path.write_text(MEANWHILE[meanwhile])
        with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
            driver.article.reread()
        QApplication.processEvents()

    act_while_open(driver, other_writes, zone_of(driver))
    assert opened == [True]
    QApplication.processEvents()
    assert driver.article.header + driver.article.body() == MEANWHILE[meanwhile]


def test_an_article_closes_while_the_menu_of_the_offset_is_open(start, path: Path) -> None:
    path.write_text(DATED)
    driver = start(path)
    opened: list[bool] = []

    def close() -> None:
        opened.append(isinstance(QApplication.activePopupWidget(), QMenu))
        driver.open_articles.close(driver.article)
        QApplication.processEvents()

    act_while_open(driver, close, zone_of(driver))
    assert opened == [True] and driver.open_articles.front() is None
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("meanwhile", list(MEANWHILE))
def test_another_program_writes_while_a_month_is_chosen(start, path: Path, meanwhile: str) -> None:
    path.write_text(DATED)
    driver = start(path)
    driver.window.activateWindow()
    QTest.mouseClick(driver.bench.views.form.form.row(("date",)).label, Qt.MouseButton.LeftButton)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    months = calendar.findChild(QToolButton, "qt_calendar_monthbutton")
    opened: list[bool] = []

    def other_writes() -> None:
        opened.append(isinstance(QApplication.activePopupWidget(), QMenu))
        path.write_text(MEANWHILE[meanwhile])
        with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
            driver.article.reread()
        QApplication.processEvents()

    act_while_open(driver, other_writes, months)
    assert opened == [True]
    while popup := QApplication.activePopupWidget():
        popup.close()
    assert driver.article.header + driver.article.body() == MEANWHILE[meanwhile]


def test_the_menu_of_the_offset_opens_again_and_takes_a_choice(start, path: Path) -> None:
    path.write_text(DATED)
    driver = start(path)
    zone = zone_of(driver)
    row = driver.bench.views.form.form.row(("date",))
    driver.qtbot.waitUntil(lambda: row.spec.context.zone_known, timeout=PATIENCE)
    for _time in range(2):
        QTest.mouseClick(zone, Qt.MouseButton.LeftButton)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        assert QApplication.activePopupWidget() is None and not zone.isDown()
    QTest.mouseClick(zone, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    [plus] = [action for action in menu.actions() if action.text().startswith("+08:00")]
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(plus).center())
    assert "date: 2026-01-05T10:00:00+08:00\n" in driver.article.header


def test_no_menu_is_waited_for() -> None:
    """What Qt opens with `QMenu.exec` is opened by `editor.ui.common.menus` instead."""
    root = Path(__file__).resolve().parents[2] / "editor" / "ui"
    waiting = ("menu.exec", "InstantPopup", "MenuButtonPopup", "DelayedPopup", "QMenu.exec(")
    found = [
        f"{path.name}: {word}"
        for path in sorted(root.rglob("*.py"))
        for word in waiting
        if word in path.read_text("utf-8") and path.name != "menus.py"
    ]
    assert not found
