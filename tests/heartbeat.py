"""A heartbeat on the event loop: how long the window did not turn, by stage of what went on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, QTimer


class Heartbeat:
    """Beats every two milliseconds from its making on; a longer pause is a time in which no key got through."""

    def __init__(self) -> None:
        self.stage = ""
        self.longest: dict[str, float] = {}
        """Seconds of the longest pause of each stage."""
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Note that the loop turned."""
        now = time.perf_counter()
        self.longest[self.stage] = max(now - self._last, self.longest.get(self.stage, 0.0))
        self._last = now

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Name what goes on meanwhile; what is still under way at the end counts to it."""
        self._last = time.perf_counter()
        self.stage = stage
        try:
            yield
        finally:
            self.beat()
            self.stage = ""

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
