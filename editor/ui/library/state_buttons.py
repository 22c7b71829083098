"""The row of buttons that narrow the library to drafts, to scheduled articles or to those with problems."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import tooltip
from editor.ui.common.tokens import Token
from editor.ui.library.delegate import small_font
from editor.ui.library.query import STATES, State

BUTTON = 24
"""Height of the library's buttons, in pixels."""
_ICONS: dict[State, str] = {
    "all": "list",
    "draft": "pencil-line",
    "scheduled": "calendar-clock",
    "problem": "triangle-alert",
}


class StateButtons(QHBoxLayout):
    """One button for each state, with words where they have room, with icons in a narrow panel."""

    chosen = Signal(str)
    """A `State`."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__()
        self._palette = palette
        labels: dict[State, str] = {
            "all": self.tr("All"),
            "draft": self.tr("Drafts"),
            "scheduled": self.tr("Scheduled"),
            "problem": self.tr("Problems"),
        }
        self.setSpacing(0)
        self.setContentsMargins(0, 4, 0, 0)
        self._group = QButtonGroup(parent)
        self._buttons = {state: self._add(state, labels[state], parent) for state in STATES}
        self.addStretch(1)

    @property
    def buttons(self) -> list[QToolButton]:
        """The buttons as they lie."""
        return list(self._buttons.values())

    def draw(self, chosen: State, counts: Counter[str]) -> None:
        """Show which state is chosen, and how many articles each holds."""
        for state, button in self._buttons.items():
            button.setChecked(state == chosen)
        self.show_counts(counts)

    def show_counts(self, counts: Counter[str]) -> None:
        """Show how many articles each state holds now."""
        for state, button in self._buttons.items():
            button.setToolTip(tooltip(self.tr("{0}: {1:,}").format(button.text(), counts[state])))
            token: Token = "ink" if button.isChecked() else "ink_soft"
            token = "accent" if state == "problem" and counts[state] else token
            button.setIcon(self._palette.icon(_ICONS[state], token))
            button.setStyleSheet(
                f"QToolButton {{ color: {self._palette.colour(token).name()}; padding: 0 3px; }}"
                "QToolButton:focus { padding: 0 2px; }"
            )

    def fit(self, width: int) -> None:
        """Show words if they have room in this width, icons if not."""
        for button in self.buttons:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        if sum(button.sizeHint().width() for button in self.buttons) > width:
            for button in self.buttons:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)

    def _add(self, state: State, label: str, parent: QWidget) -> QToolButton:
        button = QToolButton(parent)
        button.setText(label)
        button.setCheckable(True)
        button.setObjectName("library_state")
        button.setFont(small_font(parent.font()))
        button.setIconSize(QSize(16, 16))
        button.setFixedHeight(BUTTON)
        button.setAccessibleName(label)
        button.clicked.connect(lambda: self.chosen.emit(state))
        self._group.addButton(button)
        self.addWidget(button)
        return button
