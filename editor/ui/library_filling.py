"""Puts the catalogue's articles on the library's shelf beside the UI thread: ten thousand take a while."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from editor.site.summary import Summary
from editor.ui.library_query import Arrangement, Shelf, Wanted
from editor.ui.tasks import Task, Tasks


class Filled(NamedTuple):
    """A shelf with other articles than before, and what was wanted of it, arranged."""

    shelf: Shelf
    wanted: Wanted
    arrangement: Arrangement


class Filling(QObject):
    """Fills one shelf at a time; what is asked for meanwhile comes next, the latest alone."""

    filled = Signal(object)
    """A `Filled`."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None
        self._next: tuple[Shelf, tuple[Summary, ...], Wanted] | None = None

    def fill(self, before: Shelf, summaries: Iterable[Summary], wanted: Wanted) -> None:
        """Have a shelf filled with these articles; `before` is the one that they stand on now."""
        self._next = before, tuple(summaries), wanted
        if self._running is None:
            self._start()

    def stop(self) -> None:
        """Fill no more."""
        self._next = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    def _start(self) -> None:
        if self._next is not None:
            wishes, self._next = self._next, None
            self._running = self._tasks.run(_fill, *wishes, on_done=self._finish)
            self.destroyed.connect(self._running.cancel)

    def _finish(self, filled: Filled) -> None:
        self._running = None
        self.filled.emit(filled)
        self._start()


def _fill(before: Shelf, summaries: tuple[Summary, ...], wanted: Wanted) -> Filled:
    shelf = before.refilled(summaries)
    return Filled(shelf, wanted, shelf.arrange(wanted))
