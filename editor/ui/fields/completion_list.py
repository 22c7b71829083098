"""A list of values below an input, inside the window: no pop-up window that would disturb an input method."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.fields.inputs import LineInput, TextInput
from editor.ui.fields.style import style_sheet

_ROW = 28
_COUNT = Qt.ItemDataRole.UserRole


class _Delegate(QStyledItemDelegate):
    """Draws a value with the number of articles that use it, faint, on the right."""

    def __init__(self, palette: Palette, parent: QObject) -> None:
        super().__init__(parent)
        self._palette = palette

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        text, count = str(index.data(Qt.ItemDataRole.DisplayRole)), index.data(_COUNT)
        rect = option.rect
        selected = bool(option.state & option.state.State_Selected)
        painter.save()
        painter.setFont(option.font)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._palette.colour("selection"))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 4, 4)
        inner = rect.adjusted(12, 0, -12, 0)
        counted = str(count) if count else ""
        painter.setPen(self._palette.colour("ink_faint"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, counted)
        metrics = painter.fontMetrics()
        room = inner.width() - (metrics.horizontalAdvance(counted) + 12 if counted else 0)
        painter.setPen(self._palette.colour("ink"))
        shown = metrics.elidedText(one_line(text), Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, _ROW)


class CompletionList(QListWidget):
    """Offers values for `host`; Up and Down choose, Enter or Tab takes, Escape closes. Never takes the focus."""

    chosen = Signal(str)

    def __init__(self, host: TextInput | LineInput, palette: Palette, anchor: QWidget | None = None) -> None:
        """Serve `host`, standing below (or above) `anchor`, which is the host itself where none is given."""
        super().__init__(host)
        self._anchor = anchor or host
        self._host = host
        self._palette = palette
        self.setObjectName("completions")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(palette, self))
        self.setMouseTracking(True)
        self.itemEntered.connect(self.setCurrentItem)
        self.itemClicked.connect(self._take)
        self.hide()
        host.installEventFilter(self)
        host.destroyed.connect(self.deleteLater)
        palette.changed.connect(self._restyle)

    def offer(self, values: list[tuple[str, int]]) -> None:
        """Show the values (with counts, 0 shows none) below the host; an empty list closes."""
        if not values or not self._host.hasFocus() or self._host.composing:
            self.hide()
            return
        self.clear()
        for text, count in values:
            item = QListWidgetItem(text, self)
            item.setData(_COUNT, count)
            item.setToolTip(tooltip(text))
        self.setCurrentRow(-1)
        self._place(len(values))
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Steer the list by the host's keys."""
        if event.type() in (QEvent.Type.Hide, QEvent.Type.FocusOut):
            self.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
            self._place(self.count())
        elif event.type() == QEvent.Type.KeyPress and self.isVisible() and isinstance(event, QKeyEvent):
            return self._steer(event.key())
        return super().eventFilter(watched, event)

    def _steer(self, key: int) -> bool:
        row = self.currentRow()
        if self._host.composing:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            # One place beyond either end lies "nothing chosen": the typed text itself.
            self.setCurrentRow((row + 1 + step) % (self.count() + 1) - 1)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and row >= 0:
            self._take(self.item(row))
            return True
        return False

    def _take(self, item: QListWidgetItem) -> None:
        text = item.text()
        self.hide()
        self.chosen.emit(text)

    def _restyle(self) -> None:
        if self.styleSheet():
            self.setStyleSheet(style_sheet(self._palette))

    def _hide_on_scroll(self) -> None:
        ancestor = self._host.parentWidget()
        while ancestor is not None:
            if isinstance(ancestor, QScrollArea):
                ancestor.verticalScrollBar().valueChanged.connect(self.hide)
            ancestor = ancestor.parentWidget()

    def _place(self, rows: int) -> None:
        window = self._host.window()
        if self.parent() is not window:
            self.setParent(window)
            # Outside the form now: its style sheet no longer reaches here.
            self.setStyleSheet(style_sheet(self._palette))
            self._hide_on_scroll()
        height = min(rows, 8) * _ROW + 10
        anchor = self._anchor
        below = anchor.mapTo(window, QPoint(0, anchor.height() + 4))
        above = anchor.mapTo(window, QPoint(0, -height - 4))
        at = below if below.y() + height <= window.height() or above.y() < 0 else above
        width = max(anchor.width(), 200)
        left = max(4, min(at.x(), window.width() - width - 4))
        self.setGeometry(left, at.y(), width, height)
