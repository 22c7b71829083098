"""Replaces a document's text by another with the fewest characters touched, as one undo step."""

from __future__ import annotations

import difflib

from PySide6.QtGui import QTextCursor

# Above this many lines in the differing middle, a line diff costs more than it saves the reader.
_MOST_LINES = 4000
_PIECE = 4096  # characters compared at a time


Edits = tuple[tuple[int, int, str], ...]
"""Where in the old text, how many UTF-16 units go, and what comes."""


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units, which is what Qt's positions count."""
    if text.isascii():
        return len(text)
    # Whole articles are measured: an encoder is a hundred times faster than a look at every character.
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def replace_text(cursor: QTextCursor, old: str, new: str) -> None:
    """Turn the document's text `old` into `new`; both use ``\\n`` and `old` is what the document holds.

    Unchanged lines are not touched, so cursors, selections and scroll positions in them stay.
    """
    apply_edits(cursor, edits_between(old, new))


def edits_between(old: str, new: str) -> Edits:
    """Return what turns one text into another, in their order. Runs in any thread."""
    if old == new:
        return ()
    start = _common_prefix(old, new)
    end = _common_suffix(old, new, start)
    edits: list[tuple[int, int, str]] = []
    # Each place is counted on from the one before: whole articles would be measured again and again.
    at, counted = 0, 0
    for offset, length, text in _changes(old[start : len(old) - end], new[start : len(new) - end]):
        at += utf16_length(old[counted : start + offset])
        removed = utf16_length(old[start + offset : start + offset + length])
        edits.append((at, removed, text))
        at, counted = at + removed, start + offset + length
    return tuple(edits)


def apply_edits(cursor: QTextCursor, edits: Edits) -> None:
    """Make edits of a document's text, as one undo step."""
    if not edits:
        return
    cursor.beginEditBlock()
    moved = 0
    for at, removed, text in edits:
        cursor.setPosition(at + moved)
        cursor.setPosition(at + moved + removed, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        moved += utf16_length(text) - removed
    cursor.endEditBlock()


def _changes(old: str, new: str) -> list[tuple[int, int, str]]:
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(a) + len(b) > _MOST_LINES:
        return [(0, len(old), new)]
    starts = [0]
    for line in a:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return [
        (starts[i], starts[j] - starts[i], "".join(b[k:m]))
        for op, i, j, k, m in matcher.get_opcodes()
        if op != "equal"
    ]


def _common_prefix(a: str, b: str) -> int:
    same, shorter = 0, min(len(a), len(b))
    while same < shorter and a[same : same + _PIECE] == b[same : same + _PIECE]:
        same += _PIECE
    if same >= shorter:
        return shorter
    one, other = a[same : same + _PIECE], b[same : same + _PIECE]
    return same + next(
        (at for at, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other))
    )


def _common_suffix(a: str, b: str, prefix: int) -> int:
    same, shorter = 0, min(len(a), len(b)) - prefix
    while same + _PIECE <= shorter and (
        a[len(a) - same - _PIECE : len(a) - same] == b[len(b) - same - _PIECE : len(b) - same]
    ):
        same += _PIECE
    while same < shorter and a[len(a) - same - 1] == b[len(b) - same - 1]:
        same += 1
    return same
