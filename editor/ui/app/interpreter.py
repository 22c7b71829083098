"""Settings of the Python interpreter for a program with a window: short turns, and garbage swept while nobody types."""

from __future__ import annotations

import gc
import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

# A thread that computes keeps the interpreter for so long (seconds) before the window gets its turn. Each of the
# window's calls of Qt gives the turn away and has to wait for it again: with Python's own 5 ms, or a tenth of that,
# one list drawn while a site is read takes 100 ms. Three threads that compute at once take 10 % longer for it.
TURN = 0.00002

SWEEP_MS = 30_000
_MUCH = 10
"""Middle collections (each some 7,000 objects) since the last sweep, from which on a sweep would be felt."""


class Sweeper(QObject):
    """Collects garbage at its own times: Python's full collections stop the window.

    A site of 10,000 articles is a quarter of a million objects; to look through them takes 100 ms, and reading
    the articles would bring that on again and again. Young objects are collected as ever. The old ones are looked
    through only while the window is in the background; in front, those that came since are, or, when they are
    many, put off. Nothing without a cycle waits for any of this.
    """

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        self._thresholds = gc.get_threshold()
        gc.set_threshold(self._thresholds[0], self._thresholds[1], 1_000_000)
        # The modules loaded so far stay for good.
        gc.freeze()
        self._application = application
        application.applicationStateChanged.connect(self._follow_state)
        self._timer = QTimer(self)
        self._timer.setInterval(SWEEP_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect what is new, unless that would be felt; it is not looked at again in front of the author."""
        if gc.get_count()[2] < _MUCH:
            gc.collect()
        gc.freeze()

    def sweep_all(self) -> None:
        """Collect everything."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._application.applicationStateChanged.disconnect(self._follow_state)
        gc.set_threshold(*self._thresholds)
        gc.unfreeze()
        sys.setswitchinterval(self._turn)

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            QTimer.singleShot(0, self, self.sweep_all)
