"""Opens menus without waiting for them: what a menu belongs to may go while it is open.

Not `QMenu.exec`, nor a `QToolButton` with a menu of its own, which calls it: they wait inside the widget's own event, and
the widget may go meanwhile, with a file read again or a save that closes its article. Coming back to it then takes the
program down.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractScrollArea, QMenu, QToolButton


def show_menu(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a place of the screen; it deletes itself when it is closed."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)


def open_when_pressed(button: QToolButton, menu: QMenu) -> None:
    """Let a button open a menu below it, again and again; the menu should be a child of the button."""

    def open_menu() -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, False)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def closing() -> None:
        button.setDown(False)
        # The click that closes the menu on its own button must not open it again.
        on_button = button.rect().contains(button.mapFromGlobal(QCursor.pos()))
        menu.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay, on_button)

    button.pressed.connect(open_menu)
    menu.aboutToHide.connect(closing)


def drop_scroll_menus(area: QAbstractScrollArea) -> None:
    """Leave out the menus of the scroll bars, which Qt opens with `QMenu.exec` and nobody needs."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
