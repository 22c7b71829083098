"""Drops the second half of a double click where the first has put something else under the pointer.

A click that opens an article lays the window out anew: the second would choose a word there, close the next tab, or
open what has come into the place of a folded panel. Nobody can have meant that.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget


class SecondClick(QObject):
    """Watches the clicks of one window, before any of its widgets has them."""

    def __init__(self, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._clicks: list[tuple[int, QWidget | None]] = []
        """The last two clicks: when, and on what."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a second click from what it is not for (called by Qt)."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            click = (event.timestamp(), self._under(event))
            self._clicks = [*self._clicks[-1:], click]
        elif kind == QEvent.Type.MouseButtonDblClick and isinstance(event, QMouseEvent):
            # Qt tells the second click as a press too, just before.
            earlier = [target for when, target in self._clicks if when != event.timestamp()]
            return bool(earlier) and earlier[-1] is not self._under(event)
        return False

    def _under(self, event: QMouseEvent) -> QWidget | None:
        return self._window.childAt(event.position().toPoint())
