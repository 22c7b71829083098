"""Article files on disk: reading that never blocks, writing that leaves the old or the new file and nothing between.

A write goes to a temporary file beside the target, is checked, forced to the disk and renamed over it. Where a
rename would lose something (hard links, an owner that cannot be set), the file is written in place instead.
"""
# This module is about system calls, and a batch of thousands of files pays for every Path.
# ruff: noqa: PTH101, PTH105, PTH108, PTH114, PTH116, PTH118, PTH119, PTH120

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import socket
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

TEMPORARY_PREFIX = ".inkstone-"
TEMPORARY_SUFFIX = ".tmp"
# A temporary file of a process that is gone is left alone for this long: process ids say nothing across containers.
_ABANDONED_AFTER = 60.0  # seconds
_FORGOTTEN_AFTER = 86400.0  # seconds; then even another machine's is removed
_BATCH = 64  # files whose writes are forced to the disk together
_NEVER_BLOCK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


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


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as read or written: its path, its bytes and a hash of them."""

    path: Path
    data: bytes
    fingerprint: str


def fingerprint_of(data: bytes) -> str:
    """Return the hash by which a file's content is recognised (never by time or size)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def read(path: Path) -> StoredFile:
    """Read a regular file; raises StorageError, and at once, for a FIFO, a device, a socket or a folder."""
    try:
        _require_regular(path, os.stat(path))
        descriptor = os.open(path, os.O_RDONLY | _NEVER_BLOCK)
        try:
            _require_regular(path, os.fstat(descriptor))
            data = _read_all(descriptor)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _explain(error, path, "read") from error
    return StoredFile(path, data, fingerprint_of(data))


def write(
    path: Path,
    data: bytes,
    *,
    expected: str | None = None,
    in_place: bool = False,
    replace_read_only: bool = False,
    within: Path | None = None,
) -> StoredFile:
    """Write a file so that a crash at any moment leaves it wholly old or wholly new.

    expected: the fingerprint the file must still have, else ChangedOnDisk. in_place: the author's choice where the
    folder takes no new file; then a crash can leave half a file. replace_read_only: the author agreed to write
    a file marked read-only. within: refuse to follow a link out of this folder.
    Mode, owner and extended attributes stay, a symbolic link's target is written, hard links keep together.
    """
    try:
        pending = _prepare(path, data, expected, in_place, replace_read_only, within)
        if pending.temporary:
            with _discarding(pending):
                _force(pending)
                _commit(pending)
            _sync_folder(pending.folder)
    except (OSError, ValueError) as error:
        raise _explain(error, path, "saved") from error
    clean_left_overs(pending.folder)
    return StoredFile(path, data, fingerprint_of(data))


def write_many(files: Iterable[tuple[Path, bytes, str | None]]) -> Iterator[StoredFile | StorageError]:
    """Write many files, each (path, data, expected) as `write` does and independent of the others.

    Waits for the disk once per batch instead of once per file. Yields one result per file, in order.
    """
    batch: list[tuple[Path, bytes, _Pending | StorageError]] = []
    cleaned: set[str] = set()
    for path, data, expected in files:
        pending: _Pending | StorageError
        try:
            pending = _prepare(path, data, expected, False, False, None)
        except StorageError as error:
            pending = error
        except (OSError, ValueError) as error:
            pending = _explain(error, path, "saved")
        batch.append((path, data, pending))
        if len(batch) == _BATCH:
            yield from _finish(batch, cleaned)
            batch = []
    yield from _finish(batch, cleaned)


def _finish(
    batch: list[tuple[Path, bytes, _Pending | StorageError]], cleaned: set[str]
) -> Iterator[StoredFile | StorageError]:
    results: list[StoredFile | StorageError] = []
    folders: dict[str, None] = {}
    for path, data, pending in batch:
        if isinstance(pending, StorageError):
            results.append(pending)
            continue
        try:
            if pending.temporary:
                with _discarding(pending):
                    _force(pending)
                    _commit(pending)
            folders[pending.folder] = None
            results.append(StoredFile(path, data, fingerprint_of(data)))
        except OSError as error:
            results.append(_explain(error, path, "saved"))
    for folder in folders:
        with contextlib.suppress(OSError):
            _sync_folder(folder)
        if folder not in cleaned:
            cleaned.add(folder)
            clean_left_overs(folder)
    yield from results


def is_temporary(name: str) -> bool:
    """Whether a file name is that of one of our unfinished writes."""
    return name.startswith(TEMPORARY_PREFIX) and name.endswith(TEMPORARY_SUFFIX)


def clean_left_overs(folder: str | Path) -> list[Path]:
    """Remove what killed processes left of their writes in a folder; returns the removed paths."""
    removed: list[Path] = []
    here = _host()
    try:
        with os.scandir(folder) as entries:
            found = [entry.path for entry in entries if is_temporary(entry.name)]
    except OSError:
        return removed
    for name in found:
        with contextlib.suppress(OSError, ValueError):
            host, process, _ = os.path.basename(name)[len(TEMPORARY_PREFIX) : -len(TEMPORARY_SUFFIX)].split(
                "-"
            )
            age = time.time() - os.lstat(name).st_mtime
            if age > _FORGOTTEN_AFTER or (
                age > _ABANDONED_AFTER and host == here and not _is_running(int(process))
            ):
                os.unlink(name)
                removed.append(Path(name))
    return removed


@dataclass(slots=True)
class _Pending:
    """A write whose bytes are in a temporary file, not yet renamed; without one it is already done."""

    target: str
    folder: str
    temporary: str
    descriptor: int
    size: int


def _prepare(
    path: Path,
    data: bytes,
    expected: str | None,
    in_place: bool,
    replace_read_only: bool,
    within: Path | None,
) -> _Pending:
    target = _target_of(path, within)
    folder = os.path.dirname(target) or "."
    try:
        before = os.stat(target)
    except FileNotFoundError:
        before = None
    if before is not None:
        _require_regular(path, before)
        writable = before.st_mode & 0o222 and os.access(target, os.W_OK)
        if not writable and not replace_read_only:
            raise StorageError(f"{path.name} is marked read-only.", Reason.READ_ONLY_FILE, path)
    if expected is not None:
        _require_unchanged(path, target, before is not None, expected)
    if before is not None and (in_place or before.st_nlink > 1):
        _write_in_place(target, data, before)
        return _Pending(target, folder, "", -1, len(data))
    temporary = os.path.join(folder, _temporary_name())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NEVER_BLOCK
    descriptor = os.open(temporary, flags, 0o666 if before is None else 0o600)
    pending = _Pending(target, folder, temporary, descriptor, len(data))
    with _discarding(pending):
        _write_all(descriptor, data)
        if before is not None and not _copy_attributes(target, descriptor, before):
            _discard(pending)
            _write_in_place(target, data, before)
            return _Pending(target, folder, "", -1, len(data))
    return pending


def _target_of(path: Path, within: Path | None) -> str:
    """The file a write ends up in: the path, or what its symbolic link leads to (which may not exist yet)."""
    target = os.path.realpath(path) if os.path.islink(path) else os.fspath(path)
    if os.path.islink(target):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if within is not None:
        root = os.path.realpath(within)
        if os.path.commonpath([root, os.path.realpath(target)]) != root:
            raise StorageError(f"{path.name} is a link to a file outside {within}.", Reason.OUTSIDE, path)
    return target


def _require_regular(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise StorageError(f"{path.name} is a folder, not a file.", Reason.NOT_A_FILE, path)
    if not stat.S_ISREG(status.st_mode):
        raise StorageError(f"{path.name} is a device or a pipe, not a file.", Reason.NOT_A_FILE, path)


def _require_unchanged(path: Path, target: str, exists: bool, expected: str) -> None:
    if not exists:
        raise StorageError(f"{path.name} no longer exists.", Reason.MISSING, path)
    descriptor = os.open(target, os.O_RDONLY | _NEVER_BLOCK)
    try:
        data = _read_all(descriptor)
    finally:
        os.close(descriptor)
    if fingerprint_of(data) != expected:
        raise ChangedOnDisk(path, data)


def _read_all(descriptor: int) -> bytes:
    pieces = []
    size = os.fstat(descriptor).st_size + 1
    while piece := os.read(descriptor, max(size, 65536)):
        pieces.append(piece)
    return b"".join(pieces)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        # A count short of the whole is legal (a full disk, a size limit): go on, so that the error itself shows.
        view = view[os.write(descriptor, view) :]


def _copy_attributes(target: str, descriptor: int, before: os.stat_result) -> bool:
    """Give the temporary file the target's owner, mode and extended attributes; False where that is refused."""
    if not hasattr(os, "fchown"):
        return True
    now = os.fstat(descriptor)
    try:
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            os.fchown(descriptor, before.st_uid, before.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    except PermissionError:
        return False
    if not hasattr(os, "listxattr"):
        return True
    try:
        names = os.listxattr(target)
    except OSError:
        return True
    for name in names:
        try:
            os.setxattr(descriptor, name, os.getxattr(target, name))
        except OSError:
            # Labels such as security.selinux come from the folder; only the system may set them.
            if not name.startswith(("security.", "trusted.")):
                return False
    return True


def _write_in_place(target: str, data: bytes, before: os.stat_result) -> None:
    """Overwrite a file without a rename; on an error the old bytes are put back."""
    locked = not before.st_mode & 0o200
    if locked:
        os.chmod(target, stat.S_IMODE(before.st_mode) | 0o200)
    try:
        descriptor = os.open(target, os.O_RDWR | _NEVER_BLOCK)
        try:
            old = _read_all(descriptor)
            if len(data) > len(old) and hasattr(os, "posix_fallocate"):
                # Learn of a full disk before the first byte is overwritten.
                os.posix_fallocate(descriptor, 0, len(data))
            try:
                _overwrite(descriptor, data)
            except OSError:
                with contextlib.suppress(OSError):
                    _overwrite(descriptor, old)
                raise
        finally:
            os.close(descriptor)
    finally:
        if locked:
            os.chmod(target, stat.S_IMODE(before.st_mode))


def _overwrite(descriptor: int, data: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    _write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def _force(pending: _Pending) -> None:
    os.fsync(pending.descriptor)
    if os.fstat(pending.descriptor).st_size != pending.size:
        raise OSError(errno.EIO, "the disk kept fewer bytes than were written")


def _commit(pending: _Pending) -> None:
    descriptor, pending.descriptor = pending.descriptor, -1
    os.close(descriptor)
    os.replace(pending.temporary, pending.target)
    pending.temporary = ""


def _sync_folder(folder: str) -> None:
    """Force a rename to the disk; file systems without that notion are left alone."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | _NEVER_BLOCK)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _discarding(pending: _Pending) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _discard(pending)
        raise


def _discard(pending: _Pending) -> None:
    if pending.descriptor >= 0:
        with contextlib.suppress(OSError):
            os.close(pending.descriptor)
        pending.descriptor = -1
    if pending.temporary:
        with contextlib.suppress(OSError):
            os.unlink(pending.temporary)
        pending.temporary = ""


def _temporary_name() -> str:
    return f"{TEMPORARY_PREFIX}{_host()}-{os.getpid()}-{secrets.token_hex(4)}{TEMPORARY_SUFFIX}"


def _host() -> str:
    return hashlib.blake2b(socket.gethostname().encode("utf-8", "replace"), digest_size=4).hexdigest()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _explain(error: OSError | ValueError, path: Path, verb: str) -> StorageError:
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
