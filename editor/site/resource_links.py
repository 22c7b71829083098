"""Where Hugo publishes the files that a page brings along, by the names under which the page can ask for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from posixpath import normpath

from editor.site.bundles import bundle_folder, default_language_twin, find_asset, resources
from editor.site.content_path import CONTENT_EXTENSIONS
from editor.site.site import Site

Links = Mapping[str, Mapping[str, str]]
"""The address of every page below the site's, by language and Hugo's .Path."""


class PageFiles:
    """The files that one article's page finds by a path: its own resources, then the site's assets."""

    def __init__(self, site: Site, path: Path, links: Callable[[], Links]) -> None:
        """`links` is asked when the first file is looked up."""
        self._site, self._path, self._links = site, path, links

    def find(self, wanted: str) -> str | None:
        """Return the address of a file, below the site's, or None."""
        own = self._resources.get(wanted.lstrip("/").lower())
        if own is not None:
            return own
        is_asset = bool(wanted.strip("/")) and find_asset(self._site, wanted) is not None
        return normpath("/" + wanted.lstrip("/")) if is_asset else None

    @cached_property
    def _resources(self) -> dict[str, str]:
        return resource_links(self._site, self._path, self._links())


def resource_links(site: Site, path: Path, links: Links) -> dict[str, str]:
    """Return the addresses, below the site's, of an article's page resources by name; names in lower case.

    A file with a language in its name belongs to that language, any other to the default one, which publishes it
    for all (unless every language has its own copies): where the page has no version in the default language,
    nobody publishes the file. Reads the disk. (Found by running Hugo.)
    """
    content = site.content_path(path)
    own = site.language_of(path)
    place = site.folder_of(path)
    shared = (place.language if place is not None else "") or site.config.default_language
    if site.config.copies_resources:
        shared = own
    found: dict[str, str] = {}
    twin = default_language_twin(site, path)
    places = [(path, shared)] if twin is None else [(twin, site.config.default_language), (path, shared)]
    for index, default in places:
        preferred: dict[str, str] = {}
        folder = bundle_folder(index) or index.parent / index.name.rpartition(".")[0]
        for file in resources(index):
            relative = file.relative_to(folder).as_posix()
            name, language = _without_language(relative, site.config.languages)
            if file.suffix[1:].lower() in CONTENT_EXTENSIONS or language not in ("", own):
                continue
            page = links.get(language or default, {}).get(content.page)
            if page is not None:
                link = page.rstrip("/") + "/" + relative
                (preferred if language else found).update({name.lower(): link, relative.lower(): link})
        found |= preferred
    return found


def _without_language(relative: str, languages: Mapping[str, object]) -> tuple[str, str]:
    """A file's name without the language in it, and that language: ("own.png", "fr") for ``own.fr.png``."""
    stem, dot, suffix = relative.rpartition(".")
    base, second, code = stem.rpartition(".")
    if dot and second and "/" not in code and code.lower() in languages:
        return f"{base}.{suffix}", code.lower()
    return relative, ""
