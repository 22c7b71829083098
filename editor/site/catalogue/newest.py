"""The newest date below each section and term of a site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from editor.site.casting import as_terms
from editor.site.catalogue.judged import Judged
from editor.site.content_path import normalised


def newest_below(
    judged: Iterable[Judged], taxonomies_of: Callable[[str], Mapping[str, str]]
) -> dict[tuple[str, str], datetime]:
    """Return the newest date below each section and term, which is the date of one that has none.

    `taxonomies_of` gives those of a language.
    """
    newest: dict[tuple[str, str], datetime] = {}
    for entry in judged:
        moment = entry.dates.date
        if moment is None or entry.is_resource or entry.twin is not None:
            continue
        language, place = entry.page.language, entry.page.content.page
        above = _places_above(place)
        if entry.kind == "page":
            above = (*above, *_term_places(entry, taxonomies_of(language)))
        for parent in above:
            known = newest.get((language, parent))
            if known is None or known < moment:
                newest[language, parent] = moment
    return newest


def _places_above(place: str) -> tuple[str, ...]:
    """Return the page paths above one, the nearest first; home has none."""
    if place == "/":
        return ()
    parent = place.rpartition("/")[0]
    return _folder_and_above(parent)


@lru_cache(maxsize=4096)
def _folder_and_above(place: str) -> tuple[str, ...]:
    if not place:
        return ("/",)
    return (place, *_folder_and_above(place.rpartition("/")[0]))


def _term_places(entry: Judged, taxonomies: Mapping[str, str]) -> list[str]:
    places = []
    for plural in taxonomies:
        terms = as_terms(entry.param(plural.lower()))
        if terms:
            places.append(f"/{plural.lower()}")
            places += [f"/{plural.lower()}/{normalised(term)}" for term in terms]
    return places
