"""Addresses of links and images: as Goldmark writes them, or resolved as Hugo's embedded render hooks do."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from editor.markup.characters import escaped_address, is_dangerous
from editor.markup.settings import MarkupSettings

Finder = Callable[[str], str | None]
REFUSED = "#ZgotmplZ"
"""What a Go template writes in place of an address that it takes for dangerous."""
_NO_URL = re.compile(r"[^!-~]+|[\"<>\\^`{|}]+")
_TO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%!#$&*+,/:;=?@\[\]._~-]+")


def embedded_hook_runs(when: str, own_hook: bool, by_itself: bool) -> bool:
    """Whether Hugo uses its embedded hook: `when` is `useEmbedded`, `own_hook` tells of one in the site or theme."""
    if when == "always":
        return True
    if own_hook or when == "never":
        return False
    return when == "fallback" or by_itself


class PageAddresses:
    """Turns destinations as written into what stands in `href` and `src` of one page.

    `find_link` and `find_image` give the address of a page or a file, None when there is none; they are asked only
    where Hugo's embedded hooks run.
    """

    def __init__(
        self,
        settings: MarkupSettings,
        *,
        page: str = "",
        runs_by_itself: bool = False,
        render_hooks: Collection[str] = (),
        find_link: Finder | None = None,
        find_image: Finder | None = None,
    ) -> None:
        hooks = {name.removeprefix("render-") for name in render_hooks}
        self._unsafe = settings.unsafe
        self._page = page
        links = embedded_hook_runs(settings.use_embedded_link_hook, "link" in hooks, runs_by_itself)
        images = embedded_hook_runs(settings.use_embedded_image_hook, "image" in hooks, runs_by_itself)
        self._find_link = find_link if links else None
        self._find_image = find_image if images else None

    def link(self, destination: str) -> str:
        """The `href` of a link."""
        if self._find_link is None:
            return self._plain(destination)
        if destination.startswith("#"):
            return template_address(_escaped(self._page) + destination)
        return self._resolved(destination, self._find_link)

    def bare(self, address: str) -> str:
        """The `href` of an address that stands in the text itself; `address` is its escaped form."""
        if self._find_link is not None:
            return template_address(address)
        return "" if is_dangerous(address) and not self._unsafe else address

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
        found = find(parts.path.removeprefix("./")) if destination and not parts.scheme else None
        if found is None:
            return template_address(_escaped(destination))
        query = f"?{parts.query}" if parts.query else ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return template_address(_escaped(found + query) + fragment)


def _escaped(address: str) -> str:
    """What cannot stand in an address, in per cent signs with capitals, as Go's package net/url writes them."""
    return _NO_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), address)


def base_path(base_url: str) -> str:
    """The path of a site's address, "/blog" for https://example.org/blog/ and "" for https://example.org/."""
    try:
        return urlsplit(base_url).path.rstrip("/")
    except ValueError:
        return ""


def template_address(address: str) -> str:
    """An address as a Go template writes it into an attribute, before HTML is escaped (Go, html/template/url.go)."""
    scheme, colon, _ = address.partition(":")
    if colon and "/" not in scheme and scheme.lower() not in ("http", "https", "mailto"):
        return REFUSED
    return _TO_ESCAPE.sub(lambda match: "".join(f"%{byte:02x}" for byte in match[0].encode()), address)
