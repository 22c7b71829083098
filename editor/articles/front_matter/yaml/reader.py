"""YAML front matter to nodes: libyaml's events with Hugo's scalar rules, bounded in depth and size.

Events and not PyYAML's composer, because that recurses in C (30,000 brackets end the process) and copies merges.
"""

from __future__ import annotations

import re

import yaml

from editor.articles.front_matter.nodes import (
    ALIAS,
    MAPPING,
    MAX_DEPTH,
    MAX_LENGTH,
    SCALAR,
    SEQUENCE,
    Collection,
    Node,
    NodeEntry,
    SourceError,
)
from editor.articles.front_matter.yaml import events
from editor.articles.front_matter.yaml.complaints import explain_yaml
from editor.articles.front_matter.yaml.goccy import (
    bare_dash_list,
    check_empty_block,
    quoted_with_crlf,
    split_tight,
)
from editor.articles.front_matter.yaml.placeholders import Placeholders
from editor.articles.front_matter.yaml.scalars import block_length, plain_value, tagged_value
from editor.articles.values import Value, as_list, as_map

# Nodes that aliases may multiply a block to; Hugo stops at some thousand.
_MAX_EXPANDED = 10_000

_BLOCK_HEADER = re.compile(r"(?:[&!]\S*[ \t]+)*([|>][-+0-9]*)(?![^ \t\r\n])")
_NOTHING = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_DOCUMENT_END = re.compile(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\n|\r))*\.\.\.(?=[ \t\r\n]|\Z)")
_TAB_AFTER_DASH = re.compile(r"(?:(?<=[\r\n])|\A)( *(?:- +)*-)([ \t]*\t[ \t]*)(?=\S)")
_LINE_END = re.compile(r"[\r\n]")


def read_yaml(text: str) -> Node:
    """Parse a block; returns its root mapping (empty for an empty block). Raises SourceError."""
    if len(text) > MAX_LENGTH:
        raise SourceError("The front matter is larger than one megabyte.", 0)
    if _DOCUMENT_END.match(text):
        return Collection(MAPPING, {}, 0, "")
    try:
        return _Reader(text).read()
    except SourceError:
        # goccy takes a tab after a dash for a blank, libyaml does not.
        spaced = _TAB_AFTER_DASH.sub(lambda found: found[1] + " " * len(found[2]), text)
        if spaced == text:
            raise
        root = _Reader(spaced).read()
        if _differs_inside_text(root, text, spaced):
            raise
        return root


def _differs_inside_text(node: Node, one: str, other: str) -> bool:
    """Whether two sources of the same nodes differ where they are text."""
    if node.kind == SCALAR:
        return one[node.start : node.end] != other[node.start : node.end]
    inside = [*node.items, *(part for entry in node.entries for part in (entry.key, entry.value))]
    return any(_differs_inside_text(child, one, other) for child in inside)


class _Reader:
    """One parse: the event stream and the anchors seen so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._anchors: dict[str, Node | None] = {}
        self._depth = 0
        self._braces = 0
        self._expanded = 0
        self._placeholders = Placeholders()
        self._parser = events.event_parser(self._placeholders.put(text))
        self._next = self._parser.get_event

    def read(self) -> Node:
        try:
            self._next()
            if type(self._next()) is events.STREAM_END:
                return Collection(MAPPING, {}, 0, "")
            root = self._node(self._next())
            end = self._next()
            if not end.explicit:
                # libyaml complains only now about a line that stands outside the first line's indentation.
                self._next()
            elif not _NOTHING.fullmatch(self._text, end.end_mark.index):
                raise SourceError("After a document end (...) nothing may follow.", end.end_mark.index)
        except yaml.MarkedYAMLError as error:
            raise explain_yaml(error) from None
        except (yaml.YAMLError, ValueError) as error:
            if isinstance(error, SourceError):
                raise
            raise SourceError(
                f"The YAML cannot be read: {error}.", getattr(error, "position", 0) or 0
            ) from None
        finally:
            self._parser.dispose()
        if root.kind == SCALAR and root.value is None and root.style == "":
            return Collection(MAPPING, {}, 0, "")
        if root.kind != MAPPING:
            raise SourceError("Front matter must be fields, each written as “key: value”.", root.start)
        return root

    def _node(self, event: events.Event) -> Node:
        kind = type(event)
        if kind is events.SCALAR_EVENT:
            return self._scalar(event)
        if kind is events.ALIAS_EVENT:
            return self._alias(event)
        start = event.start_mark.index
        if self._depth == MAX_DEPTH:
            raise SourceError(f"The values are nested more than {MAX_DEPTH} deep.", start)
        depth = self._depth
        self._depth += 1
        anchor = event.anchor or ""
        if anchor:
            self._anchors[anchor] = None
        node = self._mapping(event, start) if kind is events.MAPPING_START else self._sequence(event, start)
        self._depth = depth
        node.anchor, node.tag = anchor, event.tag or ""
        if anchor:
            self._anchors[anchor] = node
        return node

    def _value(self) -> Node:
        """What comes next."""
        event = self._next()
        return self._scalar(event) if type(event) is events.SCALAR_EVENT else self._node(event)

    def _scalar(self, event: events.Event) -> Node:
        style = event.style or ""
        start, end = event.start_mark.index, event.end_mark.index
        text = event.value
        if self._placeholders.used:
            text = self._placeholders.restored(text, style == '"')
        if not style:
            value = plain_value(text)
            if self._braces and _LINE_END.search(self._text, start, end):
                raise SourceError("Inside { } text over several lines needs quotes.", start)
        elif style in "|>":
            content = self._text[start:end]
            sign = self._block_sign(content, start)
            end = start + block_length(content, "+" in sign)
            if not text.strip():
                check_empty_block(self._text, start, "+" in sign)
            # With a minus goccy strips blanks too.
            value = text.rstrip(" ") if "-" in sign else text
        else:
            doubled = quoted_with_crlf(self._text, start, end)
            if doubled:
                text = str(as_map(_Reader(f"x: {doubled}\n").read().value)["x"])
            value = text
        node = Node(SCALAR, value, start, end, style)
        if event.tag is not None or event.anchor is not None:
            self._take_properties(node, event, text)
        return node

    def _take_properties(self, node: Node, event: events.Event, text: str) -> None:
        if event.tag:
            if not node.style and not text:
                raise SourceError("A tag with no value after it.", node.start)
            node.tag = event.tag
            try:
                node.value = tagged_value(event.tag, text, node.value)
            except ValueError as error:
                raise SourceError(f"The value cannot be read: {error}.", node.start) from None
        if event.anchor:
            node.anchor = event.anchor
            self._anchors[event.anchor] = node

    def _block_sign(self, content: str, start: int) -> str:
        header = _BLOCK_HEADER.match(content)
        if header is None:
            raise SourceError(
                "After | or > only a digit, + or -, and a comment after a space may follow.", start
            )
        return header[1]

    def _alias(self, event: events.Event) -> Node:
        name = event.anchor or ""
        start = event.start_mark.index
        if name not in self._anchors:
            raise SourceError(f"*{name} refers to &{name}, which is not defined above it.", start)
        target = self._anchors[name]
        self._expanded += target.size if target else 1
        if self._expanded > _MAX_EXPANDED:
            raise SourceError("Aliases multiply this value to more than Hugo accepts.", start)
        end = event.end_mark.index
        if isinstance(target, Collection):
            node: Node = (alias := Collection(ALIAS, target.value, start, ""))
            alias.end, alias.total = end, target.total
        else:
            node = Node(ALIAS, target.value if target else None, start, end, "")
        node.anchor = name
        return node

    def _sequence(self, opening: events.Event, start: int) -> Node:
        values: list[Value] = []
        node = Collection(SEQUENCE, values, start, "[" if opening.flow_style else "")
        items = node.items
        while True:
            event: events.Event = self._next()
            kind = type(event)
            if kind is events.SCALAR_EVENT:
                item = self._scalar(event)
            elif kind is events.SEQUENCE_END:
                break
            else:
                item = self._node(event)
                node.total += item.size
            items.append(item)
            values.append(item.value)
        node.total += len(items)
        closing = event
        node.end = closing.end_mark.index if node.style else items[-1].end
        return node

    def _mapping(self, opening: events.Event, start: int) -> Node:
        values: dict[str, Value] = {}
        node = Collection(MAPPING, values, start, "{" if opening.flow_style else "")
        entries = node.entries
        seen: dict[str, Node] = {}
        swallowing: list[tuple[Collection, Collection]] = []
        braces = self._braces
        if node.style:
            self._braces += 1
        while True:
            event: events.Event = self._next()
            kind = type(event)
            if kind is events.MAPPING_END:
                break
            above = bare_dash_list(self._text, entries[-1]) if entries and not node.style else None
            if above is not None:
                below, values = self._below_bare_dash(above, event)
                swallowing.append((above, below))
                entries, seen = below.entries, {}
            key = self._scalar(event) if kind is events.SCALAR_EVENT else self._node(event)
            value = self._value()
            if node.style and value.start >= value.end and not key.style and key.kind == SCALAR:
                key, value = split_tight(self._text, key, value)
            name = key.value if type(key.value) is str and key.kind == SCALAR else self._name(key)
            node.total += value.size
            entries.append(NodeEntry(name, key, value))
            if name == "<<" and not key.style:
                self._merge(values, value)
                continue
            if name in seen:
                what = f"The key “{name}” appears twice: it already stands on line {{line}}."
                raise SourceError(what, key.start, seen[name].start)
            seen[name] = key
            values[name] = value.value
        closing = event
        for outer, inner in reversed(swallowing):
            outer.end = inner.end = inner.entries[-1].value.end
        self._braces = braces
        node.end = closing.end_mark.index if node.style else node.entries[-1].value.end
        return node

    def _below_bare_dash(self, dash: Collection, event: events.Event) -> tuple[Collection, dict[str, Value]]:
        """The map that goccy makes of a bare dash: it takes in all keys that follow at the dash's column."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise SourceError(
                "One empty list item (-) inside another: write something after them.", dash.start
            )
        values: dict[str, Value] = {}
        below = Collection(MAPPING, values, event.start_mark.index, "")
        as_list(dash.value)[-1] = values
        dash.items[-1] = below
        return below, values

    def _name(self, key: Node) -> str:
        if key.kind == ALIAS and not isinstance(key.value, (dict, list)):
            return str(key.value)
        if key.kind != SCALAR:
            raise SourceError("A list or a map cannot be a key.", key.start)
        if isinstance(key.value, str):
            return key.value
        if key.value is None:
            return "null" if self._depth > 1 else ""
        return str(key.value).lower() if isinstance(key.value, bool) else str(key.value)

    def _merge(self, values: dict[str, Value], node: Node) -> None:
        """Apply a `<<` key; in Hugo what comes later wins, wherever it stands."""
        sources = node.items if node.kind == SEQUENCE else [node]
        for source in sources:
            if not isinstance(source.value, dict):
                raise SourceError("<< can only take in a map.", source.start)
            values.update(source.value)
