"""One page of a site with everything that Hugo derives from its front matter and its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.articles.values import Value
from editor.site.catalogue.cascade import CascadedValues
from editor.site.catalogue.pages import Page
from editor.site.publishing import Dates


@dataclass(frozen=True, slots=True)
class Judged:
    """A page, its own and its inherited fields, and what follows from them."""

    page: Page
    kind: str
    """Hugo's .Kind."""
    own: Mapping[str, Value]
    inherited: Mapping[str, CascadedValues]
    dates: Dates
    is_resource: bool
    twin: Page | None
    """The other file that Hugo takes for the same page, or None."""

    def value(self, key: str) -> Value:
        """Return a field, the article's own or inherited; `key` in lower case."""
        if key in self.own:
            return self.own[key]
        found = self.inherited.get(key)
        return found.value if found is not None else None

    @property
    def params(self) -> Mapping[str, Value]:
        """All fields, own and inherited, keys in lower case."""
        if not self.inherited:
            return self.own
        return {**{key: found.value for key, found in self.inherited.items()}, **self.own}

    @property
    def takes_date(self) -> bool:
        """Whether the page has the newest date below it for its own: sections and terms without any."""
        return self.page.content.kind == "branch" and self.dates.is_empty

    def param(self, key: str) -> Value:
        """Return a field as templates see it: what stands below `params` comes last and wins, as in Hugo."""
        inner = self.value("params")
        if isinstance(inner, dict) and key in inner:
            return inner[key]
        return self.value(key)
