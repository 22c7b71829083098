"""The library's context menu: what can be done with an article or a section."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPoint, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor.site.catalogue.summary import Summary
from editor.ui.common.menus import show_menu
from editor.ui.common.plain_text import button_text
from editor.ui.library.chosen import ChosenArticles
from editor.ui.library.model import LibraryModel
from editor.ui.library.query import SectionRow

_MOST_OPENED = 30
"""More tabs than that at once are a slip of the hand."""


class LibraryMenu(QObject):
    """Builds the menu of one line; does nothing itself but tell what the author wants."""

    open_requested = Signal(Path)
    new_requested = Signal(str)
    rename_requested = Signal(Path)
    reveal_requested = Signal(Path)
    delete_requested = Signal(list)
    export_requested = Signal(list)
    copy_requested = Signal(str)
    fold_requested = Signal(bool)

    def __init__(self, model: LibraryModel, chosen: ChosenArticles, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._chosen, self._parent = model, chosen, parent

    def show(self, index: QModelIndex, place: QPoint) -> None:
        """Open the menu of a line at a place of the screen; below the last line, that of the library."""
        menu = self.build(index)
        show_menu(menu, place)

    def build(self, index: QModelIndex) -> QMenu:
        """Return the menu of a line; an invalid index gives that of the library."""
        menu = QMenu(self._parent)
        row = self._model.row(index.row()) if index.isValid() else None
        if isinstance(row, Summary):
            self._add_article(menu, row)
        elif isinstance(row, SectionRow):
            self._add_new(menu, row.section)
        else:
            self._add_new(menu, self._model.query.section or "")
        if self._model.section_rows:
            menu.addSeparator()
            menu.addAction(self.tr("Fold All Sections"), lambda: self.fold_requested.emit(True))
            menu.addAction(self.tr("Unfold All Sections"), lambda: self.fold_requested.emit(False))
        return menu

    def _add_article(self, menu: QMenu, summary: Summary) -> None:
        paths = self._chosen.around(summary)
        if len(paths) > 1:
            self._add_several(menu, paths)
            return
        path = summary.path
        menu.addAction(_with_key(self.tr("&Open"), "Return"), lambda: self.open_requested.emit(path))
        menu.addSeparator()
        menu.addAction(_with_key(self.tr("&Rename…"), "F2"), lambda: self.rename_requested.emit(path))
        menu.addAction(self.tr("Show in &File Manager"), lambda: self.reveal_requested.emit(path))
        menu.addAction(self.tr("&Copy Path"), lambda: self.copy_requested.emit(str(path)))
        menu.addAction(self.tr("&Export…"), lambda: self.export_requested.emit(paths))
        menu.addSeparator()
        self._add_new(menu, summary.section)
        menu.addSeparator()
        menu.addAction(
            _with_key(self.tr("Move to &Trash…"), "Del"), lambda: self.delete_requested.emit(paths)
        )

    def _add_several(self, menu: QMenu, paths: list[Path]) -> None:
        """What can be done with all that are selected; each entry says how many it is for."""
        number = f"{len(paths):,}"

        def open_all() -> None:
            for path in paths:
                self.open_requested.emit(path)

        opening = menu.addAction(self.tr("&Open {0} Articles").format(number), open_all)
        opening.setEnabled(len(paths) <= _MOST_OPENED)
        menu.addSeparator()
        menu.addAction(_with_key(self.tr("&Rename…"), "F2")).setEnabled(False)
        menu.addAction(
            self.tr("&Copy {0} Paths").format(number),
            lambda: self.copy_requested.emit("\n".join(map(str, paths))),
        )
        menu.addAction(
            self.tr("&Export {0} Articles…").format(number), lambda: self.export_requested.emit(paths)
        )
        menu.addSeparator()
        menu.addAction(
            _with_key(self.tr("Move {0} Articles to &Trash…").format(number), "Del"),
            lambda: self.delete_requested.emit(paths),
        )

    def _add_new(self, menu: QMenu, section: str) -> None:
        # An ampersand in a folder's name is no mnemonic.
        text = (
            self.tr("New Article in “{0}”…").format(button_text(section, 60))
            if section
            else self.tr("New Article…")
        )
        menu.addAction(text, lambda: self.new_requested.emit(section))


def _with_key(text: str, key: str) -> str:
    # Only shown: the list itself answers the keys, and two owners of one shortcut would block each other.
    return f"{text}\t{QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)}"
