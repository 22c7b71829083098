"""How far the system's file notification reaches: watched folders against the limit, network file systems."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

# File systems that tell nothing of what another machine changes (names as in /proc/self/mountinfo).
_REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "vboxsf", "prl_fs"}
)
_REMOTE_PREFIXES = ("fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd", "fuse.davfs", "fuse.google-drive")

_OWN_DESCRIPTORS = Path("/proc/self/fdinfo")
_MOUNTS = Path("/proc/self/mountinfo")


def inotify_descriptors() -> frozenset[str]:
    """Return the numbers of this process's inotify descriptors; empty where the system has none."""
    found = set()
    try:
        names = [entry.name for entry in _OWN_DESCRIPTORS.iterdir()]
    except OSError:
        return frozenset()
    for name in names:
        try:
            # Only these point to a file called anon_inode:inotify (or anon_inode:[inotify] on older kernels).
            if "inotify" in str(Path(f"/proc/self/fd/{name}").readlink()):
                found.add(name)
        except OSError:
            continue
    return frozenset(found)


def watched_count(descriptors: Iterable[str]) -> int:
    """Return how many folders the kernel watches through these inotify descriptors."""
    total = 0
    for name in descriptors:
        try:
            text = (_OWN_DESCRIPTORS / name).read_text("ascii", "replace")
        except OSError:
            continue
        total += sum(line.startswith("inotify wd:") for line in text.splitlines())
    return total


def is_remote(folder: Path) -> bool:
    """Whether a folder lies on a network file system, as far as the system tells."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    place = os.fspath(folder)
    best, kind = "", ""
    for line in lines:
        fields, _, after = line.partition(" - ")
        parts = fields.split(" ")
        if len(parts) < 5 or not after:
            continue
        point = parts[4].encode("utf-8", "surrogateescape").decode("unicode_escape", "replace")
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind in _REMOTE or kind.startswith(_REMOTE_PREFIXES)
