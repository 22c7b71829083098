"""Gives the pages of a site as a table in which a `ref` is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from editor.markup.page_table import PagePath
from editor.rendering.site_addresses import SiteAddresses
from editor.site.casting import as_terms
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.urls import PermalinkError, Permalinks, language_prefix


def addresses_of(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return the address of every page, below the site's, by language and Hugo's .Path."""
    addresses = Permalinks(catalogue.site, catalogue.judged)
    pages: dict[str, dict[str, str]] = {}
    for entry in catalogue.judged.values():
        if entry.is_resource or entry.twin is not None:
            continue
        try:
            pages.setdefault(entry.page.language, {})[entry.page.content.page] = addresses.link_of(entry)
        except PermalinkError:
            continue
    for language, found in pages.items():
        _add_generated(catalogue.site, language, found)
    return pages


def _add_generated(site: Site, language: str, pages: dict[str, str]) -> None:
    """Add the home page and the sections that Hugo makes without a file of their own."""
    prefix = language_prefix(site.config, language)
    lead = f"/{prefix}/" if prefix else "/"
    sections = {page.split("/")[1] for page in pages if page.count("/") > 1}
    pages.setdefault("/", lead)
    for section in sections:
        pages.setdefault(f"/{section}", f"{lead}{section}/")


def aliases_of(catalogue: Catalogue) -> set[str]:
    """Return the addresses that lead to an article by its `aliases`, as written there."""
    found: set[str] = set()
    for entry in catalogue.judged.values():
        found.update(as_terms(entry.value("aliases")))
    return found


class References:
    """The pages of a site. Reads every article's front matter, at the first reference."""

    def __init__(self, site: Site, catalogue: Catalogue | None = None) -> None:
        self._site, self._read = site, catalogue

    def find(self, place: PagePath, target: str, language: str) -> str | None:
        """Return the address, below the site's, of the page that a `ref` names in the article at `place`, or None."""
        return self.addresses.table.find(place, target, language)

    def find_link(self, place: PagePath, target: str) -> str | None:
        """Return the address, below the site's, of the page that a link's path leads to, or None."""
        return self.addresses.table.find_link(place, target)

    @cached_property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """The address of every page, as from `addresses_of`."""
        return addresses_of(self._catalogue)

    @cached_property
    def addresses(self) -> SiteAddresses:
        """The addresses of all pages and aliases."""
        return SiteAddresses(self.pages, aliases_of(self._catalogue))

    @cached_property
    def _catalogue(self) -> Catalogue:
        return self._read if self._read is not None else Catalogue.build(self._site)
