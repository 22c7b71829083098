"""The names by which an author knows the open articles."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.plain_text import one_line

_IN_WORDS = 32  # characters of a title in a notice
_LONGEST = 200
_LOOKED_AT = 2000


class Titles(QObject):
    """An article is called by its title, else by its file or by its bundle's folder."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._titles: dict[OpenArticle, str] = {}

    def set(self, article: OpenArticle, title: str) -> None:
        """Give an article a title; empty falls back to the file name."""
        self._titles[article] = title

    def forget(self, article: OpenArticle) -> None:
        """An article is closed."""
        self._titles.pop(article, None)

    def title(self, article: OpenArticle) -> str:
        """Return its name as one line of bounded length."""
        title = self._titles.get(article, "")
        if title:
            if len(title) > _LOOKED_AT:
                # No more is looked at than can be seen of it: its beginning and its end.
                title = f"{title[: _LOOKED_AT // 2]}…{title[-_LOOKED_AT // 2 :]}"
            # In a title a line break is a space, as on the page; in a file name it is shown.
            return one_line(" ".join(title.split()), _LONGEST)
        if article.path is None:
            return self.tr("Untitled")
        # A bundle's file is always index.md: its folder says which article it is.
        is_bundle = article.path.stem.partition(".")[0] in ("index", "_index")
        return one_line(article.path.parent.name if is_bundle else article.path.name)

    def in_words(self, article: OpenArticle) -> str:
        """Return its name for a sentence of one line: the longest leaves room for what is said of it."""
        return one_line(self.title(article), _IN_WORDS)
