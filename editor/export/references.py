"""Gives the pages of a site as a table in which a `ref` is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from editor.markup.page_table import PageTable
from editor.site.casting import as_terms
from editor.site.catalogue import Catalogue
from editor.site.site import Site
from editor.site.urls import Addresses, PermalinkError


def addresses_of(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the address of every page, below the site's, by language and Hugo's .Path."""
    addresses = Addresses(catalogue.site, catalogue.judged)
    pages: dict[str, dict[str, str]] = {}
    for entry in catalogue.judged.values():
        if entry.is_resource or entry.twin is not None:
            continue
        try:
            pages.setdefault(entry.page.language, {})[entry.page.content.page] = addresses.link_of(entry)
        except PermalinkError:
            continue
    return pages


def aliases_of(catalogue: Catalogue) -> set[str]:
    """Return the addresses that lead to an article by its `aliases`, as written there."""
    found: set[str] = set()
    for entry in catalogue.judged.values():
        found.update(as_terms(entry.value("aliases")))
    return found


class References:
    """The pages of a site. Reads every article's front matter, at the first reference."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def find(self, page: str, own_language: str, target: str, language: str) -> str | None:
        """Return the address, below the site's, of the page that `target` names in the article at `page`, or None."""
        return self._table.find(page, own_language, target, language)

    @cached_property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """The address of every page, as from `addresses_of`."""
        return addresses_of(self._catalogue)

    @cached_property
    def aliases(self) -> frozenset[str]:
        """The aliases of all articles."""
        return frozenset(aliases_of(self._catalogue))

    @cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue.build(self._site)

    @cached_property
    def _table(self) -> PageTable:
        return PageTable(self.pages)
