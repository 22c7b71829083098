"""Turns front matter values into what Hugo takes them for: text, yes or no, lists."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

from editor.articles.values import Value

# What strconv.ParseBool takes for yes; every other text is no.
_YES = frozenset({"1", "t", "T", "TRUE", "true", "True"})
_NO = frozenset({"0", "f", "F", "FALSE", "false", "False"})


def as_text(value: object) -> str:
    """Return a value as text; lists, tables and nothing are ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return go_time_text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return ""


def as_bool(value: object) -> bool:
    """Return a value as yes or no; what is neither is no."""
    return as_bool_or_none(value) is True


def as_bool_or_none(value: object) -> bool | None:
    """Return a value as yes or no, or None when Hugo cannot read it as either."""
    if isinstance(value, bool):
        return value
    if value is None:
        return False
    if isinstance(value, int | float):
        return value != 0
    if isinstance(value, str):
        return True if value in _YES else False if value in _NO else None
    return None


def as_terms(value: object) -> tuple[str, ...]:
    """Return the terms of a taxonomy field: a list, or one bare text kept whole; empty ones left out."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple([text for text in map(as_text, value) if text and not text.isspace()])
    text = as_text(value)
    return (text,) if text and not text.isspace() else ()


def as_words(value: object) -> tuple[str, ...]:
    """Return a list field such as ``aliases``: a list, or one text split at white space."""
    if isinstance(value, list | tuple):
        return tuple(map(as_text, value))
    return tuple(as_text(value).split())


def as_tables(value: object) -> list[dict[str, Value]]:
    """Return a field that is a table or a list of tables as a list; anything else gives none."""
    if isinstance(value, Mapping):
        return [dict(value)]
    if isinstance(value, list | tuple):
        return [dict(item) for item in value if isinstance(item, Mapping)]
    return []


def lowered(value: Value) -> Value:
    """Return a value with the keys of its tables in lower case at every depth, as Hugo compares them."""
    if isinstance(value, str | int | float) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(key).lower(): lowered(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [item if isinstance(item, str) else lowered(item) for item in value]
    return value


def rfc3339(moment: datetime) -> str:
    """Return a moment as Hugo prints it, e.g. ``2026-01-05T10:00:00+08:00``; an offset of nought is ``Z``."""
    offset = moment.utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    text = f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}"
    if seconds == 0:
        return text + "Z"
    minutes = abs(seconds) // 60
    return f"{text}{'-' if seconds < 0 else '+'}{minutes // 60:02}:{minutes % 60:02}"


def go_time_text(moment: datetime) -> str:
    """Return a moment as Go prints a time that is used as text (a TOML date as a title, say)."""
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset is not None else 0
    sign = "-" if minutes < 0 else "+"
    zone = f"{sign}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    return f"{moment.year:04}-{moment:%m-%d %H:%M:%S} {zone} {'UTC' if minutes == 0 else zone}"


def _float_text(value: float) -> str:
    # Go prints the shortest form that reads back, without a trailing ".0" and without an exponent.
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    return repr(value)
