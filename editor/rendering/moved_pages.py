"""All pages of a site as they are, or as they would be if articles were renamed or gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from editor.markup.page_table import PageTable
from editor.rendering.link_words import folded
from editor.rendering.site_addresses import plain_address
from editor.site.catalogue.judged import Judged
from editor.site.places import is_covered
from editor.site.site import Site
from editor.site.urls import PermalinkError, Permalinks

Elsewhere = Callable[[Path], Path | None]
"""Where a file will be; None for one that will be gone."""


class SitePages:
    """The pages by name and by address; a page is the same one by the path of its file now."""

    def __init__(self, site: Site, judged: Mapping[str, Judged]) -> None:
        self._addresses = Permalinks(site, judged)
        self.at: dict[str, str] = {}
        """The page at each address."""
        names: dict[str, dict[str, str]] = {}
        aliases: list[tuple[str, str]] = []
        for name, entry in judged.items():
            if entry.is_resource or entry.twin is not None:
                continue
            names.setdefault(entry.page.language, {})[entry.page.content.page] = name
            if address := self.address_of(entry):
                self.at[plain_address(address)] = name
                aliases += [(alias, name) for alias in self._addresses.aliases_of(entry)]
        for alias, name in aliases:
            self.at.setdefault(plain_address(alias), name)
        for language, pages in names.items():
            # The home page and the sections that Hugo makes by itself.
            for page in ["/", *{f"/{page.split('/')[1]}" for page in list(pages) if page.count("/") > 1}]:
                pages.setdefault(page, f"{language}:{page}")
        self.table = PageTable(names)

    def address_of(self, entry: Judged) -> str:
        """Return a page's address below the site's, "" where it has none."""
        try:
            return self._addresses.link_of(entry)
        except PermalinkError:
            return ""

    def words_of(self, judged: Mapping[str, Judged], olds: Sequence[Path]) -> set[str]:
        """Return what a link to one of these files has to contain, folded."""
        words = {folded(old.name) for old in olds if old.suffix == ""}
        for name, entry in judged.items():
            if is_covered(Path(name), olds):
                addresses = [self.address_of(entry), entry.page.content.page]
                addresses += self._addresses.aliases_of(entry) if addresses[0] else []
                words |= {folded(address.rstrip("/").rpartition("/")[2]) for address in addresses}
        return words - {""}


def elsewhere_of(olds: Sequence[Path], new: Path | None) -> Elsewhere:
    """Return where a file will be if `olds` are gone, or the only one of them is called `new`."""

    def elsewhere(path: Path) -> Path | None:
        old = next((old for old in olds if is_covered(path, (old,))), None)
        if old is None:
            return path
        return None if new is None else new / path.relative_to(old) if path != old else new

    return elsewhere


def moved_pages(
    site: Site, judged: Mapping[str, Judged], elsewhere: Elsewhere
) -> Iterator[tuple[str, Judged]]:
    """Yield the pages as they would be, by their names now."""
    for name, entry in judged.items():
        path = elsewhere(Path(name))
        if path is None:
            continue
        if path != Path(name):
            content = site.content_path(path)
            language = content.language or entry.page.folder.language or site.config.default_language
            entry = replace(entry, page=replace(entry.page, path=path, content=content, language=language))
        yield name, entry
