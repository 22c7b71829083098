"""TOML front matter as source: edits that change one field, on its line, in its tables, and nothing else."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property

import tomli

from editor.articles.bracketed import replace_inline
from editor.articles.edits import Edit, apply_edits, list_changes, newline_of, position_for, previous_line
from editor.articles.fields import HUGO_FIELDS, Kind
from editor.articles.nodes import SCALAR, EditRefused, Entry, Node
from editor.articles.toml_reader import Child, Statement, Table, TableArray, TomlTree
from editor.articles.toml_style import style_of, write_inline, write_key, write_path, write_table
from editor.articles.toml_values import read_toml
from editor.articles.values import Value, same


class TomlSource:
    """The text between the delimiters. Edits give new text; whether its meaning is right is checked by the caller."""

    comments = True

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        self.fields = read_toml(text)
        self._newline = newline_of(text, newline)

    @cached_property
    def _tree(self) -> TomlTree:
        return TomlTree(self.text, self.fields)

    @cached_property
    def _quotes(self) -> str:
        """The quotes this block's author uses: those of most texts on one line."""
        styles = Counter(
            statement.node.style
            for statement in self._tree.statements
            if statement.node is not None and statement.node.style in ("'", '"')
        )
        return styles.most_common(1)[0][0] if styles else '"'

    def as_read(self, value: Value, old: Value, name: str = "") -> Value:
        """What a value will be once it is written here: text in place of a date becomes a date where it is one."""
        if isinstance(value, str):
            is_date = isinstance(old, (datetime, date)) or (
                old is None and HUGO_FIELDS.get(name.lower()) is Kind.DATE
            )
            return _as_date(value) if is_date else value
        if isinstance(value, list):
            return [self.as_read(item, "") for item in value]
        if isinstance(value, dict):
            before = old if isinstance(old, dict) else {}
            return {str(key): self.as_read(item, before.get(key, "")) for key, item in value.items()}
        return value

    def offset_of(self, name: str) -> int:
        """Where a key or a table's header stands."""
        for statement in self._tree.statements:
            if statement.parts[0][0] == name and self._is_root(statement):
                return statement.parts[0][1]
        return 0

    def _is_root(self, statement: Statement) -> bool:
        return statement.node is None or statement in self._tree.root.lines

    def locked_reason(self, name: str) -> str:
        """Why a field cannot be edited on its own, or ""."""
        return ""

    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]:
        """Texts in which a field has a new value: the closest to the old first, then with the whole value rewritten."""
        root = self._tree.root
        child = root.children.get(name)
        if child is None:
            yield apply_edits(self.text, [self._added(name, value, order)])
            return
        with contextlib.suppress(EditRefused):
            yield apply_edits(self.text, self._child_edits(root, name, child, value))
        if isinstance(child, Table) and child.section is root and not isinstance(value, dict):
            # Dotted keys give way to one key in their place.
            first, *others = self._removals(child)
            yield apply_edits(
                self.text, [first._replace(text=self._line((name,), value, root.lines[0])), *others]
            )
        rest = apply_edits(self.text, self._removals(child))
        yield from TomlSource(rest, self._newline).set(name, value, order)

    def unset(self, name: str) -> Iterator[str]:
        """The text without a field."""
        yield apply_edits(self.text, self._removals(self._tree.root.children[name]))

    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]:
        """The text with a key renamed; `parent` leads to the map that holds it."""
        if any(isinstance(step, int) for step in parent):
            raise EditRefused("Rename this key in the source.")
        path = (*(str(step) for step in parent), old)
        edits: list[Edit] = []
        inside: tuple[str, ...] = ()
        for statement in self._tree.statements:
            names = tuple(part[0] for part in statement.parts)
            full = names if statement.node is None else inside + names
            if statement.node is None:
                inside = names
            at = len(path) - 1 - (len(full) - len(names))
            if full[: len(path)] == path and at >= 0:
                _, start, end = statement.parts[at]
                edits.append(Edit(start, end, write_key(new)))
        if not edits:
            raise EditRefused("This key stands inside braces: rename it in the source.")
        yield apply_edits(self.text, edits)

    def reorder(self, names: Sequence[str]) -> Iterator[str]:
        """The text with the named fields in this order, in the places that they take now."""
        chunks = self._chunks()
        if any(name not in chunks for name in names):
            raise EditRefused("This field stands in several places: order it in the source.")
        places = sorted((chunks[name], self._is_table(name)) for name in names)
        edits: list[Edit] = []
        for (place, takes_table), name in zip(places, names, strict=True):
            if takes_table != self._is_table(name):
                raise EditRefused("In TOML, tables stand after all other fields.")
            edits.append(Edit(*place, self._ended(self.text[slice(*chunks[name])])))
        yield apply_edits(self.text, edits)

    def _is_table(self, name: str) -> bool:
        """Whether a field has a header of its own, and so stands below the top-level keys."""
        child = self._tree.root.children[name]
        return not isinstance(child, Statement) and not (
            isinstance(child, Table) and child.section is self._tree.root
        )

    # What `bracketed` asks for.

    def inline(self, value: Value, like: Node | None) -> str:
        """A value inside brackets."""
        old = self.text[like.start : like.end] if like is not None and like.kind == SCALAR else ""
        return write_inline(value, style_of(like, self._quotes), self._newline, old)

    def member(self, name: str, value: Value, like: Entry | None) -> str:
        """A key and its value in an inline table."""
        gap = self.text[like.key.end : like.value.start] if like else " = "
        return f"{write_key(name)}{gap}{self.inline(value, like.value if like else None)}"

    # Statements and tables.

    def _child_edits(self, parent: Table, name: str, child: Child, value: Value) -> list[Edit]:
        if isinstance(child, Statement):
            node = child.node
            return [] if node is None else replace_inline(self.text, node, value, self)
        if isinstance(child, Table) and isinstance(value, dict):
            return self._table_edits(child, value)
        if (
            isinstance(child, TableArray)
            and isinstance(value, list)
            and all(isinstance(one, dict) for one in value)
        ):
            return self._array_edits(parent, name, child, value)
        raise EditRefused("The value changes its shape.")

    def _table_edits(self, table: Table, value: dict[str, Value]) -> list[Edit]:
        edits: list[Edit] = []
        for name, child in table.children.items():
            if name not in value:
                edits += self._removals(child)
            elif not same(table.value[name], value[name]):
                edits += self._child_edits(table, name, child, value[name])
        edits += (
            self._added_to(table, name, one) for name, one in value.items() if name not in table.children
        )
        if table.header is None and not any(name in value for name in table.children):
            raise EditRefused("Nothing of the old table stays.")
        return edits

    def _array_edits(self, parent: Table, name: str, array: TableArray, value: list[Value]) -> list[Edit]:
        edits: list[Edit] = []
        old = parent.value[name]
        ends = [self._extent(element)[1] for element in array.elements]
        for what, before, after in list_changes(old, value):
            if what == "set":
                edits += self._table_edits(array.elements[before], value[after])
            elif what == "delete":
                edits += self._removals(array.elements[before])
            elif what == "insert":
                written = write_table(array.path, value[after], self._quotes, self._newline, is_item=True)
                if before < len(array.elements):
                    at = self._extent(array.elements[before])[0]
                    edits.append(Edit(at, at, written + self._newline))
                else:
                    at = ends[-1]
                    edits.append(Edit(at, at, self._line_before(at) + self._newline + written))
        return edits

    def _added_to(self, table: Table, name: str, value: Value) -> Edit:
        """The edit that adds a key to a table, beside its other keys."""
        section = table.section
        if section is None:
            first = min(self._extent(child)[0] for child in table.children.values())
            opening = f"[{write_path(table.path)}]{self._newline}"
            return Edit(first, first, opening + self._line((name,), value, None) + self._newline)
        lines = [child for child in table.children.values() if isinstance(child, Statement)] or section.lines
        like = lines[-1] if lines else None
        prefix = table.path[len(section.path) :]
        if like is None:
            header = section.header
            at = header.end if header else 0
        else:
            at = like.end
        return Edit(at, at, self._line_before(at) + self._line((*prefix, name), value, like))

    def _line(self, path: tuple[str, ...], value: Value, like: Statement | None) -> str:
        """A key and its value on a line of its own, spaced as its neighbour."""
        indent, gap = "", " = "
        if like is not None and like.node is not None:
            first, last = like.parts[0][1], like.parts[-1][2]
            indent = self.text[like.start : first]
            gap = self.text[last : like.node.start]
            if gap.strip(" \t=") or len(gap) > 3:
                # Padding to line the signs up belongs to that key.
                gap = " = "
        return f"{indent}{write_path(path)}{gap}{write_inline(value, self._quotes, self._newline)}{self._newline}"

    def _added(self, name: str, value: Value, order: Sequence[str]) -> Edit:
        """The edit that adds a top-level field: before the first table, unless it is one."""
        root = self._tree.root
        is_list = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
        if is_list or (isinstance(value, dict) and value):
            items = value if is_list else [value]
            written = self._newline.join(
                write_table((name,), one, self._quotes, self._newline, is_item=bool(is_list)) for one in items
            )
            at = len(self.text)
            blank = self._newline if self.text.strip() and not self.text.endswith(("\n\n", "\n\r\n")) else ""
            return Edit(at, at, self._line_before(at) + blank + written)
        names = [line.parts[0][0] for line in root.lines]
        index = position_for(name, names, order)
        like = root.lines[index - 1] if index and root.lines else (root.lines[0] if root.lines else None)
        line = self._line((name,), value, like)
        headers = [statement for statement in self._tree.statements if statement.node is None]
        if index < len(names):
            at = root.lines[index].start if not index else root.lines[index - 1].end
        elif headers:
            at = root.lines[-1].end if root.lines else self._above_comments(headers[0].start)
        else:
            kept = len(self.text.rstrip())
            ended = self.text.find("\n", kept)
            at = (ended + 1 if ended >= 0 else len(self.text)) if kept else 0
        return Edit(at, at, self._line_before(at) + line)

    def _removals(self, child: Child) -> list[Edit]:
        """The edits that take out a field with all its tables."""
        if isinstance(child, Statement):
            return [Edit(child.start, child.end, "")]
        if isinstance(child, TableArray):
            return [edit for element in child.elements for edit in self._removals(element)]
        edits: list[Edit] = []
        if child.header is not None:
            end = max([child.header.end, *(line.end for line in child.lines)])
            while self.text[end : end + 1] in ("\n", "\r") and end < len(self.text):
                # The blank lines under a table part it from the next: they go with it.
                end += 1
            edits.append(Edit(child.header.start, end, ""))
        for inner in child.children.values():
            if not (isinstance(inner, Statement) and child.header is not None and inner in child.lines):
                if (
                    isinstance(inner, Table)
                    and inner.header is None
                    and inner.section is child
                    and child.header
                ):
                    continue
                edits += self._removals(inner)
        return edits

    def _extent(self, child: Child) -> tuple[int, int]:
        """From the first to the last line of a field."""
        if isinstance(child, Statement):
            return child.start, child.end
        if isinstance(child, TableArray):
            spans = [self._extent(element) for element in child.elements]
        else:
            spans = [self._extent(inner) for inner in child.children.values()]
            spans += [(line.start, line.end) for line in child.lines]
            if child.header is not None:
                spans.append((child.header.start, child.header.end))
        return min(span[0] for span in spans), max(span[1] for span in spans)

    def _chunks(self) -> dict[str, tuple[int, int]]:
        """For each field that stands in one piece, its lines and the comment lines above it."""
        chunks: dict[str, tuple[int, int]] = {}
        owners = [
            (statement, statement.parts[0][0])
            for statement in self._tree.statements
            if self._is_root(statement)
        ]
        for name, child in self._tree.root.children.items():
            start, end = self._extent(child)
            if all(owner == name or not start <= statement.start < end for statement, owner in owners):
                chunks[name] = (self._above_comments(start), end)
        return chunks

    def _above_comments(self, at: int) -> int:
        while at > 0:
            above = previous_line(self.text, at)
            if not self.text[above:at].lstrip(" \t").startswith("#"):
                break
            at = above
        return at

    def _line_before(self, at: int) -> str:
        """A line end where the text before an insertion lacks one."""
        return self._newline if at and self.text[at - 1] != "\n" else ""

    def _ended(self, chunk: str) -> str:
        return chunk if chunk.endswith("\n") else chunk + self._newline


def _as_date(text: str) -> Value:
    try:
        value = tomli.loads(f"x = {text}")["x"]
    except (tomli.TOMLDecodeError, ValueError):
        return text
    return value if isinstance(value, (datetime, date)) else text
