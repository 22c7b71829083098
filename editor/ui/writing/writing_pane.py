"""The Markdown pane: a plain-text editor with a comfortable measure, colours and writing commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from editor.ui.article.open_article import OpenArticle
from editor.ui.article.text_document import LONG_LINE
from editor.ui.common.menus import show_menu
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import RawTextEdit, files_of
from editor.ui.common.text_patch import utf16_length
from editor.ui.window.actions import FORMAT
from editor.ui.writing.highlighter import Highlighter
from editor.writing.edit import Edit, Selection

MEASURE_EM = 40
"""Width of the text column in em: 40 Han characters, or some 75 Latin letters."""
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
SIDE_MARGIN = 24
"""Least space left and right of the text, in device-independent pixels."""
TOP_MARGIN = 20


class WritingPane(RawTextEdit):
    """Edits one open article's body.

    Undo and redo go through the article's common history. Commands of `editor.writing` are applied with
    `run_command`, each as one undo step. `scrolled_to` tells the first visible line, in lines and parts of one.
    """

    scrolled_to = Signal(float)
    line_changed = Signal(int)
    image_pasted = Signal(QMimeData)
    takes_files = True
    keeps_history = False

    def __init__(
        self, article: OpenArticle, palette: Palette, font: QFont, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._article = article
        self._palette = palette
        self._composing = False
        self._line = -1
        self.setAccessibleName(self.tr("Article text"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(RawTextEdit.LineWrapMode.WidgetWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursorWidth(2)
        self.setTabChangesFocus(False)
        self.setDocument(article.document)
        self.set_writing_font(font)
        self._follow_file()
        article.reloaded.connect(self._follow_file)
        self._highlighter = Highlighter(article.document, palette, self)
        self.updateRequest.connect(self._colour_visible)
        self.cursorPositionChanged.connect(self._follow_cursor)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.scrolled_to.emit(self.top_line()))
        palette.changed.connect(self.viewport().update)

    @property
    def article(self) -> OpenArticle:
        """The article this pane edits."""
        return self._article

    def set_writing_font(self, font: QFont) -> None:
        """Take another font; the text column's width follows its size."""
        self.setFont(font)
        if self.document().defaultFont() != font:
            self.document().setDefaultFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * 4)
        self._set_measure()

    def taken_actions(self) -> frozenset[str]:
        """Those of every text, and all that write Markdown."""
        return super().taken_actions() | (frozenset() if self.isReadOnly() else FORMAT)

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

    # -- writing commands ----------------------------------------------------------------------------

    def selection(self) -> Selection:
        """Return the selected lines as the commands of `editor.writing` want them, in code points.

        The text reaches from the start of the first selected line to the end of the last, never the whole
        document: commands work on lines.
        """
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart())
        last = self.document().findBlock(cursor.selectionEnd())
        lines = []
        block = first
        while block.isValid():
            lines.append(block.text())
            if block.blockNumber() >= last.blockNumber():
                break
            block = block.next()
        text = "\n".join(lines)
        start = _code_points(text, cursor.selectionStart() - first.position())
        end = _code_points(text, cursor.selectionEnd() - first.position())
        previous = first.previous()
        return Selection(text, start, end, previous.text() if previous.isValid() else "")

    def run_command(self, command: Callable[[Selection], Edit | None]) -> bool:
        """Apply a writing command to the selected lines as one undo step; False when it does nothing."""
        if self.isReadOnly() or self._composing:
            return False
        cursor = self.textCursor()
        base = self.document().findBlock(cursor.selectionStart()).position()
        selection = self.selection()
        edit = command(selection)
        if edit is None:
            return False
        at = base + utf16_length(selection.text[: edit.start])
        cursor.beginEditBlock()
        cursor.setPosition(at)
        cursor.setPosition(
            at + utf16_length(selection.text[edit.start : edit.end]), QTextCursor.MoveMode.KeepAnchor
        )
        cursor.insertText(edit.text)
        cursor.endEditBlock()
        after = selection.text[: edit.start] + edit.text + selection.text[edit.end :]
        cursor.setPosition(base + utf16_length(after[: edit.select_start]))
        cursor.setPosition(base + utf16_length(after[: edit.select_end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        return True

    # -- Qt's events ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send undo and redo to the common history, Enter and Tab to the list commands."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._article.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._article.undo_stack.redo()
        elif not self._handle_list_key(event):
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Remember whether a composition is under way: no command may touch the text meanwhile."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def is_composing(self) -> bool:
        """Whether an input method's composition is under way."""
        return self._composing

    def inputMethodQuery(self, query: Qt.InputMethodQuery, argument: Any = None) -> Any:
        """Place the candidate box at the cursor: Qt leaves the viewport's margins out of its answer."""
        answer = (
            super().inputMethodQuery(query) if argument is None else super().inputMethodQuery(query, argument)
        )
        offset = self.viewport().pos()
        if isinstance(answer, QRectF | QRect):
            return answer.translated(offset)
        return answer

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only; pictures are handed on, as other files are."""
        pictures = [file for file in files_of(source) if file.suffix.lower() in PICTURE_SUFFIXES]
        if pictures or (source.hasImage() and not source.hasText()):
            self.image_pasted.emit(source)
        else:
            super().insertFromMimeData(source)

    def take_text(self, text: str) -> None:
        """Put a text in at the cursor; where a line is very long, all are wrapped anywhere from now on."""
        if max(map(len, text.split("\n")), default=0) > LONG_LINE:
            self._wrap_anywhere()
        super().take_text(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the standard menu with our undo instead of the text document's own."""
        show_menu(self._context_menu(), event.globalPos())

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

    # -- inside --------------------------------------------------------------------------------------

    def _handle_list_key(self, event: QKeyEvent) -> bool:
        # Imported with the first Enter or Tab, not at start-up.
        from editor.writing import lists

        if self.isReadOnly() or self._composing:
            return False
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            return self.run_command(lists.continue_item)
        if event.key() == Qt.Key.Key_Tab and not modifiers:
            if not self.run_command(lists.indent):
                self.textCursor().insertText("    ")
            return True
        if event.key() == Qt.Key.Key_Backtab:
            self.run_command(lists.outdent)
            return True
        return False

    def _set_measure(self) -> None:
        size = self.font().pixelSize() if self.font().pixelSize() > 0 else self.fontInfo().pixelSize()
        side = max(SIDE_MARGIN, (self.width() - MEASURE_EM * size) // 2)
        # The scroll bar stands in the right margin.
        self.setViewportMargins(side, TOP_MARGIN, max(4, side - 12), 0)

    def _colour_visible(self) -> None:
        first = self.firstVisibleBlock()
        if not first.isValid():
            return
        bottom = self.viewport().height()
        offset = self.contentOffset()
        block, last = first, first.blockNumber()
        top = self.blockBoundingGeometry(block).translated(offset).top()
        while block.isValid() and top <= bottom:
            last = block.blockNumber()
            top += self.blockBoundingRect(block).height()
            block = block.next()
        self._highlighter.show(first.blockNumber(), last + 1)

    def _follow_file(self) -> None:
        """What another program wrote may be no text, or be text again, or have other lines."""
        self.setReadOnly(bool(self._article.read_only_reason))
        if self._article.has_long_lines:
            self._wrap_anywhere()

    def _wrap_anywhere(self) -> None:
        if self.wordWrapMode() != QTextOption.WrapMode.WrapAnywhere:
            self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)

    def _follow_cursor(self) -> None:
        self.viewport().update()
        line = self.textCursor().blockNumber()
        if line != self._line:
            self._line = line
            self.line_changed.emit(line)

    def _context_menu(self) -> QMenu:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            name = action.objectName()
            if name == "edit-undo":
                action.triggered.disconnect()
                action.triggered.connect(self._article.undo_stack.undo)
                action.setEnabled(self._article.undo_stack.canUndo())
            elif name == "edit-redo":
                action.triggered.disconnect()
                action.triggered.connect(self._article.undo_stack.redo)
                action.setEnabled(self._article.undo_stack.canRedo())
        return menu


def _code_points(text: str, units: int) -> int:
    """Turn an offset in UTF-16 units into one in code points."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
