"""An article as read from its site: its text, and what Hugo derives from its front matter and its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.articles.article import Article
from editor.rendering.xml_text import one_line
from editor.site.casting import as_text
from editor.site.catalogue.judged import Judged
from editor.site.publishing import is_draft


class ArticleSourceError(Exception):
    """An article that cannot be exported; the text is one sentence without the file's name."""


@dataclass(frozen=True, slots=True)
class ArticleSource:
    """An article as read: its text, and what Hugo derives from its front matter and its place."""

    path: Path
    data: bytes
    article: Article
    judged: Judged
    link: str = ""
    """Where Hugo publishes it, below the site's address."""
    address: str = ""
    """Where Hugo publishes it, absolute; "" when the site has no address."""

    @property
    def is_draft(self) -> bool:
        """Whether Hugo takes it for a draft, by its own front matter or an inherited one."""
        return is_draft(self.judged.params)

    def text(self, key: str) -> str:
        """Return a field as plain text on one line, "" when there is none; `key` in lower case."""
        return one_line(as_text(self.judged.value(key)))
