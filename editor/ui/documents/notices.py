"""What is said in the status line, and of whom: words about an article go when the author leaves or closes it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.window.status_line import StatusLine


class Notices(QObject):
    """Says sentences that stay until the next one, or until their article is no longer in front."""

    def __init__(self, status: StatusLine, open_articles: OpenArticles, parent: QObject) -> None:
        super().__init__(parent)
        self._status, self._open_articles = status, open_articles
        self._front: OpenArticle | None = open_articles.front()
        open_articles.front_changed.connect(self._follow)
        open_articles.closed.connect(status.forget)
        open_articles.opened.connect(self._watch)
        for article in open_articles.articles():
            self._watch(article)

    def say(self, text: str) -> None:
        """Say something of the site or the program."""
        self._status.show_notice(text, lasting=True)

    def say_here(self, text: str) -> None:
        """Say something of the article in front."""
        self._status.show_notice(text, lasting=True, about=self._open_articles.front())

    def say_of(self, article: OpenArticle, text: str) -> None:
        """Say something of an article, wherever it is: it goes when the author has been there and left."""
        self._status.show_notice(text, lasting=True, about=article)

    def _watch(self, article: OpenArticle) -> None:
        # “Saving writes it again”, “is still not saved”: done now.
        article.saved.connect(lambda: self._status.settle(article))

    def _follow(self, article: OpenArticle | None) -> None:
        before, self._front = self._front, article
        if before is not None and before is not article:
            self._status.forget(before)
