"""Where the items of a list stand after another program has written it: they have no names, only what they hold."""

from __future__ import annotations

from collections.abc import Mapping

from editor.articles.values import Fields, KeyPath, Value, sort_token


def places_of(former: list[Value], now: list[Value]) -> list[int | None]:
    """Return where each item of a list stands in its new state; None for one that is there no more.

    Items are known by what they hold. In a list of the same length, one that is found nowhere was edited in its
    place; in another nobody can tell.
    """
    free: dict[str, list[int]] = {}
    for index, value in enumerate(now):
        free.setdefault(sort_token(value), []).append(index)
    places: list[int | None] = [None] * len(former)
    # What stands where it stood keeps its place before others of the same content take it.
    for index, value in enumerate(former):
        token = sort_token(value)
        if index in free.get(token, []):
            free[token].remove(index)
            places[index] = index
    for index, value in enumerate(former):
        left = free.get(sort_token(value))
        if places[index] is None and left:
            places[index] = left.pop(0)
    if len(former) == len(now):
        taken = set(places)
        places = [
            index if place is None and index not in taken else place for index, place in enumerate(places)
        ]
    return places


def followed(path: KeyPath, before: Value | Fields, after: Value | Fields) -> KeyPath | None:
    """Return where that which stood at `path` in one state of the fields stands in another; None where it has gone."""
    found: list[str | int] = []
    for step in path:
        if isinstance(before, list) and isinstance(after, list) and isinstance(step, int):
            place = places_of(before, after)[step] if step < len(before) else None
            if place is None:
                return None
            before, after = before[step], after[place]
            found.append(place)
        elif (
            isinstance(before, Mapping)
            and isinstance(after, Mapping)
            and isinstance(step, str)
            and step in before
            and step in after
        ):
            before, after = before[step], after[step]
            found.append(step)
        else:
            return None
    return tuple(found)
