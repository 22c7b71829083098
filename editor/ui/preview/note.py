"""A line above the preview: what it could not do, and what the author can do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, button_text, several_lines


class PreviewNote(QFrame):
    """Hidden while it has nothing to say. `pressed` comes from its button, where one is offered."""

    pressed = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._label = PlainLabel(self)
        self._label.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.setFlat(True)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.setIconSize(QSize(16, 16))
        self._close.setAccessibleName(self.tr("Dismiss the note"))
        self._close.setToolTip(self.tr("Dismiss"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        layout.addWidget(self._close)
        self._button.clicked.connect(self.pressed)
        self._close.clicked.connect(self.clear)
        palette.changed.connect(self._draw)
        self._draw()
        self.clear()

    @property
    def text(self) -> str:
        """What the note says, "" while it is hidden."""
        return "" if self.isHidden() else self._label.text()

    @property
    def offers_action(self) -> bool:
        """Whether the note shows its button."""
        return not self.isHidden() and not self._button.isHidden()

    def show_text(self, text: str, button: str = "") -> None:
        """Say something, with a button where `button` has a label."""
        self._label.setText(text)
        self._button.setText(button_text(button))
        self._button.setVisible(bool(button))
        self.setAccessibleName(several_lines(text))
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self.hide()

    def _draw(self) -> None:
        colour = {
            token: self._palette.colour(token).name() for token in ("warn_soft", "ink", "accent", "line")
        }
        self._close.setIcon(self._palette.icon("x"))
        self.setStyleSheet(
            f"PreviewNote {{ background: {colour['warn_soft']}; border: 0; border-bottom: 1px solid {colour['line']}; }}"
            f"PreviewNote QLabel {{ color: {colour['ink']}; background: transparent; }}"
            f"PreviewNote QPushButton {{ color: {colour['accent']}; background: transparent; border: 0; padding: 4px 8px; }}"
            f"PreviewNote QPushButton:hover, PreviewNote QPushButton:focus {{ text-decoration: underline; }}"
        )
