"""Edits of YAML in block style: the lines of a value, an entry or an item change, and no others."""

from __future__ import annotations

import contextlib
import re
from functools import cached_property

from editor.articles.front_matter.bracketed import is_bracketed, replace_inline
from editor.articles.front_matter.edits import (
    TextEdit,
    line_start,
    line_stop,
    list_changes,
    next_line,
)
from editor.articles.front_matter.nodes import ALIAS, MAPPING, SCALAR, SEQUENCE, EditRefused, Node, NodeEntry
from editor.articles.front_matter.yaml.places import Owner, Places
from editor.articles.front_matter.yaml.style import (
    BARE_ITEM,
    Habits,
    habits_of,
    write_block,
    write_flow,
    write_folded,
    write_key,
    write_literal,
    write_scalar,
)
from editor.articles.values import Value, as_list, as_map, same, sort_token

_SIGN_COMMENT = re.compile(r"[|>][-+0-9]*([ \t]+#[^\r\n]*)")


_MERGED = "A part of this field is taken from another one (* or <<): edit it in the source."


def _refers(node: Node) -> bool:
    """Whether a collection takes parts from elsewhere; written anew, it would no longer."""
    if any(entry.is_merge for entry in node.entries):
        return True
    inside = [*node.items, *(entry.value for entry in node.entries)]
    return any(child.kind == ALIAS or _refers(child) for child in inside)


class BlockEditor:
    """Makes the edits to one parsed text. It is also the dialect that `bracketed` asks for inside brackets."""

    comments = True

    def __init__(self, text: str, root: Node, newline: str) -> None:
        self.text = text
        self.places = Places(text)
        self.newline = newline
        self._root = root

    @cached_property
    def habits(self) -> Habits:
        """What the block's author does, learnt when first needed."""
        return habits_of(self.text, self._root, self.newline)

    def inline(self, value: Value, like: Node | None) -> str:
        """A value inside brackets."""
        style = (
            like.style if like is not None and like.kind == SCALAR and isinstance(like.value, str) else None
        )
        return write_flow(value, self.habits.item if style is None else style)

    def member(self, name: str, value: Value, like: NodeEntry | None) -> str:
        """A key and its value inside braces."""
        style = like.key.style if like else ""
        return f"{write_key(name, style)}: {self.inline(value, like.value if like else None)}"

    def value_edits(self, owner: Owner, node: Node, value: Value) -> list[TextEdit]:
        """The edits that give an entry or an item a new value, inside it where old and new are of one shape."""
        if same(node.value, value):
            return []
        # A part that cannot be edited on its own is written anew, and only that part.
        with contextlib.suppress(EditRefused):
            if is_bracketed(node):
                if isinstance(value, (list, dict)):
                    return replace_inline(self.text, node, value, self)
            elif node.kind == SEQUENCE and isinstance(value, list) and value:
                return self._sequence_edits(node, as_list(node.value), value)
            elif node.kind == MAPPING and isinstance(value, dict) and value:
                return self._mapping_edits(node, as_map(node.value), value)
        return self.rewritten(owner, node, value)

    def _mapping_edits(self, node: Node, old: dict[str, Value], value: dict[str, Value]) -> list[TextEdit]:
        kept = [entry for entry in node.entries if entry.name in value or entry.is_merge]
        if not kept:
            raise EditRefused("Nothing of the old map stays.")
        own = {entry.name for entry in node.entries if not entry.is_merge}
        if any(name not in own and name not in value for name in old):
            raise EditRefused(_MERGED)
        edits: list[TextEdit] = []
        first = node.entries[0]
        for index, entry in enumerate(node.entries):
            if entry.is_merge:
                continue
            if entry.name in value:
                edits += self.value_edits(self.places.owner(entry), entry.value, value[entry.name])
            elif entry is first and self._is_beside_dash(entry):
                # The next key moves up beside the dash.
                edits.append(TextEdit(entry.key.start, kept[0].key.start, ""))
            elif index > node.entries.index(kept[0]) or not self._is_beside_dash(first):
                edits.append(self.removed(entry))
        column = self.places.key_column(first)
        at = next_line(self.text, node.entries[-1].value.end)
        for name, one in value.items():
            # A key from a merge that gets a value of its own is written after the merge, where it counts.
            if name not in own and not (name in old and same(old[name], one)):
                edits.append(TextEdit(at, at, self.entry_lines(name, one, column)))
        return edits

    def _is_beside_dash(self, entry: NodeEntry) -> bool:
        return self.text[line_start(self.text, entry.key.start) : entry.key.start].strip(" ").startswith("-")

    def _sequence_edits(self, node: Node, former: list[Value], value: list[Value]) -> list[TextEdit]:
        dashes = self.places.dashes(node)
        column = self.places.column(dashes[0])
        gap = (
            max(node.items[0].start - dashes[0] - 1, 1)
            if node.items[0].start < line_stop(self.text, dashes[0])
            else 1
        )
        ends = [
            next_line(self.text, max(item.end, dash + 1))
            for item, dash in zip(node.items, dashes, strict=True)
        ]
        changes = list_changes(former, value)
        chunks = {sort_token(former[one.old]): one.old for one in changes if one.what == "delete"}
        if not any(one.what in ("keep", "set") for one in changes):
            raise EditRefused("Nothing of the old list stays.")
        edits: list[TextEdit] = []
        for what, old, new in changes:
            if what == "set":
                owner = Owner(dashes[old] + 1, column, is_item=True)
                edits += self.value_edits(owner, node.items[old], value[new])
            elif what == "delete":
                edits.append(TextEdit(self.places.own_line(dashes[old]), ends[old], ""))
            elif what == "insert":
                at = self.places.own_line(dashes[old]) if old < len(dashes) else ends[-1]
                moved = chunks.get(sort_token(value[new]))
                if moved is not None:
                    written = self.text[self.places.own_line(dashes[moved]) : ends[moved]]
                else:
                    written = self._item_lines(value[new], column, gap, node.items[min(old, len(dashes)) - 1])
                edits.append(TextEdit(at, at, written))
        return edits

    def _item_lines(self, value: Value, column: int, gap: int, like: Node) -> str:
        habits = self.habits
        if (
            isinstance(value, str)
            and "\n" not in value
            and like.kind == SCALAR
            and isinstance(like.value, str)
        ):
            written = " " * gap + write_scalar(value, like.style, False)
        else:
            written = write_block(value, column, habits, item=True)
        return " " * column + "-" + written + self.newline

    def entry_lines(self, name: str, value: Value, column: int) -> str:
        """The lines of a new entry whose key stands at a column."""
        return f"{' ' * column}{write_key(name)}:{write_block(value, column, self.habits)}{self.newline}"

    def removed(self, entry: NodeEntry) -> TextEdit:
        """The edit that takes out an entry's lines, with the comments indented below it."""
        start = line_start(self.text, entry.key.start)
        if self.text[start : entry.key.start].strip(" ?"):
            raise EditRefused("The field does not begin its line.")
        end = next_line(self.text, max(entry.value.end, entry.key.end))
        column = self.places.column(entry.key.start)
        while end < len(self.text):
            line = self.text[end : line_stop(self.text, end)]
            if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
                break
            end = next_line(self.text, end)
        return TextEdit(start, end, "")

    def rewritten(self, owner: Owner, node: Node, value: Value, *, on_one_line: str = "") -> list[TextEdit]:
        """The edits that replace a value as a whole, where it stands; `on_one_line`: as written, if it must be so."""
        if isinstance(value, (list, dict)) and value and _refers(node):
            raise EditRefused(_MERGED)
        start = self.places.content_start(node)
        written = on_one_line or self._inline_form(owner, node, value)
        # The comment beside the sign of a text block is none of the text.
        comment = _SIGN_COMMENT.match(self.text, start) if node.style in ("|", ">") else None
        note = comment[1] if comment else ""
        key_line_end = line_stop(self.text, owner.after)
        below = start > key_line_end
        if written is not None:
            # Of a text block the sign stands beside the key, before a comment; the lines follow below.
            sign, line_end, lines = written.partition(self.newline)
            blank = "" if below or not self.text[owner.after : start].endswith((" ", "\t")) else " "
            if below:
                at = owner.after
                return [
                    TextEdit(at, at, f" {sign}{note}" if sign else note),
                    TextEdit(key_line_end, node.end, line_end + lines),
                ]
            if not written:
                return [TextEdit(owner.after, max(node.end, start), note)]
            end = max(node.end, start)
            stop = line_stop(self.text, end)
            return [
                TextEdit(start, end, (sign if blank else f" {sign}") + note),
                TextEdit(stop, stop, line_end + lines),
            ]
        block = write_block(value, owner.column, self.habits, item=owner.is_item)
        if below:
            # A comment beside the old value's last line goes up to the key: below a text block it would be text.
            end = line_stop(self.text, node.end)
            return [TextEdit(key_line_end, end, self.text[node.end : end] + block)]
        end = max(node.end, start)
        stop = line_stop(self.text, end)
        kept = len(self.text[:start].rstrip(" \t"))
        return [TextEdit(kept, end, note), TextEdit(stop, stop, block)]

    def _inline_form(self, owner: Owner, node: Node, value: Value) -> str | None:
        """What stands beside the key or dash in place of an old value, or None for lines below it."""
        if isinstance(value, str):
            return self._text_form(owner, node, value)
        if not isinstance(value, (dict, list)):
            return write_scalar(value, node.style, False) or (BARE_ITEM if owner.is_item else "")
        if not value or is_bracketed(node):
            return write_flow(value, self.habits.item)
        block = write_block(value, owner.column, self.habits, item=owner.is_item)
        return None if block[:1] in "\r\n" or owner.is_item else block.lstrip(" ")

    def _text_form(self, owner: Owner, node: Node, value: str) -> str:
        indent = owner.column + 2
        if node.style in ("|", ">"):
            body = re.search(r"[\r\n]+( +)\S", self.text[node.start : node.end])
            indent = len(body[1]) if body else indent
            old = self.text[node.start : node.end]
            folded = write_folded(value, indent, self.newline, old) if node.style == ">" else None
            block = folded or (write_literal(value, indent, self.newline, keep=True) if value else None)
            if block is not None:
                return block
        elif "\n" in value:
            literal = write_literal(value, indent, self.newline)
            if literal is not None:
                return literal
        style = node.style
        if node.kind != SCALAR or not isinstance(node.value, str):
            like = Node(SCALAR, value, 0, 0, self.habits.item if owner.is_item else self.habits.text)
            style = like.style
        return write_scalar(value, style, False)
