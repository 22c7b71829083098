"""Between the text document, which counts UTF-16 units, and the writing commands, which count code points in lines."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from editor.ui.common.text_patch import utf16_length
from editor.writing.edit import Edit, Selection


def selected_lines(cursor: QTextCursor) -> Selection:
    """Return the lines that a cursor selects from, in code points.

    The text reaches from the start of the first selected line to the end of the last, never the whole
    document: commands work on lines.
    """
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    lines = []
    block = first
    while block.isValid():
        lines.append(block.text())
        if block.blockNumber() >= last.blockNumber():
            break
        block = block.next()
    text = "\n".join(lines)
    start = _code_points(text, cursor.selectionStart() - first.position())
    end = _code_points(text, cursor.selectionEnd() - first.position())
    previous = first.previous()
    return Selection(text, start, end, previous.text() if previous.isValid() else "")


def edited(cursor: QTextCursor, selection: Selection, edit: Edit) -> QTextCursor:
    """Apply an edit of a cursor's `selection`, as one undo step; return the cursor with what is selected then."""
    base = cursor.document().findBlock(cursor.selectionStart()).position()
    text = selection.text
    at = base + utf16_length(text[: edit.start])
    cursor.beginEditBlock()
    cursor.setPosition(at)
    cursor.setPosition(at + utf16_length(text[edit.start : edit.end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(edit.text)
    cursor.endEditBlock()
    after = text[: edit.start] + edit.text + text[edit.end :]
    cursor.setPosition(base + utf16_length(after[: edit.select_start]))
    cursor.setPosition(base + utf16_length(after[: edit.select_end]), QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _code_points(text: str, units: int) -> int:
    """Turn an offset in UTF-16 units into one in code points."""
    if text.isascii():
        return units
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
