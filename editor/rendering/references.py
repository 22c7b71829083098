"""Gives the pages of a site as tables in which references and links are looked up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path

from editor.articles.problems import Judgement
from editor.markup.page_table import PagePath
from editor.rendering.site_addresses import SiteAddresses
from editor.site.casting import as_bool, as_terms
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.judged import Judged
from editor.site.catalogue.pages import Page
from editor.site.content_path import normalised
from editor.site.header import Header
from editor.site.publishing import Dates, Publication, has_no_address
from editor.site.site import Site
from editor.site.urls import PermalinkError, Permalinks

# Why a page is not there for others, by the state of its article.
_ABSENT = {
    "draft": "is a draft",
    "scheduled": "is not published before its date",
    "expired": "has expired",
}


def addresses_of(catalogue: Catalogue) -> SiteAddresses:
    """Return the addresses of all pages of a site: those with a file, and those that Hugo makes by itself."""
    return _Collected(catalogue).addresses()


class _Collected:
    """The pages of a catalogue, put together for one table."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._site = catalogue.site
        self._permalinks = Permalinks(catalogue.site, catalogue.judged)
        self._pages: dict[str, dict[str, str]] = {}
        self._withheld: dict[str, dict[str, str]] = {}
        self._aliases: set[str] = set()
        self._terms: dict[str, dict[str, dict[str, None]]] = {}
        """The terms of each taxonomy by language; a dictionary keeps them in order."""

    def addresses(self) -> SiteAddresses:
        """Put them together."""
        for name, entry in self._catalogue.judged.items():
            summary = self._catalogue.get(Path(name))
            if summary is not None and not entry.is_resource and entry.twin is None:
                self._take(entry, summary.publication)
        for language, pages in self._pages.items():
            self._add_generated(language, pages)
        return SiteAddresses(
            self._pages, sorted(self._aliases), self._withheld, sorted(self._catalogue.adapters)
        )

    def _take(self, entry: Judged, publication: Publication) -> None:
        language, place = entry.page.language, entry.page.content.page
        try:
            link, aliases = self._permalinks.link_of(entry), self._permalinks.aliases_of(entry)
        except PermalinkError:
            return
        self._pages.setdefault(language, {})[place] = link
        reason = _absence(entry, publication, self._site.config.disabled_kinds(language))
        if reason:
            self._withheld.setdefault(language, {})[place] = reason
            return
        self._aliases.update(aliases)
        if not (has_no_address(entry.params) or as_bool(entry.value("headless"))):
            own = self._terms.setdefault(language, {})
            for plural in self._site.config.taxonomies_of(language):
                own.setdefault(plural, {}).update(dict.fromkeys(as_terms(entry.param(plural.lower()))))

    def _add_generated(self, language: str, pages: dict[str, str]) -> None:
        """Add the home page, the first sections, taxonomies and terms, which need no file of their own."""
        sections = {page.split("/")[1] for page in pages if page.count("/") > 1}
        sections |= {place.split("/")[1] for place in self._catalogue.adapters} - {""}
        made: list[tuple[str, str, str]] = [
            ("home", "", ""),
            *(("section", name, name) for name in sorted(sections)),
        ]
        disabled = self._site.config.disabled_kinds(language)
        for plural in self._site.config.taxonomies_of(language):
            made.append(("taxonomy", plural, plural))
            if "term" not in disabled:
                terms = self._terms.get(language, {}).get(plural, {})
                made += [("term", f"{plural}/{term}", term) for term in terms]
        for kind, folder, title in made:
            page = normalised(f"/{folder}")
            if page not in pages:
                pages[page] = self._generated_link(kind, folder, title, language)

    def _generated_link(self, kind: str, folder: str, title: str, language: str) -> str:
        name = f"{folder}/_index.md" if folder else "_index.md"
        content = self._site.parse_logical(name)
        header = Header(fields={"title": title})
        page = Page(Path(name), self._site.content_folders[0], content, language, header, False)
        try:
            return self._permalinks.link_of(Judged(page, kind, header.fields, {}, Dates(), False, None))
        except PermalinkError:
            return content.page.rstrip("/") + "/"


def _absence(entry: Judged, publication: Publication, disabled_kinds: Collection[str]) -> str:
    """Why a page is not there for a `ref` when the site is built, "" when it is (found by running Hugo)."""
    if entry.kind in ("home", "section") and entry.page.content.page.count("/") == 1:
        # Hugo makes the home page and the first sections by itself where their files are left out.
        return ""
    is_disabled = entry.kind in ("page", "term") and entry.kind in disabled_kinds
    if entry.page.is_link or entry.page.content.disabled or is_disabled:
        return "is not built"
    return _ABSENT.get(publication.state, "")


class References:
    """The pages of a site. Reads every article's front matter, at the first reference."""

    def __init__(self, site: Site, catalogue: Catalogue | None = None) -> None:
        self._site, self._read = site, catalogue

    def find(self, place: PagePath, target: str, language: str) -> str | None:
        """Return the address, below the site's, of the page that a `ref` names in the article at `place`, or None."""
        return self.addresses.table.find(place, target, language)

    def problem(self, place: PagePath, target: str, language: str) -> Judgement | None:
        """Return what is wrong with a `ref` in the article at `place`, or None."""
        return self.addresses.targets.problem(place, target, language)

    def find_link(self, place: PagePath, target: str) -> str | None:
        """Return the address, below the site's, of the page that a link's path leads to, or None."""
        return self.addresses.table.find_link(place, target)

    @property
    def pages(self) -> Mapping[str, Mapping[str, str]]:
        """The address of every page by language and Hugo's .Path."""
        return self.addresses.pages

    @cached_property
    def addresses(self) -> SiteAddresses:
        """The addresses of all pages and aliases."""
        return addresses_of(self._read if self._read is not None else Catalogue.build(self._site))
