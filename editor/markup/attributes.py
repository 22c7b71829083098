"""Markdown attributes: `{#id .class key="value"}` after a heading, below a block or behind a fence's language."""

from __future__ import annotations

import re
from typing import Union
from xml.etree.ElementTree import Element

Value = Union[str, bool, float, None, "list[Value]"]
Attributes = dict[str, Value]

_ID_CLASS = re.compile(r"[^\s!-,/;-@\[-\^`{-~]*")
_NAME = re.compile(r"[A-Za-z_:][A-Za-z0-9_:.\-]*")
_SPACES = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ESCAPES = {'"': '"', "/": "/", "\\": "\\", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}

GLOBAL = frozenset(
    [
        "accesskey",
        "autocapitalize",
        "autofocus",
        "class",
        "contenteditable",
        "dir",
        "draggable",
        "enterkeyhint",
        "hidden",
        "id",
        "inert",
        "inputmode",
        "is",
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
        "lang",
        "part",
        "role",
        "slot",
        "spellcheck",
        "style",
        "tabindex",
        "title",
        "translate",
    ]
)
ALLOWED: dict[str, frozenset[str]] = {
    "blockquote": GLOBAL | {"cite"},
    "ul": GLOBAL | {"start", "reversed", "type"},
    "ol": GLOBAL | {"start", "reversed", "type"},
    "hr": GLOBAL | {"align", "color", "noshade", "size", "width"},
}


def parse_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read an attribute list that begins at `start` (blanks allowed before its `{`); (attributes, end) or None."""
    position = _skip(text, start)
    if not text.startswith("{", position):
        return None
    position += 1
    found: Attributes = {}
    while True:
        if text.startswith("}", position):
            return found, position + 1
        entry = _attribute(text, position)
        if entry is None:
            return None
        name, value, position = entry
        if name == "class" and isinstance(found.get("class"), str):
            value = f"{found['class']} {value}"
        found[name] = value
        position = _skip(text, position)
        if text.startswith(",", position):
            position = _skip(text, position + 1)


def _skip(text: str, position: int) -> int:
    match = _SPACES.match(text, position)
    return match.end() if match else position


def _attribute(text: str, position: int) -> tuple[str, Value, int] | None:
    position = _skip(text, position)
    if position < len(text) and text[position] in "#.":
        match = _ID_CLASS.match(text, position + 1)
        value = match[0] if match else ""
        return ("id" if text[position] == "#" else "class"), value, position + 1 + len(value)
    match = _NAME.match(text, position)
    if not match:
        return None
    equals = _skip(text, match.end())
    if not text.startswith("=", equals):
        return None
    entry = _value(text, equals + 1)
    if entry is None or (match[0] == "class" and not isinstance(entry[0], str)):
        return None
    return match[0], entry[0], entry[1]


def _value(text: str, position: int) -> tuple[Value, int] | None:
    position = _skip(text, position)
    if position >= len(text):
        return None
    character = text[position]
    if character == "[":
        return _list(text, position + 1)
    if character == '"':
        match = _STRING.match(text, position)
        return (_unescaped(match[1]), match.end()) if match else None
    if character in "-+0123456789":
        match = _NUMBER.match(text, position)
        return (float(match[0]), match.end()) if match else None
    match = _NAME.match(text, position)
    return (_WORDS.get(match[0], match[0]), match.end()) if match else None


def _list(text: str, position: int) -> tuple[Value, int] | None:
    values: list[Value] = []
    while True:
        if values and text.startswith(",", position):
            position += 1
        elif text.startswith("]", position):
            return values, position + 1
        entry = _value(text, position)
        if entry is None:
            return None
        values.append(entry[0])
        position = _skip(text, entry[1])


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[0]), text, flags=re.DOTALL)


def written(value: Value) -> str:
    """An attribute value as Hugo writes it (numbers without a needless fraction)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else repr(value)
    return "" if value is None or isinstance(value, list) else value


def set_attributes(element: Element, attributes: Attributes) -> None:
    """Give a block the attributes written below it; those it has already win."""
    tag = str(element.tag)
    heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
    allowed = ALLOWED.get(tag, GLOBAL)
    if tag == "blockquote":
        element.text = None  # a quotation with attributes begins on the line of its tag
    names = sorted(attributes) if tag == "table" else list(attributes)
    for name in names:
        value = written(attributes[name])
        if element.get(name) is not None or name.lower().startswith("on"):
            continue
        wanted = heading or tag == "table" or name in allowed or name.startswith("data-")
        if wanted and (value or tag != "table"):
            element.set(name, value)
