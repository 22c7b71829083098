"""Collects hints that something changed until they have settled."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from editor.site.places import parent_of

# Seconds: quiet before changes count as settled; the longest wait while more come; the same in a burst.
SETTLED = 0.12
LONGEST_WAIT = 0.6
LONGEST_BURST = 2.5

# From this many hints on it is a burst (a checkout, a sync), and everything is compared afterwards: the system
# may have dropped some.
BURST = 500


@dataclass(slots=True)
class Batch:
    """What was heard of since the last batch, as absolute paths."""

    folders: set[str] = field(default_factory=set)
    """Folders in which something changed."""
    files: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    """Files that this program wrote itself."""
    moved_from: dict[str, str] = field(default_factory=dict)
    """What files that were renamed were called before, by the name they got."""
    count: int = 0
    everything: bool = False
    """Whether all is to be compared, not only what was heard of."""


class Hints:
    """A meeting place of the threads that hear of changes and the one that looks at them."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._batch = Batch()
        self._first = self._last = 0.0
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def add(self, path: str, *, is_folder: bool) -> None:
        """Note that a file or folder was created, changed, moved or removed."""
        with self._condition:
            if is_folder:
                self._batch.folders.add(path)
            else:
                self._batch.files.add(path)
            self._batch.folders.add(parent_of(path))
            self._batch.count += 1
            self._last = time.monotonic()
            self._first = self._first or self._last
            self._condition.notify_all()

    def add_written(self, path: str) -> None:
        """Note that this program wrote a file."""
        with self._condition:
            self._batch.written.add(path)
            self.add(path, is_folder=False)

    def add_move(self, old: str, new: str) -> None:
        """Note that a file was renamed."""
        with self._condition:
            self._batch.moved_from[new] = old

    def add_end(self, path: str) -> None:
        """Note that a file is gone: what bears its name next is another one."""
        with self._condition:
            self._batch.moved_from.pop(path, None)

    def ask_for_everything(self) -> None:
        """Ask that all is compared with the disk at once."""
        with self._condition:
            self._batch.everything = True
            self._condition.notify_all()

    def close(self) -> None:
        """Wake whoever waits; `take` returns None from now on."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def take(self, timeout: float) -> Batch | None:
        """Wait for settled hints, at most `timeout` seconds without any, and hand them over; None when closed."""
        with self._condition:
            deadline = time.monotonic() + timeout
            while not self._closed and not self._batch.everything:
                now = time.monotonic()
                due = self._due() if self._batch.count else deadline
                if now >= due:
                    break
                self._condition.wait(due - now)
            if self._closed:
                return None
            batch, self._batch, self._first = self._batch, Batch(), 0.0
            batch.everything = batch.everything or batch.count > BURST
            return batch

    def _due(self) -> float:
        longest = LONGEST_BURST if self._batch.count > BURST else LONGEST_WAIT
        return min(self._last + SETTLED, self._first + longest)
