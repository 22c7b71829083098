"""The outline: the headings of the article in front, and which of them the author is below."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.ui.common.empty_page import EmptyPage
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.writing.writing_pane import WritingPane
from editor.writing.outline import Heading, heading_above, scan_headings

_LINES_A_STEP = 256
_SLICE_S = 0.004  # seconds of looking at a time
_PAUSE_MS = 300
_HEADING_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_EDGE, _INDENT, _BAR, _ROW = 12, 12, 3, 28

_Index = QModelIndex | QPersistentModelIndex


class OutlinePanel(QWidget):
    """Lists the headings; a click or Enter asks for a heading's line (0-based, in the body).

    The text is looked through after a pause in typing: a millisecond or two per 100 KB.
    """

    line_requested = Signal(int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self._pane: WritingPane | None = None
        self._line = 0
        self._model = _Headings(self)
        self._delegate = _Delegate(palette, self._model, self)
        self.list = QListView(self)
        self._build_list()
        self._empty = EmptyPage(
            palette,
            "list-tree",
            self.tr("No headings"),
            self.tr("Lines that begin with # and a space appear here."),
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._scan: Generator[None, None, list[Heading]] | None = None
        self._slices = QTimer(self)
        self._slices.setInterval(0)
        self._slices.timeout.connect(self._look_on)
        palette.changed.connect(self.list.viewport().update)

    def follow(self, pane: WritingPane | None) -> None:
        """Follow the headings of the article in a pane, and the author's place in it; None shows none."""
        if self._pane is not None:
            # Another program may still change an article that is not in front, and its cursor with it.
            self._pane.line_changed.disconnect(self.set_line)
        self._pane = pane
        self.show_document(pane.article.document if pane is not None else None)
        if pane is not None:
            pane.line_changed.connect(self.set_line)
            self.set_line(pane.textCursor().blockNumber())

    def show_document(self, document: QTextDocument | None) -> None:
        """Follow a document's headings; None shows none."""
        if self._document is not None:
            self._document.contentsChanged.disconnect(self._pause.start)
        self._document = document
        if document is not None:
            document.contentsChanged.connect(self._pause.start)
        self._line = 0
        # A long article is looked through in steps: until then none of the one before are offered.
        self._model.take([])
        self._delegate.marked = -1
        self._look()

    def set_line(self, line: int) -> None:
        """Mark the heading above the author's line (0-based, in the body)."""
        self._line = line
        self._mark()

    def headings(self) -> list[Heading]:
        """Return the headings now shown."""
        return self._model.headings

    def _build_list(self) -> None:
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Outline"))
        self.list.clicked.connect(self._ask)
        self.list.activated.connect(self._ask)

    def _look(self) -> None:
        """Begin anew; a short article is looked through at once."""
        self._pause.stop()
        self._scan = _scan(self._document)
        self._slices.start()
        self._look_on()

    def _look_on(self) -> None:
        """Look through some more lines, and leave the rest to a later turn: keys go first."""
        if self._scan is None:
            return
        end = time.perf_counter() + _SLICE_S
        try:
            while time.perf_counter() < end:
                next(self._scan)
        except StopIteration as done:
            self._scan = None
            self._slices.stop()
            self._model.take(done.value)
            self._pages.setCurrentWidget(self.list if self._model.headings else self._empty)
            self._mark()

    def _mark(self) -> None:
        above = heading_above(self._model.headings, self._line)
        if above == self._delegate.marked:
            return
        self._delegate.marked = above
        if above >= 0:
            self.list.scrollTo(self._model.index(above))
        self.list.viewport().update()

    def _ask(self, index: QModelIndex) -> None:
        line = self._line_of(index.row())
        if line is not None:
            self.line_requested.emit(line)

    def _line_of(self, row: int) -> int | None:
        """Return where a shown heading stands by now; None where it has gone."""
        heading = self._model.headings[row]
        if self._scan is None and not self._pause.isActive():
            return heading.line
        # Typed on since: the same heading is looked for, of several like it the same one.
        nth = sum(_is_like(heading, other) for other in self._model.headings[:row])
        now = [other.line for other in _all_headings(self._document) if _is_like(heading, other)]
        return now[nth] if nth < len(now) else None


def _is_like(heading: Heading, other: Heading) -> bool:
    return (heading.level, heading.text) == (other.level, other.text)


def _all_headings(document: QTextDocument | None) -> list[Heading]:
    scan = _scan(document)
    try:
        while True:
            next(scan)
    except StopIteration as done:
        found: list[Heading] = done.value
        return found


def _scan(document: QTextDocument | None) -> Generator[None, None, list[Heading]]:
    """Find the headings of a document in steps, the text taken from it in steps too."""
    lines: list[str] = []
    if document is not None:
        while len(lines) < document.blockCount():
            # Found by number at each step: between two, the author may have changed the text.
            block = document.findBlockByNumber(len(lines))
            for _ in range(_LINES_A_STEP):
                if not block.isValid():
                    break
                lines.append(block.text())
                block = block.next()
            yield
    return (yield from scan_headings(lines))


class _Headings(QAbstractListModel):
    """The headings as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.headings: list[Heading] = []
        self.top_level = 1

    def take(self, headings: list[Heading]) -> None:
        """Show other headings; where only texts and lines differ, rows stay what they are."""
        if len(headings) == len(self.headings):
            self.headings = headings
            self._find_top()
            if headings:
                self.dataChanged.emit(self.index(0), self.index(len(headings) - 1))
            return
        self.beginResetModel()
        self.headings = headings
        self._find_top()
        self.endResetModel()

    def _find_top(self) -> None:
        self.top_level = min((heading.level for heading in self.headings), default=1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        heading = self.headings[index.row()]
        if role == _HEADING_ROLE:
            return heading
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(heading.text, 400)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(heading.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.tr("Level {0}: {1}").format(heading.level, one_line(heading.text, 400))
        return None


class _Delegate(QStyledItemDelegate):
    """Draws one heading, indented by its level."""

    def __init__(self, palette: Palette, model: _Headings, parent: QObject) -> None:
        super().__init__(parent)
        self._palette, self._model = palette, model
        self.marked = -1

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, max(_ROW, -(-QFontMetrics(option.font).height() // 4) * 4 + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        heading: Heading = index.data(_HEADING_ROLE)
        rect: QRect = option.rect
        is_marked = index.row() == self.marked
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected and state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, self._palette.colour("selection"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._palette.colour("hover"))
        if is_marked:
            painter.fillRect(
                QRect(rect.left(), rect.top() + 4, _BAR, rect.height() - 8), self._palette.colour("accent")
            )
        depth = heading.level - self._model.top_level
        font = QFont(option.font)
        if depth == 0:
            font.setWeight(QFont.Weight.DemiBold)
        room = rect.adjusted(_EDGE + depth * _INDENT, 0, -8, 0)
        text = QFontMetrics(font).elidedText(
            one_line(heading.text, 400), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(font)
        painter.setPen(self._palette.colour("ink" if is_marked or depth == 0 else "ink_soft"))
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            text,
        )
        painter.restore()
