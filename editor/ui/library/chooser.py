"""A button of the library that narrows it to one of many: a section, a tag."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from editor.ui.common.choice_popup import ChoicePopup
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.library.delegate import small_font
from editor.ui.library.state_buttons import BUTTON

_LONGEST = 72
"""Width of what is chosen, in pixels; longer ones end in an ellipsis."""


class Chooser(QToolButton):
    """Shows what is chosen, and lets the author choose another from a list that is searched by typing."""

    chosen = Signal(object)
    """The name that was chosen, or None for all."""

    def __init__(self, palette: Palette, name: str, every: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette, self._name, self._every = palette, name, every
        self.setObjectName("library_chooser")
        self.setAccessibleName(name)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(12, 12))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setFont(small_font(parent.font()))
        self.setFixedHeight(BUTTON)

    def open(
        self, counts: Mapping[str, int], current: str | None, labels: Mapping[str, str] | None = None
    ) -> None:
        """Offer these names, each with the number of its articles; `labels` are shown in a name's place."""
        popup = ChoicePopup(self._every, counts, labels, self.parentWidget())
        popup.chosen.connect(self.chosen)
        popup.show_at(self.mapToGlobal(QPoint(0, self.height() + 4)), current)

    def draw(self, value: str) -> None:
        """Show what is chosen; "" for nothing."""
        text = one_line(value or self._name)
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(
            tooltip(f"{self._name}: {value}" if value else self.tr("{0}: all").format(self._name))
        )
        self.setIcon(self._palette.icon("chevron-down", "ink_faint"))
        ink = self._palette.colour("ink" if value else "ink_soft").name()
        ground = self._palette.colour("pressed").name() if value else "transparent"
        self.setStyleSheet(
            f"QToolButton {{ color: {ink}; background: {ground}; padding: 0 6px; }}"
            f"QToolButton:hover {{ background: {self._palette.colour('hover').name()}; }}"
            "QToolButton:focus { padding: 0 5px; }"
        )
