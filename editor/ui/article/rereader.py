"""Looks at an article's file again, and takes in what another program did to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.articles.article import Article
from editor.articles.storage.files import Reason, StorageError, StoredFile
from editor.ui.article import work as article_work
from editor.ui.article.article_text import ArticleText
from editor.ui.article.known_file import KnownFile
from editor.ui.article.saver import Saver
from editor.ui.article.work import Joined, Reread
from editor.ui.common.tasks import Tasks
from editor.ui.common.text_patch import Edits, edits_between

if TYPE_CHECKING:
    from editor.articles.merge import Merged


class Rereader(QObject):
    """Takes another program's change over where nothing is unsaved, else merges it or tells the conflict."""

    reloaded = Signal()
    merged = Signal()
    conflicted = Signal(object, object)
    """A `Merged` with conflicts (None where no merge is possible) and the `StoredFile` on disk."""
    rebased = Signal()
    """What was last read or written is another now, and the unsaved text stays."""
    removed = Signal()
    unreadable = Signal(str)
    """The file is there but cannot be read any more: one sentence, once."""
    failed = Signal(str)
    """A reload that was asked for is not possible: one sentence."""

    def __init__(
        self, text: ArticleText, file: KnownFile, saver: Saver, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text, self._file, self._saver, self._tasks = text, file, saver, tasks
        self._history = text.history
        self._closed = False
        saver.changed_on_disk.connect(self._merge_with)

    def reread(self, *, take_over: bool = False) -> None:
        """Look at the file again in the background; see `OpenArticle.reread`."""
        if self._file.path is None or self._saver.is_writing():
            return
        dirty = self._history.is_dirty()
        self._tasks.run(
            article_work.look_again,
            self._file.path,
            None if take_over and dirty else self._file.fingerprint,
            None if dirty else self._file.base,
            on_done=lambda found: self._was_reread(found, take_over),
            on_error=lambda error: self._was_not_reread(error, take_over),
        )

    def recover(self, text: tuple[str, str], base: tuple[str, str], fingerprint: str | None) -> None:
        """Bring back unsaved text (header, body) that was written over another state of the file.

        That state, `base` with its content hash, stays the base: what changed on disk since is merged, or
        asked about, as any change by another program.
        """
        header, body = text
        article = self._file.base.with_editor_body(base[1])
        if article.editor_header != base[0]:
            article = article.with_editor_header(base[0])
        self._file.base, self._file.fingerprint = article, fingerprint
        self._history.forget_clean()
        self._text.replace(header, edits_between(self._text.body(), body))
        self._history.refresh()
        self.rebased.emit()
        self.reread()

    def adopt_merge(self, merged: Merged, stored: StoredFile) -> None:
        """Take over a merge the author agreed with, as undo steps; what is on disk becomes the base of the next save."""
        edits = edits_between(self._text.body(), merged.body)
        self._adopt(merged.header, edits, Article.from_bytes(stored.data), stored)

    def close(self) -> None:
        """The article is closed: what is still read or merged comes too late."""
        self._closed = True
        self.blockSignals(True)

    def _was_not_reread(self, error: Exception, asked: bool) -> None:
        if self._closed:
            return
        if asked:
            self.failed.emit(str(error))
        elif isinstance(error, StorageError) and error.reason is not self._file.unreadable:
            # Told once: every look at the disk would tell it again.
            self._file.unreadable = error.reason
            if error.reason is Reason.MISSING:
                # This is the only copy now: journalled, asked about at closing, written again by a save.
                # What is shown cut or undecoded is no copy.
                if not self._file.read_only_reason:
                    self._history.forget_clean()
                    self._history.refresh()
                self.removed.emit()
            else:
                self.unreadable.emit(error.message)

    def _was_reread(self, found: Reread, take_over: bool) -> None:
        stored = found.stored
        if self._closed or self._saver.is_writing() or stored.path != self._file.path:
            return
        self._file.unreadable = None
        is_known = stored.fingerprint == self._file.fingerprint
        if is_known:
            self._is_as_known()
        if is_known and not (take_over and self._history.is_dirty()):
            return
        if found.article is None:
            # Saved or typed meanwhile: what was read has to be looked at again.
            self.reread(take_over=take_over)
        elif self._history.is_dirty() and not take_over:
            self._merge_with(stored)
        else:
            self._take_over(found)

    def _is_as_known(self) -> None:
        """The file holds what it was known to hold: whatever was thought to have happened to it is undone."""
        # Only what no step of the history leads to can be as it was without being known to be.
        if self._history.is_dirty() and not self._history.leads_to_the_file() and self._is_as_stored():
            self._history.mark_clean()  # the file is back
        if self._file.is_conflicted:
            self._file.is_conflicted = False  # the other program took its change back
            self.rebased.emit()

    def _take_over(self, found: Reread) -> None:
        """Take over what another program wrote: one undo step, cursor and scroll kept by the text around."""
        assert found.article is not None and found.text is not None
        edits = found.edits
        # Worked out for what was saved last; which is what is shown, unless the author has just typed on.
        if (
            edits is None
            or found.base is not self._file.base
            or self._history.is_dirty()
            or self._file.shown.reason
            or found.length != self._text.document.characterCount() - 1
        ):
            edits = edits_between(self._text.body(), found.text.body)
        self._file.holds(found.stored.fingerprint, found.article)
        self._file.shown = found.text
        self._text.follow_file(edits)
        self.reloaded.emit()

    def _merge_with(self, stored: StoredFile) -> None:
        """Merge what another program wrote with the unsaved text, beside the UI thread."""
        revision = self._text.revision
        self._tasks.run(
            article_work.join,
            self._text.typed(),
            stored,
            on_done=lambda joined: self._was_merged(joined, revision, stored),
            on_error=lambda _error: self._was_not_merged(stored),
        )

    def _was_merged(self, joined: Joined, revision: int, stored: StoredFile) -> None:
        if self._closed:
            return
        merged = joined.merged
        if merged is None:
            self._was_not_merged(stored)
        elif revision != self._text.revision:
            self._merge_with(stored)  # typed on meanwhile
        elif merged.is_clean:
            self._adopt(merged.header, joined.edits, joined.theirs, stored)
            self.merged.emit()
        else:
            self._file.is_conflicted = True
            self.conflicted.emit(merged, stored)

    def _was_not_merged(self, stored: StoredFile) -> None:
        if not self._closed:
            self._file.is_conflicted = True
            self.conflicted.emit(None, stored)

    def _adopt(self, header: str, edits: Edits, theirs: Article, stored: StoredFile) -> None:
        self._file.holds(stored.fingerprint, theirs)
        self._history.forget_clean()
        self._text.replace(header, edits)
        if self._is_as_stored():
            self._history.mark_clean()
        else:
            self._history.refresh()
        self.rebased.emit()

    def _is_as_stored(self) -> bool:
        return self._text.is_as(self._file.base)
