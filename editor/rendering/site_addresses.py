"""The addresses that a site publishes pages at: asked by every link of every article, so computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from editor.markup.page_table import PageTable


class SiteAddresses:
    """The addresses of all pages and aliases, by language and Hugo's .Path, below the site's own."""

    def __init__(self, pages: Mapping[str, Mapping[str, str]], aliases: Iterable[str] = ()) -> None:
        self.pages = pages
        self._aliases = aliases

    def holds(self, address: str) -> bool:
        """Whether a page or alias stands at an address (as from `plain_address`)."""
        return address in self._known

    def is_above(self, address: str) -> bool:
        """Whether pages stand below an address."""
        return address in self._above

    @cached_property
    def table(self) -> PageTable:
        """The pages, to be looked up as Hugo does."""
        return PageTable(self.pages)

    @cached_property
    def _known(self) -> frozenset[str]:
        found = {plain_address(address) for table in self.pages.values() for address in table.values()}
        return frozenset(found | {plain_address(urljoin("/", alias)) for alias in self._aliases})

    @cached_property
    def _above(self) -> frozenset[str]:
        found: set[str] = set()
        for address in self._known:
            above = address.rpartition("/")[0]
            while above and above not in found:
                found.add(above)
                above = above.rpartition("/")[0]
        return frozenset(found)


def plain_address(address: str) -> str:
    """Return an address's path as it is compared: decoded, lower case, without the slash at its end."""
    try:
        return unquote(urlsplit(address).path).rstrip("/").lower()
    except ValueError:
        return ""
