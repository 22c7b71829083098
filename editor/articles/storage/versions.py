"""Keeps the last versions of saved articles, outside of the site, to look at and to take back."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

KEPT = 50
"""At least so many versions of an article stay, however old; fewer of one of tens of megabytes."""
KEPT_DAYS = 30
"""Versions younger than this stay, however many, up to `MOST_BYTES` for one article."""
MOST_BYTES = 32 * 1024 * 1024
KEPT_OF_HUGE = 5
"""At least so many versions of an article stay where `KEPT` of them would take more than `MOST_BYTES_OF_HUGE`."""
MOST_BYTES_OF_HUGE = 256 * 1024 * 1024

_NAME = re.compile(r"^(\d{8}T\d{12})\.z$")


@dataclass(frozen=True, slots=True)
class Version:
    """One saved state of an article's file."""

    file: Path
    saved: datetime

    def read(self) -> bytes:
        """Return the bytes as they were saved; raises OSError or ValueError for a damaged file."""
        try:
            return zlib.decompress(self.file.read_bytes())
        except zlib.error as error:
            raise ValueError(f"{self.file.name} is damaged") from error


def folder_of(store: Path, article: Path) -> Path:
    """Return where an article's versions are kept; articles are told apart by their absolute path."""
    name = hashlib.blake2b(os.fsencode(article.absolute()), digest_size=12).hexdigest()
    return store / name


def keep(store: Path, article: Path, data: bytes, now: datetime | None = None) -> Version | None:
    """Keep what was saved; the same bytes as last time are not kept again. Raises OSError."""
    folder = folder_of(store, article)
    known = versions(store, article)
    with contextlib.suppress(OSError, ValueError):
        if known and known[0].read() == data:
            return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    moment = now or datetime.now(UTC)
    target = folder / f"{moment:%Y%m%dT%H%M%S%f}.z"
    fresh = target.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(zlib.compress(data, 6))
    fresh.replace(target)
    _thin(versions(store, article), moment)
    return Version(target, moment)


def versions(store: Path, article: Path) -> list[Version]:
    """Return an article's versions, newest first; empty where there are none."""
    found = []
    with contextlib.suppress(OSError):
        for entry in folder_of(store, article).iterdir():
            match = _NAME.match(entry.name)
            if match:
                moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
                found.append(Version(entry, moment))
    return sorted(found, key=lambda version: version.saved, reverse=True)


def follow_move(store: Path, old: Path, new: Path) -> None:
    """An article was renamed: its versions go with it, where nothing stands in the way."""
    source, target = folder_of(store, old), folder_of(store, new)
    with contextlib.suppress(OSError):
        if source.is_dir() and not target.exists():
            source.rename(target)


def _thin(known: list[Version], now: datetime) -> None:
    total = 0
    for number, version in enumerate(known):
        with contextlib.suppress(OSError):
            total += version.file.stat().st_size
            is_old = now - version.saved > timedelta(days=KEPT_DAYS)
            is_past = number >= KEPT and (is_old or total > MOST_BYTES)
            if is_past or (number >= KEPT_OF_HUGE and total > MOST_BYTES_OF_HUGE):
                version.file.unlink()
