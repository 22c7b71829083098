"""What a writing command takes and gives: the selected lines in, one replacement out."""

from __future__ import annotations

from typing import NamedTuple


class Selection(NamedTuple):
    """The lines that the selection touches, and where it lies in them.

    `text` runs from the start of the first line to the end of the last, joined by ``\\n``; `start` and
    `end` are code points into it, equal for a mere cursor; `line_before` is the line above, or "".
    """

    text: str
    start: int
    end: int
    line_before: str = ""

    @property
    def selected(self) -> str:
        """The selected characters."""
        return self.text[self.start : self.end]


class Edit(NamedTuple):
    """Replace ``text[start:end]`` of the selection's lines by `text`, then select the given range.

    All offsets are code points; the selection's are into the lines after the replacement.
    """

    start: int
    end: int
    text: str
    select_start: int
    select_end: int


def apply(selection: Selection, edit: Edit) -> Selection:
    """Return the selection's lines after the edit; what the window does, for tests and for chaining."""
    text = selection.text[: edit.start] + edit.text + selection.text[edit.end :]
    return Selection(text, edit.select_start, edit.select_end, selection.line_before)
