"""A place in an article's text that is written from elsewhere, as the author's own edit."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.ui.common.raw_text import raw_part
from editor.ui.common.text_patch import apply_edits, edits_between, utf16_length


class TextPlace:
    """A stretch of a document. It moves with what is written around it; `write` is a step of the history."""

    def __init__(self, document: QTextDocument, start: int, text: str) -> None:
        """The stretch that holds `text` and begins at `start` (UTF-16 units)."""
        self._document = document
        self._mark = QTextCursor(document)
        self._length = 0
        self._set(start, utf16_length(text))

    def text(self) -> str:
        """Return what stands there."""
        return raw_part(self._document, self._mark.position(), self._length)

    def write(self, text: str) -> None:
        """Put another text there, with the fewest characters touched."""
        start, old = self._mark.position(), self.text()
        edits = tuple((start + at, removed, added) for at, removed, added in edits_between(old, text))
        cursor = QTextCursor(self._document)
        if len(edits) == 1 and not edits[0][1]:
            # A letter typed joins the letters before it in one step, as it does in the writing pane.
            cursor.setPosition(edits[0][0])
            cursor.insertText(edits[0][2])
        else:
            apply_edits(cursor, edits)
        self._set(start, utf16_length(text))

    def _set(self, start: int, length: int) -> None:
        self._mark.setPosition(start)
        self._length = length
