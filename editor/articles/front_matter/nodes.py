"""The parsed source of front matter: values with the places where they stand in the text."""

from __future__ import annotations

from collections.abc import Sequence

from editor.articles.values import Value

SCALAR, SEQUENCE, MAPPING, ALIAS = "scalar", "sequence", "mapping", "alias"

# Deeper nesting than any author's: past it a block is refused before anything recurses.
MAX_DEPTH = 64
# Characters of front matter; a larger block is no front matter but an attack or an accident.
MAX_LENGTH = 1 << 20


class SourceError(ValueError):
    """The source does not parse: what is wrong in plain words, and the offset of the place.

    also: a second place, whose line stands for {line} in the message.
    """

    def __init__(self, message: str, offset: int, also: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.also = also


class EditRefused(ValueError):  # noqa: N818 - an answer to the author, not a fault
    """An edit cannot be made without harm; the argument is the reason, for the author."""


class Node:
    """A value in the source: a scalar or an alias, or one of the collections below.

    start, end: its span, for block collections up to the last line that holds a part of it. style: "" plain, or the
    scalar's quote or block sign, "[" or "{" for a collection in brackets. anchor: its own, or an alias's target.
    """

    __slots__ = ("anchor", "end", "kind", "start", "style", "tag", "value")

    # What a scalar has none of; thousands of them need no lists of their own.
    items: Sequence[Node] = ()
    entries: Sequence[NodeEntry] = ()

    def __init__(self, kind: str, value: Value, start: int, end: int, style: str) -> None:
        self.kind = kind
        self.value = value
        self.start = start
        self.end = end
        self.style = style
        self.anchor = ""
        self.tag = ""

    @property
    def size(self) -> int:
        """How many nodes it stands for once aliases are followed."""
        return 1


class Collection(Node):
    """A sequence with its items or a mapping with its entries."""

    __slots__ = ("entries", "items", "total")

    def __init__(self, kind: str, value: Value, start: int, style: str) -> None:
        super().__init__(kind, value, start, start, style)
        self.items: list[Node] = []
        self.entries: list[NodeEntry] = []
        self.total = 1

    @property
    def size(self) -> int:
        """How many nodes it stands for once aliases are followed."""
        return self.total


class NodeEntry:
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
