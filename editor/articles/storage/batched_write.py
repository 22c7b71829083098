"""Many files written as one is, but waiting for the disk in batches, while the next batch is made ready."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from editor.articles.storage.atomic_write import (
    Pending,
    StoredFile,
    commit,
    discard,
    discarding,
    force,
    prepare,
    sync_folder,
)
from editor.articles.storage.errors import StorageError, explain
from editor.articles.storage.left_overs import clean_left_overs

# Files that are forced to the disk together. Two batches are open at a time, and some systems allow 256 open files.
_BATCH = 64
_FLUSHERS = 8  # threads that wait for the disk at once: it takes waiting writes together


def write_many(
    files: Iterable[tuple[Path, bytes, str | bytes | None]],
) -> Iterator[StoredFile | StorageError]:
    """Write many files, each (path, data, expected) as `storage.write` does and independent of the others.

    Yields one result per file, in order.
    """
    cleaned: set[str] = set()
    open_batches: list[_Batch] = [_Batch()]
    try:
        for path, data, expected in files:
            open_batches[-1].add(path, data, expected)
            if open_batches[-1].is_full():
                open_batches[-1].start_forcing()
                if len(open_batches) == 2:
                    yield from open_batches.pop(0).finish(cleaned)
                open_batches.append(_Batch())
        open_batches[-1].start_forcing()
        while open_batches:
            yield from open_batches.pop(0).finish(cleaned)
    finally:
        for batch in open_batches:
            batch.give_up()


class _Batch:
    """Files whose bytes are in temporary files, on their way to the disk."""

    def __init__(self) -> None:
        self._writes: list[tuple[Path, bytes, Pending | StorageError]] = []
        self._failures: dict[int, OSError] = {}
        self._threads: list[threading.Thread] = []

    def add(self, path: Path, data: bytes, expected: str | bytes | None) -> None:
        """Put a file's bytes into a temporary file."""
        pending: Pending | StorageError
        try:
            pending = prepare(path, data, expected, False, False, None)
        except StorageError as error:
            pending = error
        except (OSError, ValueError) as error:
            pending = explain(error, path, "saved")
        self._writes.append((path, data, pending))

    def is_full(self) -> bool:
        """Whether it is time to force it to the disk."""
        return len(self._writes) == _BATCH

    def start_forcing(self) -> None:
        """Begin to force the files to the disk; `finish` waits for it."""
        unforced = [one for _, _, one in self._writes if isinstance(one, Pending) and one.temporary]
        for start in range(min(_FLUSHERS, len(unforced))):
            part = unforced[start::_FLUSHERS]
            self._threads.append(threading.Thread(target=self._force, args=(part,), daemon=True))
            self._threads[-1].start()

    def _force(self, part: list[Pending]) -> None:
        for pending in part:
            try:
                force(pending)
            except OSError as error:
                self._failures[id(pending)] = error

    def finish(self, cleaned: set[str]) -> Iterator[StoredFile | StorageError]:
        """Put the files in their places; yields a result for each. cleaned: folders whose left-overs are gone."""
        for thread in self._threads:
            thread.join()
        results: list[StoredFile | StorageError] = []
        folders: dict[str, None] = {}
        for path, data, pending in self._writes:
            if isinstance(pending, StorageError):
                results.append(pending)
                continue
            try:
                with discarding(pending):
                    if id(pending) in self._failures:
                        raise self._failures[id(pending)]
                    if pending.temporary:
                        commit(pending)
                folders[pending.folder] = None
                results.append(StoredFile(path, data))
            except OSError as error:
                results.append(explain(error, path, "saved"))
        for folder in folders:
            with contextlib.suppress(OSError):
                sync_folder(folder)
            if folder not in cleaned:
                cleaned.add(folder)
                clean_left_overs(folder)
        return iter(results)

    def give_up(self) -> None:
        """Remove the temporary files; the old ones stay."""
        for thread in self._threads:
            thread.join()
        for _, _, pending in self._writes:
            if isinstance(pending, Pending):
                discard(pending)
