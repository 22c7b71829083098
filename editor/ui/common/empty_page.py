"""What a panel shows when it has nothing to show: a sign, a sentence, a way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel

_ICON = 32


class EmptyPage(QWidget):
    """A quiet page in the middle of a panel: icon, title, text and some buttons, the first the likely one."""

    def __init__(
        self, palette: Palette, icon: str, title: str, text: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._palette, self._icon = palette, icon
        self._sign = PlainLabel(self)
        self._title = PlainLabel(title, self)
        self._text = PlainLabel(text, self)
        self._text.setWordWrap(True)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setWordWrap(True)
        for label in (self._sign, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        self._column.addStretch(2)
        for label in (self._sign, self._title, self._text):
            self._column.addWidget(label)
        self._column.addSpacing(8)
        self._column.addStretch(3)
        palette.changed.connect(self._draw)
        self._draw()

    def add_button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """Add a way on under the text."""
        button = QPushButton(text, self)
        button.clicked.connect(lambda _checked: pressed())
        self._column.insertWidget(self._column.count() - 1, button)
        return button

    def set_title(self, title: str) -> None:
        """Say something else above the text."""
        self._title.setText(title)

    def set_text(self, text: str) -> None:
        """Say something else under the title."""
        self._text.setText(text)

    def _draw(self) -> None:
        self._sign.setPixmap(self._palette.icon(self._icon, "ink_faint").pixmap(QSize(_ICON, _ICON)))
        self._text.setStyleSheet(f"color: {self._palette.colour('ink_soft').name()};")
