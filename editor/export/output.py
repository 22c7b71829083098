"""Writes exported files: whole or not at all, and nowhere but below the folder that was named."""

from __future__ import annotations

import errno
import os
import re
import secrets
import stat
from pathlib import Path, PurePosixPath

_PREFIX = ".inkstone-export-"
_TEMPORARY = re.compile(re.escape(_PREFIX) + r"(\d+)-[0-9a-f]+\.part")


class OutputError(Exception):
    """A file could not be written; the text is one sentence for the author, without the file's name."""


class OutputFolder:
    """The folder given as `--out`. It and the folders below it are made when the first file needs them.

    Files are written beside their place and renamed over it. They are not flushed to the disk one by one
    (`fsync`): an export can be made again, and a thousand flushes would take longer than the rendering.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._swept: set[Path] = set()

    def occupied(self, relative: PurePosixPath) -> bool:
        """Whether something already stands where the file would go."""
        try:
            return os.path.lexists(self._inside(relative))
        except OutputError:
            return True

    def write(self, relative: PurePosixPath, data: bytes) -> Path:
        """Write `data` to a place below the folder and return the path. Raises OutputError.

        A regular file there is replaced; a symbolic link, a folder or a device is not.
        """
        target = self._inside(relative)
        try:
            self._make_folders(target.parent)
            self._refuse_irregular(target)
            self._replace(target, data)
        except OSError as error:
            raise OutputError(_sentence(error)) from error
        return target

    def _inside(self, relative: PurePosixPath) -> Path:
        parts = relative.parts
        if not parts or relative.is_absolute() or ".." in parts or any("\0" in part for part in parts):
            raise OutputError(f"{str(relative)!r} leads out of the output folder")
        return self.root.joinpath(*parts)

    def _make_folders(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # A link inside the output folder may lead anywhere: what counts is where the file would really land.
        if not folder.resolve().is_relative_to(self.root.resolve()):
            raise OutputError(f"the folder {folder.name!r} is a link that leads out of the output folder")
        if folder not in self._swept:
            self._swept.add(folder)
            _remove_leftovers(folder)

    @staticmethod
    def _refuse_irregular(target: Path) -> None:
        try:
            mode = target.lstat().st_mode
        except FileNotFoundError:
            return
        if stat.S_ISLNK(mode):
            raise OutputError("a symbolic link stands where the file would go; it is left as it is")
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
            raise OutputError(f"{kind} stands where the file would go; it is left as it is")

    @staticmethod
    def _replace(target: Path, data: bytes) -> None:
        temporary = target.with_name(f"{_PREFIX}{os.getpid()}-{secrets.token_hex(6)}.part")
        descriptor = os.open(
            temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666
        )
        try:
            with os.fdopen(descriptor, "wb", closefd=True) as file:
                written = file.write(data)
            if written != len(data) or temporary.stat().st_size != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _remove_leftovers(folder: Path) -> None:
    """Delete the temporary files of exports that were killed; those of running ones stay."""
    for entry in os.scandir(folder):
        match = _TEMPORARY.fullmatch(entry.name)
        if match and not _is_running(int(match[1])):
            Path(entry.path).unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":
        # There, signal 0 would end the process instead of asking after it; an old file is harmless.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _sentence(error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "no space is left on the disk",
        errno.EDQUOT: "the disk quota is used up",
        errno.EACCES: "no permission to write there",
        errno.EPERM: "no permission to write there",
        errno.EROFS: "the output folder is on a read-only file system",
        errno.ENAMETOOLONG: "the file name is too long for the output folder",
        errno.ENOTDIR: "a file stands where a folder is needed",
        errno.EEXIST: "a file stands where a folder is needed",
        errno.EFBIG: "the file is larger than this system allows",
    }
    return reasons.get(error.errno or 0) or (error.strerror or str(error)).lower()
