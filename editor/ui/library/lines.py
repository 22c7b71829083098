"""The lines of the library as a view that knows where each one lies without asking it: length costs nothing."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

from editor.ui.library.delegate import EDGE, LibraryDelegate
from editor.ui.library.model import LibraryModel
from editor.ui.library.places import Places

_Action = QAbstractItemView.CursorAction
_Index = QModelIndex | QPersistentModelIndex


class LibraryLines(QListView):
    """Articles under section lines, drawn only where they are on screen.

    A list view for screen readers' sake; its own layout, which asks every row for its size, is set aside.

    The topmost section's line stays at the upper edge while its articles scroll under it.
    """

    def __init__(self, model: LibraryModel, delegate: LibraryDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, delegate
        self._hovered = -1
        self._places = Places()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QFrame.Shape.NoFrame)

    # -- where lines lie -----------------------------------------------------------------------------

    @property
    def pinned_height(self) -> int:
        """Height of the section's line that stays at the upper edge; 0 without sections."""
        return self._places.section_height if self._places.sections else 0

    def first_line(self) -> tuple[int, int]:
        """Return the first line under the one that stays, and how far its edge is from the view's; -1 if none."""
        row = self._places.row_at(self.verticalOffset() + self.pinned_height)
        # Hidden behind another page, the list has not laid out the rows of its model again.
        row = row if row < self._model.rowCount() else -1
        return row, self._places.top(row) - self.verticalOffset() if row >= 0 else 0

    def scroll_line_to(self, row: int, below: int) -> None:
        """Scroll until a line's upper edge is this far below the view's."""
        self.verticalScrollBar().setValue(self._places.top(row) - below)

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
        covered = 0 if self._places.is_section(row) else self.pinned_height
        if hint == QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - height) // 2)
        elif hint == QAbstractItemView.ScrollHint.PositionAtTop or top - covered < bar.value():
            bar.setValue(top - covered)
        elif hint == QAbstractItemView.ScrollHint.PositionAtBottom or bottom > bar.value() + height:
            bar.setValue(bottom - height)

    def horizontalOffset(self) -> int:
        return 0

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def updateGeometries(self) -> None:
        font = self.font()
        self._places = Places(
            self._model.rowCount(),
            self._model.section_rows,
            self._delegate.article_height(font),
            self._delegate.section_height(font),
        )
        bar = self.verticalScrollBar()
        bar.setSingleStep(self._places.article_height // 2)
        height = self.viewport().height()
        bar.setRange(0, max(0, self._places.total - height))
        bar.setPageStep(height)
        QAbstractItemView.updateGeometries(self)

    def doItemsLayout(self) -> None:
        QAbstractItemView.doItemsLayout(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Nothing on screen may be reused: the pinned line stays where it is.
        self.viewport().update()

    # -- movement, selection -------------------------------------------------------------------------

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

    # -- drawing -------------------------------------------------------------------------------------

    def set_hovered(self, row: int) -> None:
        """Draw this line as the one under the mouse; -1 for none."""
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometries()
            self.viewport().update()

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
