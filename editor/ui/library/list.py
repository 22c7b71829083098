"""The list of the library: what the author does with its lines, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from editor.ui.library.delegate import LibraryDelegate
from editor.ui.library.lines import LibraryLines
from editor.ui.library.model import LibraryModel
from editor.ui.library.query import Key, SectionRow, key_of

_Select = QItemSelectionModel.SelectionFlag


class LibraryList(LibraryLines):
    """A click or Enter chooses an article; with Ctrl or Shift a click only selects.

    While the rows change, selection and place stay with their articles.
    """

    article_chosen = Signal(object)
    menu_requested = Signal(QModelIndex, QPoint)
    """The line a context menu is asked for (invalid below the last), and where, in screen coordinates."""
    section_toggled = Signal(str)

    def __init__(self, model: LibraryModel, delegate: LibraryDelegate, parent: QWidget | None = None) -> None:
        super().__init__(model, delegate, parent)
        self._rows = model
        self._to_reveal = QPersistentModelIndex()
        self._held = Qt.KeyboardModifier.NoModifier
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setMouseTracking(True)
        # Type-ahead in Chinese comes through the input method.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.clicked.connect(self._click)

    # -- staying in place ----------------------------------------------------------------------------

    @contextmanager
    def keeping_place(
        self, *, scrolled: bool = True, moved: Mapping[Path, Path] | None = None
    ) -> Iterator[None]:
        """Keep selection, current line and (if `scrolled`) what is at the top while the rows change.

        `moved` names articles that have another path afterwards.
        """
        current = self.currentIndex().row()
        current_key = key_of(self._rows.row(current)) if current >= 0 else None
        chosen = [key_of(self._rows.row(index.row())) for index in self.selectedIndexes()]
        top, below = self.first_line()
        top_key = key_of(self._rows.row(top)) if top >= 0 else None
        yield
        self.set_hovered(-1)
        if moved:
            current_key, top_key = moved.get(current_key, current_key), moved.get(top_key, top_key)  # type: ignore[arg-type]
            chosen = [moved.get(key, key) for key in chosen]  # type: ignore[arg-type]
        if current_key is not None:
            self._choose_again(current_key, current, chosen)
        self.updateGeometries()
        if not scrolled:
            self.verticalScrollBar().setValue(0)
        elif top_key is not None and (number := self._rows.number_of(top_key)) >= 0:
            self.scroll_line_to(number, below)

    def _choose_again(self, key: Key, number: int, chosen: list[Key]) -> None:
        found = self._rows.number_of(key)
        if found < 0:
            # It is gone: the line that took its place is next at hand.
            found = min(number, self._rows.rowCount() - 1)
        selection = self.selectionModel()
        selection.setCurrentIndex(self._rows.index(found), _Select.NoUpdate)
        for other in chosen:
            if (row := self._rows.number_of(other)) >= 0:
                selection.select(self._rows.index(row), _Select.Select)

    def reveal(self, index: QModelIndex) -> None:
        """Make a line the current one and show it, also when the list gets its size only later this turn."""
        # Not `setCurrentIndex`: with Ctrl held, as in Ctrl+Tab, that adds the line to what is selected.
        self.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect)
        self._scroll_near(index)
        self._to_reveal = QPersistentModelIndex(index)
        QTimer.singleShot(0, self, self._forget_reveal)

    def _forget_reveal(self) -> None:
        self._to_reveal = QPersistentModelIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scroll_near(self._to_reveal)

    def _scroll_near(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Leave what is on screen where it is; bring anything else to the middle, among its neighbours."""
        rect = self.visualRect(index)
        if rect.top() < self.pinned_height or rect.bottom() > self.viewport().height():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    # -- keyboard and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        row = self._rows.row(index.row()) if index.isValid() else None
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._choose(index)
        elif isinstance(row, SectionRow) and key == (Qt.Key.Key_Right if row.is_folded else Qt.Key.Key_Left):
            self.section_toggled.emit(row.section)
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.set_hovered(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # Remembered, for Qt's `clicked` does not tell which keys were held.
        self._held = event.modifiers()
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        self.menu_requested.emit(index, place)

    def leaveEvent(self, event: QEvent) -> None:
        self.set_hovered(-1)
        super().leaveEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if self._held == Qt.KeyboardModifier.NoModifier:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        row = self._rows.row(index.row())
        if isinstance(row, SectionRow):
            self.section_toggled.emit(row.section)
        else:
            self.article_chosen.emit(row.path)
