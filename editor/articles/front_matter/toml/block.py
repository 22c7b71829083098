"""Edits of TOML by statements and tables: the lines of one field change, and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from editor.articles.front_matter.bracketed import replace_inline
from editor.articles.front_matter.edits import TextEdit, list_changes, position_for, previous_line
from editor.articles.front_matter.nodes import SCALAR, EditRefused, Node, NodeEntry
from editor.articles.front_matter.toml.reader import Child, Statement, Table, TableArray, TomlTree
from editor.articles.front_matter.toml.style import style_of, write_inline, write_key, write_path, write_table
from editor.articles.values import Value, as_list, as_map, same


class TableEditor:
    """Makes the edits to one parsed text. It is also the dialect that `bracketed` asks for inside brackets."""

    comments = True

    def __init__(self, text: str, tree: TomlTree, newline: str) -> None:
        self.text = text
        self.newline = newline
        self._tree = tree

    def inline(self, value: Value, like: Node | None) -> str:
        """A value inside brackets."""
        old = self.text[like.start : like.end] if like is not None and like.kind == SCALAR else ""
        return write_inline(value, style_of(like, self._quotes), self.newline, old)

    def member(self, name: str, value: Value, like: NodeEntry | None) -> str:
        """A key and its value in an inline table."""
        gap = self.text[like.key.end : like.value.start] if like else " = "
        return f"{write_key(name)}{gap}{self.inline(value, like.value if like else None)}"

    @cached_property
    def _quotes(self) -> str:
        """The quotes this block's author uses: those of most texts on one line."""
        styles = Counter(
            statement.node.style
            for statement in self._tree.statements
            if statement.node is not None and statement.node.style in ("'", '"')
        )
        return styles.most_common(1)[0][0] if styles else '"'

    def child_edits(self, parent: Table, name: str, child: Child, value: Value) -> list[TextEdit]:
        """The edits that give a child of a table a new value; raises EditRefused where its shape changes."""
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
            return self._array_edits(as_list(parent.value[name]), child, [as_map(one) for one in value])
        raise EditRefused("The value changes its shape.")

    def _table_edits(self, table: Table, value: dict[str, Value]) -> list[TextEdit]:
        edits: list[TextEdit] = []
        for name, child in table.children.items():
            if name not in value:
                edits += self.removals(child)
            elif not same(table.value[name], value[name]):
                edits += self._replaced(table, name, child, value[name])
        edits += (
            self._added_to(table, name, one) for name, one in value.items() if name not in table.children
        )
        if table.header is None and not any(name in value for name in table.children):
            raise EditRefused("Nothing of the old table stays.")
        return edits

    def _replaced(self, table: Table, name: str, child: Child, value: Value) -> list[TextEdit]:
        """The edits that give a key inside a table a new value: dotted keys give way to one key where they stood."""
        try:
            return self.child_edits(table, name, child, value)
        except EditRefused:
            section = table.section
            if section is None or not isinstance(child, Table) or child.section is not section:
                raise
        first, *others = sorted(self.removals(child))
        like = next(line for line in section.lines if line.start == first.start)
        prefix = table.path[len(section.path) :]
        return [first._replace(text=self.line((*prefix, name), value, like)), *others]

    def _array_edits(
        self, old: list[Value], array: TableArray, value: list[dict[str, Value]]
    ) -> list[TextEdit]:
        edits: list[TextEdit] = []
        ends = [self._extent(element)[1] for element in array.elements]
        for what, before, after in list_changes(old, value):
            if what == "set":
                edits += self._table_edits(array.elements[before], value[after])
            elif what == "delete":
                edits += self.removals(array.elements[before])
            elif what == "insert":
                written = write_table(array.path, value[after], self._quotes, self.newline, is_item=True)
                if before < len(array.elements):
                    at = self._extent(array.elements[before])[0]
                    edits.append(TextEdit(at, at, written + self.newline))
                else:
                    at = ends[-1]
                    edits.append(TextEdit(at, at, self._line_before(at) + self.newline + written))
        return edits

    def _added_to(self, table: Table, name: str, value: Value) -> TextEdit:
        """The edit that adds a key to a table, beside its other keys."""
        section = table.section
        if section is None:
            first = min(self._extent(child)[0] for child in table.children.values())
            opening = f"[{write_path(table.path)}]{self.newline}"
            return TextEdit(first, first, opening + self.line((name,), value, None) + self.newline)
        lines = [child for child in table.children.values() if isinstance(child, Statement)] or section.lines
        like = lines[-1] if lines else None
        prefix = table.path[len(section.path) :]
        if like is None:
            header = section.header
            at = header.end if header else 0
        else:
            at = like.end
        return TextEdit(at, at, self._line_before(at) + self.line((*prefix, name), value, like))

    def line(self, path: tuple[str, ...], value: Value, like: Statement | None) -> str:
        """A key and its value on a line of its own, spaced as its neighbour."""
        indent, gap = "", " = "
        if like is not None and like.node is not None:
            first, last = like.parts[0][1], like.parts[-1][2]
            indent = self.text[like.start : first]
            gap = self.text[last : like.node.start]
            if gap.strip(" \t=") or len(gap) > 3:
                # Padding to line the signs up belongs to that key.
                gap = " = "
        return (
            f"{indent}{write_path(path)}{gap}{write_inline(value, self._quotes, self.newline)}{self.newline}"
        )

    def added(self, name: str, value: Value, order: Sequence[str]) -> TextEdit:
        """The edit that adds a top-level field: before the first table, unless it is one."""
        root = self._tree.root
        is_list = isinstance(value, list)
        items = value if isinstance(value, list) else [value] if value else []
        tables = [one for one in items if isinstance(one, dict)]
        if tables and len(tables) == len(items):
            written = self.newline.join(
                write_table((name,), one, self._quotes, self.newline, is_item=is_list) for one in tables
            )
            at = len(self.text)
            blank = self.newline if self.text.strip() and not self.text.endswith(("\n\n", "\n\r\n")) else ""
            return TextEdit(at, at, self._line_before(at) + blank + written)
        names = [line.parts[0][0] for line in root.lines]
        index = position_for(name, names, order)
        like = root.lines[index - 1] if index and root.lines else (root.lines[0] if root.lines else None)
        line = self.line((name,), value, like)
        headers = [statement for statement in self._tree.statements if statement.node is None]
        if index < len(names):
            at = root.lines[index].start if not index else root.lines[index - 1].end
        elif headers:
            at = root.lines[-1].end if root.lines else self._above_comments(headers[0].start)
        else:
            kept = len(self.text.rstrip())
            ended = self.text.find("\n", kept)
            at = (ended + 1 if ended >= 0 else len(self.text)) if kept else 0
        return TextEdit(at, at, self._line_before(at) + line)

    def removals(self, child: Child) -> list[TextEdit]:
        """The edits that take out a field with all its tables."""
        if isinstance(child, Statement):
            return [TextEdit(child.start, child.end, "")]
        if isinstance(child, TableArray):
            return [edit for element in child.elements for edit in self.removals(element)]
        edits: list[TextEdit] = []
        if child.header is not None:
            end = max([child.header.end, *(line.end for line in child.lines)])
            while self.text[end : end + 1] in ("\n", "\r") and end < len(self.text):
                # The blank lines under a table part it from the next: they go with it.
                end += 1
            edits.append(TextEdit(child.header.start, end, ""))
        for inner in child.children.values():
            if not (isinstance(inner, Statement) and child.header is not None and inner in child.lines):
                if (
                    isinstance(inner, Table)
                    and inner.header is None
                    and inner.section is child
                    and child.header
                ):
                    continue
                edits += self.removals(inner)
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

    def _above_comments(self, at: int) -> int:
        while at > 0:
            above = previous_line(self.text, at)
            if not self.text[above:at].lstrip(" \t").startswith("#"):
                break
            at = above
        return at

    def _line_before(self, at: int) -> str:
        """A line end where the text before an insertion lacks one."""
        return self.newline if at and self.text[at - 1] != "\n" else ""

    def is_table(self, name: str) -> bool:
        """Whether a field has a header of its own, and so stands below the top-level keys."""
        child = self._tree.root.children[name]
        return not isinstance(child, Statement) and not (
            isinstance(child, Table) and child.section is self._tree.root
        )

    def ended(self, chunk: str) -> str:
        """Lines that end with a line end."""
        return chunk if chunk.endswith("\n") else chunk + self.newline

    def chunks(self) -> dict[str, tuple[int, int]]:
        """For each field that stands in one piece, its lines and the comment lines above it."""
        chunks: dict[str, tuple[int, int]] = {}
        owners = [
            (statement, statement.parts[0][0])
            for statement in self._tree.statements
            if self.is_root(statement)
        ]
        for name, child in self._tree.root.children.items():
            start, end = self._extent(child)
            if all(owner == name or not start <= statement.start < end for statement, owner in owners):
                chunks[name] = (self._above_comments(start), end)
        return chunks

    def is_root(self, statement: Statement) -> bool:
        """Whether a statement is a top-level key or a header, and not a key below one."""
        return statement.node is None or statement in self._tree.root.lines
