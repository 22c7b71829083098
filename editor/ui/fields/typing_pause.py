"""When typed text is taken over: at the first key, and then at every pause of its own length."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PAUSE = 300
"""Milliseconds after which typed text is taken over."""


class TypingPause(QObject):
    """Tells `due` for the first key at once, so that the article counts as changed, and for the rest in step."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.due)

    def key_typed(self) -> None:
        """The author has typed."""
        if not self._timer.isActive():
            self.due.emit()
            self._timer.start()

    def stop(self) -> None:
        """What was typed is taken over now: the next key is a first one again."""
        self._timer.stop()
