"""Article files on disk: reading that never blocks, writing that leaves the old or the new file and nothing between.

A write goes to a temporary file beside the target, is checked, forced to the disk and renamed over it. Where a
rename would lose something (hard links, an owner that cannot be set), the file is written in place instead.
"""
# This module is about system calls, and a batch of thousands of files pays for every Path.
# ruff: noqa: PTH116

from __future__ import annotations

import os
from pathlib import Path

from editor.articles.storage.atomic_write import (
    NEVER_BLOCK,
    StoredFile,
    commit,
    discarding,
    fingerprint_of,
    force,
    prepare,
    read_all,
    require_regular,
    sync_folder,
)
from editor.articles.storage.batched_write import write_many
from editor.articles.storage.errors import ChangedOnDisk, Reason, StorageError, explain
from editor.articles.storage.left_overs import clean_left_overs, is_temporary

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


def read(path: Path, *, limit: int | None = None) -> StoredFile:
    """Read a regular file; raises StorageError, and at once, for a FIFO, a device, a socket or a folder.

    limit: bytes beyond which it is refused, whatever its size was said to be.
    """
    try:
        require_regular(path, os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | NEVER_BLOCK)
        try:
            require_regular(path, os.fstat(descriptor))
            data = read_all(descriptor, limit)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise explain(error, path, "read") from error
    if limit is not None and len(data) > limit:
        sentence = f"{path.name} is larger than {limit // 1024:,} KB, which is too much for such a file."
        raise StorageError(sentence, Reason.TOO_LARGE, path)
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
