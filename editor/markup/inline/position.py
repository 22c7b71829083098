"""Where inline text stands in the source of its block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InlinePosition:
    """Where inline text stands: `line` is its first line in the block, `lines` the block's source lines."""

    content: str
    line: int
    lines: Sequence[str]

    def locate(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset in the content; column -1 where the source looks different (a shortcode)."""
        number = self.content.count("\n", 0, offset)
        start = self.content.rfind("\n", 0, offset) + 1
        end = self.content.find("\n", start)
        text = self.content[start : len(self.content) if end < 0 else end]
        line = self.line + number
        base = self.lines[line].find(text) if line < len(self.lines) else -1
        return line, -1 if base < 0 else base + offset - start
