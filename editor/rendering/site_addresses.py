"""The addresses that a site publishes pages at: asked by every link of every article, so computed once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from editor.markup.live.messages import SiteData
from editor.markup.page_table import PageTable, RefTargets


class SiteAddresses:
    """The addresses of all pages and aliases, below the site's own.

    `pages` by language and Hugo's .Path, those too that are not published: `withheld` says why, likewise. `adapters`:
    the places below which content adapters make pages that only Hugo knows.
    """

    def __init__(
        self,
        pages: Mapping[str, Mapping[str, str]],
        aliases: Sequence[str] = (),
        withheld: Mapping[str, Mapping[str, str]] | None = None,
        adapters: Sequence[str] = (),
    ) -> None:
        self.pages = pages
        self.aliases = aliases
        self.withheld = withheld or {}
        self.adapters = adapters

    def plain(self) -> SiteData:
        """Return them as JSON can carry them: the preview renders in another process."""
        return {
            "pages": self.pages,
            "aliases": list(self.aliases),
            "withheld": self.withheld,
            "adapters": list(self.adapters),
        }

    def why_withheld(self, address: str) -> str:
        """Return why the page at an address (as from `plain_address`) is not published, "" for no such page."""
        return "" if address in self._known else self._hidden.get(address, "")

    def holds(self, address: str) -> bool:
        """Whether a page or alias stands at an address (as from `plain_address`)."""
        return address in self._known

    def may_be_made(self, address: str) -> bool:
        """Whether a content adapter may make a page at an address (as from `plain_address`)."""
        return any(address == above or address.startswith(above + "/") for above in self._adapted)

    def is_above(self, address: str) -> bool:
        """Whether pages stand below an address."""
        return address in self._above

    @cached_property
    def table(self) -> PageTable:
        """The pages, to be looked up as Hugo does."""
        return PageTable(self.pages)

    @cached_property
    def targets(self) -> RefTargets:
        """What a `ref` may name."""
        return RefTargets(self.pages, self.withheld, self.adapters)

    @cached_property
    def _known(self) -> frozenset[str]:
        found = {
            plain_address(address)
            for language, table in self.pages.items()
            for page, address in table.items()
            if page not in self.withheld.get(language, {})
        }
        return frozenset(found | {plain_address(urljoin("/", alias)) for alias in self.aliases})

    @cached_property
    def _adapted(self) -> frozenset[str]:
        tables = [{}, *self.pages.values()]
        return frozenset(
            plain_address(table.get(place, place)) for place in self.adapters for table in tables
        )

    @cached_property
    def _hidden(self) -> dict[str, str]:
        return {
            plain_address(self.pages[language][page]): reason
            for language, table in self.withheld.items()
            for page, reason in table.items()
        }

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
