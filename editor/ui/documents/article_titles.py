"""Names the tab of every open article by its own front matter, also of those that are not in front."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.ui.article.fields import fields_of
from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles


class ArticleTitles(QObject):
    """Follows each article's front matter: another program, a restart or an undo changes titles behind the one in front."""

    def __init__(self, open_articles: OpenArticles, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles = open_articles
        open_articles.opened.connect(self._watch)
        for article in open_articles.articles():
            self._watch(article)

    def _watch(self, article: OpenArticle) -> None:
        article.header_changed.connect(lambda: self._name(article))
        self._name(article)

    def _name(self, article: OpenArticle) -> None:
        fields = fields_of(article)
        title = fields.get("title") or fields.get("Title")
        self._open_articles.set_title(article, str(title) if title else "")
