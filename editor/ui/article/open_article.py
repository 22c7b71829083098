"""One article being edited: its text, front matter, one undo history, and its way to and from the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.articles.article import Article
from editor.articles.storage.files import StoredFile
from editor.ui.article.article_text import ArticleText
from editor.ui.article.known_file import KnownFile
from editor.ui.article.rereader import Rereader
from editor.ui.article.saver import Saver
from editor.ui.article.text_document import Loaded, load
from editor.ui.common.tasks import Tasks
from editor.ui.common.text_patch import edits_between

if TYPE_CHECKING:
    from editor.articles.front_matter.front_matter import FrontMatter
    from editor.articles.merge import Merged


class OpenArticle(QObject):
    """An article being edited.

    The body lives in `document` (line ends are ``\n``), the raw front matter block in `header`. Both share
    `undo_stack`, in the order the author worked. Saving runs in the background; what was typed meanwhile
    stays unsaved. `saver` writes the file, `rereader` follows what other programs do to it.
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
        loaded = source if isinstance(source, Loaded) else load(source or StoredFile(Path(), b""))
        self._file = KnownFile.of(loaded, is_new=not source)
        self._text = ArticleText(loaded.document, self._file, self)
        self.saver = Saver(self._text, self._file, tasks, self)
        self.rereader = Rereader(self._text, self._file, self.saver, tasks, self)
        self.document = self._text.document
        self.undo_stack = self._text.history.stack
        # What its parts tell, the article tells.
        self._text.header_changed.connect(self.header_changed)
        self._text.history.dirty_changed.connect(self.dirty_changed)
        self.saver.saved.connect(self.saved)
        self.saver.moved.connect(self.moved)
        self.saver.failed.connect(self.save_failed)
        self.rereader.failed.connect(self.save_failed)
        self.rereader.reloaded.connect(self.reloaded)
        self.rereader.merged.connect(self.merged)
        self.rereader.conflicted.connect(self.conflicted)
        self.rereader.rebased.connect(self.rebased)
        self.rereader.removed.connect(self.removed_on_disk)
        self.rereader.unreadable.connect(self.unreadable_on_disk)

    @property
    def path(self) -> Path | None:
        """Where the article is stored; None until the first save of a new one."""
        return self._file.path

    @property
    def header(self) -> str:
        """The raw front matter block with its delimiters, ``\n`` line ends; empty without one."""
        return self._text.header

    @property
    def base(self) -> Article:
        """The article as last read from or written to the disk."""
        return self._file.base

    @property
    def fingerprint(self) -> str | None:
        """The hash of the file's content as last read or written; None without a file."""
        return self._file.fingerprint

    @property
    def read_only_reason(self) -> str:
        """Why this article cannot be edited, one sentence; empty when it can."""
        return self._file.read_only_reason

    @property
    def has_long_lines(self) -> bool:
        """Whether a line is so long that it is wrapped anywhere."""
        return self._file.shown.has_long_lines

    def is_dirty(self) -> bool:
        """Whether there is text that the file does not hold."""
        return self._text.history.is_dirty()

    def is_conflicted(self) -> bool:
        """Whether another program's change waits for the author's decision."""
        return self._file.is_conflicted

    def body(self) -> str:
        """Return the body with ``\n`` line ends, every other character as typed."""
        return self._text.body()

    def front_matter(self) -> FrontMatter:
        """Return the fields as Hugo reads them; raises FrontMatterError where the block does not parse."""
        return self._text.front_matter()

    def snapshot(self) -> Article:
        """Return the article as it stands, ready for the disk."""
        return self._text.typed().article()

    def set_header(self, header: str, description: str, merge_key: str = "") -> None:
        """Replace the front matter block as one undo step; steps with the same merge key in a row join."""
        self._text.set_header(header, description, merge_key)

    def restore(self, header: str, body: str) -> None:
        """Replace front matter and body by other text, as one undo step that leaves it unsaved."""
        self._text.replace(header, edits_between(self.body(), body))

    def save(self, path: Path | None = None) -> None:
        """Write the file in the background; `path` saves under another name.

        Emits `saved`; `merged` or `conflicted` when another program wrote the file; or `save_failed` with one
        sentence for the author.
        """
        self.saver.save(path)

    def is_saving(self) -> bool:
        """Whether text is on its way to the disk, or waits for another save to end."""
        return self.saver.is_saving()

    def reread(self, *, take_over: bool = False) -> None:
        """Look at the file again in the background; a clean article takes the change over.

        With `take_over` a dirty one does too, as one undo step; else its text is merged. Emits `reloaded`,
        `merged`, `conflicted`, or `save_failed` when an asked-for reload is not possible.
        """
        self.rereader.reread(take_over=take_over)

    def adopt_merge(self, merged: Merged, stored: StoredFile) -> None:
        """Take over a merge the author agreed with, as undo steps; what is on disk becomes the base of the next save."""
        self.rereader.adopt_merge(merged, stored)

    def follow_move(self, path: Path) -> None:
        """The file was renamed: keep everything and write to the new place from now on."""
        self._file.path = path
        self.moved.emit(path)

    def close(self) -> None:
        """The article is closed: nothing is told any more while its parts end one by one.

        A save under way still reaches the disk; what it would have told comes too late.
        """
        self.blockSignals(True)
        for part in (self._text, self.saver, self.rereader):
            part.close()
