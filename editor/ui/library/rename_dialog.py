"""Asks for another name of an article, and shows which name its file will have."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from editor.site.renaming import Renaming
from editor.site.site import Site
from editor.ui.common.elided_label import ElidedLabel
from editor.ui.common.plain_text import PlainLabel, one_line
from editor.ui.common.raw_text import RawLineEdit

_WIDTH = 420  # pixels
_Button = QDialogButtonBox.StandardButton


class RenameDialog(QDialog):
    """One name to type; `agreed` carries it as typed. Closing it any other way renames nothing."""

    agreed = Signal(str)

    def __init__(self, renaming: Renaming, site: Site | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._renaming, self._site = renaming, site
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Rename"))
        self.setMinimumWidth(_WIDTH)
        label = PlainLabel(self.tr("&New name"), self)
        self._name = RawLineEdit(self, renaming.shown)
        self._name.setAccessibleName(self.tr("New name"))
        self._name.selectAll()
        label.setBuddy(self._name)
        self._result = ElidedLabel(self)
        self._result.setObjectName("hint")
        buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel, self)
        self._ok = buttons.button(_Button.Ok)
        self._ok.setText(self.tr("&Rename"))
        buttons.accepted.connect(self._agree)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(8)
        for widget in (label, self._name, self._result, buttons):
            box.addWidget(widget)
        self._name.textChanged.connect(self._show_result)
        self._show_result()

    def _show_result(self, _text: str = "") -> None:
        old = self._renaming.old
        try:
            new = self._renaming.target(self._name.text(), self._site)
        except ValueError:
            self._ok.setEnabled(False)
            typed = self._name.text().strip()
            self._result.setText(
                self.tr("“{0}” cannot be a file name.").format(one_line(typed)) if typed else ""
            )
            return
        self._ok.setEnabled(new != old)
        before, after = one_line(old.name), one_line(new.name)
        self._result.setText(f"{before} → {after}" if new != old else before)

    def _agree(self) -> None:
        self.agreed.emit(self._name.text())
        self.accept()
