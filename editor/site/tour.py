"""The tour: the sample site, worked on in a copy of the author's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path


def ensure_tour(source: Path, target: Path) -> Path:
    """Copy the sample site to `target` unless it is there already; returns `target`.

    The copy appears whole or not at all. Raises OSError when the folder cannot be written.
    """
    if not target.exists():
        _copy(source, target)
    return target


def restore_tour(source: Path, target: Path, now: datetime) -> Path | None:
    """Put a fresh tour at `target`; what stood there moves beside it and its new place is returned.

    Nothing an author wrote into the tour is deleted. Raises OSError when the folder cannot be written.
    """
    kept: Path | None = None
    if target.exists():
        kept = target.with_name(f"{target.name}-{now:%Y-%m-%d-%H%M%S}")
        target.rename(kept)
    _copy(source, target)
    return kept


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".tour-", dir=target.parent))
    try:
        copy = staging / "site"
        shutil.copytree(
            source, copy, ignore=shutil.ignore_patterns("public", "resources/_gen", ".hugo_build.lock")
        )
        # A package's files may be read-only; the author's copy is to be written in.
        for folder, _folders, files in os.walk(copy):
            Path(folder).chmod(0o755)
            for name in files:
                (Path(folder) / name).chmod(0o644)
        copy.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
