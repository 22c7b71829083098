"""Walks a content folder the way Hugo does: what it passes over, what is a page, what is a resource."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor.site.content_path import is_ignored_name
from editor.site.site_files import leads_upward

# No site nests deeper; a loop made of bind mounts or junctions ends here.
_DEEPEST = 64

# Package folders hold thousands of foreign README files and never an article.
_FOREIGN_FOLDERS = frozenset({"node_modules"})


@dataclass(frozen=True, slots=True)
class Found:
    """One file below a content folder."""

    path: str
    relative: str
    """Below the walked folder, POSIX."""
    is_link: bool
    is_regular: bool
    """False for a FIFO, socket or device, which must never be opened."""


def walk_files(folder: Path, on_unreadable: Callable[[Path, str], None] | None = None) -> Iterator[Found]:
    """Yield every file below `folder` in a stable order; links to folders are not followed.

    Hidden files, editors' backups and package folders are left out. `on_unreadable` hears of a folder that
    cannot be listed and why; the walk goes on beside it.
    """
    if leads_upward(folder):
        if on_unreadable is not None:
            on_unreadable(folder, "it leads to a folder that it lies in")
        return
    yield from _walk(os.fspath(folder), "", on_unreadable, 0)


def is_passed_over(relative: str) -> bool:
    """Whether `walk_files` would leave out a file at this path below the walked folder (POSIX)."""
    *folders, name = relative.split("/")
    return is_ignored_name(name) or any(is_ignored_name(f) or f in _FOREIGN_FOLDERS for f in folders)


def _walk(
    folder: str, relative: str, on_unreadable: Callable[[Path, str], None] | None, depth: int
) -> Iterator[Found]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        if on_unreadable is not None:
            on_unreadable(Path(folder), error.strerror or str(error))
        return
    folders = []
    for entry in entries:
        name = entry.name
        if is_ignored_name(name):
            continue
        if _is_folder(entry):
            if depth < _DEEPEST and name not in _FOREIGN_FOLDERS:
                folders.append(entry)
            continue
        is_link = entry.is_symlink()
        yield Found(entry.path, relative + name, is_link, _is_regular(entry))
    for entry in folders:
        yield from _walk(entry.path, f"{relative}{entry.name}/", on_unreadable, depth + 1)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_junction(entry)
    except OSError:
        return False


def _is_junction(entry: os.DirEntry[str]) -> bool:
    # A Windows junction is a link to a folder that is_symlink does not tell; Python names it from 3.12 on.
    check = getattr(entry, "is_junction", None)
    return bool(check()) if check is not None else False


def _is_regular(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False
