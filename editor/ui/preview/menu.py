"""The context menu of the preview."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from editor.ui.common.palette import Palette
from editor.ui.preview.links import is_outside


class PreviewMenu(QMenu):
    """Offers what can be done with the page; for `show_menu`. `zoom_chosen` carries steps, 0 for none."""

    copy_chosen = Signal()
    all_chosen = Signal()
    zoom_chosen = Signal(int)

    def __init__(
        self, palette: Palette, link: QUrl, has_selection: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        copy = self.addAction(palette.icon("copy"), self.tr("Copy"), self.copy_chosen.emit)
        copy.setEnabled(has_selection)
        if is_outside(link):
            address = link.toString()
            self.addAction(self.tr("Copy link address"), lambda: QGuiApplication.clipboard().setText(address))
        self.addAction(self.tr("Select all"), self.all_chosen.emit)
        self.addSeparator()
        self.addAction(self.tr("Larger"), lambda: self.zoom_chosen.emit(1))
        self.addAction(self.tr("Smaller"), lambda: self.zoom_chosen.emit(-1))
        self.addAction(self.tr("Original size"), lambda: self.zoom_chosen.emit(0))
