"""Lets a question that comes by itself wait until the author has left the dialog in which the keys arrive now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget


class DialogTurn(QObject):
    """Tells when no dialog stands before a window: `came` follows once, after each time that one did.

    What opens under the author's fingers takes the keys that were meant for the dialog below, and Enter answers it.
    """

    came = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    @staticmethod
    def is_taken() -> bool:
        """Whether the author is in a dialog."""
        return QApplication.activeModalWidget() is not None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice that the last dialog has closed (called by Qt)."""
        if event.type() == QEvent.Type.WindowUnblocked:
            # The dialog's end may open the next one, such as a question about what was entered.
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        if not self.is_taken():
            self.came.emit()
