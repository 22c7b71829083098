"""The parse of one inline text as far as it has come: the pieces made, and what is still open."""

from __future__ import annotations

from editor.markup.inline.dialect import Dialect
from editor.markup.inline.emphasis import DelimiterStack
from editor.markup.inline.pieces import Bracket, Lookups, Piece, TextPiece
from editor.markup.inline.raw_html import TagEndings


class Scan:
    """What the rules share. A rule is given the place of its character, and returns the place to go on at or -1."""

    __slots__ = (
        *("dialect", "text", "lookups", "cell", "task", "items", "start"),
        *("brackets", "last_link", "delimiters", "endings"),
    )

    def __init__(self, dialect: Dialect, text: str, lookups: Lookups, *, task: bool, cell: bool) -> None:
        self.dialect, self.text, self.lookups = dialect, text, lookups
        self.task, self.cell = task, cell
        self.items: list[Piece] = []
        self.start = 0
        """Of the text not yet made a piece."""
        self.brackets: list[Bracket] = []
        self.last_link = -1
        """Start of the innermost link formed last."""
        self.delimiters = DelimiterStack()
        self.endings = TagEndings(text)

    def flush(self, end: int) -> None:
        """Make a piece of the plain text before `end`."""
        if end > self.start:
            self.items.append(TextPiece(self.text[self.start : end], self.start))

    def append(self, piece: Piece, at: int, after: int) -> int:
        """Add what stands from `at` to `after`, which is returned."""
        self.flush(at)
        self.items.append(piece)
        self.start = after
        return after

    def pass_over(self, end: int) -> int:
        """Leave the text before `end` as it stands, and return `end`."""
        self.flush(end)
        self.start = end
        return end

    def before(self, at: int) -> str:
        """Return the character before `at`."""
        return self.text[at - 1] if at else "\n"
