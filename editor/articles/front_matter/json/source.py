"""JSON front matter as source: edits that change one field and nothing else, laid out as the file is."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from editor.articles.dates import format_like
from editor.articles.front_matter.bracketed import mapping_edits, separator
from editor.articles.front_matter.edits import TextEdit, apply_edits, line_start, newline_of
from editor.articles.front_matter.json.reader import read_json
from editor.articles.front_matter.nodes import SCALAR, SEQUENCE, EditRefused, Node, NodeEntry
from editor.articles.values import Value, as_map

_INDENT = re.compile(r"[ \t]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class JsonSource:
    """The text from { to }. Edits give new text; whether its meaning is right is checked by the caller."""

    comments = False

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        self.root = read_json(text)
        self._newline = newline_of(text, newline)
        self._spread = "\n" in text or "\r" in text
        self._unit = (
            self._indent_of(self.root.entries[0].key.start) if self.root.entries and self._spread else "  "
        )
        self._spread_lists = any(_is_spread(text, node) for node in _lists(self.root))

    @property
    def fields(self) -> dict[str, Value]:
        """The fields as Hugo reads them."""
        return as_map(self.root.value)

    def as_read(self, value: Value, old: Value, name: str = "") -> Value:
        """What a value will be once it is written here: dates become text, in the form of the old one."""
        if isinstance(value, (datetime, date)):
            return format_like(old if isinstance(old, str) else "", value)
        if isinstance(value, time):
            return value.isoformat()
        if isinstance(value, list):
            return [self.as_read(item, None) for item in value]
        if isinstance(value, dict):
            return {str(key): self.as_read(item, None) for key, item in value.items()}
        return value

    def offset_of(self, name: str) -> int:
        """Where a key stands."""
        return next((entry.key.start for entry in reversed(self.root.entries) if entry.name == name), 0)

    def locked_reason(self, name: str) -> str:
        """Why a field cannot be edited on its own, or ""."""
        return ""

    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]:
        """Texts in which a field has a new value."""
        yield apply_edits(
            self.text, mapping_edits(self.text, self.root, {**self.fields, name: value}, self, order)
        )

    def unset(self, name: str) -> Iterator[str]:
        """The text without a field."""
        rest = {key: value for key, value in self.fields.items() if key != name}
        yield apply_edits(self.text, mapping_edits(self.text, self.root, rest, self))

    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]:
        """The text with a key renamed; `parent` leads to the map that holds it."""
        node = self.root
        for step in parent:
            node = node.items[step] if isinstance(step, int) else _value_of(node, step)
        edits = [
            TextEdit(entry.key.start, entry.key.end, self._scalar(new, entry.key))
            for entry in node.entries
            if entry.name == old
        ]
        yield apply_edits(self.text, edits)

    def reorder(self, names: Sequence[str]) -> Iterator[str]:
        """The text with the named fields in this order, in the places that they take now."""
        entries = self.root.entries
        spans = {entry.name: (entry.key.start, entry.value.end) for entry in entries}
        if len(spans) < len(entries):
            raise EditRefused("A key appears twice: remove one in the source first.")
        places = [entry.name for entry in entries if entry.name in names]
        yield apply_edits(
            self.text,
            [
                TextEdit(*spans[to], self.text[slice(*spans[at])])
                for to, at in zip(places, names, strict=True)
            ],
        )

    def inline(self, value: Value, like: Node | None) -> str:
        """A value, spread over lines where the file does so."""
        return self._written(value, self._indent_of(like.start) if like else self._unit, like)

    def member(self, name: str, value: Value, like: NodeEntry | None) -> str:
        """A key and its value, with the colon as the neighbour has it."""
        colon = self.text[like.key.end : like.value.start] if like else ": "
        written = self._written(value, self._indent_of(like.key.start) if like else self._unit, None)
        key = like.key if like else None
        return self._scalar(name, key) + (": " if "\n" in colon else colon) + written

    def _written(self, value: Value, indent: str, like: Node | None) -> str:
        inner = indent + self._unit
        if isinstance(value, dict) and value:
            members = [
                f"{self._scalar(key, None)}: {self._written(one, inner, None)}" for key, one in value.items()
            ]
            return "{" + self._laid_out(members, indent, self._spread) + "}"
        if isinstance(value, list) and value:
            spread = self._spread and (
                _is_spread(self.text, like)
                if like is not None and like.kind == SEQUENCE and like.items
                else self._spread_lists or any(isinstance(one, (dict, list)) for one in value)
            )
            return (
                "[" + self._laid_out([self._written(one, inner, None) for one in value], indent, spread) + "]"
            )
        return self._scalar(value, like)

    def _laid_out(self, members: list[str], indent: str, spread: bool) -> str:
        if not spread:
            return ", ".join(members)
        line = self._newline + indent
        return line + self._unit + f",{line}{self._unit}".join(members) + line

    def _scalar(self, value: Value, like: Node | None) -> str:
        if isinstance(value, float) and not math.isfinite(value):
            raise EditRefused("JSON cannot hold this number.")
        if not isinstance(value, (str, int, float, bool, list, dict, type(None))):
            raise EditRefused(f"A value of the kind {type(value).__name__} cannot stand in JSON.")
        if isinstance(value, str) and _SURROGATE.search(value):
            raise EditRefused("The text holds half a character, which no file can hold.")
        # An author (or a program) that writes \uXXXX for Han characters goes on doing so.
        escaped = (
            like is not None
            and like.kind == SCALAR
            and isinstance(like.value, str)
            and not like.value.isascii()
            and self.text[like.start : like.end].isascii()
        )
        return json.dumps(value, ensure_ascii=escaped)

    def _indent_of(self, at: int) -> str:
        found = _INDENT.match(self.text, line_start(self.text, at))
        return found[0] if found else ""


def _lists(node: Node) -> Iterator[Node]:
    for child in [*node.items, *(entry.value for entry in node.entries)]:
        if child.kind == SEQUENCE and child.items:
            yield child
        yield from _lists(child)


def _is_spread(text: str, node: Node) -> bool:
    spans = [(item.start, item.end) for item in node.items]
    gap = separator(text, node, spans) if len(spans) > 1 else text[node.start : node.end]
    return "\n" in gap or "\r" in gap


def _value_of(node: Node, name: str) -> Node:
    for entry in reversed(node.entries):
        if entry.name == name:
            return entry.value
    raise EditRefused(f"There is no {name} here.")
