"""The article in front of the author: marked in the library's list, and gone to once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.ui.library.delegate import LibraryDelegate
from editor.ui.library.list import LibraryList
from editor.ui.library.model import LibraryModel


class FrontArticle:
    """Marks one article, and takes the list to it unless it was opened from there.

    `has` says whether an article is in the index, shown or not.
    """

    def __init__(
        self, model: LibraryModel, view: LibraryList, delegate: LibraryDelegate, has: Callable[[Path], bool]
    ) -> None:
        self._model, self._list, self._delegate, self._has = model, view, delegate, has
        self._path: Path | None = None
        self._asked: Path | None = None
        self._is_awaited = False
        """Whether it is to be gone to as soon as the index has it."""

    def mark(self, path: Path | None, *, go_to: bool) -> None:
        """Mark this article from now on."""
        if path != self._path and go_to:
            # What was opened from here stands in the list already; meanwhile the author may have gone on.
            self._is_awaited = path != self._asked
        self._asked = None
        self._path = self._delegate.front = path
        self.go_to_awaited()
        self._list.viewport().update()

    def note_asked(self, path: Path) -> None:
        """Note that the author opens this one from the list: nothing goes back to what was in front before."""
        self._asked, self._is_awaited = path, False

    def await_again(self) -> None:
        """Go to the article once more when the rows have it: they become those of another site."""
        self._is_awaited = True

    def go_to_awaited(self) -> None:
        """Go to the article, once, when it came there or, if it is new to the list, when it is in it."""
        if not self._is_awaited:
            return
        path = self._path
        row = self._model.number_of(path) if path is not None else -1
        if row >= 0:
            self._list.reveal(self._model.index(row))
        # One that is filtered out or folded away is not gone to when it shows up later.
        self._is_awaited = row < 0 and path is not None and not self._has(path)
