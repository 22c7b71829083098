"""What makes a site this very one: its place, and which folder lies there. Another folder at that place is another site."""

from __future__ import annotations

import ctypes
import hashlib
import os
import struct
from contextlib import suppress
from pathlib import Path

from editor.site.config.files import read_configuration

# linux/stat.h: relative to the working folder; the fields of a stat and the time of birth; where that stands.
_AT_FDCWD, _WANTED, _BIRTH, _SIZE = -100, 0xFFF, 0x800, 256
_MASK_PLACE, _BIRTH_PLACE = 0, 80


def identity_of(root: Path) -> str:
    """Return the identity of the site at `root`, ending in its path; raises OSError when it is not there.

    The folder's number alone will not do: the folder made next after one was removed often gets the same. The time of
    its birth tells them apart; where the system does not know it, the configuration does.
    """
    real = os.path.realpath(root)
    status = Path(real).stat()
    mark = _birth(real, status) or _digest(Path(real))
    return f"{status.st_dev}:{status.st_ino}:{mark} {real}"


def place_in(identity: str) -> str:
    """Return the path that an identity ends in."""
    return identity.partition(" ")[2]


def _birth(path: str, status: os.stat_result) -> str:
    """When the folder was made, "" where that is not known."""
    born = getattr(status, "st_birthtime", None)
    if born is not None:
        return repr(born)
    buffer = ctypes.create_string_buffer(_SIZE)
    try:
        # Python's own stat does not tell it on Linux.
        failed = ctypes.CDLL(None).statx(_AT_FDCWD, os.fsencode(path), 0, _WANTED, buffer)
    except (AttributeError, OSError, TypeError):
        # Another system, or a C library that does not have the call.
        return ""
    mask = 0 if failed else struct.unpack_from("I", buffer, _MASK_PLACE)[0]
    seconds, parts = struct.unpack_from("qI", buffer, _BIRTH_PLACE)
    return f"{seconds}.{parts:09}" if mask & _BIRTH else ""


def _digest(root: Path) -> str:
    digest = hashlib.sha256()
    for file in read_configuration(root).files:
        with suppress(OSError):
            digest.update(file.read_bytes())
    return digest.hexdigest()
