"""The raw front matter block as text: highlighted, with live errors in plain words."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QShowEvent,
    Qt,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.front_matter.front_matter import FrontMatterError
from editor.articles.merge import merge, merge_lines
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import ExtraSelection
from editor.ui.fields.field import Note
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.note_line import NoteLine
from editor.ui.fields.source_colours import SourceColours
from editor.ui.fields.typing_pause import TypingPause


class SourceEditor(TextInput):
    """A plain text editor for the block; Enter keeps the indentation, Tab goes on to the next widget."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, multi_line=True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setStyleHint(QFont.StyleHint.Monospace)
        self.setFont(font)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not self.composing
            and not self.isReadOnly()
        ):
            line = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            self.textCursor().insertText("\n" + line[: len(line) - len(line.lstrip(" "))])
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Fill the room there is, whatever the text."""


class FrontMatterSource(QWidget):
    """Shows the block, tells of edits after a pause, marks the place of an error."""

    edited = Signal(str, str)
    """The new block and a merge key."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePage")
        self._palette = palette
        self._shown = ""
        # What the pending text was typed over, where another program has changed the block since.
        self._begun: str | None = None
        self._stale = False
        self._own = uuid4().hex[:8]
        self._session = 0
        self._error: FrontMatterError | None = None
        self.editor = SourceEditor(self)
        self.editor.setAccessibleName(self.tr("Front matter source"))
        self._colours = SourceColours(self.editor.document(), palette)
        self.problem = NoteLine(self)
        self.problem.hide()
        self._pause = TypingPause(self)
        self._pause.due.connect(self.flush)
        self.editor.typed.connect(self._pause.key_typed)
        self.editor.left.connect(self._leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addWidget(self.editor, 1)
        layout.addWidget(self.problem)

    @property
    def error(self) -> FrontMatterError | None:
        """What is wrong with the block on show."""
        return self._error

    def show_source(self, header: str, error: FrontMatterError | None, *, read_only: bool = False) -> None:
        """Show a block and what is wrong with it; typing that is not handed over yet stays."""
        pending = self.is_pending()
        if pending and header != self._shown and self._begun is None:
            self._begun = self._shown
        self._shown, self._error = header, error
        self.editor.setReadOnly(read_only)
        if not pending:
            # Colouring a text that nobody sees would only slow the form down.
            self._stale = True
            if self.isVisible():
                self._put()

    def is_pending(self) -> bool:
        """Whether the editor holds what the article does not."""
        return not self._stale and (self.editor.composing or self.editor.text() != self._shown)

    def flush(self) -> bool:
        """Hand the typed text over at once; text still being composed stays out."""
        self._pause.stop()
        if self.editor.composing or not self.is_pending():
            return True
        text = self.editor.text()
        if self._begun is not None:
            text = _rebased(self._begun, text, self._shown)
            self._begun = None
            self.editor.put_text(text)
        if text and not text.endswith("\n") and (self._shown.endswith("\n") or not self._shown):
            # Without its line end the closing delimiter would join the body's first line.
            text += "\n"
            self.editor.put_text(text)
        self._shown = text
        self.edited.emit(text, f"source#{self._own}.{self._session}")
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._put()

    def go_to(self, line: int, column: int = 1) -> None:
        """Put the cursor at a place counted from 1; line 0 leaves it where it is."""
        self.editor.setFocus()
        block = self.editor.document().findBlockByNumber(line - 1)
        if line > 0 and block.isValid():
            cursor = QTextCursor(block)
            right = min(column - 1, block.length() - 1)
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, right)
            self.editor.setTextCursor(cursor)
            self.editor.centerCursor()

    def refresh_colours(self) -> None:
        """Take over the palette's colours."""
        self._colours.refresh()
        self._mark()

    def _leave(self) -> None:
        self.flush()
        self._session += 1

    def _put(self) -> None:
        """Bring editor, error line and marks up to what is shown."""
        if not self.editor.put_text(self._shown):
            return
        self._stale = False
        self._begun = None
        if self._error is None:
            self.problem.hide()
        else:
            place = self.tr("Line {0}, column {1}").format(self._error.line, self._error.column)
            go = self.tr("Go to line {0}").format(self._error.line)
            self.problem.show_note(Note(f"{place}: {self._error.message}", "error", go, self._go_to_error))
            self.problem.show()
        self._mark()

    def _go_to_error(self) -> None:
        if self._error is not None:
            self.go_to(self._error.line, self._error.column)

    def _mark(self) -> None:
        if self._error is None:
            self.editor.setExtraSelections([])
            return
        block = self.editor.document().findBlockByNumber(self._error.line - 1)
        if not block.isValid():
            block = self.editor.document().lastBlock()
        line, place = ExtraSelection(), ExtraSelection()
        line.cursor = QTextCursor(block)
        line.format.setBackground(self._palette.colour("accent_soft"))
        line.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        place.cursor = QTextCursor(block)
        move, keep = QTextCursor.MoveOperation, QTextCursor.MoveMode
        place.cursor.movePosition(
            move.Right, keep.MoveAnchor, min(self._error.column - 1, block.length() - 1)
        )
        place.cursor.movePosition(move.EndOfBlock, keep.KeepAnchor)
        place.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        place.format.setUnderlineColor(QColor(self._palette.colour("accent")))
        self.editor.setExtraSelections([line, place])


def _rebased(begun: str, typed: str, outside: str) -> str:
    """Return what was typed over `begun` with what another program changed meanwhile; typed text wins."""
    merged = merge((begun, ""), (typed, ""), (outside, ""))
    if not merged.header_conflict:
        return merged.header
    # In the middle of typing a block may not parse: by lines then.
    return "".join(hunk.text for hunk in merge_lines(begun, typed, outside))
