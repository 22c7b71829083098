"""Reads the files of a site that are no articles: regular files only, bounded in size, number, depth and time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.articles.storage.files import read
from editor.site.places import is_within

DEEPEST = 32
MOST_FOLDERS = 2_000
MOST_ENTRIES = 50_000
SECONDS = 5.0

Complain = Callable[[Path, str], None]
"""Hears of a file or folder that is not read, and why."""


def read_file(path: Path, limit: int) -> bytes:
    """Return a file's bytes; raises StorageError, at once, for what is no regular file or larger than `limit`."""
    return read(path, limit=limit).data


def files_below(folder: Path, complain: Complain | None = None) -> Iterator[Path]:
    """Yield the files below a folder, in a stable order, folders last; links to folders are not followed.

    What is no file but a device or a pipe is yielded too: that is for `read_file` to refuse, by name. A folder that
    leads to one above itself (by a link), too many of them, too deep or too slow ones are told and not read.
    """
    say: Complain = complain if complain is not None else lambda _path, _why: None
    if not is_folder(folder):
        return
    if leads_upward(folder):
        say(folder, "it leads to a folder that it lies in, and is not read")
        return
    waiting = [(folder, 0)]
    folders = entries = 0
    end = time.monotonic() + SECONDS
    while waiting:
        here, depth = waiting.pop()
        folders += 1
        if folders > MOST_FOLDERS or entries > MOST_ENTRIES or time.monotonic() > end:
            say(folder, "it holds too many files and folders, and was not read to its end")
            return
        try:
            with os.scandir(here) as listing:
                found = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            say(here, f"it cannot be listed: {error.strerror or error}")
            continue
        entries += len(found)
        inner = [Path(entry.path) for entry in found if _is_own_folder(entry)]
        yield from (Path(entry.path) for entry in found if not _is_any_folder(entry))
        if depth < DEEPEST:
            waiting += [(path, depth + 1) for path in reversed(inner)]
        elif inner:
            say(inner[0], "it lies too deep, and is not read")


def is_folder(path: Path) -> bool:
    """Whether a folder is there. For names out of a site: one that no system could hold is none, and no error."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def leads_upward(folder: Path) -> bool:
    """Whether a folder is, by a link, one that it lies in."""
    try:
        return is_within(os.path.realpath(folder.parent), os.path.realpath(folder))
    except (OSError, ValueError):
        return True


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_any_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
