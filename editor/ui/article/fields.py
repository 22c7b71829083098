"""The fields of an open article for views that show what can be read, and nothing where the front matter is broken."""

from __future__ import annotations

from collections.abc import Mapping

from editor.articles.front_matter.front_matter import FrontMatterError
from editor.articles.values import Value
from editor.ui.article.open_article import OpenArticle


def fields_of(article: OpenArticle) -> Mapping[str, Value]:
    """Return the fields as Hugo reads them; none while the block does not parse."""
    try:
        return article.front_matter().fields
    except FrontMatterError:
        return {}
