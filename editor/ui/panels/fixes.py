"""Applies the fix of a problem to the text as one undo step."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from editor.articles.problems import Fix, Replacement
from editor.ui.common.text_patch import utf16_length


def apply_fix(document: QTextDocument, fix: Fix) -> bool:
    """Make all replacements of a fix, or none where a line is no longer what it was found in.

    A line that moved, since lines above it came or went, is found where it is now.
    """
    places = []
    for replacement in fix.replacements:
        block = _line_of(document, replacement)
        if block is None:
            return False
        text = block.text()
        start = block.position() + utf16_length(text[: replacement.start])
        end = block.position() + utf16_length(text[: replacement.end])
        places.append((start, end, replacement.text))
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end, text in sorted(places, reverse=True):
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
    cursor.endEditBlock()
    return bool(places)


def _line_of(document: QTextDocument, replacement: Replacement) -> QTextBlock | None:
    """Return the line that a replacement was found in; None where it is gone, or there are several like it."""
    block = document.findBlockByNumber(replacement.line)
    if replacement.found_in is None:
        return block if block.isValid() and replacement.end <= len(block.text()) else None
    if block.isValid() and block.text() == replacement.found_in:
        return block
    like_it = []
    block = document.begin()
    while block.isValid():
        if block.length() - 1 == utf16_length(replacement.found_in) and block.text() == replacement.found_in:
            like_it.append(block)
        block = block.next()
    return like_it[0] if len(like_it) == 1 else None
