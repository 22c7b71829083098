"""Where each key, table and value of TOML front matter stands. The values themselves come from tomli."""

from __future__ import annotations

import re
from typing import NoReturn

from editor.articles.front_matter.nodes import (
    MAPPING,
    MAX_DEPTH,
    SCALAR,
    SEQUENCE,
    Collection,
    Node,
    NodeEntry,
    SourceError,
)
from editor.articles.front_matter.toml.values import read_toml
from editor.articles.values import Value, as_list, as_map

_SPACE = re.compile(r"[ \t]*")
_FILL = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\n]*?)?(?:\r?\n|\Z)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})' + r"|'''.*?'''(?:'{0,2})" + r'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_ATOM = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:[^\s,\]}#]+|[^\s,\]}#]+")


class Statement:
    """A line of TOML: a key with its value, a [table] or a [[table]] of an array.

    parts: the key's parts with their spans. start, end: its lines, with the comment beside it and the line end.
    """

    __slots__ = ("end", "is_array", "node", "parts", "start")

    def __init__(
        self, start: int, parts: list[tuple[str, int, int]], node: Node | None, is_array: bool
    ) -> None:
        self.start = start
        self.end = start
        self.parts = parts
        self.node = node
        self.is_array = is_array


class Table:
    """A table as the statements build it up.

    header: its own [header], None for the root, for a table made by dotted keys, and for one only implied.
    section: the table whose lines hold its keys (itself, or a parent for dotted keys), None when implied.
    lines: the statements under its header. value: what it holds.
    """

    __slots__ = ("children", "header", "lines", "path", "section", "value")

    def __init__(
        self,
        path: tuple[str, ...],
        value: dict[str, Value],
        header: Statement | None = None,
        section: Table | None = None,
    ) -> None:
        self.path = path
        self.value = value
        self.header = header
        self.section = section
        self.children: dict[str, Child] = {}
        self.lines: list[Statement] = []


class TableArray:
    """An array of tables: one table per [[header]]."""

    __slots__ = ("elements", "path")

    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        self.elements: list[Table] = []


Child = Table | TableArray | Statement


class TomlTree:
    """A parsed block: the root table and all statements in order."""

    def __init__(self, text: str, fields: dict[str, Value]) -> None:
        self.root = Table((), fields)
        self.root.section = self.root
        self.statements: list[Statement] = []
        _Scanner(text, self).scan()


class _Scanner:
    def __init__(self, text: str, tree: TomlTree) -> None:
        self._text = text
        self._tree = tree
        self._at = 0

    def scan(self) -> None:
        """Read all statements; what tomli took and this cannot follow raises SourceError."""
        table = self._tree.root
        while True:
            self._skip(_FILL)
            if self._at >= len(self._text):
                return
            start = max(self._text.rfind("\n", 0, self._at), -1) + 1
            if self._text[self._at] == "[":
                table = self._header(start)
            else:
                self._key_value(start, table)

    def _header(self, start: int) -> Table:
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        parts = self._key()
        self._expect("]]" if is_array else "]")
        statement = Statement(start, parts, None, is_array)
        self._finish(statement)
        path = tuple(part[0] for part in parts)
        parent = self._descend(self._tree.root, path[:-1], None)
        child = parent.children.get(path[-1])
        if is_array:
            array = child if isinstance(child, TableArray) else TableArray(path)
            parent.children[path[-1]] = array
            table = Table(path, as_map(as_list(parent.value[path[-1]])[len(array.elements)]), statement)
            array.elements.append(table)
        else:
            table = child if isinstance(child, Table) else Table(path, as_map(parent.value[path[-1]]))
            parent.children[path[-1]] = table
            table.header = statement
        table.section = table
        return table

    def _key_value(self, start: int, table: Table) -> None:
        parts = self._key()
        self._expect("=")
        self._skip(_SPACE)
        node = self._value(0)
        statement = Statement(start, parts, node, False)
        self._finish(statement)
        names = [part[0] for part in parts]
        owner = self._descend(table, tuple(names[:-1]), table)
        owner.children[names[-1]] = statement
        table.lines.append(statement)
        _attach(node, owner.value[names[-1]])

    def _descend(self, table: Table, path: tuple[str, ...], section: Table | None) -> Table:
        for name in path:
            child = table.children.get(name)
            if isinstance(child, TableArray):
                table = child.elements[-1]
            elif isinstance(child, Table):
                table = child
            else:
                inner = Table((*table.path, name), as_map(table.value[name]), section=section)
                table.children[name] = inner
                table = inner
        return table

    def _finish(self, statement: Statement) -> None:
        rest = _REST_OF_LINE.match(self._text, self._at)
        if rest is None:
            self._fail()
        self._at = statement.end = rest.end()
        self._tree.statements.append(statement)

    def _key(self) -> list[tuple[str, int, int]]:
        parts: list[tuple[str, int, int]] = []
        while True:
            self._skip(_SPACE)
            found = _BARE.match(self._text, self._at) or _QUOTED.match(self._text, self._at)
            if found is None:
                self._fail()
            parts.append((_key_name(found[0]), found.start(), found.end()))
            self._at = found.end()
            self._skip(_SPACE)
            if not self._text.startswith(".", self._at):
                return parts
            self._at += 1

    def _value(self, depth: int) -> Node:
        sign = self._text[self._at : self._at + 1]
        if sign in ("[", "{"):
            if depth == MAX_DEPTH:
                raise SourceError(f"The values are nested more than {MAX_DEPTH} deep.", self._at)
            return self._array(depth + 1) if sign == "[" else self._inline_table(depth + 1)
        is_string = sign in ('"', "'")
        found = (_STRING if is_string else _ATOM).match(self._text, self._at)
        if found is None:
            self._fail()
        self._at = found.end()
        style = (
            found[0][:3]
            if found[0][:3] in ('"""', "'''") and len(found[0]) > 5
            else sign
            if is_string
            else ""
        )
        return Node(SCALAR, None, found.start(), found.end(), style)

    def _array(self, depth: int) -> Node:
        node = Collection(SEQUENCE, None, self._at, "[")
        self._at += 1
        self._skip(_FILL)
        while not self._text.startswith("]", self._at):
            node.items.append(self._value(depth))
            self._skip(_FILL)
            if self._text.startswith(",", self._at):
                self._at += 1
                self._skip(_FILL)
        self._at += 1
        node.end = self._at
        return node

    def _inline_table(self, depth: int) -> Node:
        node = Collection(MAPPING, None, self._at, "{")
        self._at += 1
        self._skip(_FILL)
        while not self._text.startswith("}", self._at):
            parts = self._key()
            self._expect("=")
            self._skip(_FILL)
            value = self._value(depth)
            name = parts[0][0] if len(parts) == 1 else ""
            node.entries.append(NodeEntry(name, Node(SCALAR, name, parts[0][1], parts[-1][2], ""), value))
            if len(parts) > 1:
                # Dotted keys in braces: the table is replaced as a whole.
                node.tag = "dotted"
            self._skip(_FILL)
            if self._text.startswith(",", self._at):
                self._at += 1
                self._skip(_FILL)
        self._at += 1
        node.end = self._at
        return node

    def _skip(self, what: re.Pattern[str]) -> None:
        found = what.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _expect(self, sign: str) -> None:
        self._skip(_SPACE)
        if not self._text.startswith(sign, self._at):
            self._fail()
        self._at += len(sign)

    def _fail(self) -> NoReturn:
        raise SourceError("The TOML cannot be read here.", self._at)


def _key_name(written: str) -> str:
    if written[0] not in "\"'":
        return written
    name: str = next(iter(read_toml(f"{written} = 0")))
    return name


def _attach(node: Node, value: Value) -> None:
    """Give the nodes of a value their values."""
    node.value = value
    if node.kind == SEQUENCE:
        for item, one in zip(node.items, as_list(value), strict=True):
            _attach(item, one)
    elif node.kind == MAPPING and not node.tag:
        members = as_map(value)
        for entry in node.entries:
            _attach(entry.value, members[entry.name])
    elif node.kind == MAPPING:
        node.style = ""
