"""Says what is wrong with the links and pictures of an article, as the site will publish them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from editor.markup.addresses import base_path, embedded_hook_runs
from editor.markup.page_table import PageTable, Place
from editor.markup.settings import MarkupSettings
from editor.markup.shortcodes import TOKEN
from editor.site.bundles import bundle_folder, resolve_image
from editor.site.config import table_of, truth
from editor.site.places import is_file
from editor.site.resource_links import PageFiles
from editor.site.site import Site

_LONGEST_NAME = 100


class Destinations:
    """Judges the local destinations of one article. Reads the disk: not for the UI thread.

    A site's own render hook for links or images may find anything, and so may a theme that is not there: then nothing
    is said but what holds anyway.
    `address` is the article's below the site's. `pages` are the site's addresses by language and .Path; without them
    no link to a page is judged.
    """

    def __init__(
        self,
        site: Site,
        path: Path,
        address: str,
        *,
        render_hooks: Collection[str] = (),
        pages: Mapping[str, Mapping[str, str]] | None = None,
        aliases: Iterable[str] = (),
    ) -> None:
        self._site, self._path, self._address = site, path, address
        self._pages, self._aliases = pages, aliases
        settings = MarkupSettings.from_config(
            table_of(site.config.language_settings(site.language_of(path)).get("markup"))
        )
        when = {"image": settings.use_embedded_image_hook, "link": settings.use_embedded_link_hook}
        own = {name.removeprefix("render-") for name in render_hooks}
        self._embedded = {
            name: embedded_hook_runs(use, name in own, site.config.resolves_links)
            for name, use in when.items()
        }
        self._unknown = {name for name in when if name in own and not self._embedded[name]}
        self._layouts_known = site.knows_layouts
        self._base = base_path(site.config.base_url)
        self._files = PageFiles(site, path, lambda: pages or {})
        content = site.content_path(path)
        self._place = Place(content.page, content.logical, site.language_of(path))
        self._lists = set(site.config.taxonomies) | {"page", "index.xml", "sitemap.xml", "categories", "tags"}

    def image_problem(self, destination: str) -> str:
        """Return one sentence, or "" when Hugo publishes the picture (or it lies on the web)."""
        if "image" in self._unknown or not _is_local(destination):
            return ""
        if resolve_image(self._site, self._path, destination) is not None:
            return ""
        name = unquote(urlsplit(destination).path)
        if self._embedded["image"] and self._files.find(name.removeprefix("./")) is not None:
            return ""
        is_beside = bool(name) and not name.startswith("/") and is_file(self._path.parent / name)
        if is_beside and bundle_folder(self._path) is None:
            return (
                f"Hugo will not find “{_short(name)}”: only a page bundle (index.md in a folder of its own) "
                "brings files along."
            )
        if not self._layouts_known:
            return ""  # a theme may bring the picture, or a hook that finds it
        return (
            self._outside(name) or f"There is no picture “{_short(name)}” in the page bundle or under static."
        )

    def link_problem(self, destination: str) -> str:
        """Return one sentence, or "" when the link leads to a page or file of the site (or to the web)."""
        if "link" in self._unknown or not self._layouts_known or not _is_local(destination):
            return ""
        name = unquote(urlsplit(destination).path)
        if not name or (self._embedded["link"] and (self._pages is None or self._is_found(name))):
            return ""
        if name.lower().endswith((".md", ".markdown")):
            return f"Hugo publishes this link as it is written, and there is no “{_short(name)}” on the site: use a ref."
        if self._pages is None or not self._address:
            return ""
        if outside := self._outside(name):
            return outside
        wanted = _plain(urljoin(self._base + self._address, name)).removeprefix(self._base.lower())
        if wanted in self._known or self._is_list(wanted):
            return ""
        if resolve_image(self._site, self._path, destination) is not None:
            return ""
        if "." in wanted.rpartition("/")[2]:
            return f"There is no file “{_short(name)}” in the page bundle or under static."
        return f"No page of this site stands at “{_short(name)}”."

    def _is_found(self, name: str) -> bool:
        """Whether Hugo's own render hook leads to a page or file."""
        wanted = name.removeprefix("./")
        page = PageTable(self._pages or {}).find_link(self._place, wanted)
        return page is not None or self._files.find(wanted) is not None

    def _outside(self, name: str) -> str:
        """What is wrong with an address from the top of the host, where the site begins further down."""
        if not self._base or not name.startswith("/") or (name + "/").startswith(self._base + "/"):
            return ""
        if truth(self._site.config.settings.get("canonifyurls")):
            return ""
        return f"“{_short(name)}” is outside of the site, whose addresses begin with {self._base}/."

    @cached_property
    def _known(self) -> frozenset[str]:
        found = {_plain(address) for table in (self._pages or {}).values() for address in table.values()}
        return frozenset(found | {_plain(urljoin("/", alias)) for alias in self._aliases})

    def _is_list(self, wanted: str) -> bool:
        """Whether an address may be one of Hugo's own pages: home, sections, terms, paginated lists."""
        parts = [part for part in wanted.split("/") if part]
        if not parts or any(part in self._lists for part in parts):
            return True
        return _is_above(wanted, self._known)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"


def _is_above(folder: str, addresses: Iterable[str]) -> bool:
    return any(address.startswith(folder + "/") for address in addresses)


def _is_local(destination: str) -> bool:
    try:
        parts = urlsplit(destination)
    except ValueError:
        return False
    # What a shortcode puts there is looked up by itself.
    is_made = "{{" in destination or TOKEN.search(destination) is not None
    return not parts.scheme and not parts.netloc and not is_made


def _plain(address: str) -> str:
    return unquote(urlsplit(address).path).rstrip("/").lower()
