"""JSON front matter to nodes: a scanner that keeps the places, with Go's rules for values."""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]

from editor.articles.front_matter.nodes import (
    MAPPING,
    MAX_DEPTH,
    MAX_LENGTH,
    SCALAR,
    SEQUENCE,
    Collection,
    Node,
    NodeEntry,
    SourceError,
)
from editor.articles.values import Value

_SPACE = re.compile(r"[ \t\r\n]*")
_ATOM = re.compile(r"(true|false|null)|-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json(text: str) -> Node:
    """Parse a block from its { to its }; returns its root mapping. Raises SourceError."""
    if len(text) > MAX_LENGTH:
        raise SourceError("The front matter is larger than one megabyte.", 0)
    root = _value(text, _skip(text, 0), 0)
    rest = _skip(text, root.end)
    if rest < len(text):
        raise SourceError("Something follows the closing } of the front matter.", rest)
    if root.kind != MAPPING:
        raise SourceError("Front matter must be fields between { and }.", root.start)
    return root


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _value(text: str, at: int, depth: int) -> Node:
    sign = text[at : at + 1]
    if sign == '"':
        value, end = _string(text, at)
        return Node(SCALAR, value, at, end, '"')
    if sign in ("{", "["):
        if depth == MAX_DEPTH:
            raise SourceError(f"The values are nested more than {MAX_DEPTH} deep.", at)
        return _mapping(text, at, depth + 1) if sign == "{" else _sequence(text, at, depth + 1)
    atom = _ATOM.match(text, at)
    if atom is None:
        what = (
            "A value is missing here" if sign in (",", "}", "]", "") else "Text must stand in double quotes"
        )
        raise SourceError(f"{what}.", at)
    return Node(SCALAR, _atom_value(atom), at, atom.end(), "")


def _atom_value(atom: re.Match[str]) -> Value:
    if atom[1]:
        return _WORDS[atom[1]]
    if atom[2] or atom[3] or len(atom[0]) > 300:
        real = float(atom[0])
        if real in (float("inf"), float("-inf")):
            raise SourceError("The number is larger than Hugo can hold.", atom.start())
        return real
    return int(atom[0])


def _string(text: str, at: int) -> tuple[str, int]:
    """The text in quotes that begins here, and where it ends."""
    try:
        value, end = scanstring(text, at + 1, True)
    except ValueError as error:
        message = "A line end or another control character inside the quotes: write \\n."
        if "nterminated" in str(error):
            message = "The quote that is opened here is never closed."
        elif "scape" in str(error):
            message = "An unknown escape after a backslash."
        raise SourceError(message, at) from None
    if not value.isascii():
        value = _LONE_SURROGATE.sub("\ufffd", value)
    return value, end


def _sequence(text: str, at: int, depth: int) -> Node:
    values: list[Value] = []
    node = Collection(SEQUENCE, values, at, "[")
    place = _skip(text, at + 1)
    if text[place : place + 1] != "]":
        while True:
            item = _value(text, place, depth)
            node.items.append(item)
            values.append(item.value)
            place = _skip(text, item.end)
            if text[place : place + 1] != ",":
                break
            place = _skip(text, place + 1)
    node.end = _closed(text, place, "]")
    return node


def _mapping(text: str, at: int, depth: int) -> Node:
    values: dict[str, Value] = {}
    node = Collection(MAPPING, values, at, "{")
    place = _skip(text, at + 1)
    if text[place : place + 1] != "}":
        while True:
            if text[place : place + 1] != '"':
                raise SourceError("A key in double quotes is missing here.", place)
            name, end = _string(text, place)
            key = Node(SCALAR, name, place, end, '"')
            place = _skip(text, end)
            if text[place : place + 1] != ":":
                raise SourceError("A colon is missing after the key.", place)
            value = _value(text, _skip(text, place + 1), depth)
            node.entries.append(NodeEntry(name, key, value))
            # Of a key that appears twice Go keeps the last.
            values[name] = value.value
            place = _skip(text, value.end)
            if text[place : place + 1] != ",":
                break
            place = _skip(text, place + 1)
    node.end = _closed(text, place, "}")
    return node


def _closed(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        raise SourceError(f"A comma or the closing {sign} is missing here.", at)
    return at + 1
