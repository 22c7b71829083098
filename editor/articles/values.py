"""What a front matter field can hold, and when two values are the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import TypeAlias, Union

# As Hugo reads it; `bool` is an `int` and `datetime` a `date` here.
Value: TypeAlias = Union[str, int, float, date, time, "list[Value]", "dict[str, Value]", None]
# The fields of an article, or a table of settings.
Fields: TypeAlias = Mapping[str, Value]
KeyPath: TypeAlias = tuple[str | int, ...]


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same for Hugo: like `==`, but 1, 1.0 and true differ, and NaN is itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    if isinstance(one, (datetime, time)) and isinstance(other, (datetime, time)):
        return one == other and one.tzinfo == other.tzinfo
    return one == other


def as_map(value: Value) -> dict[str, Value]:
    """Return a value whose place in the source says that it is a map; raises TypeError for another."""
    if not isinstance(value, dict):
        raise TypeError(f"a map is needed, not {type(value).__name__}")
    return value


def as_list(value: Value) -> list[Value]:
    """Return a value whose place in the source says that it is a list; raises TypeError for another."""
    if not isinstance(value, list):
        raise TypeError(f"a list is needed, not {type(value).__name__}")
    return value


def find_key(mapping: Mapping[str, Value], key: str) -> str | None:
    """Return a map's key as written for a key in any case (Hugo's keys are case-insensitive)."""
    if key in mapping:
        return key
    folded = key.lower()
    return next((written for written in mapping if written.lower() == folded), None)


def sort_token(value: Value) -> str:
    """Return text that is equal for the same values, to compare the items of lists."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{sort_token(item)}" for key, item in sorted(value.items())) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(sort_token, value)) + "]"
    return f"{type(value).__name__}:{value!r}"
