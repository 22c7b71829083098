"""What killed processes left of their writes: recognised by name, removed when nobody writes them any more."""
# This module is about system calls, and a batch of thousands of files pays for every Path.
# ruff: noqa: PTH108, PTH119

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from functools import cache
from pathlib import Path

TEMPORARY_PREFIX = ".inkstone-"
TEMPORARY_SUFFIX = ".tmp"
# A temporary file of a process that is gone is left alone for this long: process ids say nothing across containers.
_ABANDONED_AFTER = 60.0  # seconds
_FORGOTTEN_AFTER = 86400.0  # seconds; then even another machine's is removed


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


def temporary_name() -> str:
    """Return a name for a new temporary file: it tells machine and process apart from those that still run."""
    return f"{TEMPORARY_PREFIX}{_host()}-{os.getpid()}-{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"


@cache
def _host() -> str:
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
