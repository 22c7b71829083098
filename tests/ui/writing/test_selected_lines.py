"""Lines of a text document for the writing commands and back, where one letter may be two units."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor, QTextDocument

from editor.ui.writing.selected_lines import edited, selected_lines
from editor.writing.edit import Edit, Selection

TEXT = "before\n😀 one 字\ntwo 😀 end\nafter"


def test_the_selected_lines_come_whole_and_counted_in_letters(qapp: object) -> None:
    document = QTextDocument(TEXT)
    cursor = QTextCursor(document)
    cursor.setPosition(document.find("字").selectionStart())
    cursor.setPosition(document.find("two 😀").selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    assert selected_lines(cursor) == Selection("😀 one 字\ntwo 😀 end", 6, 13, "before")


def test_an_edit_replaces_and_selects_behind_letters_of_two_units(qapp: object) -> None:
    document = QTextDocument(TEXT)
    document.setUndoRedoEnabled(True)
    cursor = document.find("one")
    selection = selected_lines(cursor)
    after = edited(cursor, selection, Edit(2, 5, "😀 1", 2, 5))
    assert document.toPlainText() == "before\n😀 😀 1 字\ntwo 😀 end\nafter"
    assert after.selectedText() == "😀 1"
    document.undo()
    assert document.toPlainText() == TEXT
