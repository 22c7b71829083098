"""Names of exported files: safe on every system, unlike one another, and recognisably the article's own."""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Hashable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

LONGEST_NAME = 240
"""Bytes of a file name that every common file system takes, with room for a suffix."""

# Names that Windows gives to devices, whatever their suffix.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?")
# Separators of any system and what ends a line. What only Windows forbids cannot come from a file there.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029\\/]")


def safe_path(parts: Sequence[str], suffix: str) -> PurePosixPath:
    """Return the relative path of an output file from the article's own path parts, its suffix exchanged.

    A part that no system would take as a plain name (`..`, `CON`, one that ends in a dot, with a line break, too
    long) is changed as little as possible; all others stay as they are.
    """
    *folders, name = parts
    stem = PurePosixPath(name).stem if name.strip(".") else name
    return PurePosixPath(*(safe_name(folder) for folder in folders), safe_name(stem, suffix))


def safe_name(name: str, suffix: str = "") -> str:
    """Return one path part that is a plain file name everywhere."""
    safe = _UNSAFE.sub("_", name)
    if not suffix:
        safe = re.sub(r"[. ]+$", lambda match: "_" * len(match[0]), safe)
    if not safe.strip(". "):
        safe = "_" * max(1, len(safe))
    if _DEVICE.fullmatch(safe):
        safe = "_" + safe
    encoded = safe.encode("utf-8", "surrogateescape")
    if len(encoded) + len(suffix) > LONGEST_NAME + 15:
        mark = hashlib.sha256(encoded).hexdigest()[:8]
        safe = f"{encoded[: LONGEST_NAME - 20].decode('utf-8', 'ignore')}-{mark}"
    return safe + suffix


def distinct(candidates: dict[Key, Sequence[PurePosixPath]]) -> dict[Key, PurePosixPath]:
    """Choose one path for each key so that no two are equal; earlier candidates are better.

    Keys whose paths collide all move on to their next candidate, so that the outcome does not depend on which came
    first; when the candidates are used up a number is added.
    """
    level = dict.fromkeys(candidates, 0)
    while True:
        groups: dict[str, list[Key]] = {}
        for key, paths in candidates.items():
            groups.setdefault(_identity(paths[min(level[key], len(paths) - 1)]), []).append(key)
        clashing = [key for keys in groups.values() if len(keys) > 1 for key in keys]
        movable = [key for key in clashing if level[key] < len(candidates[key]) - 1]
        if not movable:
            break
        for key in movable:
            level[key] += 1
    taken: set[str] = set()
    chosen: dict[Key, PurePosixPath] = {}
    for key, paths in candidates.items():
        path = next(p for p in _numbered(paths[level[key]]) if _identity(p) not in taken)
        taken.add(_identity(path))
        chosen[key] = path
    return chosen


def _numbered(path: PurePosixPath) -> Iterator[PurePosixPath]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1


def _identity(path: PurePosixPath) -> str:
    """Two paths with the same identity are one file here: macOS and Windows do not tell case apart."""
    text = str(path)
    if sys.platform in ("darwin", "win32"):
        return unicodedata.normalize("NFC", text).casefold()
    return text
