"""Applies the fix of a problem to the text as one undo step."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.markup.problems import Fix
from editor.ui.text_patch import utf16_length


def apply_fix(document: QTextDocument, fix: Fix) -> bool:
    """Make all replacements of a fix, or none where a line is no longer what it was found in."""
    places = []
    for replacement in fix.replacements:
        block = document.findBlockByNumber(replacement.line)
        if not block.isValid() or replacement.end > len(block.text()):
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
