"""Shows a context menu that ends with its widget."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu


def show_menu(menu: QMenu, place: QPoint) -> None:
    """Open a menu at a place of the screen; it deletes itself when it is closed.

    Not `QMenu.exec`, which waits inside the widget's own event: the widget may go meanwhile, with a file read
    again or a save that closes its article, and coming back to it takes the program down.
    """
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
