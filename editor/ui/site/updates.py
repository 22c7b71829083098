"""Brings the catalogue of the open site up to date with the disk, in the background."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.site.catalogue.catalogue import Catalogue
from editor.site.watching.changes import FileChange
from editor.ui.common.tasks import Task, Tasks
from editor.ui.site.reading import bring_up_to_date


class CatalogueUpdates(QObject):
    """One batch after the other; what is added while one runs comes with the next."""

    # A list of `FileChange`, as an object: a signal of lists copies each element to Qt's own kind and back.
    done = Signal(object)
    """What a batch changed in the catalogue; comes only if it changed something."""
    said = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._catalogue: Catalogue | None = None
        self._running: Task | None = None
        # A checkout brings thousands: they are looked through beside the UI thread, here only handed on.
        self._paths: list[Path] = []
        self._moves: list[FileChange] = []
        self._is_reading = False
        self._changed_in_reading: list[Path] = []
        """What changed while all is read: it may have been read before, and only the catalogue to go knows."""

    def begin_reading(self) -> None:
        """Take note that another catalogue is being read."""
        self._is_reading = True
        self._changed_in_reading.clear()

    def give_up_reading(self) -> None:
        """Take note that the catalogue stays the one it is."""
        self._is_reading = False

    def take(self, catalogue: Catalogue, paths: Iterable[Path] = ()) -> None:
        """Update another catalogue from now on; these paths are looked at with the next batch."""
        self._catalogue, self._is_reading = catalogue, False
        self._paths += self._changed_in_reading
        self._changed_in_reading.clear()
        self._paths += paths

    def leave(self) -> None:
        """Have no catalogue."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
        self._catalogue, self._is_reading = None, False
        for waiting in (self._paths, self._moves, self._changed_in_reading):
            waiting.clear()

    def add(self, paths: Iterable[Path], moves: Iterable[FileChange] = ()) -> None:
        """Look at files again; `moves` are known, and told as such if they show."""
        self._moves += moves
        self._paths += paths
        self.run()

    def run(self) -> None:
        """Start the next batch, if one is wanted and none runs."""
        if self._catalogue is None or self._running is not None or not self._paths:
            return
        paths, self._paths = self._paths, []
        moves, self._moves = self._moves, []
        if self._is_reading:
            self._changed_in_reading += paths
        self._running = self._tasks.run(
            bring_up_to_date, self._catalogue, paths, moves, on_done=self._finish, on_error=self._fail
        )

    def _finish(self, changes: list[FileChange]) -> None:
        self._running = None
        if changes:
            self.done.emit(changes)
        self.run()

    def _fail(self, error: Exception) -> None:
        self._running = None
        self.said.emit(self.tr("A change on disk could not be read: {0}").format(error))
        self.run()
