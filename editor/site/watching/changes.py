"""What happened to a file or folder on disk, in the words the watcher, the catalogue and the window share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from editor.site.places import parent_of

Kind = Literal["created", "edited", "moved", "removed", "rescan"]


@dataclass(frozen=True, slots=True)
class FileChange:
    """One settled change.

    ``moved`` carries the name before in `old_path`. ``rescan`` means that single changes could not be told
    apart below `path`: whoever keeps a picture of that folder reads it again.
    """

    kind: Kind
    path: Path
    old_path: Path | None = None


def with_moves(changes: list[FileChange], moves: list[FileChange]) -> list[FileChange]:
    """Name as one move what the catalogue tells as a removal and a creation; `moves` are what the watcher saw."""
    if not moves:
        return changes
    # On text: a renamed section brings thousands, and `Path` takes ten times as long to take apart.
    before = {
        os.fspath(change.path): os.fspath(change.old_path) for change in moves if change.old_path is not None
    }
    removed = {os.fspath(change.path): change.path for change in changes if change.kind == "removed"}
    named, gone = [], set()
    for change in changes:
        old = _old_path(os.fspath(change.path), before) if change.kind == "created" else None
        if old in removed:
            gone.add(old)
            named.append(FileChange("moved", change.path, removed[old]))
        else:
            named.append(change)
    return [change for change in named if change.kind != "removed" or os.fspath(change.path) not in gone]


def _old_path(path: str, before: dict[str, str]) -> str | None:
    """Return what a path was called before it or a folder above it was renamed."""
    above = path
    while above not in before:
        parent = parent_of(above)
        if parent == above:
            return None
        above = parent
    return before[above] + path[len(above) :]
