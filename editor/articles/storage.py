"""Article files on disk: reading that never blocks, writing that leaves the old or the new file and nothing between.

A write goes to a temporary file beside the target, is checked, forced to the disk and renamed over it. Where a
rename would lose something (hard links, an owner that cannot be set), the file is written in place instead.
"""
# This module is about system calls, and a batch of thousands of files pays for every Path.
# ruff: noqa: PTH116

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.articles.atomic_write import (
    NEVER_BLOCK,
    Pending,
    commit,
    discard,
    discarding,
    fingerprint_of,
    force,
    prepare,
    read_all,
    require_regular,
    sync_folder,
)
from editor.articles.left_overs import clean_left_overs, is_temporary
from editor.articles.storage_errors import ChangedOnDisk, Reason, StorageError, explain

__all__ = [
    "ChangedOnDisk",
    "Reason",
    "StorageError",
    "StoredFile",
    "clean_left_overs",
    "fingerprint_of",
    "is_temporary",
    "read",
    "write",
    "write_many",
]

_BATCH = 96  # files whose writes are forced to the disk together
_FLUSHERS = 8  # threads that wait for the disk at once: it takes waiting writes together


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as read or written: its path and its bytes."""

    path: Path
    data: bytes

    @property
    def fingerprint(self) -> str:
        """A hash of the bytes, by which a later change is told."""
        return fingerprint_of(self.data)


def read(path: Path) -> StoredFile:
    """Read a regular file; raises StorageError, and at once, for a FIFO, a device, a socket or a folder."""
    try:
        require_regular(path, os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | NEVER_BLOCK)
        try:
            require_regular(path, os.fstat(descriptor))
            data = read_all(descriptor)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise explain(error, path, "read") from error
    return StoredFile(path, data)


def write(
    path: Path,
    data: bytes,
    *,
    expected: str | bytes | None = None,
    in_place: bool = False,
    replace_read_only: bool = False,
    within: Path | None = None,
) -> StoredFile:
    """Write a file so that a crash at any moment leaves it wholly old or wholly new.

    expected: the bytes or the fingerprint that the file must still have, else ChangedOnDisk. in_place: the author's choice where the
    folder takes no new file; then a crash can leave half a file. replace_read_only: the author agreed to write
    a file marked read-only. within: refuse to follow a link out of this folder.
    Mode, owner and extended attributes stay, a symbolic link's target is written, hard links keep together.
    """
    try:
        pending = prepare(path, data, expected, in_place, replace_read_only, within)
        if pending.temporary:
            with discarding(pending):
                force(pending)
                commit(pending)
            sync_folder(pending.folder)
    except (OSError, ValueError) as error:
        raise explain(error, path, "saved") from error
    clean_left_overs(pending.folder)
    return StoredFile(path, data)


def write_many(
    files: Iterable[tuple[Path, bytes, str | bytes | None]],
) -> Iterator[StoredFile | StorageError]:
    """Write many files, each (path, data, expected) as `write` does and independent of the others.

    Waits for the disk once per batch instead of once per file. Yields one result per file, in order.
    """
    cleaned: set[str] = set()
    batch: list[tuple[Path, bytes, Pending | StorageError]] = []
    try:
        for path, data, expected in files:
            batch.append((path, data, _prepared(path, data, expected)))
            if len(batch) == _BATCH:
                yield from _finished(batch, cleaned)
                batch = []
        yield from _finished(batch, cleaned)
    finally:
        for _, _, pending in batch:
            if isinstance(pending, Pending):
                discard(pending)


def _prepared(path: Path, data: bytes, expected: str | bytes | None) -> Pending | StorageError:
    try:
        return prepare(path, data, expected, False, False, None)
    except StorageError as error:
        return error
    except (OSError, ValueError) as error:
        return explain(error, path, "saved")


def _finished(
    batch: list[tuple[Path, bytes, Pending | StorageError]], cleaned: set[str]
) -> Iterator[StoredFile | StorageError]:
    failures = _flushed(
        [pending for _, _, pending in batch if isinstance(pending, Pending) and pending.temporary]
    )
    results: list[StoredFile | StorageError] = []
    folders: dict[str, None] = {}
    for path, data, pending in batch:
        if isinstance(pending, StorageError):
            results.append(pending)
            continue
        try:
            with discarding(pending):
                if id(pending) in failures:
                    raise failures[id(pending)]
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
    yield from results


def _flushed(batch: list[Pending]) -> dict[int, OSError]:
    """Force many files to the disk at once; returns the errors by the pending write's id."""
    failures: dict[int, OSError] = {}

    def flush(part: list[Pending]) -> None:
        for pending in part:
            try:
                force(pending)
            except OSError as error:
                failures[id(pending)] = error

    parts = [batch[start::_FLUSHERS] for start in range(min(_FLUSHERS, len(batch)))]
    threads = [threading.Thread(target=flush, args=(part,), daemon=True) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
