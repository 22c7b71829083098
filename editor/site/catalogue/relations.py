"""What the pages of a site mean to each other: bundles, cascades, and files that make the same page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editor.site.catalogue.cascade import CascadeRule, read_rules
from editor.site.catalogue.pages import Page, is_below_leaf
from editor.site.content_path import MARKDOWN_EXTENSIONS


@dataclass(frozen=True, slots=True)
class Relations:
    """What pages mean to each other."""

    leaves: frozenset[str]
    """The folders of leaf bundles, below the content folder."""
    cascades: Mapping[tuple[str, str], tuple[CascadeRule, ...]]
    """The rules of each page that has a cascade, by language and page path.

    A section's hold below it. So do, since Hugo 0.158, those of any other page, in a folder of its name.
    """
    winners: Mapping[tuple[str, str], Page]
    """The file that Hugo takes for each page, by language and page path."""

    @classmethod
    def of(cls, pages: Iterable[Page]) -> Relations:
        """Find the relations of all pages of a site."""
        pages = list(pages)
        leaves = frozenset(page.directory for page in pages if page.content.kind == "leaf")
        cascades = {}
        winners: dict[tuple[str, str], Page] = {}
        for page in pages:
            key = (page.language, page.content.page)
            if "cascade" in page.header.fields:
                rules = read_rules(page.header.fields["cascade"], page.path)
                if rules:
                    cascades[key] = rules
            rival = winners.get(key)
            if (rival is None or _precedes(page, rival)) and not is_below_leaf(page, leaves):
                winners[key] = page
        return cls(leaves, cascades, winners)


def _precedes(page: Page, rival: Page) -> bool:
    """Whether Hugo takes `page` and not `rival` where both make the same page (found by running it)."""
    return _rank(page) < _rank(rival)


def _rank(page: Page) -> tuple[bool, bool, str]:
    # A bundle before a single file, Markdown before the other formats, then by name.
    is_markdown = page.content.extension in MARKDOWN_EXTENSIONS
    return (not page.content.is_bundle, not is_markdown, page.content.logical)
