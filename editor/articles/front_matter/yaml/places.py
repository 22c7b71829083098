"""Where the parts of YAML in block style stand in its text: lines, columns, dashes, what a value hangs on."""

from __future__ import annotations

import re

from editor.articles.front_matter.edits import is_blank, line_start
from editor.articles.front_matter.nodes import ALIAS, EditRefused, Node, NodeEntry

_PROPERTIES = re.compile(r"(?:&\S+[ \t]+)*")
_TO_COLON = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*:")
_TO_DASH = re.compile(r"(?:[&!]\S*[ \t\r\n]|[ \t\r\n]|#[^\r\n]*)*-(?=[ \t\r\n]|\Z)")


class Owner:
    """What a value hangs on: after which offset (the colon or the dash), and at which column that one's line begins."""

    __slots__ = ("after", "column", "is_item")

    def __init__(self, after: int, column: int, is_item: bool = False) -> None:
        self.after = after
        self.column = column
        self.is_item = is_item


class Places:
    """Finds places in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def owner(self, entry: NodeEntry) -> Owner:
        """What an entry's value hangs on; raises EditRefused for a key without a colon."""
        colon = _TO_COLON.match(self.text, entry.key.end)
        if colon is None or colon.end() > entry.value.start:
            raise EditRefused("The key has no colon after it.")
        start = line_start(self.text, entry.key.start)
        column = self.column(entry.key.start)
        if not is_blank(self.text[start : entry.key.start]) and "?" in self.text[start : entry.key.start]:
            column = self.text.index("?", start) - start
        return Owner(colon.end(), column)

    def dashes(self, node: Node) -> list[int]:
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

    def content_start(self, node: Node) -> int:
        """Where a value begins after its anchor, which stays; a tag goes, because it would change a new value."""
        found = (
            _PROPERTIES.match(self.text, node.start, node.end) if node.anchor and node.kind != ALIAS else None
        )
        return found.end() if found else node.start

    def key_column(self, entry: NodeEntry) -> int:
        """The column at which an entry's first line begins: of the key, or of the ? before it."""
        start = line_start(self.text, entry.key.start)
        before = self.text[start : entry.key.start]
        if before.lstrip(" ").startswith("?"):
            return len(before) - len(before.lstrip(" "))
        return self.column(entry.key.start)

    def column(self, at: int) -> int:
        """The column of an offset, from 0."""
        return at - line_start(self.text, at)

    def own_line(self, at: int) -> int:
        """The start of a line that something begins; refused where something else stands before it."""
        start = line_start(self.text, at)
        if not is_blank(self.text[start:at]):
            raise EditRefused("Something else stands before it on its line.")
        return start
