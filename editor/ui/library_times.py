"""Looks up when the library's articles were last written, beside the window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.ui.tasks import Task, Tasks


class WritingTimes(QObject):
    """One look at a time: what an earlier one finds may be of other articles, and come later."""

    found = Signal(object)
    """By path, when each file was last written, in nanoseconds."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None

    def look_up(self, paths: Iterable[Path]) -> None:
        """Look at these files, and no longer at those before."""
        self.stop()
        self._running = self._tasks.run(_times_of, list(paths), on_done=self._finish)
        self.destroyed.connect(self._running.cancel)

    def stop(self) -> None:
        """Look no longer."""
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _finish(self, times: dict[Path, int]) -> None:
        self._running = None
        self.found.emit(times)


def _times_of(paths: list[Path], task: Task) -> dict[Path, int]:
    """Return when each file was last written; one that is gone has no time."""
    times = {}
    for path in paths:
        if task.cancelled():
            break
        try:
            times[path] = path.stat().st_mtime_ns
        except OSError:
            continue
    return times
