"""Field kinds: which control a front matter field is edited with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from editor.articles.dates import is_date_text
from editor.articles.values import Value


def _is_line(value: Value) -> bool:
    return isinstance(value, str) and "\n" not in value


def _is_text(value: Value) -> bool:
    return isinstance(value, str)


def _is_date(value: Value) -> bool:
    return isinstance(value, date) or value == "" or is_date_text(value)


def _is_switch(value: Value) -> bool:
    return isinstance(value, bool)


def _is_number(value: Value) -> bool:
    return type(value) in (int, float)


def _is_list(value: Value) -> bool:
    # Hugo takes a bare string for a list of one.
    return isinstance(value, str) or (
        isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)
    )


def _is_map(value: Value) -> bool:
    return isinstance(value, dict)


def _is_map_list(value: Value) -> bool:
    return isinstance(value, list) and (not value or any(isinstance(item, (dict, list)) for item in value))


def _one_map() -> Value:
    return [{}]


class Kind(StrEnum):
    """What a field is edited as, each kind in one row.

    A member is the kind's name; then come its words in the window, what a new field of it begins with (a date with
    this moment), and whether its control can show a value without changing it. The controls are in
    `ui/fields/form/editors.py`, where mypy finds a kind that has none.
    """

    label: str
    empty: Callable[[], Value]
    holds: Callable[[Value], bool]

    def __new__(
        cls, name: str, label: str, empty: Callable[[], Value], holds: Callable[[Value], bool]
    ) -> Self:
        """Make a member of its row."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.label, made.empty, made.holds = label, empty, holds
        return made

    TEXT = "text", "Text", str, _is_line
    LONG_TEXT = "long-text", "Long text", str, _is_text
    DATE = "date", "Date and time", str, _is_date
    YES_NO = "yes-no", "Yes or no", bool, _is_switch
    NUMBER = "number", "Number", int, _is_number
    LIST = "list", "List", list, _is_list
    IMAGE = "image", "Image", str, _is_line
    LINK = "link", "Link", str, _is_line
    MAP = "map", "Group", dict, _is_map
    MAP_LIST = "map-list", "List of groups", _one_map, _is_map_list


# Hugo's own fields (gohugo.io, "Front matter"), by their lower-case names. `menus`, `cascade`, `sitemap` and
# the like take several shapes: the value decides, this is for a field still empty.
HUGO_FIELDS: Mapping[str, Kind] = {
    "title": Kind.TEXT,
    "linktitle": Kind.TEXT,
    "description": Kind.LONG_TEXT,
    "summary": Kind.LONG_TEXT,
    "date": Kind.DATE,
    "publishdate": Kind.DATE,
    "pubdate": Kind.DATE,
    "published": Kind.DATE,
    "lastmod": Kind.DATE,
    "modified": Kind.DATE,
    "expirydate": Kind.DATE,
    "unpublishdate": Kind.DATE,
    "draft": Kind.YES_NO,
    "headless": Kind.YES_NO,
    "iscjklanguage": Kind.YES_NO,
    "weight": Kind.NUMBER,
    "slug": Kind.TEXT,
    "url": Kind.TEXT,
    "layout": Kind.TEXT,
    "type": Kind.TEXT,
    "markup": Kind.TEXT,
    "translationkey": Kind.TEXT,
    "tags": Kind.LIST,
    "categories": Kind.LIST,
    "keywords": Kind.LIST,
    "aliases": Kind.LIST,
    "outputs": Kind.LIST,
    "menu": Kind.MAP,
    "menus": Kind.MAP,
    "params": Kind.MAP,
    "build": Kind.MAP,
    "_build": Kind.MAP,
    "sitemap": Kind.MAP,
    "sites": Kind.MAP,
    "cascade": Kind.MAP_LIST,
    "resources": Kind.MAP_LIST,
}

# Names that themes give to fields, by the words in them.
_NAMES: Mapping[Kind, re.Pattern[str]] = {
    Kind.IMAGE: re.compile(
        r"(?:^|[_.-])(?:image|img|cover|thumbnail|thumb|banner|poster|avatar|logo|hero)(?:$|[_.-])"
    ),
    Kind.LINK: re.compile(r"(?:^|[_.-])(?:url|link|href|website|homepage|canonical|permalink)$"),
    Kind.LONG_TEXT: re.compile(
        r"(?:^|[_.-])(?:description|summary|excerpt|abstract|intro|lead|bio|subtitle)$"
    ),
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IMAGE_FILE = re.compile(r"\S[^\n]*\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#]\S*)?", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_LONG = 120  # characters; a line of text that would not fit a one-line field


def kind_of(key: str, value: Value, hints: Mapping[str, Kind] | None = None) -> Kind:
    """Return the kind of a field.

    hints: kinds by lower-case key from the section's archetype, from what its other articles hold, and from
    Front Matter CMS; they go before the guess by name, and after Hugo's own fields. A kind that cannot hold
    the value that is there gives way to the value's own.
    """
    folded = key.lower()
    wishes = (HUGO_FIELDS.get(folded), (hints or {}).get(folded), _kind_of_name(key, value))
    for kind in wishes:
        if kind is not None and fits(kind, value):
            return kind
    return _kind_of_value(value)


def fits(kind: Kind, value: Value) -> bool:
    """Whether a control of this kind can show a value without changing it; None, a field without value, always."""
    return value is None or kind.holds(value)


def _kind_of_name(key: str, value: Value) -> Kind | None:
    name = _CAMEL.sub("_", key).lower()
    if isinstance(value, list):
        return None
    return next((kind for kind, names in _NAMES.items() if names.search(name)), None)


def _kind_of_value(value: Value) -> Kind:
    if isinstance(value, bool):
        return Kind.YES_NO
    if isinstance(value, (int, float)):
        return Kind.NUMBER
    if isinstance(value, (date, datetime)):
        return Kind.DATE
    if isinstance(value, dict):
        return Kind.MAP
    if isinstance(value, list):
        return Kind.MAP_LIST if any(isinstance(item, (dict, list)) for item in value) else Kind.LIST
    if not isinstance(value, str):
        return Kind.TEXT
    if is_date_text(value):
        return Kind.DATE
    if _LINK.fullmatch(value):
        return Kind.LINK
    if _IMAGE_FILE.fullmatch(value):
        return Kind.IMAGE
    return Kind.LONG_TEXT if "\n" in value or len(value) > _LONG else Kind.TEXT
