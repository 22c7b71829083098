"""What the disk says of one entry of a folder without opening it."""

from __future__ import annotations

import os
import stat
from typing import NamedTuple


class Stamp(NamedTuple):
    """Kind, place on the disk (0 where the system does not tell), size in bytes and times in nanoseconds."""

    is_folder: bool
    device: int
    inode: int
    size: int
    modified: int
    changed: int


def stamp_of(entry: os.DirEntry[str]) -> Stamp | None:
    """Return the stamp of an entry; None for one that is gone, and for a link to a folder or to nothing."""
    try:
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISLNK(status.st_mode):
            # A link to a file is edited when the file is; a link to a folder is not followed.
            target = entry.stat()
            if stat.S_ISDIR(target.st_mode):
                return None
            status = target
    except OSError:
        # Gone between listing and looking, or a link to nothing.
        return None
    return Stamp(
        stat.S_ISDIR(status.st_mode),
        status.st_dev,
        # Windows gives no inode in a listing.
        status.st_ino,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns if os.name == "posix" else 0,
    )


def identity_in(entry: Stamp) -> tuple[int, int, int, int]:
    """Return what a rename leaves as it is: a freed place on the disk alone is given out again."""
    return (entry.device, entry.inode, entry.size, entry.modified)
