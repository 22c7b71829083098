"""The list of the library: knows where every line lies without asking it, so that length costs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from editor.ui.library.delegate import EDGE, LibraryDelegate
from editor.ui.library.model import LibraryModel
from editor.ui.library.places import Places
from editor.ui.library.query import Key, SectionRow, key_of

_Action = QAbstractItemView.CursorAction
_Select = QItemSelectionModel.SelectionFlag
_Index = QModelIndex | QPersistentModelIndex


class LibraryList(QListView):
    """Articles under section lines, drawn only where they are on screen.

    A list view for screen readers' sake; its own layout, which asks every row for its size, is set aside.

    The topmost section's line stays at the upper edge while its articles scroll under it. A click or Enter
    chooses an article; with Ctrl or Shift a click only selects.
    """

    article_chosen = Signal(object)
    menu_requested = Signal(QModelIndex, QPoint)
    """The line a context menu is asked for (invalid below the last), and where, in screen coordinates."""
    section_toggled = Signal(str)

    def __init__(self, model: LibraryModel, delegate: LibraryDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, delegate
        self._hovered = -1
        self._places = Places()
        self._to_reveal = QPersistentModelIndex()
        self._held = Qt.KeyboardModifier.NoModifier
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Type-ahead in Chinese comes through the input method.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.clicked.connect(self._click)

    @contextmanager
    def keeping_place(
        self, *, scrolled: bool = True, moved: Mapping[Path, Path] | None = None
    ) -> Iterator[None]:
        """Keep selection, current line and (if `scrolled`) what is at the top while the rows change.

        `moved` names articles that have another path afterwards.
        """
        current = self.currentIndex().row()
        current_key = key_of(self._model.row(current)) if current >= 0 else None
        chosen = [key_of(self._model.row(index.row())) for index in self.selectedIndexes()]
        top = self._places.row_at(self.verticalOffset() + self._pinned_height())
        # Hidden behind another page, the list has not laid out the rows of its model again.
        top = top if top < self._model.rowCount() else -1
        top_key = key_of(self._model.row(top)) if top >= 0 else None
        below = self._places.top(top) - self.verticalOffset() if top >= 0 else 0
        yield
        self._hovered = -1
        if moved:
            current_key, top_key = moved.get(current_key, current_key), moved.get(top_key, top_key)  # type: ignore[arg-type]
            chosen = [moved.get(key, key) for key in chosen]  # type: ignore[arg-type]
        if current_key is not None:
            self._choose_again(current_key, current, chosen)
        self.updateGeometries()
        if not scrolled:
            self.verticalScrollBar().setValue(0)
        elif top_key is not None and (number := self._model.number_of(top_key)) >= 0:
            self.verticalScrollBar().setValue(self._places.top(number) - below)

    def _choose_again(self, key: Key, number: int, chosen: list[Key]) -> None:
        found = self._model.number_of(key)
        if found < 0:
            # It is gone: the line that took its place is next at hand.
            found = min(number, self._model.rowCount() - 1)
        selection = self.selectionModel()
        selection.setCurrentIndex(self._model.index(found), _Select.NoUpdate)
        for other in chosen:
            if (row := self._model.number_of(other)) >= 0:
                selection.select(self._model.index(row), _Select.Select)

    # -- where lines lie -----------------------------------------------------------------------------

    def _place_rows(self) -> None:
        font = self.font()
        self._places = Places(
            self._model.rowCount(),
            self._model.section_rows,
            self._delegate.article_height(font),
            self._delegate.section_height(font),
        )
        self.verticalScrollBar().setSingleStep(self._places.article_height // 2)

    def _pinned_height(self) -> int:
        return self._places.section_height if self._places.sections else 0

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid():
            return QRect()
        row, places = index.row(), self._places
        return QRect(0, places.top(row) - self.verticalOffset(), self.viewport().width(), places.height(row))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row, edge = self._places.pinned(self.verticalOffset())
        if row < 0 or not 0 <= point.y() < edge + self._places.section_height:
            row = self._places.row_at(point.y() + self.verticalOffset())
        return self._model.index(row) if row >= 0 else QModelIndex()

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid():
            return
        row, bar, height = index.row(), self.verticalScrollBar(), self.viewport().height()
        top = self._places.top(row)
        bottom = top + self._places.height(row)
        covered = 0 if self._places.is_section(row) else self._pinned_height()
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - height) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or top - covered < bar.value():
            bar.setValue(top - covered)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or bottom > bar.value() + height:
            bar.setValue(bottom - height)

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

    def _scroll_near(self, index: _Index) -> None:
        """Leave what is on screen where it is; bring anything else to the middle, among its neighbours."""
        rect = self.visualRect(index)
        if rect.top() < self._pinned_height() or rect.bottom() > self.viewport().height():
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def updateGeometries(self) -> None:
        self._place_rows()
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setRange(0, max(0, self._places.total - height))
        bar.setPageStep(height)
        QAbstractItemView.updateGeometries(self)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Nothing on screen may be reused: the pinned line stays where it is.
        self.viewport().update()

    # -- keyboard, mouse, selection ------------------------------------------------------------------

    def moveCursor(self, action: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        last = self._model.rowCount() - 1
        row = self.currentIndex().row()
        page = max(1, self.viewport().height() // self._places.article_height - 1)
        steps = {
            _Action.MoveUp: row - 1,
            _Action.MovePrevious: row - 1,
            _Action.MoveDown: row + 1,
            _Action.MoveNext: row + 1,
            _Action.MovePageUp: row - page,
            _Action.MovePageDown: row + page,
            _Action.MoveHome: 0,
            _Action.MoveEnd: last,
        }
        return self._model.index(max(0, min(last, steps.get(action, row)))) if last >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        first = self._places.row_at(max(0, rect.top() + self.verticalOffset()))
        last = self._places.row_at(max(0, rect.bottom() + self.verticalOffset()))
        selection = QItemSelection()
        if first >= 0:
            last = last if last >= 0 else self._model.rowCount() - 1
            selection.select(self._model.index(first), self._model.index(last))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for part in selection.toList():
            top = self.visualRect(self._model.index(part.top()))
            region += QRegion(top.united(self.visualRect(self._model.index(part.bottom()))))
        return region

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        row = self._model.row(index.row()) if index.isValid() else None
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
        self._hover(self.indexAt(event.position().toPoint()).row())
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
        self._hover(-1)
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometries()
            self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def _click(self, index: QModelIndex) -> None:
        if self._held == Qt.KeyboardModifier.NoModifier:
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        row = self._model.row(index.row())
        if isinstance(row, SectionRow):
            self.section_toggled.emit(row.section)
        else:
            self.article_chosen.emit(row.path)

    # -- drawing -------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._delegate.fill_ground(painter, event.rect())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        self._delegate.right_edge = 4 if self.verticalScrollBar().isVisible() else EDGE
        offset = self.verticalOffset()
        row = self._places.row_at(offset + max(0, event.rect().top()))
        bottom = event.rect().bottom()
        while 0 <= row < self._model.rowCount():
            place = self._places.top(row) - offset
            if place > bottom:
                break
            self._paint_row(painter, option, row, place)
            row += 1
        pinned, place = self._places.pinned(offset)
        if pinned >= 0:
            self._paint_row(painter, option, pinned, place)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: int, place: int) -> None:
        index = self._model.index(row)
        selection = self.selectionModel()
        state = QStyle.StateFlag.State_Enabled
        if selection.isSelected(index):
            state |= QStyle.StateFlag.State_Selected
        if self.hasFocus():
            state |= QStyle.StateFlag.State_Active
            if index == self.currentIndex():
                state |= QStyle.StateFlag.State_HasFocus
        if row == self._hovered:
            state |= QStyle.StateFlag.State_MouseOver
        option.rect = QRect(0, place, self.viewport().width(), self._places.height(row))
        option.state = state
        self._delegate.paint(painter, option, index)
