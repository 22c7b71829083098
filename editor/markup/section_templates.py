"""Templates that a site keeps below the layouts of a section: they serve the pages of that section only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import TypeAlias

ByPlace: TypeAlias = Mapping[str, Collection[str]]
"""Names of templates by the folder of the layouts they stand in, "" for those that serve all pages."""


def serving(templates: ByPlace, page: str, content_type: str) -> Set[str]:
    """Return the names of the templates that serve a page: Hugo's .Path, and the `type` of its front matter.

    Since Hugo 0.146 a template counts for the page at its place and for all below it (found by running Hugo).
    """
    path = page.lower()
    found: set[str] = set()
    for place, names in templates.items():
        if not place or place == content_type or path == f"/{place}" or path.startswith(f"/{place}/"):
            found.update(names)
    return found
