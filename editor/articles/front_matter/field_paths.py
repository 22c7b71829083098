"""Paths into fields: ("menu", "main", "weight") leads through maps by key and through lists by number."""

from __future__ import annotations

from collections.abc import Sequence

from editor.articles.front_matter.nodes import EditRefused
from editor.articles.values import KeyPath, Value, find_key


def as_path(key: str | KeyPath) -> KeyPath:
    """A key as a path of one step."""
    return (key,) if isinstance(key, str) else tuple(key)


def written_path(value: Value, path: Sequence[str | int]) -> KeyPath:
    """A path with its keys in the case that the values have."""
    written: list[str | int] = []
    for step in path:
        if isinstance(value, dict):
            step = find_key(value, str(step)) or str(step)
        written.append(step)
        value = reached(value, (step,))
    return tuple(written)


def reached(value: Value, path: Sequence[str | int]) -> Value:
    """What a path leads to, or None."""
    for step in path:
        if isinstance(value, dict):
            key = find_key(value, str(step))
            value = None if key is None else value[key]
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def placed(value: Value, path: Sequence[str | int], new: Value) -> Value:
    """A copy of a value with another one at the end of a path; missing maps are made. Raises EditRefused."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list) and isinstance(step, int):
        if step == len(value):
            return [*value, placed(None, rest, new)]
        if not 0 <= step < len(value):
            raise EditRefused(f"The list has no item {step}.")
        return [placed(item, rest, new) if index == step else item for index, item in enumerate(value)]
    if value is None or value == "" or isinstance(value, dict):
        held = value if isinstance(value, dict) else {}
        key = find_key(held, str(step)) or str(step)
        return {**held, key: placed(held.get(key), rest, new)}
    raise EditRefused(f"{step} cannot be set: what holds it is no map.")


def without(value: Value, path: Sequence[str | int]) -> Value:
    """A copy of a value without what a path leads to."""
    step, rest = path[0], path[1:]
    if isinstance(value, dict):
        key = find_key(value, str(step))
        if key is None:
            return value
        if not rest:
            return {other: item for other, item in value.items() if other != key}
        return {**value, key: without(value[key], rest)}
    if isinstance(value, list) and isinstance(step, int) and 0 <= step < len(value):
        if not rest:
            return [item for index, item in enumerate(value) if index != step]
        return [without(item, rest) if index == step else item for index, item in enumerate(value)]
    return value
