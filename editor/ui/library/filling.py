"""Puts the catalogue's articles in the library's index beside the UI thread: ten thousand take a while."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from editor.site.catalogue.summary import Summary
from editor.ui.common.tasks import Task, Tasks
from editor.ui.library.query import Arrangement, ArticleIndex, Wanted


class Filled(NamedTuple):
    """An index with other articles than before, and what was wanted of it, arranged."""

    article_index: ArticleIndex
    wanted: Wanted
    arrangement: Arrangement
    moved: Mapping[Path, Path]
    """Where articles of the index before are in this one, if they have another path."""


class _Wish(NamedTuple):
    before: ArticleIndex
    summaries: tuple[Summary, ...]
    wanted: Wanted
    moved: Mapping[Path, Path]


class Filling(QObject):
    """Fills one index at a time; what is asked for meanwhile comes next, the latest alone."""

    filled = Signal(object)
    """A `Filled`."""
    failed = Signal(str)
    """Why an index could not be filled; what is asked for next is filled all the same."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None
        self._next: _Wish | None = None

    def fill(
        self, before: ArticleIndex, summaries: Iterable[Summary], wanted: Wanted, moved: Mapping[Path, Path]
    ) -> None:
        """Have an index filled with these articles; `before` is the one that they stand in now.

        `moved` tells where articles went since this was called last.
        """
        earlier = self._next.moved if self._next is not None else {}
        moved = {old: moved.get(new, new) for old, new in earlier.items()} | dict(moved)
        self._next = _Wish(before, tuple(summaries), wanted, moved)
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
            wish, self._next = self._next, None
            self._running = self._tasks.run(_fill, wish, on_done=self._finish, on_error=self._fail)
            self.destroyed.connect(self._running.cancel)

    def _finish(self, filled: Filled) -> None:
        self._running = None
        self.filled.emit(filled)
        self._start()

    def _fail(self, error: Exception) -> None:
        self._running = None
        self.failed.emit(str(error))
        self._start()


def _fill(wish: _Wish) -> Filled:
    article_index = wish.before.refilled(wish.summaries)
    return Filled(article_index, wish.wanted, article_index.arrange(wish.wanted), wish.moved)
