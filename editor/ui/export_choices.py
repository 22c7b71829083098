"""What to export, in which format, into which folder: the first page of the export dialog."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from editor.export.plan import Format
from editor.settings.store import SettingsStore
from editor.site.site import Site
from editor.ui.form_rows import align_labels
from editor.ui.raw_text import RawLineEdit


class ExportChoices(QWidget):
    """The author's choices for one export; `completed` tells whether they are all made."""

    completed = Signal(bool)

    def __init__(
        self, site: Site, path: Path, settings: SettingsStore, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._site, self._path, self._settings = site, path, settings
        self.scope = QComboBox(self)
        for label, paths in self._scopes():
            self.scope.addItem(label, paths)
        self.format = QComboBox(self)
        for form, label in self._formats():
            self.format.addItem(label, form.value)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.get("export.format"))))
        self.folder = RawLineEdit(self, settings.get("export.folder") or _documents())
        self.choose = QPushButton(self.tr("Choose…"), self)
        self.drafts = QCheckBox(self.tr("&Drafts too"), self)
        self.hint = QLabel(self)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self._lay_out()
        self._name_for_screen_readers()
        self.choose.clicked.connect(self._choose_folder)
        self.scope.currentIndexChanged.connect(self._follow)
        self.folder.textChanged.connect(self._follow)
        self._follow()

    def paths(self) -> list[Path]:
        """The files and folders to export."""
        return [Path(name) for name in self.scope.currentData()]

    def chosen_format(self) -> Format:
        """The format to write."""
        return Format(self.format.currentData())

    def out(self) -> Path:
        """The folder to write to, absolute."""
        folder = os.path.expanduser(self.folder.text().strip())  # noqa: PTH111 (Path's raises for unknown users)
        return Path.home() / folder

    def is_complete(self) -> bool:
        """Whether an export can begin."""
        return bool(self.folder.text().strip())

    def remember(self) -> None:
        """Keep format and folder for the next export."""
        self._settings.set("export.format", self.chosen_format().value)
        self._settings.set("export.folder", self.folder.text().strip())

    def _scopes(self) -> list[tuple[str, list[str]]]:
        scopes = [
            (self.tr("This article: {0}").format(shown_path(self._site, self._path)), [str(self._path)])
        ]
        folder = self._site.folder_of(self._path)
        if folder is not None:
            below = self._path.relative_to(folder.path).parts
            if len(below) > 1:
                section = folder.path / below[0]
                scopes.append((self.tr("Everything in “{0}”").format(below[0]), [str(section)]))
        contents = [str(content.path) for content in self._site.content_folders if content.path.is_dir()]
        whole = contents if len(contents) == 1 else [str(self._site.root)]
        scopes.append((self.tr("The whole site"), whole))
        return scopes

    def _formats(self) -> list[tuple[Format, str]]:
        return [
            (Format.HTML, self.tr("Web page, one file (HTML)")),
            (Format.PDF, self.tr("PDF, on A4")),
            (Format.DOCX, self.tr("Word document (DOCX)")),
            (Format.EPUB, self.tr("E-book (EPUB)")),
            (Format.MARKDOWN, self.tr("Markdown with its pictures (page bundle)")),
        ]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        label = QLabel(self.tr("&Into folder"), self)
        label.setBuddy(self.folder)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(12)
        form.addRow(self.tr("&What"), self.scope)
        form.addRow(self.tr("&As"), self.format)
        form.addRow(label, row)
        align_labels(form)
        form.addRow("", self.drafts)
        form.addRow("", self.hint)

    def _name_for_screen_readers(self) -> None:
        for widget, name in (
            (self.scope, self.tr("What to export")),
            (self.format, self.tr("Format")),
            (self.folder, self.tr("Folder to write to")),
            (self.choose, self.tr("Choose the folder to write to")),
            (self.drafts, self.tr("Export drafts too")),
        ):
            widget.setAccessibleName(name)

    def _follow(self, _value: object = None) -> None:
        single = self.scope.currentIndex() == 0
        self.drafts.setEnabled(not single)
        if single:
            hint = self.tr("The article is exported as it stands on the disk, a draft or not.")
        else:
            hint = self.tr(
                "Articles keep their place below the folder. Nothing is replaced without a question."
            )
        self.hint.setText(hint)
        self.completed.emit(self.is_complete())

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder to write to"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)


def shown_path(site: Site, path: Path) -> str:
    """Return an article's path below the content folder, on one line."""
    return " ".join(site.logical_path(path).split())


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(
        Path.home()
    )
