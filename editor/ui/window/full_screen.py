"""Full screen: the action, and the window's state however it came about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


class FullScreen(QObject):
    """Fills the screen with the window and leaves it again; the action's check mark is the window's state."""

    def __init__(self, action: QAction, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._action, self._window = action, window
        # A window comes back from the last session as it was left.
        action.setChecked(window.isFullScreen())
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's state (called by Qt)."""
        if watched is self._window and event.type() == QEvent.Type.WindowStateChange:
            self._action.setChecked(self._window.isFullScreen())
        return False

    def set(self, wanted: bool) -> None:
        """Fill the screen, or leave it."""
        state, full = self._window.windowState(), Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if wanted else state & ~full)
