"""Settings of the Python interpreter for a program with a window: plain imports, short turns, garbage where it is safe."""

from __future__ import annotations

import builtins
import gc
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

# A thread that computes keeps the interpreter for so long (seconds) before the window gets its turn. Each of the
# window's calls of Qt gives the turn away and has to wait for it again: with Python's own 5 ms, or a tenth of that,
# one list drawn while a site is read takes 100 ms. Three threads that compute at once take 10 % longer for it.
TURN = 0.00002

COLLECT_MS = 1000
SWEEP_MS = 30_000
_MUCH = 70_000
"""New objects from which on it would be felt that all of them are looked through."""


def import_plainly() -> None:
    """Give `import` back to Python.

    PySide puts a function of its own in its place, which reads the source of each module that is imported to learn
    whether it may ask for `__feature__`. Nothing here does, and a seventh of the time that imports take is saved.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


class Sweeper(QObject):
    """Collects garbage at its own times and on the UI thread: Python does so in whatever thread makes an object.

    That stops the window: a site of 10,000 articles is a quarter of a million objects; to look through them takes
    100 ms, and reading the articles would bring that on again and again. And it can end the program: an object of
    Qt's that is found in a thread is deleted in that thread, which is another than the one it works in (PySide
    takes only widgets to the UI thread for it).

    Young objects are looked through every second, as Python would do it, middle ones every tenth time; those of a
    burst are put off. The old ones are looked through only while the window is in the background; in front, those
    that came since are, or, when they are many, put off. Nothing without a cycle waits for any of this.
    """

    def __init__(self, application: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN)
        gc.disable()
        # The modules loaded so far stay for good.
        gc.freeze()
        self._new = 0
        self._application = application
        application.applicationStateChanged.connect(self._follow_state)
        self._timers = [self._every(COLLECT_MS, self.collect), self._every(SWEEP_MS, self.sweep)]

    def collect(self) -> None:
        """Look through what is young, where there is much of it."""
        young, middle, _old = gc.get_count()
        at_young, at_middle, _at_old = gc.get_threshold()
        if young >= _MUCH:
            self._put_aside()
        elif young > at_young:
            self._new += young
            gc.collect(1 if middle > at_middle else 0)

    def sweep(self) -> None:
        """Collect what is new, unless that would be felt; it is not looked at again in front of the author."""
        if self._new + gc.get_count()[0] < _MUCH:
            gc.collect()
        self._put_aside()

    def sweep_all(self) -> None:
        """Collect everything."""
        gc.unfreeze()
        gc.collect()
        self._put_aside()

    def stop(self) -> None:
        """Leave it to Python again."""
        for timer in self._timers:
            timer.stop()
        self._application.applicationStateChanged.disconnect(self._follow_state)
        gc.enable()
        gc.unfreeze()
        sys.setswitchinterval(self._turn)

    def _put_aside(self) -> None:
        gc.freeze()
        self._new = 0

    def _every(self, milliseconds: int, what: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        timer.setInterval(milliseconds)
        timer.timeout.connect(what)
        timer.start()
        return timer

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive:
            QTimer.singleShot(0, self, self.sweep_all)
