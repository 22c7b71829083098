"""Asks for the title and place of a new article and has the archetype make it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from editor.site.archetypes.article import new_article
from editor.site.catalogue.catalogue import Catalogue
from editor.site.content_path import CONTENT_EXTENSIONS
from editor.site.site import Site, SiteError
from editor.ui.common.elided_label import ElidedLabel
from editor.ui.common.form_rows import align_labels
from editor.ui.common.plain_text import PlainLabel, narrow, one_line
from editor.ui.common.raw_text import RawLineEdit
from editor.ui.common.tasks import Tasks

_NOT_IN_NAMES = re.compile(r"[^\w.+-]+", re.UNICODE)


class NewArticleDialog(QDialog):
    """Title, section, file name, and whether it gets a folder of its own (a leaf bundle, for pictures)."""

    created = Signal(Path)

    def __init__(
        self,
        site: Site,
        catalogue: Catalogue | None,
        section: str,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._site, self._tasks = site, tasks
        self._name_is_own = False
        self.setWindowTitle(self.tr("New Article"))
        self._title = RawLineEdit(self)
        self._title.setMinimumWidth(360)
        sections = sorted({s.section for s in catalogue.summaries() if s.section}) if catalogue else []
        self._section = self._section_box(section, sections)
        self._name = RawLineEdit(self)
        self._bundle = QCheckBox(self.tr("In a &folder of its own, with room for pictures"), self)
        self._place = ElidedLabel(self)
        self._place.setObjectName("hint")
        self._problem = PlainLabel(self)
        self._problem.setWordWrap(True)
        self._problem.hide()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Create"))
        self._buttons.accepted.connect(self._create)
        self._buttons.rejected.connect(self.reject)
        self._lay_out()
        self._title.textChanged.connect(self._suggest_name)
        self._name.textEdited.connect(self._keep_name)
        self._name.textChanged.connect(self._show_place)
        self._section.currentTextChanged.connect(self._show_place)
        self._bundle.toggled.connect(self._show_place)
        self._show_place()

    def _section_box(self, section: str, sections: list[str]) -> QComboBox:
        """Make the choice of a section, in which a new one can be typed."""
        box = QComboBox(self)
        box.setEditable(True)
        box.setLineEdit(RawLineEdit(box))
        # Sections are offered below. Written into the line they would take the place of a shorter name that is meant,
        # and the first Enter.
        completer = QCompleter(box.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        box.setCompleter(completer)
        narrow(box)
        for name in sections if section in ("", *sections) else (section, *sections):
            box.addItem(one_line(name), name)
        box.setCurrentText(one_line(section or (sections[0] if sections else "posts")))
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.tr("&Title"), self._title)
        form.addRow(self.tr("&Section"), self._section)
        form.addRow(self.tr("File &name"), self._name)
        align_labels(form)
        form.addRow("", self._bundle)
        form.addRow("", self._place)
        form.addRow("", self._problem)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addLayout(form)
        box.addWidget(self._buttons)

    def _suggest_name(self, title: str) -> None:
        if not self._name_is_own:
            self._name.setText(file_name_for(title))

    def _keep_name(self, text: str) -> None:
        self._name_is_own = bool(text)

    def _section_name(self) -> str:
        """The section as its folder is called, of which a choice shows hidden characters."""
        text = self._section.currentText()
        index = self._section.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        return str(self._section.itemData(index)) if index >= 0 else text

    def _relative(self) -> str:
        section, name = self._section_name().strip().strip("/"), self._name.text().strip()
        folder = f"{section}/" if section else ""
        stem, _, ending = name.rpartition(".")
        if not stem or ending.lower() not in CONTENT_EXTENSIONS:
            stem, ending = name, "md"
        # An ending that is typed along is the file's, and not put behind a second time.
        return f"{folder}{stem}/index.{ending}" if self._bundle.isChecked() else f"{folder}{stem}.{ending}"

    def _show_place(self, _value: object = None) -> None:
        ready = bool(self._name.text().strip())
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
        self._place.setText(self._relative() if ready else "")
        self._problem.hide()

    def _create(self) -> None:
        self._buttons.setEnabled(False)
        self._tasks.run(
            new_article,
            self._site,
            self._relative(),
            self._title.text().strip(),
            on_done=self._was_created,
            on_error=self._was_not_created,
        )

    def _was_created(self, path: Path) -> None:
        self.created.emit(path)
        self.accept()

    def _was_not_created(self, error: Exception) -> None:
        self._buttons.setEnabled(True)
        text = str(error)
        if not isinstance(error, SiteError | ValueError | OSError):
            text = self.tr("The article could not be created: {0}").format(error)
        self._problem.setText(text)
        self._problem.show()


def file_name_for(title: str) -> str:
    """Return a file name for a title: Han and letters stay, spaces become hyphens, the rest goes.

    Hugo keeps Han characters in addresses, so a Chinese title needs no romanisation.
    """
    folded = unicodedata.normalize("NFC", title).strip().lower()
    return re.sub(r"-{2,}", "-", _NOT_IN_NAMES.sub("-", folded)).strip("-.")[:80]
