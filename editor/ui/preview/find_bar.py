"""Finds text in the preview: a bar above the page."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, tooltip
from editor.ui.common.raw_text import RawLineEdit


class Findable(Protocol):
    """A page in which text can be found (`PreviewPane.find`)."""

    def find(self, text: str, backward: bool = False) -> None:
        """Mark a text and go to its next place; "" ends it."""

    def setFocus(self) -> None:
        """Take the keyboard."""


class PreviewFindBar(QWidget):
    """Searches as the author types; Enter goes on, Shift+Enter back, Escape closes."""

    def __init__(self, palette: Palette, page: Findable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette, self._page = palette, page
        self._search = RawLineEdit(self)
        self._search.setPlaceholderText(self.tr("Find in the preview"))
        self._search.setAccessibleName(self.tr("Find in the preview"))
        self._count = PlainLabel(self)
        self._buttons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(4)
        row.addWidget(self._search, 1)
        row.addWidget(self._count)
        for icon, name, action in (
            ("chevron-up", self.tr("Previous (Shift+Enter)"), lambda: self._seek(backward=True)),
            ("chevron-down", self.tr("Next (Enter)"), self._seek),
            ("x", self.tr("Close (Esc)"), self.leave),
        ):
            button = QToolButton(self)
            button.setToolTip(tooltip(name))
            button.setAccessibleName(name)
            button.setIconSize(QSize(16, 16))
            button.clicked.connect(lambda _checked=False, do=action: do())
            row.addWidget(button)
            self._buttons.append((button, icon))
        self._is_due = False
        self._search.textChanged.connect(lambda _text: self._seek())
        palette.changed.connect(self._draw)
        self._draw()
        self.hide()

    def open(self) -> None:
        """Show the bar and take the keyboard."""
        self.show()
        self._search.setFocus()
        self._search.selectAll()
        self._seek()

    def begin(self) -> None:
        """Another article comes on the page: what was counted is not its."""
        self._count.setText("")
        self._is_due = True

    def resume(self) -> None:
        """The page of that article stands: search in it."""
        if self._is_due and self.isVisible():
            self._seek()
        self._is_due = False

    def leave(self) -> None:
        """Close the bar; nothing stays marked."""
        self._page.find("")
        self._count.setText("")
        if self.isAncestorOf(self.window().focusWidget() or self.window()):
            # Hidden with the keyboard in it, it would leave that to whatever comes next in the window.
            self._page.setFocus()
        self.hide()

    def show_count(self, at: int, of: int) -> None:
        """Tell which of how many places is shown."""
        self._count.setText(
            self.tr("no match") if not of and self._search.text() else f"{at}/{of}" if of else ""
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._seek(backward=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _seek(self, *, backward: bool = False) -> None:
        self._page.find(self._search.text(), backward)

    def _draw(self) -> None:
        for button, icon in self._buttons:
            button.setIcon(self._palette.icon(icon))
