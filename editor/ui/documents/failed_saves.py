"""A save that failed: says why and what can be done, and tries again by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QMessageBox, QPushButton

from editor.articles.storage.files import Reason
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.dialog_turn import DialogTurn
from editor.ui.common.plain_text import message_box, several_lines
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.main_window import MainWindow

RETRY_MS = 30_000
"""Between two quiet tries."""

_ASKED_ABOUT = frozenset({Reason.READ_ONLY_FILE, Reason.READ_ONLY_FOLDER})


class FailedSaves(QObject):
    """Tells of a failed save in a message that keeps the window usable, and offers the ways out.

    Until the article is saved or closed, it is tried again every half minute; those tries speak in the status
    line only. What the author must agree to (a read-only file) is never done by such a try.
    """

    def __init__(
        self,
        open_articles: OpenArticles,
        window: MainWindow,
        save_as: Callable[[OpenArticle], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._window, self._save_as = open_articles, window, save_as
        self._failed: set[OpenArticle] = set()
        self._quiet: set[OpenArticle] = set()
        self._boxes: dict[OpenArticle, QMessageBox] = {}
        self._waiting: dict[OpenArticle, str] = {}
        self._turn = DialogTurn(window)
        self._turn.came.connect(self._tell_the_waiting)
        self._timer = QTimer(self)
        self._timer.setInterval(RETRY_MS)
        self._timer.timeout.connect(self.retry_all)
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(self._forget)
        for article in open_articles.articles():
            self._watch(article)

    def tell(self, article: OpenArticle, reason: str) -> None:
        """Say why a save failed; `reason` is one sentence."""
        known = article in self._failed
        if not article.read_only_reason:
            self._failed.add(article)
            self._timer.start()
        if article in self._quiet or (known and article in self._boxes):
            self._quiet.discard(article)
            self._window.status.show_notice(
                self.tr("“{0}” is still not saved: {1}").format(
                    self._open_articles.name_in_words(article), reason
                ),
                lasting=True,
                about=article,
            )
            return
        if self._turn.is_taken():
            self._waiting[article] = reason
            return
        self._ask(article, reason)

    def has_failed(self, article: OpenArticle) -> bool:
        """Whether the article's last save failed, so that it is tried again by itself."""
        return article in self._failed

    def retry_all(self) -> None:
        """Try every article whose last save failed once more."""
        for article in list(self._failed):
            if not article.is_dirty():
                self._failed.discard(article)
            elif not article.is_saving() and not article.is_conflicted():
                self._quiet.add(article)
                article.saver.retry()
        if not self._failed:
            self._timer.stop()

    def _tell_the_waiting(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for article, reason in waiting.items():
            self.tell(article, reason)

    def _watch(self, article: OpenArticle) -> None:
        article.saved.connect(lambda: self._was_saved(article))

    def _was_saved(self, article: OpenArticle) -> None:
        self._quiet.discard(article)
        self._waiting.pop(article, None)
        if article not in self._failed:
            return
        self._failed.discard(article)
        box = self._boxes.pop(article, None)
        if box is not None:
            box.close()
        said = self.tr("“{0}” is saved now").format(self._open_articles.name_in_words(article))
        self._window.status.show_notice(said, about=article)

    def _forget(self, article: OpenArticle) -> None:
        self._failed.discard(article)
        self._quiet.discard(article)
        self._waiting.pop(article, None)
        box = self._boxes.pop(article, None)
        if box is not None:
            box.close()

    def _ask(self, article: OpenArticle, reason: str) -> None:
        text = self.tr("“{0}” could not be saved.").format(self._open_articles.title(article))
        failure = article.saver.failure.reason if article.saver.failure else None
        box = message_box(self._window, self.tr("Not Saved"), text, reason, QMessageBox.Icon.Warning)
        answers: dict[QPushButton, Callable[[], None]] = {}
        role = QMessageBox.ButtonRole
        hint = self.tr("Your text is still here, unsaved.")
        if failure is Reason.READ_ONLY_FILE:
            button = box.addButton(self.tr("&Write It Anyway"), role.ActionRole)
            answers[button] = lambda: article.saver.retry(replace_read_only=True)
        elif failure is Reason.READ_ONLY_FOLDER and article.path is not None:
            button = box.addButton(self.tr("&Write in Place"), role.ActionRole)
            answers[button] = lambda: article.saver.retry(in_place=True)
            hint += " " + self.tr(
                "The file itself can perhaps be written; if the program or the machine is cut off at that "
                "moment, half a file may remain (its text stays in the journal)."
            )
        if failure not in _ASKED_ABOUT:
            again = box.addButton(self.tr("&Try Again"), role.ActionRole)
            answers[again] = article.saver.retry
            again.setEnabled(not article.read_only_reason)
            if not article.read_only_reason:
                hint += " " + self.tr("It is tried again every half minute.")
        elsewhere = box.addButton(self.tr("Save &As…"), role.AcceptRole)
        answers[elsewhere] = lambda: self._save_as(article)
        box.addButton(QMessageBox.StandardButton.Close)
        box.setInformativeText(f"{several_lines(reason)}\n\n{hint}")
        self._boxes[article] = box
        box.finished.connect(lambda _code: self._answered(article, box, answers))
        box.open()

    def _answered(
        self, article: OpenArticle, box: QMessageBox, answers: dict[QPushButton, Callable[[], None]]
    ) -> None:
        if self._boxes.get(article) is box:
            del self._boxes[article]
        chosen = next((act for button, act in answers.items() if box.clickedButton() is button), None)
        if chosen is not None and article in self._open_articles.articles():
            chosen()
