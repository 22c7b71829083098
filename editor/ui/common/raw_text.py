"""The one way text takes in and out of Qt's text widgets: as it is, each character, and nothing beside it.

Qt's own ways do not give a text back as it came: copying, dragging and `toPlainText` turn U+00A0 into a space and U+2028
into a line end, a copy brings Qt's own HTML and escaped Markdown along, Shift+Enter writes U+2028.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Qt, QTextBoundaryFinder, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
    QValidator,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from editor.ui.common.action_taker import CLIPBOARD, COPYING
from editor.ui.common.menus import drop_scroll_menus

ExtraSelection = QTextEdit.ExtraSelection
"""A stretch that a text widget shows set off."""
# What a QTextDocument takes for the end of a paragraph. U+2028 is none: it stays a character.
_LINE_END = re.compile("\r\n|[\r\u2029\ufdd0\ufdd1]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_FORBIDDEN = re.compile("[\0\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_LONGEST_EMOJI = 64
"""UTF-16 units before the cursor that are looked at: far more than the longest joined emoji has."""
_EMOJI = re.compile(
    "[\u00a9\u00ae\u20e3\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)


_TEXT_ACTIONS: Final = {
    "undo": lambda widget: widget.undo(),
    "redo": lambda widget: widget.redo(),
    "cut": lambda widget: widget.cut(),
    "copy": lambda widget: widget.copy(),
    "paste": lambda widget: widget.paste(),
    "select_all": lambda widget: widget.selectAll(),
}


def raw_text(document: QTextDocument) -> str:
    """Return a document's whole text with ``\\n`` line ends, every other character as it is."""
    return with_line_ends(document.toRawText())


def raw_part(document: QTextDocument, start: int, length: int) -> str:
    """Return the text at a place of a document (UTF-16 units), as `raw_text` does."""
    if not length:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    return raw_selection(cursor)


def raw_selection(cursor: QTextCursor) -> str:
    """Return what a cursor has selected, as `raw_text` does."""
    return with_line_ends(cursor.selectedText())


def plain_data(text: str) -> QMimeData:
    """Return a text for the clipboard or a drag, in no other form beside."""
    data = QMimeData()
    data.setText(text)
    return data


def cleaned(text: str) -> str:
    """Return a text from outside with ``\\n`` line ends and without what no text file can hold.

    A NUL makes a file binary when it is opened again, and lone surrogates cannot be stored as UTF-8: better seen at once
    than refused at the save.
    """
    if not _FORBIDDEN.search(text):
        return text
    # Two halves that came one by one are a character.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _LONE_SURROGATE.sub("\ufffd", _LINE_END.sub("\n", text.replace("\0", "")))


def text_of(source: QMimeData) -> str:
    """Return the text that is pasted or dropped; files are none, though Qt counts their addresses as text."""
    return "" if files_of(source) or not source.hasText() else cleaned(source.text())


def files_of(source: QMimeData) -> list[Path]:
    """Return the files that are pasted or dropped."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]


def joined_before(text: str, at: int) -> int:
    """Return how many UTF-16 units before a place (in units) are one emoji of several characters; 0 for any other text.

    Qt's backspace takes its last character only, and what joined it to the others stays, unseen.
    """
    units = text.encode("utf-16-le", "surrogatepass")[2 * max(0, at - _LONGEST_EMOJI) : 2 * at]
    before = units.decode("utf-16-le", "replace")
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, before)
    finder.toEnd()
    start = finder.toPreviousBoundary()
    if start < 0:
        return 0
    last = units[2 * start :].decode("utf-16-le", "replace")
    return len(units) // 2 - start if len(last) > 1 and _EMOJI.search(last) else 0


def with_line_ends(raw: str) -> str:
    """Return a text as Qt holds it, or gives out what is selected, with ``\\n`` line ends."""
    return raw.replace("\u2029", "\n")


def _is_backspace(event: QKeyEvent) -> bool:
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return event.key() == Qt.Key.Key_Backspace and not modifiers


def _cleaned_event(event: QInputMethodEvent) -> QInputMethodEvent:
    """Return the event of an input method, without what no file can hold."""
    text = cleaned(event.commitString())
    if text == event.commitString():
        return event
    clean = QInputMethodEvent(event.preeditString(), event.attributes())
    clean.setCommitString(text, event.replacementStart(), event.replacementLength())
    return clean


class RawTextEdit(QPlainTextEdit):
    """A plain text widget whose text goes in and out as it is: pasted, dropped, dragged, copied, cut, typed, composed.

    Every widget for text of several lines is one. `files_offered` tells of files dropped or pasted where `takes_files`.
    """

    files_offered = Signal(list)
    actions_changed = Signal()
    takes_files = False
    keeps_history = True
    """Whether undo and redo are its own; where they are the article's, its owner sends them there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for changed in (self.undoAvailable, self.redoAvailable):
            changed.connect(lambda _available: self.actions_changed.emit())
        self.horizontalScrollBar().rangeChanged.connect(self._stay_at_the_left)
        drop_scroll_menus(self)

    def taken_actions(self) -> frozenset[str]:
        """The ids of the actions that mean something here, now."""
        if self.isReadOnly():
            return COPYING
        document = self.document()
        can = {"undo": document.isUndoAvailable(), "redo": document.isRedoAvailable()}
        return CLIPBOARD | {name for name, possible in can.items() if possible and self.keeps_history}

    def take_action(self, name: str) -> None:
        """Do what an action of the menu says."""
        _TEXT_ACTIONS[name](self)

    def before_history(self) -> None:
        """What is typed here is in the history at once."""

    def setReadOnly(self, read_only: bool) -> None:
        super().setReadOnly(read_only)
        self.actions_changed.emit()

    def text(self) -> str:
        """Return the text with ``\\n`` line ends, every other character as it is."""
        return raw_text(self.document())

    def take_text(self, text: str) -> None:
        """Put a text in at the cursor, as a paste does."""
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        return plain_data(raw_selection(self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self.takes_files if files_of(source) else source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text only; files are handed on."""
        files = files_of(source)
        if files and self.takes_files:
            self.files_offered.emit(files)
        elif text := text_of(source):
            self.take_text(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter is a line end as any other; backspace takes an emoji whole."""
        if self.isReadOnly():
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # Qt's own puts a U+2028, which no author means.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif not (_is_backspace(event) and self._remove_emoji()):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(_cleaned_event(event))

    def _stay_at_the_left(self, _least: int, most: int) -> None:
        """Wrapped text has nothing beside it.

        Qt offers to scroll there by lines that were wrapped for a wider room, or by a space that hangs over the edge, and
        then does so with the next letter typed at a wrap.
        """
        if most and self.lineWrapMode() != QPlainTextEdit.LineWrapMode.NoWrap:
            self.horizontalScrollBar().setRange(0, 0)

    def _remove_emoji(self) -> bool:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        units = joined_before(cursor.block().text(), cursor.positionInBlock())
        if not units:
            return False
        cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True


class RawLineEdit(QLineEdit):
    """A text on one line whose text goes in and out as it is. Every widget for a line of text is one."""

    actions_changed = Signal()
    keeps_history = True

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(text, parent)
        self.textChanged.connect(lambda _text: self.actions_changed.emit())
        # Asked on every way in: keys, paste, drop, middle click and the menu, which cannot all be overridden.
        self.setValidator(_Cleaning(self))

    def taken_actions(self) -> frozenset[str]:
        """The ids of the actions that mean something here, now."""
        if self.isReadOnly():
            return COPYING
        can = {"undo": self.isUndoAvailable(), "redo": self.isRedoAvailable()}
        return CLIPBOARD | {name for name, possible in can.items() if possible and self.keeps_history}

    def take_action(self, name: str) -> None:
        """Do what an action of the menu says."""
        _TEXT_ACTIONS[name](self)

    def before_history(self) -> None:
        """What is typed here is no part of an article."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace takes an emoji whole."""
        if not (_is_backspace(event) and self._remove_emoji()):
            super().keyPressEvent(event)

    def _remove_emoji(self) -> bool:
        if self.isReadOnly() or self.hasSelectedText():
            return False
        if not joined_before(self.text(), self.cursorPosition()):
            return False
        self.cursorBackward(True)
        self.del_()
        return True


class _Cleaning(QValidator):
    """Lets any text in, without what no file can hold."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        clean = cleaned(text)
        if clean == text:
            return QValidator.State.Acceptable, text, position
        return QValidator.State.Acceptable, clean, len(cleaned(text[:position]))
