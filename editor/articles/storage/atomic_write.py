"""One file written so that a crash leaves the old or the new one: the system calls, step by step."""
# This module is about system calls, and a batch of thousands of files pays for every Path.
# ruff: noqa: PTH101, PTH105, PTH108, PTH114, PTH116, PTH118, PTH120

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from editor.articles.storage.errors import ChangedOnDisk, Reason, StorageError
from editor.articles.storage.left_overs import temporary_name

NEVER_BLOCK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def fingerprint_of(data: bytes) -> str:
    """Return the hash by which a file's content is recognised (never by time or size)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as read or written: its path and its bytes."""

    path: Path
    data: bytes
    fingerprint: str = field(init=False, compare=False)
    """A hash of the bytes, by which a later change is told; computed where the file is read, not in the window."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprint", fingerprint_of(self.data))


@dataclass(slots=True)
class Pending:
    """A write whose bytes are in a temporary file, not yet renamed; without one it is already done."""

    target: str
    folder: str
    temporary: str
    descriptor: int
    size: int


def prepare(
    path: Path,
    data: bytes,
    expected: str | bytes | None,
    in_place: bool,
    replace_read_only: bool,
    within: Path | None,
) -> Pending:
    """Check a write and put its bytes into a temporary file; raises StorageError or OSError, the target untouched.

    A target that a rename would harm is written in place here and now; one that holds the bytes already is left alone.
    """
    target = _target_of(path, within)
    folder = os.path.dirname(target) or "."
    done = Pending(target, folder, "", -1, len(data))
    try:
        before = os.stat(target)
    except FileNotFoundError:
        before = None
    if before is None and expected is not None:
        raise StorageError(f"{path.name} no longer exists.", Reason.MISSING, path)
    if before is not None:
        require_regular(path, before)
        current = _expected_bytes(path, target, expected)
        if current == data:
            return done
        if not (before.st_mode & 0o222 and os.access(target, os.W_OK)) and not replace_read_only:
            raise StorageError(f"{path.name} is marked read-only.", Reason.READ_ONLY_FILE, path)
        if in_place or before.st_nlink > 1:
            _write_in_place(target, data, before)
            return done
    return _begin(target, folder, data, before) or done


def _begin(target: str, folder: str, data: bytes, before: os.stat_result | None) -> Pending | None:
    """Put the bytes into a temporary file like the target; None when they had to be written in place instead."""
    temporary = os.path.join(folder, temporary_name())
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NEVER_BLOCK
    descriptor = os.open(temporary, flags, 0o666 if before is None else stat.S_IMODE(before.st_mode))
    pending = Pending(target, folder, temporary, descriptor, len(data))
    with discarding(pending):
        _write_all(descriptor, data)
        if before is not None and not _copy_attributes(target, descriptor, before):
            discard(pending)
            _write_in_place(target, data, before)
            return None
    return pending


def _target_of(path: Path, within: Path | None) -> str:
    """The file a write ends up in: the path, or what its symbolic link leads to (which may not exist yet)."""
    target = os.fspath(path)
    if os.path.islink(target):
        target = os.path.realpath(target)
        if os.path.islink(target):
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if within is not None:
        root = os.path.realpath(within)
        if os.path.commonpath([root, os.path.realpath(target)]) != root:
            raise StorageError(f"{path.name} is a link to a file outside {within}.", Reason.OUTSIDE, path)
    return target


def require_regular(path: Path, status: os.stat_result) -> None:
    """Refuse what is no ordinary file; raises StorageError."""
    if stat.S_ISDIR(status.st_mode):
        raise StorageError(f"{path.name or path} is a folder, not a file.", Reason.NOT_A_FILE, path)
    if not stat.S_ISREG(status.st_mode):
        raise StorageError(f"{path.name} is a device or a pipe, not a file.", Reason.NOT_A_FILE, path)


def _expected_bytes(path: Path, target: str, expected: str | bytes | None) -> bytes:
    """The bytes a file holds; raises ChangedOnDisk when they are not the expected ones."""
    descriptor = os.open(target, os.O_RDONLY | NEVER_BLOCK)
    try:
        data = read_all(descriptor)
    finally:
        os.close(descriptor)
    if expected is not None and (data if isinstance(expected, bytes) else fingerprint_of(data)) != expected:
        raise ChangedOnDisk(path, data)
    return data


def read_all(descriptor: int, limit: int | None = None) -> bytes:
    """Read an open file to its end, or some bytes more than `limit`."""
    size = max(os.fstat(descriptor).st_size + 1, 65536)
    if limit is not None and size > limit:
        size = max(limit + 1, 65536)
    data = os.read(descriptor, size)
    if len(data) == size or len(data) > 1 << 30:
        # It grew in the meantime, or is more than one read gives.
        while (limit is None or len(data) <= limit) and (piece := os.read(descriptor, size)):
            data += piece
    return data


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
        if now.st_mode != before.st_mode:
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
        descriptor = os.open(target, os.O_RDWR | NEVER_BLOCK)
        try:
            old = read_all(descriptor)
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


def force(pending: Pending) -> None:
    """Force a temporary file to the disk and make sure that all of it is there; raises OSError."""
    os.fsync(pending.descriptor)
    if os.fstat(pending.descriptor).st_size != pending.size:
        raise OSError(errno.EIO, "the disk kept fewer bytes than were written")


def commit(pending: Pending) -> None:
    """Put a temporary file in the place of its target; raises OSError."""
    descriptor, pending.descriptor = pending.descriptor, -1
    os.close(descriptor)
    os.replace(pending.temporary, pending.target)
    pending.temporary = ""


def sync_folder(folder: str) -> None:
    """Force a rename to the disk; file systems without that notion are left alone."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | NEVER_BLOCK)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def discarding(pending: Pending) -> Iterator[None]:
    """Remove the temporary file when what happens inside fails."""
    try:
        yield
    except BaseException:
        discard(pending)
        raise


def discard(pending: Pending) -> None:
    """Give up a write: its temporary file goes. Nothing happens to one that is done."""
    if pending.descriptor >= 0:
        with contextlib.suppress(OSError):
            os.close(pending.descriptor)
        pending.descriptor = -1
    if pending.temporary:
        with contextlib.suppress(OSError):
            os.unlink(pending.temporary)
        pending.temporary = ""
