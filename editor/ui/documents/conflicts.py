"""Asks about conflicts with the disk, one article at a time; what is written or chosen meanwhile is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from editor.articles.merge import Merged
from editor.articles.storage.files import StoredFile
from editor.ui.article.open_article import OpenArticle
from editor.ui.article.text_place import TextPlace
from editor.ui.common.dialog_turn import DialogTurn
from editor.ui.common.raw_text import raw_text
from editor.ui.common.text_patch import utf16_length
from editor.ui.documents.conflict_dialog import ConflictDialog
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.main_window import MainWindow


class Conflicts(QObject):
    """Shows the dialog for an article whose file another program changed at the same lines.

    What the author writes into the dialog goes into the article at once, a step of its history: so it is journalled,
    saved and asked about as any text, whatever becomes of the dialog. What was chosen but not taken waits for the next
    time the same places are asked about.
    """

    save_as_requested = Signal(object)
    settled = Signal(object)
    """The conflict an article was asked about is none any more, without the author's decision."""

    def __init__(self, open_articles: OpenArticles, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles, self._window = open_articles, window
        self._question: _Question | None = None
        self._chosen: dict[OpenArticle, Merged] = {}
        self._waiting: list[OpenArticle] = []
        self._turn = DialogTurn(window)
        self._turn.came.connect(self._ask_next)
        open_articles.closed.connect(self._forget)

    def ask(self, article: OpenArticle, merged: Merged, stored: StoredFile) -> None:
        """Ask about a conflict, or show its new state where it is being asked about."""
        asked = self._question
        if asked is not None and asked.article is article:
            asked.follow(merged, stored)
            return
        if asked is not None or self._turn.is_taken():
            # One at a time: what is written for the other, or into another dialog, is not interrupted.
            if article not in self._waiting:
                self._waiting.append(article)
            return
        if article in self._chosen:
            merged = merged.with_choices_of(self._chosen[article])
        self._open_articles.bring_to_front(article)
        dialog = ConflictDialog(self._open_articles.title(article), merged, self._window)
        question = _Question(article, merged, stored, dialog, self)
        dialog.decided.connect(lambda decided: self._decide(question, decided))
        dialog.save_as_requested.connect(lambda: self.save_as_requested.emit(article))
        dialog.finished.connect(lambda _code: self._was_closed(question))
        question.settled.connect(lambda: self._settle(question))
        self._question = question
        dialog.open()

    def close_question(self, article: OpenArticle) -> None:
        """Close the question about an article: it can be merged no more."""
        if self._question is not None and self._question.article is article:
            self._question.dialog.reject()

    def _decide(self, question: _Question, decided: Merged) -> None:
        question.leave()
        question.article.adopt_merge(decided, question.stored)

    def _settle(self, question: _Question) -> None:
        if question is self._question:
            question.dialog.reject()
            self.settled.emit(question.article)

    def _was_closed(self, question: _Question) -> None:
        question.leave()
        if question is self._question:
            self._question = None
        if question.article.is_conflicted():
            self._chosen[question.article] = question.dialog.merged()
        else:
            self._chosen.pop(question.article, None)
        question.deleteLater()

    def _ask_next(self) -> None:
        """Ask about the articles that waited: the first is asked about, the others wait again."""
        waiting, self._waiting = self._waiting, []
        for article in waiting:
            if article.is_conflicted():
                article.reread()  # it may have changed since, and so may its file

    def _forget(self, article: OpenArticle) -> None:
        if article in self._waiting:
            self._waiting.remove(article)
        self.close_question(article)
        self._chosen.pop(article, None)


class _Question(QObject):
    """One article, its merge and the dialog about it."""

    settled = Signal()

    def __init__(
        self,
        article: OpenArticle,
        merged: Merged,
        stored: StoredFile,
        dialog: ConflictDialog,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.article, self.dialog, self.stored = article, dialog, stored
        self._places: dict[int, TextPlace] = {}
        self._is_writing = False
        self._revision = 0
        self._take_places(merged)
        dialog.written.connect(self._write)
        self._connections = [
            article.rebased.connect(self._look),
            article.reloaded.connect(self._look),
            article.saved.connect(self._look),
            article.header_changed.connect(self._merge_again),
            article.document.contentsChanged.connect(self._follow_text),
            # No merge is to come then: what is on show stays the state to decide about.
            article.removed_on_disk.connect(lambda: dialog.set_ready(True)),
            article.unreadable_on_disk.connect(lambda _reason: dialog.set_ready(True)),
        ]

    def follow(self, merged: Merged, stored: StoredFile) -> None:
        """Show another state of the file or of the text around."""
        self.stored = stored
        self._take_places(merged)
        self.dialog.show_merge(merged)

    def leave(self) -> None:
        """The dialog is about to go: listen no more."""
        for connection in self._connections:
            QObject.disconnect(connection)
        self._connections = []

    def _take_places(self, merged: Merged) -> None:
        body = raw_text(self.article.document)
        self._revision = self.article.document.revision()
        self._places = {
            number: TextPlace(self.article.document, utf16_length(body[: hunk.at]), hunk.mine)
            for number, hunk in enumerate(merged.hunks)
            if hunk.conflict
        }

    def _write(self, number: int, text: str) -> None:
        self._is_writing = True
        self._places[number].write(text)
        self._is_writing = False
        self._revision = self.article.document.revision()

    def _follow_text(self) -> None:
        # Colouring tells of changes too, which are none of the text.
        if not self._is_writing and self.article.document.revision() != self._revision:
            self._merge_again()

    def _merge_again(self) -> None:
        """Text came from elsewhere, such as a field's that was typed before: the merge does not know of it yet."""
        self.dialog.set_ready(False)
        self.article.reread()

    def _look(self) -> None:
        if not self.article.is_conflicted():
            self.settled.emit()
