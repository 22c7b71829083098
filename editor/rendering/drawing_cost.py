"""Counts what is drawn of an SVG: copies by `use`, patterns, markers, masks and clips each time they are drawn.

The count is never lower than the truth: what a style sheet may mean, it is taken to mean. So a small file that draws
without end is known before anything draws it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

_Element = etree._Element
_PATH_WEIGHT = 2000  # characters of a path that weigh as much as an element
_FILTER_WEIGHT = 50.0  # a filter works on every pixel of what it is laid over
_URL = re.compile(r"url\(\s*[\"']?\s*#([^\"')\s]+)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_ID = re.compile(r"#([^\"')\s;]+)")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]*)")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_NAMES = re.compile(r"([.#]?)(-?[A-Za-z_][\w-]*)")
# These reach all that is inside of an element, as do the variables of a style sheet.
_INHERITED = ("fill", "stroke", "marker", "--")
_GRADIENTS = ("linearGradient", "radialGradient")  # of colours only: they draw nothing
_CONTAINERS = ("g", "svg", "defs", "symbol", "pattern", "marker", "mask", "clipPath", "a", "switch")


class _Refers(NamedTuple):
    """The ids that an element refers to: those drawn once for it, and those that all inside of it may be painted with."""

    once: tuple[str, ...]
    painted: tuple[str, ...]


@dataclass(slots=True)
class _Rule:
    """A rule of a style sheet that refers to something, and what it may apply to."""

    refers: _Refers
    names: frozenset[str]
    """Classes with a dot, ids with a hash, elements as they are; empty: anything."""


@dataclass(slots=True)
class _Parts:
    """What is drawn for one element: `added` once each, `times` for every part of it."""

    added: list[_Element] = field(default_factory=list)
    times: list[_Element] = field(default_factory=list)


def drawn_elements(root: _Element, most: float) -> float:
    """Return how many elements are drawn; a number above `most` is not exact."""
    return _Drawing(root, most * 10).count(root)


class _Drawing:
    """One document. An element that refers to one that it is part of draws nothing there, as in browsers."""

    def __init__(self, root: _Element, most: float) -> None:
        self._most = most
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self._by_id = {name: element for element in reversed(elements) if (name := element.get("id"))}
        sheets = ["".join(sheet.itertext()) for sheet in elements if _name(sheet) == "style"]
        self._rules = [rule for sheet in sheets for rule in _rules(sheet)]
        self._own = {element: self._refers(element) for element in elements}
        for element in elements:
            self._animate(element)
        self._paints: dict[_Element, tuple[str, ...]] = {}
        for element in elements:
            parent = element.getparent()
            above = self._paints.get(parent, ()) if parent is not None else ()
            own = self._own[element].painted
            self._paints[element] = tuple(dict.fromkeys((*above, *own))) if own else above
        self._counts: dict[_Element, float] = {}

    def count(self, start: _Element) -> float:
        """Count without calling itself: a tower of elements must not end the program."""
        under_way: dict[_Element, tuple[_Parts, Iterator[_Element]]] = {start: self._visit(start)}
        while under_way:
            element, (parts, rest) = next(reversed(under_way.items()))
            following = next(rest, None)
            if following is None:
                del under_way[element]
                once = _weight(element) + sum(self._counts.get(part, 0.0) for part in parts.added)
                times = 1.0 + sum(self._counts.get(part, 0.0) for part in parts.times)
                self._counts[element] = min(once * times, self._most)
            elif following not in self._counts and following not in under_way:
                under_way[following] = self._visit(following)
        return self._counts[start]

    def _visit(self, element: _Element) -> tuple[_Parts, Iterator[_Element]]:
        parts = self._parts_of(element)
        return parts, iter([*parts.added, *parts.times])

    def _parts_of(self, element: _Element) -> _Parts:
        parts = _Parts([child for child in element if isinstance(child.tag, str)])
        parts.added += self._drawn(self._own[element].once)
        # Containers pass their paint on: it is counted where something is painted with it.
        if _name(element) not in _CONTAINERS:
            parts.times += self._drawn(self._paints[element])
        return parts

    def _drawn(self, names: tuple[str, ...]) -> Iterator[_Element]:
        found = (self._by_id[name] for name in names if name in self._by_id)
        return (element for element in found if _name(element) not in _GRADIENTS)

    def _animate(self, element: _Element) -> None:
        """What an animation brings in later, it brings to what it stands in."""
        parent = element.getparent()
        if parent is None or not (_name(element).startswith("animate") or _name(element) == "set"):
            return
        values = (element.get(name) or "" for name in ("to", "from", "by", "values"))
        ids = tuple(found for value in values for found in _ID.findall(value))
        own = self._own[parent]
        self._own[parent] = _Refers((*own.once, *ids), (*own.painted, *ids))

    def _refers(self, element: _Element) -> _Refers:
        once: list[str] = []
        painted: list[str] = []
        for key, value in element.attrib.items():
            name, text = str(key).rpartition("}")[2], str(value)
            if name == "href" and text.strip().startswith("#"):
                once.append(text.strip()[1:])
            elif name == "style":
                found = _declared(text)
                once += found.once
                painted += found.painted
            elif "#" in text:
                (painted if name.startswith(_INHERITED) else once).extend(_URL.findall(text))
        if self._rules:
            known = {f".{part}" for part in (element.get("class") or "").split()}
            known |= {f"#{element.get('id')}", _name(element)}
            for rule in self._rules:
                if not rule.names or rule.names & known:
                    once += rule.refers.once
                    painted += rule.refers.painted
        return _Refers(tuple(once), tuple(painted))


def _rules(sheet: str) -> Iterator[_Rule]:
    """Yield the rules that refer to something."""
    for selector, body in _RULE.findall(_COMMENT.sub(" ", sheet)):
        refers = _declared(body)
        if refers.once or refers.painted:
            # Escapes, attributes and stars may mean anything.
            is_plain = not any(mark in selector for mark in "\\*[:&")
            names = (
                frozenset(mark + name for mark, name in _NAMES.findall(selector)) if is_plain else frozenset()
            )
            yield _Rule(refers, names)


def _declared(text: str) -> _Refers:
    once: list[str] = []
    painted: list[str] = []
    for name, value in _DECLARATION.findall(_ESCAPE.sub(_character, text)):
        (painted if name.lower().startswith(_INHERITED) else once).extend(_URL.findall(value))
    return _Refers(tuple(once), tuple(painted))


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else 0
    return match[2] or (chr(code) if 0 < code < 0x110000 else "\ufffd")


def _weight(element: _Element) -> float:
    name = _name(element)
    lines = len(element.get("d") or "") + len(element.get("points") or "")
    return (_FILTER_WEIGHT if name.startswith("fe") else 1.0) + lines / _PATH_WEIGHT


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]
