"""One spelling for a path on disk: absolute, without ``..``, links kept as the author knows them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def absolute(path: str | os.PathLike[str]) -> str:
    """Return the absolute form of a path; unlike `Path.resolve` it follows no link and touches no disk."""
    return os.path.normpath(Path(path).absolute())


def is_within(path: str, folder: str) -> bool:
    """Whether an absolute path is `folder` or lies below it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def is_file(path: Path) -> bool:
    """Whether a file is there. For paths out of articles: one that no system could hold is none, and no error."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def joined(folder: str, name: str) -> str:
    """Return an entry's path; on text and not `Path`, which is ten times slower over thousands of entries."""
    return folder + name if folder.endswith(os.sep) else f"{folder}{os.sep}{name}"


def parent_of(path: str) -> str:
    """Return the folder above an absolute path; the root is above itself."""
    return path.rstrip(os.sep).rpartition(os.sep)[0] or os.sep


def plain(path: Path) -> Path:
    """Return `absolute` as a path."""
    return Path(absolute(path))


def outermost(folders: Iterable[Path]) -> list[Path]:
    """Return the folders that lie in none of the others, sorted, each once."""
    found: list[Path] = []
    for path in sorted(set(map(plain, folders))):
        if not is_covered(path, found):
            found.append(path)
    return found


def is_covered(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a path is one of the folders or lies below one."""
    return any(is_within(os.fspath(path), os.fspath(folder)) for folder in folders)


def identity_of(path: Path) -> tuple[int, int] | None:
    """Return what tells a folder from another one put in its place (device and inode); None when it is gone."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino)


def parts_without(folder: str, skipped: frozenset[str]) -> list[tuple[str, bool]]:
    """Return the folders that together are `folder` without the skipped ones: (path, with all below it)."""
    if not any(is_within(path, folder) for path in skipped):
        return [(folder, True)]
    parts = [(folder, False)]
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return parts
    for path in (joined(folder, name) for name in names):
        if path not in skipped:
            parts += parts_without(path, skipped)
    return parts
