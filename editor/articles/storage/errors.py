"""Why a file could not be read or written: a sentence for the author and a reason for code."""

from __future__ import annotations

import errno
import os
from enum import StrEnum
from pathlib import Path


class Reason(StrEnum):
    """Why a file could not be read or written, for code that offers the author a way out."""

    MISSING = "missing"
    NOT_A_FILE = "not-a-file"
    NO_PERMISSION = "no-permission"
    READ_ONLY_FILE = "read-only-file"
    READ_ONLY_FOLDER = "read-only-folder"
    READ_ONLY_FILE_SYSTEM = "read-only-file-system"
    NO_SPACE = "no-space"
    TOO_LARGE = "too-large"
    BUSY = "busy"
    OUTSIDE = "outside"
    CHANGED_ON_DISK = "changed-on-disk"
    DEVICE = "device"


class StorageError(Exception):
    """A file could not be read or written; `message` is one sentence for the author, `reason` is for code."""

    def __init__(self, message: str, reason: Reason, path: Path) -> None:
        super().__init__(message)
        self.message = message
        self.reason = reason
        self.path = path


class ChangedOnDisk(StorageError):  # noqa: N818 - the name other parts rely on
    """The file on disk is not the one that was read; `data` is what is there now."""

    def __init__(self, path: Path, data: bytes) -> None:
        super().__init__(f"{path.name} was changed by another program.", Reason.CHANGED_ON_DISK, path)
        self.data = data


def explain(error: OSError | ValueError, path: Path, verb: str) -> StorageError:
    """Turn the system's error into a sentence for the author."""
    if isinstance(error, StorageError):
        return error
    code = error.errno if isinstance(error, OSError) else None
    name = path.name or str(path)
    failed = f"{name} could not be {verb}"
    folder = path.parent
    if code == errno.ENOENT:
        if verb == "read" or folder.is_dir():
            return StorageError(f"{name} does not exist.", Reason.MISSING, path)
        return StorageError(f"{failed}: the folder {folder} does not exist.", Reason.MISSING, path)
    sentences = {
        errno.EACCES: ("permission denied", Reason.NO_PERMISSION),
        errno.EPERM: ("permission denied", Reason.NO_PERMISSION),
        errno.EROFS: ("the file system is read-only", Reason.READ_ONLY_FILE_SYSTEM),
        errno.ENOSPC: ("the disk is full", Reason.NO_SPACE),
        errno.EDQUOT: ("the disk quota is used up", Reason.NO_SPACE),
        errno.EFBIG: ("the file would be larger than allowed here", Reason.TOO_LARGE),
        errno.EBUSY: ("another program holds it", Reason.BUSY),
        errno.ETXTBSY: ("another program holds it", Reason.BUSY),
        errno.EXDEV: ("its folder spans two file systems", Reason.BUSY),
        errno.ELOOP: ("its symbolic links lead in a circle", Reason.MISSING),
        errno.ENAMETOOLONG: ("its name is too long for this file system", Reason.NOT_A_FILE),
        errno.ENOTDIR: ("a part of its path is not a folder", Reason.MISSING),
    }
    what, reason = sentences.get(code or 0, (f"{os.strerror(code) if code else error}", Reason.DEVICE))
    if code in (errno.EACCES, errno.EPERM) and verb != "read":
        return StorageError(f"{failed}: no file may be made in {folder}.", Reason.READ_ONLY_FOLDER, path)
    return StorageError(f"{failed}: {what}.", reason, path)
