"""Renames and deletes articles from the library, open ones with their unsaved text."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QFile, QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from editor.site.bundles import bundle_folder
from editor.ui.desk import Desk

_LANGUAGE = re.compile(r"\.[a-z]{2,3}(-[a-z0-9]+)*$", re.IGNORECASE)


class FileActions(QObject):
    """Asks, then moves or trashes. `done` carries the paths to look at again, `failed` one sentence."""

    done = Signal(list)
    moved = Signal(Path, Path)
    """A file or folder: its path before, and now."""
    failed = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window

    def rename(self, path: Path) -> None:
        """Ask for another name of a file, or of the folder of a bundle, and move it there."""
        folder = bundle_folder(path)
        old = folder if folder is not None else path
        shown = old.name if folder is not None else _LANGUAGE.sub("", old.stem)
        name, agreed = QInputDialog.getText(
            self._window, self.tr("Rename"), self.tr("New name of “{0}”:").format(shown), text=shown
        )
        name = name.strip()
        if not agreed or not name or name == shown:
            return
        if "/" in name or "\\" in name or name in (".", "..") or "\0" in name:
            self.failed.emit(self.tr("“{0}” cannot be a file name.").format(name))
            return
        new = old.with_name(name if folder is not None else name + old.name[len(shown) :])
        try:
            # A file system that folds case has the old name there already.
            if new.exists() and not new.samefile(old):
                self.failed.emit(self.tr("There is already something called “{0}”.").format(new.name))
                return
            old.rename(new)
        except OSError as error:
            self.failed.emit(
                self.tr("“{0}” could not be renamed: {1}.").format(shown, error.strerror or error)
            )
            return
        for article in self._desk.articles():
            if article.path == old:
                article.follow_move(new)
            elif article.path is not None and old in article.path.parents:
                article.follow_move(new / article.path.relative_to(old))
        self.moved.emit(old, new)

    def delete(self, path: Path) -> None:
        """Ask, then move an article (a bundle with its folder) to the trash."""
        folder = bundle_folder(path)
        # A section's _index.md goes alone: its folder holds other articles.
        target = folder if folder is not None and path.name.startswith("index.") else path
        question = self.tr("Move “{0}” to the trash?").format(target.name)
        if folder is not None and target == folder:
            question = self.tr("Move the folder “{0}” with all its files to the trash?").format(target.name)
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(self._window, "Inkstone", question, buttons.Yes | buttons.Cancel)
        if answer != buttons.Yes:
            return
        article = self._desk.find(path)
        # The stub names a tuple, the call gives a bool.
        if not bool(QFile.moveToTrash(str(target))):
            self.failed.emit(self.tr("“{0}” could not be moved to the trash.").format(target.name))
            return
        if article is not None and not article.is_dirty():
            self._desk.close(article)
        self.done.emit([target])
