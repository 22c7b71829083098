"""One article being edited: its text, front matter, one undo history, and its way to and from the disk."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QUndoCommand, QUndoStack

from editor.articles.article import Article
from editor.articles.storage.files import ChangedOnDisk, Reason, StorageError, StoredFile
from editor.ui.article import work as article_work
from editor.ui.article.text_document import Loaded, load
from editor.ui.article.undo_steps import BodyStep, HeaderStep
from editor.ui.article.work import Joined, Reread, Typed
from editor.ui.common.raw_text import raw_text
from editor.ui.common.tasks import Tasks
from editor.ui.common.text_patch import Edits, apply_edits, edits_between

if TYPE_CHECKING:
    from editor.articles.front_matter.front_matter import FrontMatter
    from editor.articles.merge import Merged


class OpenArticle(QObject):
    """An article being edited.

    The body lives in `document` (line ends are ``\\n``), the raw front matter block in `header`. Both share
    `undo_stack`, in the order the author worked. Saving runs in the background; what was typed meanwhile
    stays unsaved.
    """

    header_changed = Signal()
    dirty_changed = Signal(bool)
    saved = Signal()
    save_failed = Signal(str)
    conflicted = Signal(object, object)
    """A `Merged` with conflicts (None where no merge is possible) and the `StoredFile` on disk."""
    merged = Signal()
    rebased = Signal()
    """What was last read or written is another now, and the unsaved text stays."""
    removed_on_disk = Signal()
    unreadable_on_disk = Signal(str)
    """The file is there but cannot be read any more (a folder in its place, no permission): one sentence, once."""
    reloaded = Signal()
    moved = Signal(object)

    def __init__(
        self, source: StoredFile | Loaded | None, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        """Take a file as read (a large one as loaded beside the UI thread), or None for one without a file yet."""
        super().__init__(parent)
        self._tasks = tasks
        loaded = source if isinstance(source, Loaded) else load(source or StoredFile(Path(), b""))
        self._path = loaded.stored.path if source else None
        self._fingerprint = loaded.stored.fingerprint if source else None
        self._base = loaded.article
        self._text = loaded.text
        self._header = self._base.editor_header
        self._front_matter: tuple[str, FrontMatter] | None = None
        self._saving = False
        self._save_again = False
        self._save_next: Path | None = None  # where to, if not under the article's own name
        self._saves = 0
        self._closed = False
        self._dirty = False
        self._conflicted = False
        self._replaced: Article | None = None
        self._unreadable: Reason | None = None
        self._failure: StorageError | None = None
        self._failed_target: Path | None = None
        self._clean_index = 0
        self._revision = 0  # counts the changes of header and body
        self.document = loaded.document
        self.document.setParent(self)
        self.undo_stack = QUndoStack(self)
        self.document.undoCommandAdded.connect(self._adopt_body_step)
        self.document.contentsChange.connect(self._count_change)
        self.undo_stack.indexChanged.connect(self._refresh_dirty)

    @property
    def path(self) -> Path | None:
        """Where the article is stored; None until the first save of a new one."""
        return self._path

    @property
    def header(self) -> str:
        """The raw front matter block with its delimiters, ``\\n`` line ends; empty without one."""
        return self._header

    @property
    def base(self) -> Article:
        """The article as last read from or written to the disk."""
        return self._base

    @property
    def fingerprint(self) -> str | None:
        """The hash of the file's content as last read or written; None without a file."""
        return self._fingerprint

    @property
    def read_only_reason(self) -> str:
        """Why this article cannot be edited, one sentence; empty when it can."""
        return self._base.read_only_reason or self._text.reason

    @property
    def has_long_lines(self) -> bool:
        """Whether a line is so long that it is wrapped anywhere."""
        return self._text.has_long_lines

    def is_dirty(self) -> bool:
        """Whether there is text that the file does not hold."""
        return self._dirty

    def is_saving(self) -> bool:
        """Whether text is on its way to the disk, or waits for another save to end."""
        return self._saving or self._save_again

    def is_conflicted(self) -> bool:
        """Whether another program's change waits for the author's decision."""
        return self._conflicted

    @property
    def replaced(self) -> Article | None:
        """What the file held before the last save; None for a new file."""
        return self._replaced

    @property
    def failure(self) -> StorageError | None:
        """Why the last save failed; None once one succeeded, or where the reason is not the disk's."""
        return self._failure

    def body(self) -> str:
        """Return the body with ``\\n`` line ends, every other character as typed."""
        return raw_text(self.document)

    def front_matter(self) -> FrontMatter:
        """Return the fields as Hugo reads them; raises FrontMatterError where the block does not parse."""
        # Imported late: the parsers are not needed to bring the first text on the screen.
        from editor.articles.front_matter.front_matter import FrontMatter

        if self._front_matter is None or self._front_matter[0] != self._header:
            self._front_matter = (self._header, FrontMatter.read(self._header))
        return self._front_matter[1]

    def set_header(self, header: str, description: str, merge_key: str = "") -> None:
        """Replace the front matter block as one undo step; steps with the same merge key in a row join."""
        if header == self._header or self.read_only_reason:
            return
        if merge_key:
            # A save between two steps must stay a point to undo to, also one that is still under way: what
            # joined a step that is being written would count as written.
            merge_key = f"{merge_key}@{self._clean_index}.{self._saves}"
        self._push(HeaderStep(self._apply_header, self._header, header, description, merge_key))
        # Unmodified documents begin a new undo step: the next key must not join one from before this change.
        self.document.setModified(False)

    def snapshot(self) -> Article:
        """Return the article as it stands, ready for the disk."""
        return self._typed().article()

    def _typed(self) -> Typed:
        return Typed(self._base, self._header, self.document.toRawText())

    def save(
        self,
        path: Path | None = None,
        *,
        overwrite: bool = False,
        in_place: bool = False,
        replace_read_only: bool = False,
    ) -> None:
        """Write the file in the background; `path` saves under another name.

        `overwrite` replaces a file that changed on disk since it was read; `in_place` and `replace_read_only`
        are the author's answers to a save that failed (see `storage.write`). Emits `saved`; `merged` or
        `conflicted` when another program wrote the file; or `save_failed` with one sentence for the author.
        """
        if self._saving:
            self._save_again = True
            self._save_next = path or self._save_next
            return
        target = path or self._path
        if target is None:
            self.save_failed.emit(self.tr("This article has no file name yet: use Save As."))
            return
        if self.read_only_reason:
            self.save_failed.emit(self.read_only_reason)
            return
        typed = self._typed()
        elsewhere = path not in (None, self._path)
        expected = None if overwrite or elsewhere else self._fingerprint
        self._saving = True
        self._saves += 1
        index = self.undo_stack.index()
        self.document.setModified(False)
        self._tasks.run(
            partial(
                article_work.save,
                target,
                typed,
                expected,
                in_place=in_place,
                replace_read_only=replace_read_only,
            ),
            on_done=lambda done: self._was_saved(done[0], done[1], index, elsewhere),
            on_error=lambda error: self._was_not_saved(error, target),
        )

    def retry(self, *, in_place: bool = False, replace_read_only: bool = False) -> None:
        """Save again to where the last save failed, which Save As may have named."""
        elsewhere = self._failed_target if self._failed_target != self._path else None
        self.save(elsewhere, in_place=in_place, replace_read_only=replace_read_only)

    def _take_from_disk(self, found: Reread) -> None:
        """Take over what another program wrote: one undo step, cursor and scroll kept by the text around."""
        assert found.article is not None and found.text is not None
        edits = found.edits
        # Worked out for what was saved last; which is what is shown, unless the author has just typed on.
        if (
            edits is None
            or found.base is not self._base
            or self._dirty
            or self._text.reason
            or found.length != self.document.characterCount() - 1
        ):
            edits = edits_between(self.body(), found.text.body)
        self._fingerprint = found.stored.fingerprint
        self._base, self._text = found.article, found.text
        self._conflicted = False
        header = found.article.editor_header
        if header != self._header:
            self._push(
                HeaderStep(self._apply_header, self._header, header, self.tr("Reload front matter"), "")
            )
        apply_edits(QTextCursor(self.document), edits)
        self.document.setModified(False)
        self._mark_clean()
        self.reloaded.emit()

    def restore(self, header: str, body: str) -> None:
        """Replace front matter and body by other text, as one undo step that leaves it unsaved."""
        self._replace(header, edits_between(self.body(), body))

    def _replace(self, header: str, edits: Edits) -> None:
        if (header == self._header and not edits) or self.read_only_reason:
            return
        self.undo_stack.beginMacro(self.tr("Restore"))
        self.set_header(header, self.tr("Restore front matter"))
        apply_edits(QTextCursor(self.document), edits)
        self.undo_stack.endMacro()
        self.document.setModified(False)

    def recover(self, text: tuple[str, str], base: tuple[str, str], fingerprint: str | None) -> None:
        """Bring back unsaved text (header, body) that was written over another state of the file.

        That state, `base` with its content hash, stays the base: what changed on disk since is merged, or
        asked about, as any change by another program.
        """
        article = self._base.with_editor_body(base[1])
        if article.editor_header != base[0]:
            article = article.with_editor_header(base[0])
        self._base, self._fingerprint = article, fingerprint
        self._clean_index = -1
        self.restore(*text)
        self._refresh_dirty()
        self.rebased.emit()
        self.reread()

    def reread(self, *, take_over: bool = False) -> None:
        """Look at the file again in the background; a clean article takes the change over.

        With `take_over` a dirty one does too, as one undo step; else its text is merged. Emits `reloaded`,
        `merged`, `conflicted`, or `save_failed` when an asked-for reload is not possible.
        """
        if self._path is None or self._saving:
            return
        known = None if take_over and self._dirty else self._fingerprint
        self._tasks.run(
            article_work.look_again,
            self._path,
            known,
            None if self._dirty else self._base,
            on_done=lambda found: self._was_reread(found, take_over),
            on_error=lambda error: self._was_not_reread(error, take_over),
        )

    def close(self) -> None:
        """The article is closed: nothing is told any more while its parts end one by one.

        A save under way still reaches the disk; what it would have told comes too late.
        """
        self._closed = True
        self.blockSignals(True)
        self.undo_stack.blockSignals(True)
        self.document.blockSignals(True)

    def follow_move(self, path: Path) -> None:
        """The file was renamed: keep everything and write to the new place from now on."""
        self._path = path
        self.moved.emit(path)

    def _was_not_reread(self, error: Exception, asked: bool) -> None:
        if self._closed:
            return
        if asked:
            self.save_failed.emit(str(error))
        elif isinstance(error, StorageError) and error.reason is not self._unreadable:
            # Told once: every look at the disk would tell it again.
            self._unreadable = error.reason
            if error.reason is Reason.MISSING:
                # This is the only copy now: journalled, asked about at closing, written again by a save.
                # What is shown cut or undecoded is no copy.
                if not self.read_only_reason:
                    self._clean_index = -1
                    self._refresh_dirty()
                self.removed_on_disk.emit()
            else:
                self.unreadable_on_disk.emit(error.message)

    def _was_reread(self, found: Reread, take_over: bool) -> None:
        stored = found.stored
        if self._closed or self._saving or stored.path != self._path:
            return
        self._unreadable = None
        is_known = stored.fingerprint == self._fingerprint
        # Only what no step of the history leads to can be as it was without being known to be.
        if is_known and self._dirty and self._clean_index < 0 and self._is_as_stored():
            self._mark_clean()  # the file is back
        if is_known and self._conflicted:
            self._conflicted = False  # the other program took its change back
            self.rebased.emit()
        if is_known and not (take_over and self._dirty):
            return
        if found.article is None:
            self.reread(
                take_over=take_over
            )  # saved or typed meanwhile: what was read has to be looked at again
        elif self._dirty and not take_over:
            self._merge_with(stored)
        else:
            self._take_from_disk(found)

    def _merge_with(self, stored: StoredFile) -> None:
        """Merge what another program wrote with the unsaved text, beside the UI thread."""
        revision = self._revision
        self._tasks.run(
            article_work.join,
            self._typed(),
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
        elif revision != self._revision:
            self._merge_with(stored)  # typed on meanwhile
        elif merged.is_clean:
            self._adopt(merged.header, joined.edits, joined.theirs, stored)
            self.merged.emit()
        else:
            self._conflicted = True
            self.conflicted.emit(merged, stored)

    def _was_not_merged(self, stored: StoredFile) -> None:
        if not self._closed:
            self._conflicted = True
            self.conflicted.emit(None, stored)

    def adopt_merge(self, merged: Merged, stored: StoredFile) -> None:
        """Take over a merge the author agreed with, as undo steps; what is on disk becomes the base of the next save."""
        edits = edits_between(self.body(), merged.body)
        self._adopt(merged.header, edits, Article.from_bytes(stored.data), stored)

    def _adopt(self, header: str, edits: Edits, theirs: Article, stored: StoredFile) -> None:
        self._base, self._fingerprint = theirs, stored.fingerprint
        self._clean_index = -1
        self._conflicted = False
        self._replace(header, edits)
        if self._is_as_stored():
            self._mark_clean()
        else:
            self._refresh_dirty()
        self.rebased.emit()

    def _is_as_stored(self) -> bool:
        return (self._header, self.body()) == (self._base.editor_header, self._base.editor_body)

    def _count_change(self, _position: int, _removed: int, _added: int) -> None:
        self._revision += 1

    def _apply_header(self, header: str) -> None:
        self._revision += 1
        self._header = header
        self.header_changed.emit()

    def _adopt_body_step(self) -> None:
        self._push(BodyStep(self.document, self.tr("Typing")))

    def _push(self, command: QUndoCommand) -> None:
        if self.undo_stack.index() < self._clean_index:
            self._clean_index = -1  # the saved state was undone and is now cut off
        self.undo_stack.push(command)
        self._refresh_dirty()

    def _was_saved(self, stored: StoredFile, article: Article, index: int, elsewhere: bool) -> None:
        self._saving = False
        if self._closed:
            return
        # A file renamed while it was written keeps its new name; only Save As gives another.
        moved = elsewhere and stored.path != self._path
        if moved:
            self._path = stored.path
        self._replaced = None if moved or self._fingerprint is None else self._base
        self._fingerprint, self._base = stored.fingerprint, article
        self._failure, self._failed_target, self._unreadable = None, None, None
        self._conflicted = False
        self._clean_index = index
        self._refresh_dirty()
        if moved:
            self.moved.emit(stored.path)
        self.saved.emit()
        again, target = self._save_again, self._save_next
        self._save_again, self._save_next = False, None
        if again and not self._closed:
            self.save(target)

    def _was_not_saved(self, error: Exception, failed: Path) -> None:
        self._saving = False
        if self._closed:
            return
        target = self._save_next
        self._save_again, self._save_next = False, None
        self._failure, self._failed_target = None, failed
        if target is not None and target != self._path:
            self.save(target)  # the author has already asked for another place
        elif isinstance(error, ChangedOnDisk):
            self._merge_with(StoredFile(error.path, error.data))
        elif isinstance(error, StorageError):
            self._failure = error
            self.save_failed.emit(str(error))
        else:
            self.save_failed.emit(self.tr("The article could not be saved: {0}").format(error))

    def _mark_clean(self) -> None:
        self._clean_index = self.undo_stack.index()
        self._refresh_dirty()

    def _refresh_dirty(self) -> None:
        dirty = self.undo_stack.index() != self._clean_index
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit(dirty)
