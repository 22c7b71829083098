"""Which articles of the library are chosen, and the keys that do something with them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from editor.site.catalogue.summary import Summary
from editor.ui.library.list import LibraryList
from editor.ui.library.model import LibraryModel


class ChosenArticles(QObject):
    """The selected articles in the order of the list; without a selection, the one under the keyboard.

    `rename_wanted` tells one article, and nothing while several are chosen: they cannot share a name.
    """

    open_wanted = Signal(Path)
    rename_wanted = Signal(Path)
    delete_wanted = Signal(list)

    def __init__(self, model: LibraryModel, articles: LibraryList) -> None:
        super().__init__(articles)
        self._model, self._list = model, articles
        for key, press in (("F2", self._rename), ("Del", self._delete)):
            shortcut = QShortcut(QKeySequence(key), articles)
            # Given to the constructor it is passed over, and the key is the whole window's.
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(press)

    def selected(self) -> list[Path]:
        """Return the selected articles; section lines between them do not count."""
        rows = sorted(index.row() for index in self._list.selectedIndexes())
        found = (self._model.summary(self._model.index(row)) for row in rows)
        return [summary.path for summary in found if summary is not None]

    def paths(self) -> list[Path]:
        """Return what a key acts on."""
        current = self._model.summary(self._list.currentIndex())
        return self.selected() or ([current.path] if current is not None else [])

    def around(self, summary: Summary) -> list[Path]:
        """Return what a menu opened on an article is for: all that are selected, if it is one of them."""
        selected = self.selected()
        return selected if summary.path in selected else [summary.path]

    def include(self, path: Path) -> None:
        """Select an article alone unless it is among the selected: after Ctrl and a click the keyboard's is not."""
        row = self._model.number_of(path)
        if row >= 0 and path not in self.selected():
            self._list.reveal(self._model.index(row))

    def enter(self) -> None:
        """Go on with the keyboard in the list, on the article it was on or the first one."""
        if self._model.summary(self._list.currentIndex()) is None and self._go_to_first() is None:
            return
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def open_first(self) -> None:
        """Select the first article that is shown, and open it."""
        first = self._go_to_first()
        if first is not None:
            self.open_wanted.emit(first)

    def _go_to_first(self) -> Path | None:
        for row in range(self._model.rowCount()):
            summary = self._model.summary(self._model.index(row))
            if summary is not None:
                self._list.reveal(self._model.index(row))
                return summary.path
        return None

    def _rename(self) -> None:
        paths = self.paths()
        if len(paths) == 1:
            self.rename_wanted.emit(paths[0])

    def _delete(self) -> None:
        paths = self.paths()
        if paths:
            self.delete_wanted.emit(paths)
