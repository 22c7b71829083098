"""Replacements in a text, applied together, and the lines around a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from editor.articles.front_matter.nodes import EditRefused
from editor.articles.values import Value, sort_token

_LINE_END = re.compile(r"\r\n|\n|\r|\Z")


class TextEdit(NamedTuple):
    """Replace the characters from start to end (exclusive) by text."""

    start: int
    end: int
    text: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Apply edits that do not overlap; at one place they apply in the order given. Raises EditRefused."""
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        if edit.start < done:
            raise EditRefused("Two changes touch the same place.")
        pieces += (text[done : edit.start], edit.text)
        done = edit.end
    return "".join(pieces) + text[done:]


def line_start(text: str, at: int) -> int:
    """Where the line of an offset begins."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def previous_line(text: str, start: int) -> int:
    """Where the line before the one that begins at an offset begins."""
    end = start - 1 if text[start - 1 : start] in ("\n", "\r") else start
    return line_start(text, end - 1 if text[end - 1 : start] == "\r\n" else end)


def line_stop(text: str, at: int) -> int:
    """Where the line of an offset ends, before its line end."""
    found = _LINE_END.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Where the line after that of an offset begins."""
    found = _LINE_END.search(text, at)
    return found.end() if found else len(text)


def newline_of(text: str, default: str = "\n") -> str:
    """The line end of a text's first line."""
    found = _LINE_END.search(text)
    return found[0] if found and found[0] else default


def is_blank(text: str) -> bool:
    """Whether there is nothing but blanks and tabs."""
    return not text.strip(" \t")


def position_for(name: str, existing: Sequence[str], order: Sequence[str]) -> int:
    """Where among existing keys a new one goes: beside the key it stands beside in `order`, else last."""
    folded = [key.lower() for key in existing]
    wanted = [key.lower() for key in order]
    if name.lower() in wanted:
        at = wanted.index(name.lower())
        for before in reversed(wanted[:at]):
            if before in folded:
                return folded.index(before) + 1
        for after in wanted[at + 1 :]:
            if after in folded:
                return folded.index(after)
    return len(existing)


class FieldChange(NamedTuple):
    """One step from an old list to a new one: keep, set, delete or insert (before old index `old`)."""

    what: str
    old: int
    new: int


def list_changes(old: Sequence[Value], new: Sequence[Value]) -> list[FieldChange]:
    """The steps from one list to another; inserts never touch a deleted item."""
    # Imported late: most edits are not of lists, and start-up must not pay for it.
    from difflib import SequenceMatcher

    before, after = [sort_token(item) for item in old], [sort_token(item) for item in new]
    changes: list[FieldChange] = []
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            changes += (FieldChange("keep", i, c + i - a) for i in range(a, b))
            continue
        paired = min(b - a, d - c)
        changes += (FieldChange("set", a + i, c + i) for i in range(paired))
        changes += (FieldChange("delete", i, -1) for i in range(a + paired, b))
        changes += (FieldChange("insert", b, i) for i in range(c + paired, d))
    return changes
