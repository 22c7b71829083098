"""Field kinds: which control a front matter field is edited with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from editor.articles.dates import is_date_text
from editor.articles.values import Value


class Kind(StrEnum):
    """What a field is edited as."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    YES_NO = "yes-no"
    NUMBER = "number"
    LIST = "list"
    IMAGE = "image"
    LINK = "link"
    MAP = "map"
    MAP_LIST = "map-list"


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
_IMAGE_NAME = re.compile(
    r"(?:^|[_.-])(?:image|img|cover|thumbnail|thumb|banner|poster|avatar|logo|hero)(?:$|[_.-])"
)
_LINK_NAME = re.compile(r"(?:^|[_.-])(?:url|link|href|website|homepage|canonical|permalink)$")
_LONG_NAME = re.compile(r"(?:^|[_.-])(?:description|summary|excerpt|abstract|intro|lead|bio|subtitle)$")
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
    if value is None:
        return True
    if kind in (Kind.TEXT, Kind.IMAGE, Kind.LINK):
        return isinstance(value, str) and "\n" not in value
    if kind is Kind.LONG_TEXT:
        return isinstance(value, str)
    if kind is Kind.DATE:
        return isinstance(value, date) or value == "" or is_date_text(value)
    if kind is Kind.YES_NO:
        return isinstance(value, bool)
    if kind is Kind.NUMBER:
        return type(value) in (int, float)
    if kind is Kind.MAP:
        return isinstance(value, dict)
    if kind is Kind.MAP_LIST:
        return isinstance(value, list) and (
            not value or any(isinstance(item, (dict, list)) for item in value)
        )
    # Hugo takes a bare string for a list of one.
    return isinstance(value, str) or (
        isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value)
    )


def _kind_of_name(key: str, value: Value) -> Kind | None:
    name = _CAMEL.sub("_", key).lower()
    if isinstance(value, list):
        return None
    if _IMAGE_NAME.search(name):
        return Kind.IMAGE
    if _LINK_NAME.search(name):
        return Kind.LINK
    return Kind.LONG_TEXT if _LONG_NAME.search(name) else None


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
