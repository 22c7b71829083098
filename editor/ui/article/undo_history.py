"""The one undo history of an article, and which of its points the file holds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

_NOWHERE = -1  # no point of the history is what the file holds


class UndoHistory(QObject):
    """An undo stack that knows where the file stands in it: anywhere else there is unsaved text."""

    dirty_changed = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self._clean_index = 0
        self._saves = 0
        self._dirty = False
        self.stack.indexChanged.connect(self.refresh)

    def is_dirty(self) -> bool:
        """Whether there is text that the file does not hold."""
        return self._dirty

    def leads_to_the_file(self) -> bool:
        """Whether undoing or redoing can lead to what the file holds."""
        return self._clean_index != _NOWHERE

    def push(self, step: QUndoCommand) -> None:
        """Do a step and go on from there."""
        if self.stack.index() < self._clean_index:
            self._clean_index = _NOWHERE  # the saved state was undone and is now cut off
        self.stack.push(step)
        self.refresh()

    def begin_save(self) -> int:
        """A save begins: return the point that it will hold, for `mark_clean`."""
        self._saves += 1
        return self.stack.index()

    def since_save(self, merge_key: str) -> str:
        """Return a key under which steps join only where no save began between them.

        A save must stay a point to undo to, also one that is still under way: what joined a step that is
        being written would count as written.
        """
        return f"{merge_key}@{self._clean_index}.{self._saves}"

    def mark_clean(self, point: int | None = None) -> None:
        """The file holds this point of the history; without one, where it stands now."""
        self._clean_index = self.stack.index() if point is None else point
        self.refresh()

    def forget_clean(self) -> None:
        """The file holds what no step leads to. Told by the next step, or by `refresh`."""
        self._clean_index = _NOWHERE

    def refresh(self) -> None:
        """Tell whether there is unsaved text, where that has changed."""
        dirty = self.stack.index() != self._clean_index
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
