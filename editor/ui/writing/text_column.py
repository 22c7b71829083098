"""A plain text in one column of comfortable width, with the ground of the current line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.article.text_document import LONG_LINE
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import RawTextEdit

MEASURE_EM = 40
"""Width of the text column in em: 40 Han characters, or some 75 Latin letters."""
SIDE_MARGIN = 24
"""Least space left and right of the text, in device-independent pixels."""
TOP_MARGIN = 20


class TextColumn(RawTextEdit):
    """Knows which lines are in sight and goes to others.

    `scrolled_to` tells the first visible line, in lines and parts of one.
    """

    scrolled_to = Signal(float)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(RawTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled_to.emit(self.top_line()))
        palette.changed.connect(self.viewport().update)

    def set_writing_font(self, font: QFont) -> None:
        """Take another font; the text column's width follows its size."""
        self.setFont(font)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self._set_measure()

    # -- where the reader is -------------------------------------------------------------------------

    def top_line(self) -> float:
        """Return the line at the upper edge, with the part of it that is scrolled out."""
        block = self.firstVisibleBlock()
        if not block.isValid():
            return 0.0
        box = self.blockBoundingGeometry(block).translated(self.contentOffset())
        return block.blockNumber() + min(1.0, max(0.0, -box.top() / max(1.0, box.height())))

    def scroll_to(self, line: float) -> None:
        """Bring a line (with a part of one) to the upper edge."""
        block = self.document().findBlockByNumber(int(line))
        if block.isValid():
            rows = max(1, block.layout().lineCount())
            self.verticalScrollBar().setValue(block.firstLineNumber() + int((line - int(line)) * rows))

    def go_to_line(self, line: int, column: int = 0) -> None:
        """Put the cursor on a line (from 0) and show it with some lines around."""
        block = self.document().findBlockByNumber(line)
        if not block.isValid():
            return
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right,
            QTextCursor.MoveMode.MoveAnchor,
            min(column, max(0, block.length() - 1)),
        )
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    # -- the column -----------------------------------------------------------------------------------

    def wrap_anywhere(self) -> None:
        """Wrap lines in the middle of words too, from now on: a very long line is laid out at once so."""
        if self.wordWrapMode() != QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def take_text(self, text: str) -> None:
        """Put a text in at the cursor; where a line is very long, all are wrapped anywhere from now on."""
        if max(map(len, text.split("\n")), default=0) > LONG_LINE:
            self.wrap_anywhere()
        super().take_text(text)

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: object = None) -> object:
        """Place the candidate box at the cursor: Qt leaves the viewport's margins out of its answer."""
        answer = (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )
        offset = self.viewport().pos()
        if isinstance(answer, QRectF | QRect):
            return answer.translated(offset)
        return answer

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_measure()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the current line's ground, then the text; the caret behind spaces that hang over the edge, at the edge."""
        if self.hasFocus():
            box = self.cursorRect()
            painter = QPainter(self.viewport())
            painter.fillRect(
                QRect(0, box.top(), self.viewport().width(), box.height()),
                self._palette.colour("current_line"),
            )
            painter.end()
        super().paintEvent(event)
        edge = self.viewport().width() - self.cursorWidth()
        if self.hasFocus() and self.cursorRect().left() > edge:
            painter = QPainter(self.viewport())
            painter.fillRect(
                QRect(edge, self.cursorRect().top(), self.cursorWidth(), self.cursorRect().height()),
                self._palette.colour("ink"),
            )
            painter.end()

    def _set_measure(self) -> None:
        size = self.font().pixelSize() if self.font().pixelSize() > 0 else self.fontInfo().pixelSize()
        side = max(SIDE_MARGIN, (self.width() - MEASURE_EM * size) // 2)
        # The scroll bar stands in the right margin.
        self.setViewportMargins(side, TOP_MARGIN, max(4, side - 12), 0)
