"""Finds the page that a `ref` or `relref` names, as Hugo does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from editor.site.catalogue import Catalogue
from editor.site.content_path import CONTENT_EXTENSIONS, normalised
from editor.site.site import Site
from editor.site.summarise import Judged
from editor.site.urls import Addresses, PermalinkError


class References:
    """The pages of a site by path and by name. Reads every article's front matter, at the first reference."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def find(self, page: str, own_language: str, target: str, language: str) -> str | None:
        """Return the address, below the site's, of the page that `target` names in the article at `page`, or None.

        `page` is Hugo's .Path of the article. A relative target is looked up from the article, then from the top,
        then by its last part if only one page has that name.
        """
        wanted = _without_extension(normalised(target.strip()))
        code = language.lower() or own_language
        if wanted.startswith("/"):
            ways = [wanted]
        else:
            ways = [f"{page.rstrip('/')}/{wanted}", f"{page.rpartition('/')[0]}/{wanted}", f"/{wanted}"]
        for way in ways:
            entry = self._pages.get((code, _clean(way)))
            if entry is not None:
                return self._address(entry)
        if not wanted.startswith("/"):
            named = self._names.get((code, wanted.rpartition("/")[2]), [])
            if len(named) == 1:
                return self._address(named[0])
        return None

    @cached_property
    def _judged(self) -> Mapping[str, Judged]:
        return Catalogue.build(self._site).judged

    @cached_property
    def _addresses(self) -> Addresses:
        return Addresses(self._site, self._judged)

    @cached_property
    def _pages(self) -> dict[tuple[str, str], Judged]:
        return {
            (entry.page.language, entry.page.content.page): entry
            for entry in self._judged.values()
            if not entry.is_resource and entry.twin is None
        }

    @cached_property
    def _names(self) -> dict[tuple[str, str], list[Judged]]:
        names: dict[tuple[str, str], list[Judged]] = {}
        for (language, path), entry in self._pages.items():
            names.setdefault((language, path.rpartition("/")[2]), []).append(entry)
        return names

    def _address(self, entry: Judged) -> str | None:
        try:
            return self._addresses.link_of(entry)
        except PermalinkError:
            return None


def _without_extension(path: str) -> str:
    stem, dot, suffix = path.rpartition(".")
    if dot and suffix in CONTENT_EXTENSIONS:
        path = stem
    for index in ("/_index", "/index"):
        path = path.removesuffix(index)
    return "" if path in ("_index", "index") else path


def _clean(path: str) -> str:
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part and part != ".":
            parts.append(part)
    return "/" + "/".join(parts)
