"""YAML front matter as source: where each key and value stands, and the edits that change one and nothing else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from functools import cached_property

from editor.articles.bracketed import is_bracketed, mapping_edits, replace_inline
from editor.articles.dates import format_like
from editor.articles.edits import (
    Edit,
    apply_edits,
    is_blank,
    line_start,
    line_stop,
    list_changes,
    newline_of,
    next_line,
    position_for,
)
from editor.articles.nodes import ALIAS, MAPPING, SCALAR, SEQUENCE, EditRefused, Entry, Node
from editor.articles.values import Value, same, sort_token
from editor.articles.yaml_reader import read_yaml
from editor.articles.yaml_style import (
    Habits,
    habits_of,
    write_block,
    write_flow,
    write_folded,
    write_key,
    write_literal,
    write_scalar,
    write_text,
)

_PROPERTIES = re.compile(r"(?:&\S+[ \t]+)*")
_TO_COLON = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*:")
_TO_DASH = re.compile(r"(?:[&!]\S*[ \t\r\n]|[ \t\r\n]|#[^\r\n]*)*-(?=[ \t\r\n]|\Z)")
_DOCUMENT_END = re.compile(r"^\.\.\.(?=[ \t\r\n]|\Z)", re.MULTILINE)


class YamlSource:
    """The text between the delimiters. Edits give new text; whether its meaning is right is checked by the caller."""

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        self.root = read_yaml(text)
        self._newline = newline_of(text, newline)

    @property
    def fields(self) -> dict[str, Value]:
        """The fields as Hugo reads them."""
        fields: dict[str, Value] = self.root.value
        return fields

    @cached_property
    def _habits(self) -> Habits:
        return habits_of(self.text, self.root, self._newline)

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

    def _entry(self, name: str) -> Entry | None:
        return next((entry for entry in self.root.entries if entry.name == name), None)

    def locked_reason(self, name: str) -> str:
        """Why a field cannot be edited on its own, or ""."""
        entry = self._entry(name)
        if entry is None:
            return "This field comes from a merge (<<): edit it where it is defined, or in the source."
        inside = list(_walk(entry.value))
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
        if any(part.name == "<<" and not part.key.style for node in inside for part in node.entries):
            return "A part of this field comes from a merge (<<): edit it in the source."
        return ""

    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]:
        """Texts in which a field has a new value: the closest to the old first, then with the whole value rewritten."""
        entry = self._entry(name)
        if entry is None:
            yield self._with_new_entry(self.root, name, value, order)
            if isinstance(value, str):
                yield self._with_new_entry(self.root, name, value, order, on_one_line=True)
            return
        with contextlib.suppress(EditRefused):
            yield apply_edits(self.text, self._value_edits(self._owner(entry), entry.value, value))
        yield apply_edits(self.text, self._rewritten(self._owner(entry), entry.value, value))
        if isinstance(value, str):
            # Where a text block would take in the lines after it.
            yield apply_edits(
                self.text, self._rewritten(self._owner(entry), entry.value, value, on_one_line=True)
            )

    def unset(self, name: str) -> Iterator[str]:
        """The text without a field."""
        entry = self._entry(name)
        if entry is None:
            raise EditRefused("This field comes from a merge (<<): remove it where it is defined.")
        if self.root.style:
            rest = {key: value for key, value in self.fields.items() if key != name}
            yield apply_edits(self.text, mapping_edits(self.text, self.root, rest, self))
            return
        yield apply_edits(self.text, [self._removed(self.root, entry)])

    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]:
        """The text with a key renamed; `parent` leads to the map that holds it."""
        node = self.root
        for step in parent:
            node = _child(node, step)
        entry = next((entry for entry in node.entries if entry.name == old), None)
        if entry is None or entry.key.kind != SCALAR:
            raise EditRefused("This key comes from an alias or a merge: rename it in the source.")
        start = self._content_start(entry.key)
        yield apply_edits(self.text, [Edit(start, entry.key.end, write_key(new, entry.key.style))])

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
            Edit(*spans[to], self.text[slice(*spans[at])])
            for to, at in zip(places, wanted, strict=True)
            if to != at
        )
        yield apply_edits(self.text, moved)

    # Inside brackets: the dialect that `bracketed` asks for.
    comments = True

    def inline(self, value: Value, like: Node | None) -> str:
        """A value inside brackets."""
        style = (
            like.style if like is not None and like.kind == SCALAR and isinstance(like.value, str) else None
        )
        return write_flow(value, self._habits.item if style is None else style)

    def member(self, name: str, value: Value, like: Entry | None) -> str:
        """A key and its value inside braces."""
        style = like.key.style if like else ""
        return f"{write_key(name, style)}: {self.inline(value, like.value if like else None)}"

    # Block style.

    def _value_edits(self, owner: _Owner, node: Node, value: Value) -> list[Edit]:
        """The edits that give an entry or an item a new value, inside it where old and new are of one shape."""
        if same(node.value, value):
            return []
        if value and not is_bracketed(node):
            if node.kind == SEQUENCE and isinstance(value, list) and node.items:
                return self._sequence_edits(node, value)
            if node.kind == MAPPING and isinstance(value, dict):
                return self._mapping_edits(node, value)
        if is_bracketed(node) and isinstance(value, (list, dict)):
            return replace_inline(self.text, node, value, self)
        return self._rewritten(owner, node, value)

    def _mapping_edits(self, node: Node, value: dict[str, Value]) -> list[Edit]:
        edits: list[Edit] = []
        kept = False
        for entry in node.entries:
            if entry.name not in value:
                edits.append(self._removed(node, entry))
            else:
                kept = True
                edits += self._value_edits(self._owner(entry), entry.value, value[entry.name])
        names = {entry.name for entry in node.entries}
        added = {name: one for name, one in value.items() if name not in names}
        if not kept:
            raise EditRefused("Nothing of the old map stays.")
        column = self._column(node.entries[0].key.start)
        at = next_line(self.text, node.entries[-1].value.end)
        for name, one in added.items():
            edits.append(Edit(at, at, self._entry_lines(name, one, column)))
        return edits

    def _sequence_edits(self, node: Node, value: list[Value]) -> list[Edit]:
        dashes = self._dashes(node)
        column = self._column(dashes[0])
        gap = (
            max(node.items[0].start - dashes[0] - 1, 1)
            if node.items[0].start < line_stop(self.text, dashes[0])
            else 1
        )
        ends = [
            next_line(self.text, max(item.end, dash + 1))
            for item, dash in zip(node.items, dashes, strict=True)
        ]
        changes = list_changes(node.value, value)
        chunks = {sort_token(node.value[one.old]): one.old for one in changes if one.what == "delete"}
        if not any(one.what in ("keep", "set") for one in changes):
            raise EditRefused("Nothing of the old list stays.")
        edits: list[Edit] = []
        for what, old, new in changes:
            if what == "set":
                owner = _Owner(dashes[old] + 1, column, is_item=True)
                edits += self._value_edits(owner, node.items[old], value[new])
            elif what == "delete":
                edits.append(Edit(self._own_line(dashes[old]), ends[old], ""))
            elif what == "insert":
                at = self._own_line(dashes[old]) if old < len(dashes) else ends[-1]
                moved = chunks.get(sort_token(value[new]))
                if moved is not None:
                    written = self.text[self._own_line(dashes[moved]) : ends[moved]]
                else:
                    written = self._item_lines(value[new], column, gap, node.items[min(old, len(dashes)) - 1])
                edits.append(Edit(at, at, written))
        return edits

    def _item_lines(self, value: Value, column: int, gap: int, like: Node) -> str:
        habits = self._habits
        if (
            isinstance(value, str)
            and "\n" not in value
            and like.kind == SCALAR
            and isinstance(like.value, str)
        ):
            written = " " * gap + write_scalar(value, like.style, False)
        else:
            written = write_block(value, column, habits, item=True)
        return " " * column + "-" + written + self._newline

    def _with_new_entry(
        self, node: Node, name: str, value: Value, order: Sequence[str], *, on_one_line: bool = False
    ) -> str:
        """The text with a new top-level field."""
        if node.style:
            wanted = {**node.value, name: value}
            return apply_edits(self.text, mapping_edits(self.text, node, wanted, self, order))
        names = [entry.name for entry in node.entries]
        index = position_for(name, names, order)
        column = self._column(node.entries[0].key.start) if names else 0
        if index < len(names) and index:
            at = next_line(self.text, node.entries[index - 1].value.end)
        elif index < len(names):
            at = self._own_line(node.entries[0].key.start)
        else:
            at = self._end_of_fields()
        lines = self._entry_lines(name, value, column)
        if on_one_line:
            lines = f"{' ' * column}{write_key(name)}: {write_text(value, chr(34), False)}{self._newline}"
        before = self._newline if at and self.text[at - 1] not in "\r\n" else ""
        return self.text[:at] + before + lines + self.text[at:]

    def _end_of_fields(self) -> int:
        """After the last line with something on it, comments too, and before a document end (...)."""
        last = self.root.entries[-1].value.end if self.root.entries else 0
        ended = _DOCUMENT_END.search(self.text, next_line(self.text, last) if last else 0)
        stop = ended.start() if ended else len(self.text)
        kept = max(len(self.text[:stop].rstrip()), last)
        return min(next_line(self.text, kept), stop) if kept else 0

    def _entry_lines(self, name: str, value: Value, column: int) -> str:
        return f"{' ' * column}{write_key(name)}:{write_block(value, column, self._habits)}{self._newline}"

    def _removed(self, node: Node, entry: Entry) -> Edit:
        """The edit that takes out an entry's lines, with the comments indented below it."""
        start = line_start(self.text, entry.key.start)
        if self.text[start : entry.key.start].strip(" ?"):
            raise EditRefused("The field does not begin its line.")
        if self.text[start : entry.key.start].strip(" ") == "" or node is self.root:
            end = next_line(self.text, max(entry.value.end, entry.key.end))
            column = self._column(entry.key.start)
            while end < len(self.text):
                line = self.text[end : line_stop(self.text, end)]
                if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
                    break
                end = next_line(self.text, end)
            return Edit(start, end, "")
        raise EditRefused("The field does not begin its line.")

    def _with_comments(self, index: int) -> tuple[int, int]:
        """An entry's lines with the comment lines directly above it."""
        entry = self.root.entries[index]
        start = self._own_line(entry.key.start)
        bound = next_line(self.text, self.root.entries[index - 1].value.end) if index else 0
        while start > bound:
            above = line_start(
                self.text, max(start - 2, 0) if self.text[start - 2 : start] == "\r\n" else start - 1
            )
            if above < bound or not self.text[above:start].lstrip(" ").startswith("#"):
                break
            start = above
        return start, next_line(self.text, entry.value.end)

    def _rewritten(self, owner: _Owner, node: Node, value: Value, *, on_one_line: bool = False) -> list[Edit]:
        """The edits that replace a value as a whole, where it stands."""
        start = self._content_start(node)
        written = write_text(value, '"', False) if on_one_line else self._inline_form(owner, node, value)
        key_line_end = line_stop(self.text, owner.after)
        below = start > key_line_end
        if written is not None:
            # Of a text block the sign stands beside the key, before a comment; the lines follow below.
            sign, line_end, lines = written.partition(self._newline)
            blank = "" if below or not self.text[owner.after : start].endswith((" ", "\t")) else " "
            if below:
                at = owner.after
                return [
                    Edit(at, at, f" {sign}" if sign else ""),
                    Edit(key_line_end, node.end, line_end + lines),
                ]
            if not written:
                return [Edit(owner.after, max(node.end, start), "")]
            end = max(node.end, start)
            stop = line_stop(self.text, end)
            return [Edit(start, end, sign if blank else f" {sign}"), Edit(stop, stop, line_end + lines)]
        block = write_block(value, owner.column, self._habits, item=owner.is_item)
        if below:
            return [Edit(key_line_end, node.end, block)]
        end = max(node.end, start)
        stop = line_stop(self.text, end)
        kept = len(self.text[:start].rstrip(" \t"))
        return [Edit(kept, end, ""), Edit(stop, stop, block)]

    def _inline_form(self, owner: _Owner, node: Node, value: Value) -> str | None:
        """What stands beside the key or dash in place of an old value, or None for lines below it."""
        if isinstance(value, str):
            return self._text_form(owner, node, value)
        if not isinstance(value, (dict, list)):
            return write_scalar(value, node.style, False)
        if not value or is_bracketed(node):
            return write_flow(value, self._habits.item)
        block = write_block(value, owner.column, self._habits, item=owner.is_item)
        return None if block[:1] in "\r\n" or owner.is_item else block.lstrip(" ")

    def _text_form(self, owner: _Owner, node: Node, value: str) -> str:
        indent = owner.column + 2
        if node.style in ("|", ">"):
            body = re.search(r"[\r\n]+( +)\S", self.text[node.start : node.end])
            indent = len(body[1]) if body else indent
            old = self.text[node.start : node.end]
            folded = write_folded(value, indent, self._newline, old) if node.style == ">" else None
            block = folded or (write_literal(value, indent, self._newline, keep=True) if value else None)
            if block is not None:
                return block
        elif "\n" in value:
            literal = write_literal(value, indent, self._newline)
            if literal is not None:
                return literal
        style = node.style
        if node.kind != SCALAR or not isinstance(node.value, str):
            like = Node(SCALAR, value, 0, 0, self._habits.item if owner.is_item else self._habits.text)
            style = like.style
        return write_scalar(value, style, False)

    def _owner(self, entry: Entry) -> _Owner:
        colon = _TO_COLON.match(self.text, entry.key.end)
        if colon is None or colon.end() > entry.value.start:
            raise EditRefused("The key has no colon after it.")
        start = line_start(self.text, entry.key.start)
        column = self._column(entry.key.start)
        if not is_blank(self.text[start : entry.key.start]) and "?" in self.text[start : entry.key.start]:
            column = self.text.index("?", start) - start
        return _Owner(colon.end(), column)

    def _dashes(self, node: Node) -> list[int]:
        """Where the dash of each item stands."""
        found: list[int] = []
        at = node.start
        for item in node.items:
            dash = _TO_DASH.match(self.text, at)
            if dash is None:
                raise EditRefused("The list cannot be taken apart.")
            found.append(dash.end() - 1)
            at = max(item.end, dash.end())
        return found

    def _content_start(self, node: Node) -> int:
        """Where a value begins after its anchor, which stays; a tag goes, because it would change a new value."""
        found = (
            _PROPERTIES.match(self.text, node.start, node.end) if node.anchor and node.kind != ALIAS else None
        )
        return found.end() if found else node.start

    def _column(self, at: int) -> int:
        return at - line_start(self.text, at)

    def _own_line(self, at: int) -> int:
        """The start of a line that something begins; refused where something else stands before it."""
        start = line_start(self.text, at)
        if not is_blank(self.text[start:at]):
            raise EditRefused("Something else stands before it on its line.")
        return start


class _Owner:
    """What a value hangs on: after which offset (the colon or the dash), and at which column that one's line begins."""

    __slots__ = ("after", "column", "is_item")

    def __init__(self, after: int, column: int, is_item: bool = False) -> None:
        self.after = after
        self.column = column
        self.is_item = is_item


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for item in node.items:
        yield from _walk(item)
    for entry in node.entries:
        yield from _walk(entry.key)
        yield from _walk(entry.value)


def _child(node: Node, step: str | int) -> Node:
    if isinstance(step, int) and step < len(node.items):
        return node.items[step]
    for entry in node.entries:
        if entry.name == step:
            return entry.value
    raise EditRefused("This part of the field comes from an alias or a merge: edit it in the source.")
