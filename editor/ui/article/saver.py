"""Writes an article to its file in the background, one save at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.article import Article
from editor.articles.storage.files import ChangedOnDisk, StorageError, StoredFile
from editor.ui.article import work as article_work
from editor.ui.article.article_text import ArticleText
from editor.ui.article.known_file import KnownFile
from editor.ui.common.tasks import Tasks


class Saver(QObject):
    """Saves what is typed; what was typed meanwhile stays unsaved, and a save asked for meanwhile comes next."""

    saved = Signal()
    failed = Signal(str)
    moved = Signal(object)
    """Saved under another name, which is the article's own from now on."""
    changed_on_disk = Signal(object)
    """Nothing was written: another program wrote the file, which is a `StoredFile` now."""

    def __init__(self, text: ArticleText, file: KnownFile, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._text, self._file, self._tasks = text, file, tasks
        self._is_writing = False
        self._save_again = False
        self._save_next: Path | None = None  # where to, if not under the article's own name
        self._replaced: Article | None = None
        self._failure: StorageError | None = None
        self._failed_target: Path | None = None
        self._closed = False

    def is_writing(self) -> bool:
        """Whether text is on its way to the disk."""
        return self._is_writing

    def is_saving(self) -> bool:
        """Whether text is on its way to the disk, or waits for another save to end."""
        return self._is_writing or self._save_again

    @property
    def replaced(self) -> Article | None:
        """What the file held before the last save; None for a new file."""
        return self._replaced

    @property
    def failure(self) -> StorageError | None:
        """Why the last save failed; None once one succeeded, or where the reason is not the disk's."""
        return self._failure

    def save(
        self, path: Path | None = None, *, in_place: bool = False, replace_read_only: bool = False
    ) -> None:
        """Write the file; `path` saves under another name.

        `in_place` and `replace_read_only` are the author's answers to a save that failed (see `storage.write`).
        """
        if self._is_writing:
            self._save_again = True
            self._save_next = path or self._save_next
            return
        target = path or self._file.path
        if target is None:
            self.failed.emit(self.tr("This article has no file name yet: use Save As."))
            return
        if self._file.read_only_reason:
            self.failed.emit(self._file.read_only_reason)
            return
        elsewhere = path not in (None, self._file.path)
        expected = None if elsewhere else self._file.fingerprint
        answers = {"in_place": in_place, "replace_read_only": replace_read_only}
        work = partial(article_work.save, target, self._text.typed(), expected, **answers)
        self._is_writing = True
        point = self._text.history.begin_save()
        self._text.end_step()
        self._tasks.run(
            work,
            on_done=lambda done: self._was_saved(done[0], done[1], point, elsewhere),
            on_error=lambda error: self._was_not_saved(error, target),
        )

    def retry(self, *, in_place: bool = False, replace_read_only: bool = False) -> None:
        """Save again to where the last save failed, which Save As may have named."""
        elsewhere = self._failed_target if self._failed_target != self._file.path else None
        self.save(elsewhere, in_place=in_place, replace_read_only=replace_read_only)

    def close(self) -> None:
        """The article is closed: a save under way still reaches the disk, but tells nothing any more."""
        self._closed = True
        self.blockSignals(True)

    def _was_saved(self, stored: StoredFile, article: Article, point: int, elsewhere: bool) -> None:
        self._is_writing = False
        if self._closed:
            return
        # A file renamed while it was written keeps its new name; only Save As gives another.
        moved = elsewhere and stored.path != self._file.path
        if moved:
            self._file.path = stored.path
        self._replaced = None if moved or self._file.fingerprint is None else self._file.base
        self._failure, self._failed_target, self._file.unreadable = None, None, None
        self._file.holds(stored.fingerprint, article)
        self._text.history.mark_clean(point)
        if moved:
            self.moved.emit(stored.path)
        self.saved.emit()
        again, target = self._save_again, self._save_next
        self._save_again, self._save_next = False, None
        if again and not self._closed:
            self.save(target)

    def _was_not_saved(self, error: Exception, failed: Path) -> None:
        self._is_writing = False
        if self._closed:
            return
        target = self._save_next
        self._save_again, self._save_next = False, None
        self._failure, self._failed_target = None, failed
        if target is not None and target != self._file.path:
            self.save(target)  # the author has already asked for another place
        elif isinstance(error, ChangedOnDisk):
            self.changed_on_disk.emit(StoredFile(error.path, error.data))
        elif isinstance(error, StorageError):
            self._failure = error
            self.failed.emit(str(error))
        else:
            self.failed.emit(self.tr("The article could not be saved: {0}").format(error))
