"""What happened to a file or folder on disk, in the words the watcher, the catalogue and the window share."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Kind = Literal["created", "edited", "moved", "removed", "rescan"]


@dataclass(frozen=True, slots=True)
class Change:
    """One settled change.

    ``moved`` carries the name before in `old_path`. ``rescan`` means that single changes could not be told
    apart below `path`: whoever keeps a picture of that folder reads it again.
    """

    kind: Kind
    path: Path
    old_path: Path | None = None
