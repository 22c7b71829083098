"""The icons of the actions, in the toolbar at once and in a menu when it opens, in the palette's colours; and their keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QMenu, QMenuBar, QToolBar
from pytestqt.qtbot import QtBot

from editor.settings.choices import Colours
from editor.ui.common.palette import ICON_SIZE, Palette
from editor.ui.window.actions import ROWS, Actions
from editor.ui.window.panel_areas import PanelArea


def is_drawn_in(icon: QIcon, mode: QIcon.Mode, colour: QColor) -> bool:
    """Whether all that is drawn in full has this colour, but for the rounding of a painter."""
    image = icon.pixmap(QSize(ICON_SIZE, ICON_SIZE), 2.0, mode).toImage()
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    drawn = [point.getRgb()[:3] for point in points if point.alpha() == 255]
    return bool(drawn) and all(
        abs(one - other) <= 2
        for point in drawn
        for one, other in zip(point, colour.getRgb()[:3], strict=True)
    )


def test_no_two_actions_have_the_same_keys(qtbot: QtBot) -> None:
    menus = QMenuBar()
    qtbot.addWidget(menus)
    actions = Actions(Palette(Colours.LIGHT), menus)
    # Qt runs neither of two; its own standard keys often have a second form, such as Ctrl+F6 for the next tab.
    owners: dict[str, list[str]] = {}
    for row in ROWS:
        for keys in actions[row.id].shortcuts() if row is not None else ():
            owners.setdefault(keys.toString(), []).append(row.id)
    assert {keys: ids for keys, ids in owners.items() if keys and len(ids) > 1} == {}


@pytest.mark.parametrize("choice", [Colours.LIGHT, Colours.DARK])
def test_icons_are_drawn_where_they_are_seen(qtbot: QtBot, choice: Colours) -> None:
    palette, menus, tools = Palette(Colours.LIGHT), QMenuBar(), QToolBar()
    qtbot.addWidget(menus)
    qtbot.addWidget(tools)
    actions = Actions(palette, menus)
    actions.fill_menus(menus)
    actions.fill_toolbar(tools)
    palette.choose(choice)
    for action in (
        *(one for one in tools.actions() if not one.isSeparator()),
        *(actions[one] for one in PanelArea),
    ):
        assert not action.icon().isNull(), action.objectName()
    for menu in menus.findChildren(QMenu):
        menu.aboutToShow.emit()
    assert [row.id for row in ROWS if row is not None and row.icon and actions[row.id].icon().isNull()] == []
    for name in ("save", "cut"):
        icon = actions[name].icon()
        assert is_drawn_in(icon, QIcon.Mode.Normal, palette.colour("ink_soft"))
        assert is_drawn_in(icon, QIcon.Mode.Disabled, palette.colour("line"))
