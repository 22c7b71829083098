"""The Markdown pane: a column of plain text with colours and writing commands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.menus import show_menu
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import files_of
from editor.ui.window.actions import FORMAT
from editor.ui.writing.highlighter import Highlighter
from editor.ui.writing.selected_lines import edited, selected_lines
from editor.ui.writing.text_column import TextColumn
from editor.writing.edit import Edit, Selection

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")


class WritingPane(TextColumn):
    """Edits one open article's body.

    Undo and redo go through the article's common history. Commands of `editor.writing` are applied with
    `run_command`, each as one undo step.
    """

    line_changed = Signal(int)
    image_pasted = Signal(QMimeData)
    takes_files = True
    keeps_history = False

    def __init__(
        self, article: OpenArticle, palette: Palette, font: QFont, parent: QWidget | None = None
    ) -> None:
        super().__init__(palette, parent)
        self._article = article
        self._composing = False
        self._line = -1
        self.setAccessibleName(self.tr("Article text"))
        self.setTabChangesFocus(False)
        self.setDocument(article.document)
        self.set_writing_font(font)
        self._follow_file()
        article.reloaded.connect(self._follow_file)
        self._highlighter = Highlighter(article.document, palette, self)
        self.updateRequest.connect(self._colour_visible)
        self.cursorPositionChanged.connect(self._follow_cursor)

    @property
    def article(self) -> OpenArticle:
        """The article this pane edits."""
        return self._article

    def taken_actions(self) -> frozenset[str]:
        """Those of every text, and all that write Markdown."""
        return super().taken_actions() | (frozenset() if self.isReadOnly() else FORMAT)

    # -- writing commands ----------------------------------------------------------------------------

    def selection(self) -> Selection:
        """Return the selected lines as the commands of `editor.writing` want them."""
        return selected_lines(self.textCursor())

    def run_command(self, command: Callable[[Selection], Edit | None]) -> bool:
        """Apply a writing command to the selected lines as one undo step; False when it does nothing."""
        if self.isReadOnly() or self._composing:
            return False
        selection = self.selection()
        edit = command(selection)
        if edit is None:
            return False
        self.setTextCursor(edited(self.textCursor(), selection, edit))
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

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text only; pictures are handed on, as other files are."""
        pictures = [file for file in files_of(source) if file.suffix.lower() in PICTURE_SUFFIXES]
        if pictures or (source.hasImage() and not source.hasText()):
            self.image_pasted.emit(source)
        else:
            super().insertFromMimeData(source)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the standard menu with our undo instead of the text document's own."""
        show_menu(self._context_menu(), event.globalPos())

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
            self.wrap_anywhere()

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
