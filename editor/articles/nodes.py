"""The parsed source of front matter: values with the places where they stand in the text."""

from __future__ import annotations

from editor.articles.values import Value

SCALAR, SEQUENCE, MAPPING, ALIAS = "scalar", "sequence", "mapping", "alias"

# Deeper nesting than any author's: past it a block is refused before anything recurses.
MAX_DEPTH = 64
# Characters of front matter; a larger block is no front matter but an attack or an accident.
MAX_LENGTH = 1 << 20


class SourceError(ValueError):
    """The source does not parse: what is wrong in plain words, and the offset of the place."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class EditRefused(ValueError):  # noqa: N818 - an answer to the author, not a fault
    """An edit cannot be made without harm; the argument is the reason, for the author."""


class Node:
    """A value in the source.

    start, end: its span, for block collections up to the last line that holds a part of it. style: "" plain, or the
    scalar's quote or block sign, "[" or "{" for a collection in brackets. items: a sequence's nodes. entries: a
    mapping's. size: how many nodes it stands for once aliases are followed.
    """

    __slots__ = ("anchor", "end", "entries", "items", "kind", "size", "start", "style", "tag", "value")

    def __init__(self, kind: str, value: Value, start: int, end: int, style: str) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.style = style
        self.anchor = ""
        self.tag = ""
        self.size = 1
        self.items: list[Node] = []
        self.entries: list[Entry] = []


class Entry:
    """One key and value of a mapping; `name` is the key as Hugo reads it."""

    __slots__ = ("key", "name", "value")

    def __init__(self, name: str, key: Node, value: Node) -> None:
        self.name = name
        self.key = key
        self.value = value

    @property
    def is_merge(self) -> bool:
        """Whether this is YAML's `<<`, which takes in another map."""
        return self.name == "<<" and not self.key.style
