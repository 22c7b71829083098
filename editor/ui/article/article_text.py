"""What the author edits of an article: the text of the body and the front matter block, in one undo history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

from editor.articles.article import Article
from editor.ui.article.known_file import KnownFile
from editor.ui.article.undo_history import UndoHistory
from editor.ui.article.undo_steps import BodyStep, HeaderStep
from editor.ui.article.work import Typed
from editor.ui.common.raw_text import raw_text
from editor.ui.common.text_patch import Edits, apply_edits

if TYPE_CHECKING:
    from editor.articles.front_matter.front_matter import FrontMatter


class ArticleText(QObject):
    """Body and front matter block of an article while they are edited, over what its file is known to hold."""

    header_changed = Signal()

    def __init__(self, document: QTextDocument, file: KnownFile, parent: QObject) -> None:
        super().__init__(parent)
        self._file = file
        self._header = file.base.editor_header
        self._front_matter: tuple[str, FrontMatter] | None = None
        self._revision = 0
        self.document = document
        self.document.setParent(self)
        self.history = UndoHistory(self)
        self.document.undoCommandAdded.connect(self._adopt_body_step)
        self.document.contentsChange.connect(self._count_change)

    @property
    def header(self) -> str:
        """The raw front matter block with its delimiters, ``\\n`` line ends; empty without one."""
        return self._header

    @property
    def revision(self) -> int:
        """Another number after every change of header or body."""
        return self._revision

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

    def typed(self) -> Typed:
        """Return the text as it stands, for work beside the UI thread."""
        return Typed(self._file.base, self._header, self.document.toRawText())

    def is_as(self, article: Article) -> bool:
        """Whether this is the text of an article."""
        return (self._header, self.body()) == (article.editor_header, article.editor_body)

    def set_header(self, header: str, description: str, merge_key: str = "") -> None:
        """Replace the front matter block as one undo step; steps with the same merge key in a row join."""
        if header == self._header or self._file.read_only_reason:
            return
        if merge_key:
            merge_key = self.history.since_save(merge_key)
        self._push_header(header, description, merge_key)
        self.end_step()

    def replace(self, header: str, edits: Edits) -> None:
        """Replace the front matter block and edit the body, as one undo step that leaves it unsaved."""
        if (header == self._header and not edits) or self._file.read_only_reason:
            return
        self.history.stack.beginMacro(self.tr("Restore"))
        self.set_header(header, self.tr("Restore front matter"))
        apply_edits(QTextCursor(self.document), edits)
        self.history.stack.endMacro()
        self.end_step()

    def follow_file(self, edits: Edits) -> None:
        """Take over what the file holds now, whether or not it can be edited; `edits` lead the body there."""
        header = self._file.base.editor_header
        if header != self._header:
            self._push_header(header, self.tr("Reload front matter"), "")
        apply_edits(QTextCursor(self.document), edits)
        self.end_step()
        self.history.mark_clean()

    def end_step(self) -> None:
        """The next key begins an undo step of its own: it must not join one from before."""
        # Documents begin a new step where they are unmodified.
        self.document.setModified(False)

    def close(self) -> None:
        """The article is closed: nothing is told any more."""
        self.blockSignals(True)
        self.history.stack.blockSignals(True)
        self.document.blockSignals(True)

    def _push_header(self, header: str, description: str, merge_key: str) -> None:
        self.history.push(HeaderStep(self._apply_header, self._header, header, description, merge_key))

    def _apply_header(self, header: str) -> None:
        self._revision += 1
        self._header = header
        self.header_changed.emit()

    def _adopt_body_step(self) -> None:
        self.history.push(BodyStep(self.document, self.tr("Typing")))

    def _count_change(self, _position: int, _removed: int, _added: int) -> None:
        self._revision += 1
