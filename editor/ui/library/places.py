"""Says where each line of the library lies, from two heights and the numbers of the section lines."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Places:
    """The places of `count` lines below one another, in pixels from the first line's upper edge."""

    count: int = 0
    sections: Sequence[int] = ()
    """Numbers of the lines that are sections, ascending."""
    article_height: int = 1
    section_height: int = 1

    @property
    def total(self) -> int:
        """Height of all lines together."""
        return self.top(self.count)

    def is_section(self, row: int) -> bool:
        """Whether a line is a section's."""
        place = bisect.bisect_left(self.sections, row)
        return place < len(self.sections) and self.sections[place] == row

    def height(self, row: int) -> int:
        """Height of one line."""
        return self.section_height if self.is_section(row) else self.article_height

    def top(self, row: int) -> int:
        """Upper edge of a line."""
        above = bisect.bisect_left(self.sections, row)
        return row * self.article_height + above * (self.section_height - self.article_height)

    def row_at(self, y: int) -> int:
        """Return the line at a place; -1 outside."""
        if y < 0:
            return -1
        above = bisect.bisect_right(self.sections, y, key=self.top) - 1
        if above < 0:
            row = y // self.article_height
        else:
            section = self.sections[above]
            inside = y - self.top(section) - self.section_height
            row = section if inside < 0 else section + 1 + inside // self.article_height
        return row if row < self.count else -1

    def pinned(self, offset: int) -> tuple[int, int]:
        """Return the section line that stays at the upper edge when scrolled by `offset`, and its upper edge.

        The edge is 0, or less when the next section pushes it away; the line is -1 where there is none.
        """
        which = bisect.bisect_right(self.sections, offset, key=self.top) - 1
        if which < 0:
            return -1, 0
        if which + 1 == len(self.sections):
            return self.sections[which], 0
        following = self.top(self.sections[which + 1]) - offset
        return self.sections[which], min(0, following - self.section_height)
