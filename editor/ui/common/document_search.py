"""Finds a pattern in a text document line by line, and what stands in a match's place."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

_PLACEHOLDER = re.compile(r"\\(\d|[nt\\])")
_MANY = 500
"""Matches from which on neighbours are replaced together: Qt's cost is by the edit."""
_NEAR = 400
_LONGEST_RUN = 20_000  # UTF-16 units, both


@dataclass(frozen=True, slots=True)
class Match:
    """One match: where it stands in the document (UTF-16 units) and its groups, the whole first."""

    start: int
    end: int
    groups: list[str]

    def cursor(self, document: QTextDocument) -> QTextCursor:
        """Return a cursor that selects the match."""
        cursor = QTextCursor(document)
        cursor.setPosition(self.start)
        cursor.setPosition(self.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def runs_of(found: list[Match]) -> Iterator[list[Match]]:
    """Join matches that are replaced in one go: each by itself where they are few, neighbours where they are many."""
    near = _NEAR if len(found) > _MANY else 0
    run: list[Match] = []
    for match in found:
        if run and (match.start - run[-1].end >= near or match.end - run[0].start > _LONGEST_RUN):
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def replaced(text: str, run: list[Match], filled: Callable[[list[str]], str]) -> str:
    """Return the text over a run of matches with each of them replaced."""
    if len(run) == 1:
        return filled(run[0].groups)
    # Qt counts UTF-16 units.
    units, parts, at = text.encode("utf-16-le", "surrogatepass"), [], 0
    for match in run:
        start, end = (match.start - run[0].start) * 2, (match.end - run[0].start) * 2
        parts += [units[at:start].decode("utf-16-le", "surrogatepass"), filled(match.groups)]
        at = end
    return "".join(parts)


def matches(
    document: QTextDocument, pattern: QRegularExpression, *, until: float | None = None
) -> Iterator[Match]:
    """Find all matches that are not empty, until `until` on the performance counter's clock."""
    block = document.begin()
    while block.isValid():
        yield from _in_block(block, pattern)
        if until is not None and time.perf_counter() > until:
            return
        block = block.next()


def first_match(document: QTextDocument, pattern: QRegularExpression, position: int = 0) -> Match | None:
    """Find the first match that begins at or after a position."""
    block = document.findBlock(position)
    while block.isValid():
        for found in _in_block(block, pattern, position - block.position()):
            return found
        block = block.next()
    return None


def last_match(
    document: QTextDocument, pattern: QRegularExpression, position: int | None = None
) -> Match | None:
    """Find the last match that ends at or before a position (None: the document's end)."""
    block = document.lastBlock() if position is None else document.findBlock(position)
    while block.isValid():
        before = [found for found in _in_block(block, pattern) if position is None or found.end <= position]
        if before:
            return before[-1]
        block = block.previous()
    return None


def _in_block(block: QTextBlock, pattern: QRegularExpression, offset: int = 0) -> Iterator[Match]:
    at = block.position()
    found = pattern.globalMatch(block.text(), max(0, offset))
    while found.hasNext():
        match = found.next()
        if match.capturedLength():
            yield Match(at + match.capturedStart(), at + match.capturedEnd(), match.capturedTexts())


def with_groups(template: str, groups: list[str]) -> str:
    """Fill a replacement: ``\\1`` is the first group, ``\\0`` the match, ``\\n`` a line end, ``\\t`` a tab."""
    # In one pass: what a group brings is text, whatever it looks like.
    return _PLACEHOLDER.sub(lambda found: _meaning(found.group(1), groups), template)


def _meaning(mark: str, groups: list[str]) -> str:
    if mark.isdigit():
        return groups[int(mark)] if int(mark) < len(groups) else ""
    return {"n": "\n", "t": "\t"}.get(mark, mark)
