"""The two tabs above the front matter: as a form, or as its source."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget


class ViewTabs(QWidget):
    """Two tabs of which one is chosen; it changes nothing itself but which looks chosen."""

    chosen = Signal(bool)
    """Whether the author wants the source."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("formTabs")
        self.form = self._tab(self.tr("Form"), source=False)
        self.source = self._tab(self.tr("Source"), source=True)
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 0)
        row.setSpacing(0)
        for tab in (self.form, self.source):
            group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)

    def show_chosen(self, *, source: bool) -> None:
        """Show which is chosen."""
        (self.source if source else self.form).setChecked(True)

    def _tab(self, text: str, *, source: bool) -> QToolButton:
        tab = QToolButton(self)
        tab.setText(text)
        tab.setCheckable(True)
        tab.setChecked(not source)
        tab.setAccessibleName(self.tr("Front matter as {0}").format(text.lower()))
        tab.clicked.connect(lambda: self.chosen.emit(source))
        return tab
