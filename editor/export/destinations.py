"""Says what is wrong with the links and pictures of an article, as the site will publish them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from editor.markup.shortcodes import TOKEN
from editor.site.bundles import bundle_folder, resolve_image
from editor.site.site import Site


class Destinations:
    """Judges the local destinations of one article. Reads the disk: not for the UI thread.

    A site's own render hook for links or images may find anything: then nothing is said.
    `pages` are the site's addresses by language and .Path; without them no link to a page is judged.
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
        # Hugo's own hooks run by default on sites in several languages and on one host.
        own = len(site.config.languages) > 1 and not site.config.is_multihost
        self._hooks = set(render_hooks) | ({"link", "image"} if own else set())
        self._known: set[str] | None = None
        if pages is not None:
            self._known = {_plain(a) for table in pages.values() for a in table.values()}
            self._known.update(_plain(urljoin("/", alias)) for alias in aliases)
        self._lists = set(site.config.taxonomies) | {"page", "index.xml", "sitemap.xml", "categories", "tags"}

    def image_problem(self, destination: str) -> str:
        """Return one sentence, or "" when Hugo publishes the picture (or it lies on the web)."""
        if "image" in self._hooks or not _is_local(destination):
            return ""
        if resolve_image(self._site, self._path, destination) is not None:
            return ""
        name = unquote(urlsplit(destination).path)
        is_beside = bool(name) and not name.startswith("/") and (self._path.parent / name).is_file()
        if is_beside and bundle_folder(self._path) is None:
            return (
                f"Hugo will not find “{name}”: only a page bundle (index.md in a folder of its own) "
                "brings files along."
            )
        return f"There is no picture “{name}” in the page bundle or under static."

    def link_problem(self, destination: str) -> str:
        """Return one sentence, or "" when the link leads to a page or file of the site (or to the web)."""
        if "link" in self._hooks or not _is_local(destination):
            return ""
        name = unquote(urlsplit(destination).path)
        if not name:
            return ""
        if name.lower().endswith((".md", ".markdown")):
            return (
                f"Hugo publishes this link as it is written, and there is no “{name}” on the site: use a ref."
            )
        if self._known is None or not self._address:
            return ""
        wanted = _plain(urljoin(self._address, name))
        if wanted in self._known or self._is_list(wanted):
            return ""
        last = wanted.rpartition("/")[2]
        if "." in last:
            found = resolve_image(self._site, self._path, destination)
            return (
                "" if found is not None else f"There is no file “{name}” in the page bundle or under static."
            )
        if (resolve_image(self._site, self._path, destination)) is not None:
            return ""
        return f"No page of this site stands at “{name}”."

    def _is_list(self, wanted: str) -> bool:
        """Whether an address may be one of Hugo's own pages: home, sections, terms, paginated lists."""
        parts = [part for part in wanted.split("/") if part]
        if not parts or any(part in self._lists for part in parts):
            return True
        assert self._known is not None
        return _is_above(wanted, self._known)


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
