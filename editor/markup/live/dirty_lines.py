"""Which lines of a text were edited since its blocks were last split."""

from __future__ import annotations

from dataclasses import dataclass

from editor.markup.live.source_text import LineChange


@dataclass(slots=True)
class DirtyLines:
    """Lines `first` to `end` (half-open, of the present text) were edited; what follows them moved by `moved` lines."""

    first: int
    end: int
    moved: int

    def add(self, change: LineChange) -> None:
        """Take in one more edit, made after those noted so far."""
        moved = change.inserted - change.removed
        self.first = min(self.first, change.first)
        self.end = max(self.end, change.first + change.removed) + moved
        self.moved += moved
