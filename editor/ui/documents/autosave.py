"""Writes the file by itself where the author wants it: after a pause in typing, or when the article is left."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from editor.settings.choices import AutomaticSaving
from editor.settings.options import AUTOMATIC_SAVING
from editor.settings.store import SettingsStore
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.documents.saving import Saving
from editor.ui.window.actions import Actions

PAUSE_MS = 2000
"""After the last key."""


class Autosave(QObject):
    """Saves by itself, where the author wants it: after the last key, or when the article or the window is left.

    Never during a composition, never an article without a file, never one whose conflict is undecided or whose
    file cannot be written: for those the author is asked.
    """

    def __init__(
        self,
        settings: SettingsStore,
        actions: Actions,
        open_articles: OpenArticles,
        saving: Saving,
        application: QApplication,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._settings, self._open_articles, self._saving = settings, open_articles, saving
        self._front: OpenArticle | None = open_articles.front()
        self._timers: dict[OpenArticle, QTimer] = {}
        for mode in AUTOMATIC_SAVING.choices:
            actions[f"autosave_{mode}"].setChecked(mode == self.mode)
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(self._forget)
        open_articles.front_changed.connect(self._left)
        application.applicationStateChanged.connect(self._follow_state)
        for article in open_articles.articles():
            self._watch(article)

    @property
    def mode(self) -> AutomaticSaving:
        """When articles are saved by themselves."""
        return self._settings.get(AUTOMATIC_SAVING)

    def choose(self, mode: AutomaticSaving) -> None:
        """Save at other times from now on."""
        self._settings.set(AUTOMATIC_SAVING, mode)
        for timer in self._timers.values():
            if mode is AutomaticSaving.PAUSE:
                timer.start()
            else:
                timer.stop()

    def _watch(self, article: OpenArticle) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(PAUSE_MS)
        timer.timeout.connect(lambda: self._pause_is_over(article))
        self._timers[article] = timer
        article.document.contentsChange.connect(lambda _at, _removed, _added: self._touched(article))
        article.header_changed.connect(lambda: self._touched(article))

    def _forget(self, article: OpenArticle) -> None:
        timer = self._timers.pop(article, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
        if self._front is article:
            self._front = None

    def _touched(self, article: OpenArticle) -> None:
        timer = self._timers.get(article)
        if timer is not None and self.mode is AutomaticSaving.PAUSE:
            timer.start()

    def _pause_is_over(self, article: OpenArticle) -> None:
        pane = self._open_articles.pane_of(article)
        if pane is not None and pane.is_composing():
            self._timers[article].start()  # the pause begins when the word stands
        elif self.mode is AutomaticSaving.PAUSE:
            self._save(article)

    def _left(self, article: OpenArticle | None) -> None:
        before, self._front = self._front, article
        if before is not None and before is not article and self.mode is AutomaticSaving.FOCUS:
            self._save(before)

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        if state != Qt.ApplicationState.ApplicationActive and self.mode is AutomaticSaving.FOCUS:
            for article in self._open_articles.unsaved():
                self._save(article)

    def _save(self, article: OpenArticle) -> None:
        pane = self._open_articles.pane_of(article)
        if pane is None or pane.is_composing() or article.path is None or article.read_only_reason:
            return
        if not article.is_dirty() or article.is_saving() or article.is_conflicted():
            return
        if self._saving.failures.has_failed(article):
            return  # told already, and tried again by itself
        article.save()
