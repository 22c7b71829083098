"""The text inputs of the form: one undo history with the window, nothing taken over in mid-composition."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from editor.ui.common.menus import show_menu
from editor.ui.common.raw_text import RawLineEdit, RawTextEdit
from editor.ui.common.text_patch import replace_text, utf16_length
from editor.ui.fields.history_keys import is_history_key, is_offered_history_key

_MOST_HEIGHT = 320


def _end_composition(widget: TextInput | LineInput, composed: str) -> None:
    if widget.composing:
        QGuiApplication.inputMethod().commit()
    if widget.composing:
        # The input method did not answer.
        event = QInputMethodEvent()
        event.setCommitString(composed)
        QCoreApplication.sendEvent(widget, event)


class TextInput(RawTextEdit):
    """A text field as tall as its text; single lines wrap but hold no line end unless `multi_line`.

    `came` tells that the author came to this field, `typed` of each change by them (never of a composition
    that is not committed), `left` that the focus went or the history was asked for, `entered` the Enter key, `reverted` Escape.
    """

    came = Signal()
    typed = Signal()
    left = Signal()
    entered = Signal()
    reverted = Signal()
    menu_wanted = Signal(object)
    keeps_history = False

    def __init__(self, parent: QWidget | None = None, *, multi_line: bool = False) -> None:
        super().__init__(parent)
        self.multi_line = multi_line
        self.composing = False
        self._composed = ""
        self._showing = False
        self._last = ""
        # The window has one history for body and form: this widget keeps none of its own.
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(6)
        self.textChanged.connect(self._text_changed)
        self._fit()

    def put_text(self, text: str) -> bool:
        """Show another text, keeping cursor and scroll; False where a composition is under way."""
        if self.composing:
            return False
        old = self.text()
        if text != old:
            self._showing = True
            replace_text(QTextCursor(self.document()), old, text)
            self._showing = False
        self._last = self.text()
        self._fit()
        return True

    def before_history(self) -> None:
        """The article's history is asked for: what is typed here is part of it first."""
        self.left.emit()

    def end_composition(self) -> None:
        """Take what is being composed over as it stands: the field is about to show something else."""
        _end_composition(self, self._composed)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_offered_history_key(event):
            self.before_history()
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_history_key(event):
            event.ignore()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.composing:
                return
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if self.multi_line and plain and not self.isReadOnly():
                self.textCursor().insertBlock()
                self.ensureCursorVisible()
            else:
                self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape and not self.composing:
            self.reverted.emit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hold every change back until the composition ends."""
        # Set before: the first preedit already removes the selected text.
        self._composed = event.preeditString()
        self.composing = bool(self._composed)
        super().inputMethodEvent(event)
        self._fit()
        if not self.composing:
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def take_text(self, text: str) -> None:
        """Put a text in at the cursor; a single line joins its lines."""
        if not self.multi_line and "\n" in text:
            text = " ".join(line.strip(" \t") for line in text.split("\n")).strip(" ")
        super().take_text(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        self.menu_wanted.emit(menu)
        show_menu(menu, event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the form scroll; only a text too long for the field scrolls itself."""
        if self.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            event.ignore()
        else:
            super().wheelEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.height())

    def _text_changed(self) -> None:
        self._fit()
        if not self._showing and not self.composing:
            self._tell()

    def _tell(self) -> None:
        text = self.text()
        if text != self._last:
            self._last = text
            self.typed.emit()

    def _fit(self) -> None:
        margin = self.document().documentMargin()
        room = 2 * self.frameWidth() + int(margin)
        height = 0.0
        block = self.document().begin()
        while block.isValid() and height <= _MOST_HEIGHT:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        # The last block's rectangle holds the bottom margin already.
        wanted = max(int(height + 0.99), QFontMetrics(self.font()).lineSpacing() + int(margin)) + room
        limited = min(wanted, _MOST_HEIGHT)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if wanted > limited else policy.ScrollBarAlwaysOff
        )
        if limited != self.height() or self.minimumHeight() != limited:
            self.setFixedHeight(limited)


class LineInput(RawLineEdit):
    """A short text on one line, with the same signals and promises as `TextInput`."""

    came = Signal()
    typed = Signal()
    left = Signal()
    entered = Signal()
    reverted = Signal()
    menu_wanted = Signal(object)
    stepped = Signal(int)
    """Up (1) or Down (-1) was pressed."""
    keeps_history = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.composing = False
        self._composed = ""
        self.pasted = False
        """Whether the last change brought several characters at once, not by an input method."""
        self._from_method = False
        self._last = ""
        self.textEdited.connect(self._tell)

    def put_text(self, text: str) -> bool:
        """Show another text, keeping the cursor; False where a composition is under way."""
        if self.composing:
            return False
        if text != self.text():
            cursor = self.cursorPosition()
            at_end = cursor == utf16_length(self.text())
            self.setText(text)
            self.setCursorPosition(utf16_length(text) if at_end or not self.hasFocus() else cursor)
        self._last = text
        return True

    def before_history(self) -> None:
        """The article's history is asked for: what is typed here is part of it first."""
        self.left.emit()

    def end_composition(self) -> None:
        """Take what is being composed over as it stands: the field is about to show something else."""
        _end_composition(self, self._composed)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if is_offered_history_key(event):
            self.before_history()
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_history_key(event):
            event.ignore()
            return
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not self.composing:
                self.entered.emit()
            return
        if key == Qt.Key.Key_Escape and not self.composing:
            self.reverted.emit()
            event.ignore()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain and not self.composing:
            self.stepped.emit(1 if key == Qt.Key.Key_Up else -1)
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Hold every change back until the composition ends."""
        self._composed = event.preeditString()
        self.composing = bool(self._composed)
        self._from_method = True
        super().inputMethodEvent(event)
        if not self.composing:
            self._tell()
        self._from_method = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        # Undo and redo of this widget alone would leave the window's history.
        for action in menu.actions()[: 0 if self.isReadOnly() else 2]:
            menu.removeAction(action)
        self.menu_wanted.emit(menu)
        show_menu(menu, event.globalPos())

    def _tell(self) -> None:
        if not self.composing and self.text() != self._last:
            self.pasted = len(self.text()) - len(self._last) > 1 and not self._from_method
            self._last = self.text()
            self.typed.emit()
