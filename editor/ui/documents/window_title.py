"""The window's title: the article in front, by the name its tab has, with a star while it is unsaved."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.open_articles import OpenArticles

_PLACE_OF_STAR = "[*]"
_LONGEST = 200  # characters: a title bar shows fewer


class WindowTitle(QObject):
    """Keeps the title bar in step with the open articles: another article in front, another title, a change, a save."""

    def __init__(self, open_articles: OpenArticles, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles, self._window = open_articles, window
        open_articles.front_changed.connect(self._show)
        open_articles.unsaved_changed.connect(self._show)
        open_articles.title_changed.connect(self._show_if_front)
        self._show()

    def _show_if_front(self, article: OpenArticle) -> None:
        if article is self._open_articles.front():
            self._show()

    def _show(self, _article: object = None) -> None:
        article = self._open_articles.front()
        if article is None:
            self._window.setWindowModified(False)
            self._window.setWindowTitle("Inkstone")
            return
        title = " ".join(self._open_articles.title(article)[: 2 * _LONGEST].split())
        if len(title) > _LONGEST:
            title = title[: _LONGEST - 1] + "…"
        # Qt's mark for the star's place stands for itself where it is doubled.
        title = title.replace(_PLACE_OF_STAR, 2 * _PLACE_OF_STAR)
        self._window.setWindowTitle(f"{title}{_PLACE_OF_STAR} — Inkstone")
        self._window.setWindowModified(article.is_dirty())
