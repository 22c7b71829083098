"""YAML front matter as source: where each key and value stands, and the edits that change one and nothing else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cached_property

from editor.articles.dates import format_like
from editor.articles.front_matter.bracketed import mapping_edits
from editor.articles.front_matter.edits import (
    TextEdit,
    apply_edits,
    line_start,
    newline_of,
    next_line,
    position_for,
    previous_line,
)
from editor.articles.front_matter.nodes import ALIAS, MAPPING, SCALAR, SEQUENCE, EditRefused, Node, NodeEntry
from editor.articles.front_matter.yaml.block import BlockEditor
from editor.articles.front_matter.yaml.reader import read_yaml
from editor.articles.front_matter.yaml.style import write_key, write_text
from editor.articles.values import Value, as_map

_DOCUMENT_END = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)


_BARE_DASH = (
    "The list {} ends in a dash with nothing after it, and Hugo takes the fields below for a part of the list: "
    "write something after the dash, or remove it, in the source."
)


class YamlSource:
    """The text between the delimiters. Edits give new text; whether its meaning is right is checked by the caller."""

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        self.root = read_yaml(text)
        self._newline = newline_of(text, newline)

    @cached_property
    def _editor(self) -> BlockEditor:
        return BlockEditor(self.text, self.root, self._newline)

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
            before = old if isinstance(old, dict) else {}
            return {str(key): self.as_read(item, before.get(key)) for key, item in value.items()}
        return value

    def offset_of(self, name: str) -> int:
        """Where a key stands."""
        entry = self._entry(name)
        return entry.key.start if entry else 0

    def _entry(self, name: str) -> NodeEntry | None:
        return next((entry for entry in self.root.entries if entry.name == name), None)

    def locked_reason(self, name: str) -> str:
        """Why a field cannot be edited on its own, or ""."""
        entry = self._entry(name)
        if entry is None:
            return "This field comes from a merge (<<): edit it where it is defined, or in the source."
        inside = list(_walk(entry.value))
        if any(_swallows(self.text, node) for node in inside):
            return _BARE_DASH.format(name)
        anchors = {node.anchor for node in inside if node.anchor and node.kind != ALIAS}
        if anchors:
            own = {id(node) for node in inside}
            for node in _walk(self.root):
                if node.kind == ALIAS and node.anchor in anchors and id(node) not in own:
                    return (
                        f"Another field repeats a part of this one (&{node.anchor}): edit it in the source."
                    )
        if len(inside) > 1 and any(node.tag for node in inside):
            return "A part of this field has a YAML tag (!): edit it in the source."
        return ""

    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]:
        """Texts in which a field has a new value: the closest to the old first, then with the whole value rewritten."""
        entry = self._entry(name)
        self._refuse_below_bare_dash(entry)
        if entry is None:
            yield self._with_new_entry(self.root, name, value, order)
            if isinstance(value, str):
                written = write_text(value, '"', False)
                yield self._with_new_entry(self.root, name, value, order, on_one_line=written)
            return
        with contextlib.suppress(EditRefused):
            yield apply_edits(
                self.text, self._editor.value_edits(self._editor.places.owner(entry), entry.value, value)
            )
        yield apply_edits(
            self.text, self._editor.rewritten(self._editor.places.owner(entry), entry.value, value)
        )
        if isinstance(value, str):
            # Where a text block would take in the lines after it.
            written = write_text(value, '"', False)
            yield apply_edits(
                self.text,
                self._editor.rewritten(
                    self._editor.places.owner(entry), entry.value, value, on_one_line=written
                ),
            )

    def unset(self, name: str) -> Iterator[str]:
        """The text without a field."""
        entry = self._entry(name)
        if entry is None:
            raise EditRefused("This field comes from a merge (<<): remove it where it is defined.")
        self._refuse_below_bare_dash(entry)
        if self.root.style:
            rest = {key: value for key, value in self.fields.items() if key != name}
            yield apply_edits(self.text, mapping_edits(self.text, self.root, rest, self._editor))
            return
        yield apply_edits(self.text, [self._editor.removed(entry)])

    def _refuse_below_bare_dash(self, entry: NodeEntry | None) -> None:
        """Refuse to change a list that has taken in the fields below it, or to add a field that it would take in."""
        for one in [entry] if entry else self.root.entries[-1:]:
            if any(_swallows(self.text, node) for node in _walk(one.value)):
                raise EditRefused(_BARE_DASH.format(one.name))

    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]:
        """The text with a key renamed; `parent` leads to the map that holds it."""
        node = self.root
        for step in parent:
            node = _child(node, step)
        entry = next((entry for entry in node.entries if entry.name == old), None)
        if entry is None or entry.key.kind != SCALAR:
            raise EditRefused("This key comes from an alias or a merge: rename it in the source.")
        start = self._editor.places.content_start(entry.key)
        yield apply_edits(self.text, [TextEdit(start, entry.key.end, write_key(new, entry.key.style))])

    def reorder(self, names: Sequence[str]) -> Iterator[str]:
        """The text with the named fields in this order, in the places that they take now."""
        entries = self.root.entries
        places = [index for index, entry in enumerate(entries) if entry.name in names]
        wanted = [next(index for index, entry in enumerate(entries) if entry.name == name) for name in names]
        if self.root.style:
            spans = [(entry.key.start, max(entry.key.end, entry.value.end)) for entry in entries]
        else:
            spans = [self._with_comments(index) for index in range(len(entries))]
        moved = (
            TextEdit(*spans[to], self.text[slice(*spans[at])])
            for to, at in zip(places, wanted, strict=True)
            if to != at
        )
        yield apply_edits(self.text, moved)

    def _with_new_entry(
        self, node: Node, name: str, value: Value, order: Sequence[str], *, on_one_line: str = ""
    ) -> str:
        """The text with a new top-level field."""
        if node.style:
            wanted = {**as_map(node.value), name: value}
            return apply_edits(self.text, mapping_edits(self.text, node, wanted, self._editor, order))
        names = [entry.name for entry in node.entries]
        index = position_for(name, names, order)
        column = self._editor.places.key_column(node.entries[0]) if names else 0
        if index < len(names) and index:
            at = next_line(self.text, node.entries[index - 1].value.end)
        elif index < len(names):
            at = self._editor.places.own_line(node.entries[0].key.start)
        else:
            at = self._end_of_fields()
        lines = self._editor.entry_lines(name, value, column)
        if on_one_line:
            lines = f"{' ' * column}{write_key(name)}: {on_one_line}{self._newline}"
        before = self._newline if at and self.text[at - 1] not in "\r\n" else ""
        return self.text[:at] + before + lines + self.text[at:]

    def _end_of_fields(self) -> int:
        """After the last line with something on it, comments too, and before a document end (...)."""
        last = self.root.entries[-1].value.end if self.root.entries else 0
        ended = _DOCUMENT_END.search(self.text, next_line(self.text, last) if last else 0)
        stop = ended.start() if ended else len(self.text)
        kept = max(len(self.text[:stop].rstrip()), last)
        return min(next_line(self.text, kept), stop) if kept else 0

    def _with_comments(self, index: int) -> tuple[int, int]:
        """An entry's lines with the comment lines directly above it."""
        entry = self.root.entries[index]
        start = self._editor.places.own_line(entry.key.start)
        bound = next_line(self.text, self.root.entries[index - 1].value.end) if index else 0
        while start > bound:
            above = previous_line(self.text, start)
            if above < bound or not self.text[above:start].lstrip(" ").startswith("#"):
                break
            start = above
        return start, next_line(self.text, entry.value.end)


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for item in node.items:
        yield from _walk(item)
    for entry in node.entries:
        yield from _walk(entry.key)
        yield from _walk(entry.value)


def _swallows(text: str, node: Node) -> bool:
    """Whether the last item of a list is a bare dash that has taken in the keys below it."""
    if node.kind != SEQUENCE or node.style or node.items[-1].kind != MAPPING:
        return False
    last = node.items[-1].start
    return last - line_start(text, last) == node.start - line_start(text, node.start)


def _child(node: Node, step: str | int) -> Node:
    if isinstance(step, int) and step < len(node.items):
        return node.items[step]
    for entry in node.entries:
        if entry.name == step:
            return entry.value
    raise EditRefused("This part of the field comes from an alias or a merge: edit it in the source.")
