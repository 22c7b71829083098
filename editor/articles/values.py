"""What a front matter field can hold, and when two values are the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any, TypeAlias

# str | int | float | bool | None | datetime | date | time | list[Value] | dict[str, Value], as Hugo reads it.
# A recursive alias would put a cast on every use of a list or a map, so the shape is said here and not checked.
Value: TypeAlias = Any
KeyPath: TypeAlias = tuple[str | int, ...]


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same for Hugo: like `==`, but 1, 1.0 and true differ, and NaN is itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return one == other or (math.isnan(one) and math.isnan(other))
    return bool(one == other) and (not isinstance(one, (datetime, time)) or one.tzinfo == other.tzinfo)


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
