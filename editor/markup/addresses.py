"""Addresses of links and images: as Goldmark writes them, or resolved as Hugo's embedded render hooks do."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import quote, urlsplit

from .characters import escaped_address, is_dangerous
from .settings import MarkupSettings

Finder = Callable[[str], str | None]


def embedded_hook_runs(when: str, own_hook: bool, multilingual: bool) -> bool:
    """Whether Hugo uses its embedded hook: `when` is `useEmbedded`, `own_hook` tells of one in the site or theme."""
    if when == "always":
        return True
    if own_hook or when == "never":
        return False
    return when == "fallback" or multilingual


class Addresses:
    """Turns destinations as written into what stands in `href` and `src` of one page.

    `find_link` and `find_image` give the address of a page or a file, None when there is none; they are asked only
    where Hugo's embedded hooks run.
    """

    def __init__(
        self,
        settings: MarkupSettings,
        *,
        page: str = "",
        multilingual: bool = False,
        render_hooks: Collection[str] = (),
        find_link: Finder | None = None,
        find_image: Finder | None = None,
    ) -> None:
        hooks = {name.removeprefix("render-") for name in render_hooks}
        self._unsafe = settings.unsafe
        self._page = page
        links = embedded_hook_runs(settings.use_embedded_link_hook, "link" in hooks, multilingual)
        images = embedded_hook_runs(settings.use_embedded_image_hook, "image" in hooks, multilingual)
        self._find_link = find_link if links else None
        self._find_image = find_image if images else None

    def link(self, destination: str) -> str:
        """The `href` of a link."""
        if self._find_link is None:
            return self._plain(destination)
        if destination.startswith("#"):
            return self._page + _encoded(destination)
        return self._resolved(destination, self._find_link)

    def image(self, destination: str) -> str:
        """The `src` of an image."""
        return (
            self._plain(destination)
            if self._find_image is None
            else self._resolved(destination, self._find_image)
        )

    def _plain(self, destination: str) -> str:
        address = escaped_address(destination)
        return "" if is_dangerous(address) and not self._unsafe else address

    def _resolved(self, destination: str, find: Finder) -> str:
        try:
            parts = urlsplit(destination)
        except ValueError:
            return self._plain(destination)
        if not destination or parts.scheme or parts.netloc:
            return self._plain(destination)
        found = find(parts.path.removeprefix("./")) if parts.path else None
        if found is None:
            return _encoded(destination)
        query = f"?{parts.query}" if parts.query else ""
        return _encoded(found + query + (f"#{parts.fragment}" if parts.fragment else ""))


def _encoded(address: str) -> str:
    return quote(address, safe="/:?#[]@!$&'()*+,;=%~-._")
