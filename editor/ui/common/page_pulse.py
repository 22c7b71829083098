"""Feels whether a web page still lives: a picture can keep it busy for ever, and then it answers nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

INTERVAL: Final = 1_000
PATIENCE: Final = 15_000
"""Milliseconds without an answer after which a page counts as hung."""
WATCHED: Final = 10
"""Answers in a row after which a page at rest is no longer asked."""


class PagePulse(QObject):
    """Asks a page again and again for a while after something happened on it; `stalled` when no answer comes."""

    stalled = Signal()

    def __init__(self, ask: Callable[[Callable[[object], None]], None], parent: QObject) -> None:
        """`ask` has the page answer by calling what it is given."""
        super().__init__(parent)
        self._ask = ask
        self._left = 0
        self._number = 0
        """Counts the questions: an answer to one of a page that is gone says nothing of the present one."""
        self._is_asked = False
        self._since = QElapsedTimer()
        self._beat = QTimer(self)
        self._beat.setInterval(INTERVAL)
        self._beat.timeout.connect(self._turn)

    def watch(self) -> None:
        """Something happens on the page: feel its pulse for some time."""
        self._left = WATCHED
        if not self._beat.isActive():
            self._beat.start()
            self._turn()

    def stop(self) -> None:
        """There is no page to ask."""
        self._beat.stop()
        self._is_asked = False
        self._number += 1

    def is_late(self, milliseconds: int) -> bool:
        """Whether an answer is due for longer than this."""
        return self._is_asked and self._since.elapsed() > milliseconds

    def _turn(self) -> None:
        if self._is_asked:
            if self.is_late(PATIENCE):
                self.stop()
                self.stalled.emit()
            return
        self._left -= 1
        if self._left < 0:
            self._beat.stop()
            return
        self._number += 1
        number = self._number
        self._is_asked = True
        self._since.start()
        self._ask(lambda _answer: self._take(number))

    def _take(self, number: int) -> None:
        if number == self._number:
            self._is_asked = False
