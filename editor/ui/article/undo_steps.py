"""The steps of an article's one undo history: those of the text document, and those of the front matter block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextDocument, QUndoCommand

_HEADER_ID = 1


class BodyStep(QUndoCommand):
    """Stands in the common history for one step of the text document's own."""

    def __init__(self, document: QTextDocument, text: str) -> None:
        super().__init__(text)
        self._document = document
        self._pushed = False

    def redo(self) -> None:
        """Redo the document's step; when pushed, the document has already done it."""
        if self._pushed:
            self._document.redo()
        self._pushed = True

    def undo(self) -> None:
        self._document.undo()


class HeaderStep(QUndoCommand):
    """One change of the front matter block; changes with one merge key in a row become one step."""

    def __init__(
        self, apply: Callable[[str], None], before: str, after: str, text: str, merge_key: str
    ) -> None:
        super().__init__(text)
        self._apply, self._before, self._after, self._merge_key = apply, before, after, merge_key

    def id(self) -> int:
        return _HEADER_ID if self._merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, HeaderStep) or other._merge_key != self._merge_key:
            return False
        self._after = other._after
        return True

    def redo(self) -> None:
        self._apply(self._after)

    def undo(self) -> None:
        self._apply(self._before)
