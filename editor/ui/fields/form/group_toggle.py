"""The arrow that opens and closes a group, and how much is inside."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, tooltip


class GroupToggle(QToolButton):
    """An arrow that screen readers know by the group's name, its `count` and its state."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._name = ""
        self._is_open = False
        self.count = PlainLabel(parent)
        self.count.setProperty("role", "meter")
        self.setProperty("role", "quiet")
        self.setCheckable(False)

    def show_count(self, count: int, *, is_list: bool) -> None:
        """Say how many items or fields are inside."""
        if is_list:
            said = self.tr("1 item") if count == 1 else self.tr("{0} items").format(count)
        else:
            said = self.tr("1 field") if count == 1 else self.tr("{0} fields").format(count)
        self.count.setText(said)

    def show_open(self, is_open: bool) -> None:
        """Show the group's state."""
        self._is_open = is_open
        self.refresh_colours()
        self._tell()

    def set_group_name(self, name: str) -> None:
        """Name the arrow after its group."""
        self._name = name
        self._tell()

    def refresh_colours(self) -> None:
        """Take the arrow in the palette's colour."""
        self.setIcon(self._palette.icon("chevron-down" if self._is_open else "chevron-right", "ink_faint"))

    def _tell(self) -> None:
        state = self.tr("open") if self._is_open else self.tr("closed")
        self.setAccessibleName(f"{self._name}, {self.count.text()}, {state}")
        self.setToolTip(tooltip(self.tr("Close this group") if self._is_open else self.tr("Open this group")))
