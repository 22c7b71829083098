"""TOML text for values: in the style of their neighbours where that style can hold them."""

from __future__ import annotations

import json
import math
import re
from datetime import date, datetime, time

from editor.articles.dates import format_like
from editor.articles.front_matter.nodes import SCALAR, SEQUENCE, EditRefused, Node
from editor.articles.values import Value, as_map

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_NO_LITERAL = re.compile("['\x00-\x08\x0a-\x1f\x7f]")
_NO_LITERAL_LINES = re.compile("'''|[\x00-\x08\x0b-\x1f\x7f]|'\\Z")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f]')
_ESCAPED_LINES = re.compile('\\\\|"(?="")|"\\Z|[\x00-\x08\x0b-\x1f\x7f]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def write_key(name: str) -> str:
    """Write one part of a key."""
    return name if _BARE.fullmatch(name) else write_text(name, '"', "\n")


def write_path(path: tuple[str, ...]) -> str:
    """Write a dotted key."""
    return ".".join(map(write_key, path))


def write_text(value: str, style: str, newline: str, opened: str = "") -> str:
    """Write text with the quotes `style`, or with others where these cannot hold it.

    opened: the line end right after opening triple quotes, which is not part of the text.
    """
    if _SURROGATE.search(value):
        raise EditRefused("The text holds half a character, which no file can hold.")
    if style == "'" and not _NO_LITERAL.search(value):
        return f"'{value}'"
    if style == "'''" and not _NO_LITERAL_LINES.search(value) and "+++" not in value:
        return f"'''{opened or _guard(value, newline)}{value.replace(chr(10), newline)}'''"
    # A line that begins with +++ would close the block.
    if (style in ('"""', "'''") or value.count("\n") > 1) and "+++" not in value:
        lines = _ESCAPED_LINES.sub(_escape, value).replace("\n", newline)
        return f'"""{opened or _guard(value, newline)}{lines}"""'
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _guard(value: str, newline: str) -> str:
    """A line end that opening triple quotes swallow, where the text itself begins with one."""
    return newline if value.startswith("\n") else ""


def _escape(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def write_scalar(value: Value, style: str, newline: str, old: str = "") -> str:
    """Write a scalar; `old` is the source of the one it replaces, for its quotes and the form of a date."""
    if isinstance(value, str):
        opened = newline if len(style) == 3 and old[3:4] in ("\n", "\r") and old[3:4] else ""
        return write_text(value, style or '"', newline, opened)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _write_float(value)
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 63:
            raise EditRefused("This number is larger than Hugo can hold.")
        return str(value)
    if isinstance(value, (datetime, date)):
        return format_like(old, value)
    if isinstance(value, time):
        return value.isoformat()
    if value is None:
        raise EditRefused("TOML has no empty value: remove the field, or use an empty text.")
    raise EditRefused(f"A value of the kind {type(value).__name__} cannot stand in TOML.")


def _write_float(value: float) -> str:
    if math.isnan(value):
        return "nan"
    if math.isinf(value):
        return "inf" if value > 0 else "-inf"
    return json.dumps(value)


def write_inline(value: Value, style: str, newline: str, old: str = "") -> str:
    """Write a value on one line: lists in brackets, maps as inline tables."""
    if isinstance(value, list):
        return "[" + ", ".join(write_inline(item, style, newline) for item in value) + "]"
    if isinstance(value, dict):
        if not value:
            return "{}"
        members = (
            f"{write_key(str(key))} = {write_inline(item, style, newline)}" for key, item in value.items()
        )
        return "{ " + ", ".join(members) + " }"
    return write_scalar(value, style, newline, old)


def style_of(node: Node | None, default: str) -> str:
    """The quotes of a node's text, or of the texts in it."""
    if node is None:
        return default
    if node.kind == SCALAR:
        return node.style or default
    if node.kind == SEQUENCE and node.items:
        return style_of(node.items[-1], default)
    return default


def write_table(
    path: tuple[str, ...], value: dict[str, Value], style: str, newline: str, *, is_item: bool
) -> str:
    """Write a table, or an item of an array of tables, with its own header; lines end with a line end."""
    opening, closing = ("[[", "]]") if is_item else ("[", "]")
    lines = [f"{opening}{write_path(path)}{closing}{newline}"]
    tables: list[str] = []
    for key, item in value.items():
        inner = (*path, str(key))
        if isinstance(item, dict) and item:
            tables.append(write_table(inner, item, style, newline, is_item=False))
        elif isinstance(item, list) and item and all(isinstance(one, dict) for one in item):
            tables += (write_table(inner, as_map(one), style, newline, is_item=True) for one in item)
        else:
            lines.append(f"{write_key(str(key))} = {write_inline(item, style, newline)}{newline}")
    return "".join(lines + tables)
