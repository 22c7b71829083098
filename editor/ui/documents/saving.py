"""Save, save as, close and quit: no way out of an article loses its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox

from editor.articles.merge import Merged
from editor.articles.storage.files import StoredFile
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.plain_text import ask, message_box, one_line
from editor.ui.documents.asked_files import is_same_file
from editor.ui.documents.conflicts import Conflicts
from editor.ui.documents.failed_saves import FailedSaves
from editor.ui.documents.half_typed_texts import HalfTypedTexts
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.actions import Actions, When
from editor.ui.window.main_window import MainWindow

_MOST_NAMED = 12
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")


class Saving(QObject):
    """Connects the save and close actions, and asks where text would otherwise be lost."""

    before_save = Signal(object)
    quit_agreed = Signal()
    discarding = Signal(object)
    """The author gives up the unsaved text of an article, which is still open."""

    def __init__(
        self, actions: Actions, open_articles: OpenArticles, window: MainWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions, self._open_articles, self._window = actions, open_articles, window
        self._closing: set[OpenArticle] = set()
        self._quitting = False
        self._conflicts = Conflicts(open_articles, window, self)
        self._conflicts.save_as_requested.connect(self.save_as)
        self._conflicts.settled.connect(self._tell_settled)
        self.failures = FailedSaves(open_articles, window, self.save_as, self)
        self.folder: Path | None = None
        self.half_typed: HalfTypedTexts | None = None
        """Asks about what is typed in the form and is no text of an article yet."""
        open_articles.close_requested.connect(self.close)
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(self._forget)
        open_articles.front_changed.connect(self._show_state)
        window.close_requested.connect(self.quit)
        for article in open_articles.articles():
            self._watch(article)
        self._show_state()

    def save(self, article: OpenArticle) -> None:
        """Save an article under its name, or ask for one."""
        self.before_save.emit(article)
        if article.path is None:
            self.save_as(article)
        elif article.is_dirty():
            article.save()
        else:
            self._show_state()

    def save_as(self, article: OpenArticle) -> None:
        """Ask for a file name and save there."""
        self.before_save.emit(article)
        # What is asked now decides: an earlier save that ends meanwhile must not close what the answer is about.
        is_closing = article in self._closing
        self._closing.discard(article)
        start = article.path or (self.folder or Path.home()) / "untitled.md"
        name, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Save Article As"), str(start), self.tr("Markdown (*.md *.markdown)")
        )
        path = self._agreed_place(article, Path(name)) if name else None
        if path is None:
            self.stay(article)
            return
        if is_closing:
            self._closing.add(article)
        article.save(path)

    def save_all(self) -> None:
        """Save every article that needs it."""
        for article in self._open_articles.articles():
            # What is typed in a form may not be part of its article yet.
            self.before_save.emit(article)
        for article in self._open_articles.unsaved():
            self.save(article)

    def close(self, article: OpenArticle) -> None:
        """Close an article; unsaved text is asked about first."""
        self.before_save.emit(article)
        if self.half_typed is not None and not self.half_typed.may_close(article):
            self.stay(article)
            return
        if not article.is_dirty():
            self._open_articles.close(article)
            return
        # As in `save_as`.
        self._closing.discard(article)
        answer = self._ask(self.tr("Save “{0}” before closing?").format(self._open_articles.title(article)))
        if answer == QMessageBox.StandardButton.Cancel:
            return
        if not article.is_dirty():
            self._open_articles.close(article)
        elif answer == QMessageBox.StandardButton.Save:
            self._closing.add(article)
            self.save(article)
        else:
            self.discarding.emit(article)
            self._open_articles.close(article)

    def quit(self) -> None:
        """Leave the program; unsaved text is asked about first."""
        for article in self._open_articles.articles():
            self.before_save.emit(article)
        if self.half_typed is not None and not self.half_typed.may_leave():
            self._quitting = False
            return
        unsaved = self._open_articles.unsaved()
        if not unsaved:
            self.quit_agreed.emit()
            return
        if len(unsaved) == 1:
            self._open_articles.bring_to_front(unsaved[0])
            question = self.tr("Save “{0}” before leaving?").format(self._open_articles.title(unsaved[0]))
        else:
            named = unsaved if len(unsaved) <= _MOST_NAMED else unsaved[: _MOST_NAMED - 1]
            lines = [self._open_articles.title(article) for article in named]
            if len(named) < len(unsaved):
                lines.append(self.tr("and {0} more").format(len(unsaved) - len(named)))
            names = "\n".join(f"    {line}" for line in lines)
            question = self.tr("Save these {0} articles before leaving?\n\n{1}").format(len(unsaved), names)
        # As in `save_as`.
        self._closing.clear()
        answer = self._ask(question)
        if answer == QMessageBox.StandardButton.Cancel:
            return
        unsaved = self._open_articles.unsaved()
        if unsaved and answer == QMessageBox.StandardButton.Save:
            self._quitting = True
            self.save_all()
        else:
            for article in unsaved:
                self.discarding.emit(article)
            self.quit_agreed.emit()

    def _agreed_place(self, article: OpenArticle, path: Path) -> Path | None:
        """Return the file to write, with an ending; None when it must not be replaced."""
        if not _SUFFIX.fullmatch(path.suffix):
            # The file dialog has asked about the name as typed, not about this one.
            path = path.with_name(path.name + ".md")
            buttons = QMessageBox.StandardButton
            if path.exists() and path != article.path:
                question = self.tr("“{0}” exists already. Replace it?").format(one_line(path.name))
                answer = ask(self._window, question, buttons.Yes | buttons.Cancel, buttons.Cancel)
                if answer != buttons.Yes:
                    return None
        for other in self._open_articles.articles():
            if other is not article and other.path and (other.path == path or is_same_file(other.path, path)):
                self._say_open(path)
                return None
        return path

    def _say_open(self, path: Path) -> None:
        text = self.tr("“{0}” is open in another tab.").format(one_line(path.name))
        more = self.tr("Close that article first, or choose another name.")
        message_box(self._window, self.tr("Not Saved"), text, more, QMessageBox.Icon.Warning).open()

    def stay(self, article: OpenArticle) -> None:
        """The author's wish to close the article or to leave has come to nothing."""
        self._closing.discard(article)
        self._quitting = False

    def _forget(self, article: OpenArticle) -> None:
        self._closing.discard(article)

    def _watch(self, article: OpenArticle) -> None:
        article.dirty_changed.connect(lambda _dirty: self._show_state())
        article.saved.connect(lambda: self._was_saved(article))
        article.save_failed.connect(lambda reason: self._was_not_saved(article, reason))
        article.conflicted.connect(lambda merged, stored: self._ask_about_conflict(article, merged, stored))
        article.merged.connect(lambda: self._was_merged(article))
        article.reloaded.connect(self._show_state)
        article.reloaded.connect(
            lambda: self._window.status.show_notice(
                self.tr("“{0}” was changed by another program and read again").format(
                    self._open_articles.name_in_words(article)
                ),
                about=article,
            )
        )

    def _was_saved(self, article: OpenArticle) -> None:
        self._show_state()
        if article not in self._closing and not self._quitting:
            return
        self.before_save.emit(article)
        if article.is_dirty():
            if not article.is_saving():
                self.stay(article)  # typed on meanwhile
            return
        half_typed = self.half_typed
        if article in self._closing:
            if half_typed is not None and not half_typed.may_close(article, asked=True):
                self.stay(article)
                return
            self._open_articles.close(article)
        if self._quitting and not self._open_articles.unsaved():
            if half_typed is not None and not half_typed.may_leave(asked=True):
                self._quitting = False
                return
            self.quit_agreed.emit()

    def _was_not_saved(self, article: OpenArticle, reason: str) -> None:
        self.stay(article)
        self._show_state()
        self.failures.tell(article, reason)

    def _was_merged(self, article: OpenArticle) -> None:
        self.stay(article)
        self._window.status.show_notice(
            self.tr("“{0}” was changed by another program too; both changes are in your text now").format(
                self._open_articles.name_in_words(article)
            ),
            lasting=True,
            about=article,
        )

    def _ask_about_conflict(self, article: OpenArticle, merged: Merged | None, stored: StoredFile) -> None:
        self.stay(article)
        if merged is not None:
            self._conflicts.ask(article, merged, stored)
            return
        self._conflicts.close_question(article)
        self._open_articles.bring_to_front(article)
        self._was_not_saved(article, self.tr("The file on disk is no text any more."))

    def _tell_settled(self, article: OpenArticle) -> None:
        self._window.status.show_notice(
            self.tr(
                "“{0}” differs from its file in no place that both sides changed; all you wrote is kept."
            ).format(self._open_articles.name_in_words(article)),
            lasting=True,
            about=article,
        )

    def revert(self, article: OpenArticle) -> None:
        """Take over what the file holds; undo brings the text back."""
        article.reread(take_over=True)

    def _ask(self, question: str) -> QMessageBox.StandardButton:
        buttons = QMessageBox.StandardButton
        return ask(self._window, question, buttons.Save | buttons.Discard | buttons.Cancel, buttons.Save)

    def with_front(self, do: Callable[[OpenArticle], None]) -> None:
        """Do something with the article in front, where there is one."""
        article = self._open_articles.front()
        if article is not None:
            do(article)

    def _show_state(self, _article: object = None) -> None:
        article = self._open_articles.front()
        self._actions.tell(When.ARTICLE, article is not None)
        # Always there: a half-typed field of the form does not make the article dirty yet, and saving takes it over.
        self._actions.tell(When.WRITABLE, article is not None and not article.read_only_reason)
        self._actions.tell(When.FILE, article is not None and article.path is not None)
        status = self._window.status
        if article is None:
            status.show_state("")
            return
        if article.read_only_reason:
            status.show_state(self.tr("Read-only"))
            status.show_notice(article.read_only_reason, about=article)
        elif article.is_dirty():
            status.show_state(self.tr("Unsaved"), attention=True)
        else:
            status.show_state(self.tr("Saved") if article.path else self.tr("New"))
