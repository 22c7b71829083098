"""A place for several panels, one in sight, chosen by small tabs above."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette


class SideTabs(QWidget):
    """Shows one of its panels; they are named by the text of their tab."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._bar = QTabBar(self)
        self._bar.setObjectName("side_tabs")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.setAccessibleName(self.tr("Side panel"))
        self._stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        box.addWidget(self._stack, 1)
        self._bar.currentChanged.connect(self._stack.setCurrentIndex)

    def add(self, title: str, panel: QWidget) -> None:
        """Add a panel."""
        self._stack.addWidget(panel)
        self._bar.addTab(title)

    def show_panel(self, panel: QWidget) -> None:
        """Bring a panel in sight."""
        self._bar.setCurrentIndex(self._stack.indexOf(panel))
