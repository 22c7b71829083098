"""What the front matter and the site say about an article, as a finished document carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from editor.articles.values import Value
from editor.rendering.language import language_of_text
from editor.rendering.source import ArticleSource
from editor.rendering.xml_text import one_line
from editor.site.casting import as_terms, as_text
from editor.site.site import Site


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter and the site say about an article. Texts are plain, "" when unknown."""

    title: str
    language: str = "en"
    """A BCP 47 tag such as `zh-TW`."""
    direction: str = "ltr"
    date: datetime | None = None
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    source_name: str = ""
    source_url: str = ""
    site_title: str = ""
    address: str = ""
    """Where Hugo publishes it, absolute."""
    identity: str = ""
    """What stays the same between two exports of the article; not for readers."""


def metadata_of(site: Site, source: ArticleSource) -> Metadata:
    """Return what front matter and configuration say about an article."""
    config = site.config
    page = source.judged.page
    language = config.languages.get(page.language)
    declared = (language.locale if language is not None else "") or page.language
    dates = source.judged.dates
    return Metadata(
        title=source.text("title") or one_line(page.content.name or source.path.stem),
        language=language_of_text(declared, source.text("title") + source.article.body),
        direction="rtl" if language is not None and language.direction == "rtl" else "ltr",
        date=dates.date,
        modified=dates.lastmod,
        authors=_authors(source.judged.params),
        description=source.text("description") or source.text("summary"),
        keywords=tuple(dict.fromkeys(_terms(site, source.judged.params, page.language))),
        source_name=source.text("source_name"),
        source_url=source.text("source_url"),
        site_title=one_line(config.title if language is None else language.title or config.title),
        address=source.address,
        identity=f"{page.language} {page.content.page} {source.text('title')} {source.text('date')}",
    )


def _terms(site: Site, params: Mapping[str, Value], language: str) -> Iterator[str]:
    for key in ("keywords", *site.config.taxonomies_of(language)):
        yield from filter(None, map(one_line, as_terms(params.get(key.lower()))))


def _authors(params: Mapping[str, Value]) -> tuple[str, ...]:
    """`author` or `authors`: a text, a list, or tables with a `name`, as the common themes take them."""
    found: list[str] = []
    for key in ("author", "authors"):
        value = params.get(key)
        for item in value if isinstance(value, list) else [value]:
            name = as_text(item.get("name")) if isinstance(item, Mapping) else as_text(item)
            if one_line(name):
                found.append(one_line(name))
    return tuple(dict.fromkeys(found))
