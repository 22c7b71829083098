"""Edits inside [ ] and { }: YAML flow collections, JSON, TOML arrays and inline tables have them in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from editor.articles.front_matter.edits import (
    TextEdit,
    line_start,
    list_changes,
    newline_of,
    position_for,
)
from editor.articles.front_matter.nodes import MAPPING, SEQUENCE, Node, NodeEntry
from editor.articles.values import Value, as_list, same, sort_token

_TRAILING_COMMENT = re.compile(r"[ \t]*(,?)[ \t]*#[^\r\n]*")
_REST_OF_ITEM = re.compile(r"[ \t]*,?[ \t]*(?:#[^\r\n]*)?")


class Dialect(Protocol):
    """How a format writes what stands inside brackets."""

    comments: bool

    def inline(self, value: Value, like: Node | None) -> str:
        """A value as it stands inside brackets, in the style of `like`."""
        ...

    def member(self, name: str, value: Value, like: NodeEntry | None) -> str:
        """A key with its value, in the style of `like`."""
        ...


def is_bracketed(node: Node) -> bool:
    """Whether a collection stands in brackets."""
    return node.style in ("[", "{") and node.kind in (SEQUENCE, MAPPING)


def replace_inline(text: str, node: Node, value: Value, dialect: Dialect) -> list[TextEdit]:
    """Edits that give a value inside brackets (or one in brackets) a new value."""
    if same(node.value, value):
        return []
    if is_bracketed(node) and node.kind == SEQUENCE and isinstance(value, list):
        return sequence_edits(text, node, value, dialect)
    if is_bracketed(node) and node.kind == MAPPING and isinstance(value, dict):
        return mapping_edits(text, node, value, dialect)
    return [TextEdit(node.start, node.end, dialect.inline(value, node))]


def sequence_edits(text: str, node: Node, value: list[Value], dialect: Dialect) -> list[TextEdit]:
    """Edits from one list in brackets to another: items that stay keep their text and comments."""
    like = node.items[-1] if node.items else None
    old = as_list(node.value)
    changes = list_changes(old, value)
    moved = {
        sort_token(old[change.old]): text[node.items[change.old].start : node.items[change.old].end]
        for change in changes
        if change.what == "delete"
    }
    edits: list[TextEdit] = []
    inserted: dict[int, list[str]] = {}
    for change in changes:
        if change.what == "set":
            edits += replace_inline(text, node.items[change.old], value[change.new], dialect)
        elif change.what == "insert":
            new = value[change.new]
            written = moved.get(sort_token(new)) or dialect.inline(new, like)
            inserted.setdefault(change.old, []).append(written)
    spans = [(item.start, item.end) for item in node.items]
    deleted = {change.old for change in changes if change.what == "delete"}
    return edits + member_edits(text, node, spans, deleted, inserted, dialect)


def mapping_edits(
    text: str, node: Node, value: dict[str, Value], dialect: Dialect, order: Sequence[str] = ()
) -> list[TextEdit]:
    """Edits from one map in brackets to another: new keys go where `order` has them, else last."""
    edits: list[TextEdit] = []
    deleted: set[int] = set()
    names = [entry.name for entry in node.entries]
    for index, entry in enumerate(node.entries):
        if entry.name not in value:
            deleted.add(index)
        elif entry.name not in names[index + 1 :]:
            # Of a key that JSON holds twice, the last one counts.
            edits += entry_edits(text, entry, value[entry.name], dialect)
    inserted: dict[int, list[str]] = {}
    like = node.entries[-1] if node.entries else None
    for name, new in value.items():
        if name not in names:
            at = position_for(name, names, order)
            inserted.setdefault(at, []).append(dialect.member(name, new, like))
    spans = [(entry.key.start, max(entry.key.end, entry.value.end)) for entry in node.entries]
    return edits + member_edits(text, node, spans, deleted, inserted, dialect)


def entry_edits(text: str, entry: NodeEntry, value: Value, dialect: Dialect) -> list[TextEdit]:
    """Edits that give a key inside braces a new value; a YAML key there may have none, and not even a colon."""
    if same(entry.value.value, value):
        return []
    if entry.value.start == entry.value.end:
        colon = "" if ":" in text[entry.key.end : entry.value.start] else ":"
        at = entry.value.start if not colon else entry.key.end
        return [TextEdit(at, at, f"{colon} {dialect.inline(value, entry.value)}")]
    return replace_inline(text, entry.value, value, dialect)


def member_edits(
    text: str,
    node: Node,
    spans: list[tuple[int, int]],
    deleted: set[int],
    inserted: dict[int, list[str]],
    dialect: Dialect,
) -> list[TextEdit]:
    """Edits that take members out of brackets and put written ones in before the given indexes."""
    if not deleted and not inserted:
        return []
    inside = node.start + _opening(text, node), node.end - 1
    if len(deleted) == len(spans):
        # Brackets that were empty, or will be.
        gap = separator(text, node, spans)
        new = gap.join(written for index in sorted(inserted) for written in inserted[index])
        if spans and new:
            return [TextEdit(spans[0][0], spans[-1][1], new)]
        has_comment = not spans and dialect.comments and "#" in text[inside[0] : inside[1]]
        return [TextEdit(inside[0], inside[0] if has_comment else inside[1], new)]
    edits = _deletions(text, spans, deleted, dialect)
    gap = separator(text, node, spans)
    for index, written in inserted.items():
        if index < len(spans):
            edits.append(TextEdit(spans[index][0], spans[index][0], "".join(one + gap for one in written)))
        else:
            edits += _appended(text, spans[-1][1], inside[1], gap, written, dialect)
    return edits


def _opening(text: str, node: Node) -> int:
    """The length of what stands before the inside: the bracket, and in YAML an anchor or a tag before it."""
    return text.index(node.style, node.start) + 1 - node.start


def _deletions(
    text: str, spans: list[tuple[int, int]], deleted: set[int], dialect: Dialect
) -> list[TextEdit]:
    edits: list[TextEdit] = []
    index = 0
    while index < len(spans):
        if index not in deleted:
            index += 1
            continue
        first = index
        while index < len(spans) and index in deleted:
            index += 1
        if index < len(spans):
            edits.append(TextEdit(spans[first][0], spans[index][0], ""))
            continue
        start, end = spans[first - 1][1], spans[index - 1][1]
        if dialect.comments and "#" in text[start : spans[first][0]]:
            # The comment belongs to the item before, which keeps it and its comma.
            start = len(text[: spans[first][0]].rstrip())
            rest = _REST_OF_ITEM.match(text, end)
            end = rest.end() if rest else end
            if end < len(text) and text[end] not in "\r\n":
                # What closes the brackets stands on this line, and must not end up in the comment.
                start = spans[first][0]
        edits.append(TextEdit(start, end, ""))
    return edits


def _appended(
    text: str, last: int, close: int, gap: str, written: list[str], dialect: Dialect
) -> list[TextEdit]:
    comment = _TRAILING_COMMENT.match(text, last, close) if dialect.comments else None
    if comment is None:
        return [TextEdit(last, last, "".join(gap + one for one in written))]
    # The comment stays with the item it stands beside.
    if "\n" not in gap and "\r" not in gap:
        gap = "," + newline_of(text) + " " * (last - line_start(text, last))
    joined = gap.join(written)
    edits = [] if comment[1] else [TextEdit(last, last, ",")]
    return [*edits, TextEdit(comment.end(), comment.end(), gap[1:] + joined + ("," if comment[1] else ""))]


def separator(text: str, node: Node, spans: list[tuple[int, int]]) -> str:
    """What stands between two members here: ", " or a comma, a line end and the indentation."""
    between = [text[one[1] : two[0]] for one, two in pairwise(spans)]
    plain = [gap for gap in between if "#" not in gap and "," in gap]
    if plain:
        # The most common one; of two the shorter.
        return min(plain, key=lambda gap: (-plain.count(gap), len(gap)))
    if not spans:
        return ", "
    at = spans[-1][0]
    before = text[spans[-2][1] : at] if between else text[node.start : at]
    if "\n" in before or "\r" in before:
        indent = text[line_start(text, at) : at]
        return "," + newline_of(before.lstrip(" \t")) + (indent if not indent.strip() else "")
    return ", "


def renamed(entry: NodeEntry, written: str) -> TextEdit:
    """The edit that replaces a key."""
    return TextEdit(entry.key.start, entry.key.end, written)


__all__ = [
    "Dialect",
    "entry_edits",
    "is_bracketed",
    "mapping_edits",
    "renamed",
    "replace_inline",
]
