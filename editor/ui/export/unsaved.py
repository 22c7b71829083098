"""The unsaved text of what is to be exported: which articles have some, and saving them first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.site.places import is_covered
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles


class UnsavedInExport(QObject):
    """An export reads files. `changed` tells that other articles have unsaved text now.

    After `save` comes `saved` once all files hold their text, or `not_saved` as soon as one could not be written,
    waits for a decision, or was closed; who says why says it already.
    """

    changed = Signal()
    saved = Signal()
    not_saved = Signal()

    def __init__(self, open_articles: OpenArticles, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles = open_articles
        self._waiting: set[OpenArticle] = set()
        open_articles.unsaved_changed.connect(self.changed)
        open_articles.closed.connect(self._lose)

    def titles(self, paths: Sequence[Path]) -> list[str]:
        """Return the names of the articles at or below these paths whose files lack what is on the screen."""
        return [self._open_articles.title(article) for article in self._among(paths)]

    def save(self, paths: Sequence[Path]) -> None:
        """Write the files of these articles."""
        articles = self._among(paths)
        self._waiting = set(articles)
        if not articles:
            self.saved.emit()
        for article in articles:
            article.saved.connect(partial(self._was_saved, article))
            article.merged.connect(partial(self._save_merged, article))
            article.save_failed.connect(lambda _reason, one=article: self._lose(one))
            article.conflicted.connect(lambda _merged, _stored, one=article: self._lose(one))
            article.save()

    def _among(self, paths: Sequence[Path]) -> list[OpenArticle]:
        return [
            article
            for article in self._open_articles.unsaved()
            if article.path is not None and is_covered(article.path, paths)
        ]

    def _was_saved(self, article: OpenArticle) -> None:
        if article in self._waiting and not article.is_dirty():
            self._waiting.discard(article)
            if not self._waiting:
                self.saved.emit()

    def _save_merged(self, article: OpenArticle) -> None:
        """The file held another program's change too: it is in the text now, and the save is still to come."""
        if article in self._waiting and not article.is_saving():
            article.save()

    def _lose(self, article: OpenArticle) -> None:
        if article in self._waiting:
            self._waiting.clear()
            self.not_saved.emit()
