"""What to export, in which format, into which folder: the first page of the export dialog."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from editor.export.formats import Format
from editor.settings.options import EXPORT_FOLDER, EXPORT_FORMAT
from editor.settings.store import SettingsStore
from editor.site.site import Site
from editor.ui.common.form_rows import align_labels
from editor.ui.common.plain_text import PlainLabel, narrow, one_line
from editor.ui.common.raw_text import RawLineEdit


class ExportChoices(QWidget):
    """The author's choices for one export; `completed` tells whether they are all made."""

    completed = Signal(bool)

    def __init__(
        self,
        site: Site,
        path: Path | None,
        settings: SettingsStore,
        parent: QWidget | None = None,
        *,
        selected: Sequence[Path] = (),
        unsaved: Callable[[Sequence[Path]], list[str]] = lambda _paths: [],
    ) -> None:
        """`path` is the one article, `selected` the several; `unsaved` names those with text their files lack."""
        super().__init__(parent)
        self._site, self._path, self._settings = site, path, settings
        self._selected, self._unsaved = selected, unsaved
        self.scope = QComboBox(self)
        narrow(self.scope)
        for label, paths in self._scopes():
            self.scope.addItem(one_line(label), paths)
        self.format = QComboBox(self)
        for form in Format:
            self.format.addItem(self.tr(form.label), form.value)
        self.format.setCurrentIndex(max(0, self.format.findData(settings.get(EXPORT_FORMAT))))
        self.folder = RawLineEdit(self, settings.get(EXPORT_FOLDER) or _documents())
        self.choose = QPushButton(self.tr("Choose…"), self)
        self.drafts = QCheckBox(self.tr("&Drafts too"), self)
        self.hint = PlainLabel(self)
        self.hint.setObjectName("hint")
        self.hint.setWordWrap(True)
        self._lay_out()
        self._name_for_screen_readers()
        self.choose.clicked.connect(self._choose_folder)
        self.scope.currentIndexChanged.connect(self._follow)
        self.folder.textChanged.connect(self._follow)
        self._follow()

    def unsaved(self) -> list[str]:
        """The names of the chosen articles whose files lack what is on the screen."""
        return self._unsaved(self.paths())

    def choose_selected(self) -> None:
        """Choose the articles that are selected in the library."""
        self.scope.setCurrentIndex(self.scope.findData([str(path) for path in self._selected]))

    def refresh(self) -> None:
        """Say anew what will happen: an article was changed or saved meanwhile."""
        self._follow()

    def paths(self) -> list[Path]:
        """The files and folders to export."""
        return [Path(name) for name in self.scope.currentData()]

    def chosen_format(self) -> Format:
        """The format to write."""
        return Format.named(self.format.currentData())

    def out(self) -> Path:
        """The folder to write to, absolute."""
        folder = os.path.expanduser(self.folder.text().strip())  # noqa: PTH111 (Path's raises for unknown users)
        return Path.home() / folder

    def is_complete(self) -> bool:
        """Whether an export can begin."""
        return bool(self.folder.text().strip())

    def remember(self) -> None:
        """Keep format and folder for the next export."""
        self._settings.set(EXPORT_FORMAT, self.chosen_format().value)
        self._settings.set(EXPORT_FOLDER, self.folder.text().strip())

    def _scopes(self) -> list[tuple[str, list[str]]]:
        scopes = []
        if self._path is not None:
            scopes.append(
                (self.tr("This article: {0}").format(shown_path(self._site, self._path)), [str(self._path)])
            )
        if self._selected:
            label = self.tr("The {0} selected articles").format(f"{len(self._selected):,}")
            scopes.append((label, [str(path) for path in self._selected]))
        for section in self._sections():
            scopes.append((self.tr("Everything in “{0}”").format(section.name), [str(section)]))
        contents = [str(content.path) for content in self._site.content_folders if content.path.is_dir()]
        whole = contents if len(contents) == 1 else [str(self._site.root)]
        scopes.append((self.tr("The whole site"), whole))
        return scopes

    def _sections(self) -> list[Path]:
        """The top folders of what is offered."""
        found: dict[Path, None] = {}
        for path in self._selected or ([self._path] if self._path is not None else []):
            folder = self._site.folder_of(path)
            below = path.relative_to(folder.path).parts if folder is not None else ()
            if folder is not None and len(below) > 1:
                found[folder.path / below[0]] = None
        return list(found) if len(found) == 1 else []

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        label = PlainLabel(self.tr("&Into folder"), self)
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
        paths = self.paths()
        named = [str(path) for path in self._selected], [str(self._path)]
        is_named = self.scope.currentData() in named
        self.drafts.setEnabled(not is_named)
        if not is_named:
            hint = self.tr("Articles keep their place below the folder.")
        elif len(paths) == 1:
            hint = self.tr("The article is exported, a draft or not.")
        else:
            hint = self.tr("The articles are exported, drafts too, each under its own name.")
        hint += " " + self.tr("Nothing is replaced without a question.")
        if unsaved := self._unsaved(paths):
            hint += "\n" + self._about(unsaved)
        self.hint.setText(hint)
        self.completed.emit(self.is_complete())

    def _about(self, unsaved: Sequence[str]) -> str:
        if len(unsaved) == 1:
            return self.tr("“{0}” has text that is not saved; its file lacks it.").format(unsaved[0][:80])
        return self.tr("{0} articles have text that is not saved; their files lack it.").format(
            f"{len(unsaved):,}"
        )

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
