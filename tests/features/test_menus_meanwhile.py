"""What a context menu belongs to goes while the menu is open: the file was read again, or its article closed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from shiboken6 import isValid

from editor.ui.fields.chip import Chip
from editor.ui.fields.field_row import FieldRow
from editor.ui.fields.inputs import LineInput, TextInput
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
    driver.desk.close(driver.article)
    driver.qtbot.waitUntil(lambda: not isValid(menu), timeout=PATIENCE)
