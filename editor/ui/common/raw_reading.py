"""Texts to read, of which parts can be selected and taken along: as plain text, each character as it is."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QLabel, QMenu, QTextBrowser, QWidget

from editor.ui.common.action_taker import COPYING
from editor.ui.common.menus import show_menu
from editor.ui.common.raw_text import plain_data, raw_selection, with_line_ends
from editor.ui.common.text_patch import utf16_length


class RawTextBrowser(QTextBrowser):
    """A page to read, of which parts can be selected and taken along: as plain text, as it is."""

    actions_changed = Signal()
    keeps_history = False

    def taken_actions(self) -> frozenset[str]:
        """The ids of the actions that mean something here."""
        return COPYING

    def take_action(self, name: str) -> None:
        """Do what an action of the menu says."""
        {"copy": self.copy, "select_all": self.selectAll}[name]()

    def before_history(self) -> None:
        """Nothing is typed here."""

    def selection(self) -> str:
        """Return the text that is selected."""
        return raw_selection(self.textCursor())

    def createMimeDataFromSelection(self) -> QMimeData:
        return plain_data(self.selection())


class RawLabel(QLabel):
    """A text to read, of which parts can be selected and copied: as plain text, as it is."""

    actions_changed = Signal()
    keeps_history = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def taken_actions(self) -> frozenset[str]:
        """The ids of the actions that mean something here."""
        return COPYING

    def take_action(self, name: str) -> None:
        """Copy what is selected, or select all."""
        if name == "copy":
            self.copy()
        else:
            self.setSelection(0, utf16_length(self.text()))

    def before_history(self) -> None:
        """Nothing is typed here."""

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        self._put_on(QClipboard.Mode.Clipboard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin another selection: Qt would drag the old one away in its own form."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSelection(0, 0)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if QGuiApplication.clipboard().supportsSelection():
            self._put_on(QClipboard.Mode.Selection)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        copy = menu.addAction(self.tr("&Copy"), self.copy)
        copy.setEnabled(self.hasSelectedText())
        show_menu(menu, event.globalPos())

    def _put_on(self, mode: QClipboard.Mode) -> None:
        if self.hasSelectedText():
            QGuiApplication.clipboard().setMimeData(plain_data(with_line_ends(self.selectedText())), mode)
