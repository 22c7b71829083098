"""The raw block: opens by itself when it does not parse, tells of errors in plain words, keeps every character."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.limits import PATIENCE

BROKEN = "---\ntitle: x\ndescription: a: b\ndraft: true\n---\n"


def source(form):
    return form.panel.source


def put_cursor(editor, line: int, column: int) -> None:
    cursor = QTextCursor(editor.document().findBlockByNumber(line - 1))
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.MoveAnchor, column - 1)
    editor.setTextCursor(cursor)


def test_a_block_that_does_not_parse_opens_the_source(make_form) -> None:
    form = make_form(BROKEN)
    assert form.panel.source_tab.isChecked()
    assert source(form).editor.isVisible()
    assert source(form).problem.note.text.startswith("Line 3, column ")
    assert source(form).editor.extraSelections()[0].cursor.blockNumber() == 2


def test_the_error_leads_to_its_place(make_form) -> None:
    form = make_form(BROKEN)
    QTest.mouseClick(source(form).problem.action, Qt.MouseButton.LeftButton)
    cursor = source(form).editor.textCursor()
    error = source(form).error
    assert (cursor.blockNumber() + 1, cursor.positionInBlock() + 1) == (error.line, error.column)


def test_mending_brings_the_form_back(make_form, diff) -> None:
    form = make_form(BROKEN)
    editor = source(form).editor
    editor.setFocus()
    put_cursor(editor, 3, 15)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    form.panel.flush()
    assert source(form).error is None and not source(form).problem.isVisible()
    assert diff(form) == (":", "")
    assert editor.isVisible(), "the author is not torn from where they work"
    QTest.mouseClick(form.panel.form_tab, Qt.MouseButton.LeftButton)
    assert form.editor("description").input.text() == "a b"


def test_the_form_tab_of_a_broken_block_says_what_is_wrong(make_form) -> None:
    form = make_form(BROKEN)
    QTest.mouseClick(form.panel.form_tab, Qt.MouseButton.LeftButton)
    assert not source(form).editor.isVisible()
    notice = form.panel.page.notice
    assert notice.isVisible() and "Line 3" in notice.note.text
    form.show()
    assert notice.isVisible(), "the author's choice of tab stays"
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert source(form).editor.isVisible()


def test_breaking_the_block_shows_the_error_while_typing(form, qtbot) -> None:
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    put_cursor(editor, 7, 1)
    QTest.keyClicks(editor, "x: y: ")
    qtbot.waitUntil(source(form).problem.isVisible, timeout=PATIENCE)
    assert form.article.header == editor.text(), "what is typed is the article's, broken or not"
    form.article.undo_stack.undo()
    assert source(form).error is None


def test_only_what_is_typed_changes(form, diff) -> None:
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    put_cursor(editor, 2, 1)
    QTest.keyClicks(editor, "#")
    form.panel.flush()
    assert diff(form) == ("", "#")
    assert form.article.undo_stack.undoText() == "Edit front matter source"


def test_typing_in_the_source_is_one_undo_step_and_keeps_the_cursor(form) -> None:
    before = form.article.header
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    put_cursor(editor, 2, 3)
    for letter in "abc":
        QTest.keyClicks(editor, letter)
        form.panel.flush()
    assert editor.textCursor().positionInBlock() == 5
    assert form.article.undo_stack.count() == 1
    form.article.undo_stack.undo()
    assert form.article.header == before == editor.text()


def test_enter_keeps_the_indentation(form) -> None:
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    alt = editor.document().find("alt: 書房")
    editor.setTextCursor(alt)
    QTest.keyClick(editor, Qt.Key.Key_End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "credit: me")
    form.panel.flush()
    assert form.article.front_matter().get("cover")["credit"] == "me"


def test_composition_is_not_taken_over_in_the_source(form, diff, compose) -> None:
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    put_cursor(editor, 2, 3)
    compose(editor, "ㄕㄨ")
    form.panel.flush()
    assert diff(form) == ("", "")
    compose(editor, "", "書")
    form.panel.flush()
    assert diff(form) == ("", "書")


@pytest.mark.parametrize("typed", ["X", "a: b"])
def test_an_outside_change_in_mid_composition_stays(form, typed: str) -> None:
    """What is being composed began before it, and would take it back; with "a: b" the block does not parse."""
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    editor.setFocus()
    put_cursor(editor, 6, 15)
    QApplication.sendEvent(editor, QInputMethodEvent("ㄓㄨ", []))
    form.article.set_header(form.article.header.replace("weight: 12", "weight: 99"), "outside")
    commit = QInputMethodEvent("", [])
    commit.setCommitString(typed)
    QApplication.sendEvent(editor, commit)
    form.panel.flush()
    assert "weight: 99" in form.article.header
    assert typed in form.article.header.splitlines()[5]
    assert editor.toPlainText() == form.article.header


def test_a_block_typed_from_nothing_gets_its_line_end(make_form) -> None:
    form = make_form("")
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    editor = source(form).editor
    editor.insertPlainText("---\ntitle: x\n---")
    form.panel.flush()
    assert form.article.header == "---\ntitle: x\n---\n"
    assert form.article.snapshot().to_bytes().decode().startswith("---\ntitle: x\n---\n\nBody")


def test_blank_lines_typed_below_the_block_leave_the_form_at_work(make_form) -> None:
    form = make_form("---\ntitle: x\n---\n")
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    source(form).editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(source(form).editor, Qt.Key.Key_Return)
    QTest.mouseClick(form.panel.form_tab, Qt.MouseButton.LeftButton)
    assert form.editor("title").send("new")
    assert form.article.header == "---\ntitle: new\n---\n\n"


def test_text_typed_below_the_block_is_complained_of(make_form) -> None:
    """Hugo would publish it, and neither the writing pane nor the preview has it."""
    form = make_form("---\ntitle: x\n---\n")
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    source(form).editor.moveCursor(QTextCursor.MoveOperation.End)
    source(form).editor.insertPlainText("\nSome text")
    form.panel.flush()
    assert "writing pane" in source(form).problem.note.text
    assert source(form).error.line == 5


def test_a_block_without_delimiters_is_explained(make_form) -> None:
    form = make_form("")
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    source(form).editor.insertPlainText("title: x\n")
    form.panel.flush()
    assert "begins with" in source(form).problem.note.text


def test_show_in_source_goes_to_the_fields_line(form) -> None:
    form.editor("weight").edits.open_source(("weight",))
    editor = source(form).editor
    assert editor.textCursor().block().text() == "weight: 12"
    assert QApplication.focusWidget() is editor


@pytest.mark.parametrize(
    "header",
    ["---\ntitle: x # c\ndate: 2026-01-05\n---\n", '+++\ntitle = "x"\n+++\n', '{"title": "x", "n": 1}\n'],
    ids=["yaml", "toml", "json"],
)
def test_every_format_is_coloured_and_comes_back_unchanged(make_form, diff, header: str) -> None:
    form = make_form(header)
    QTest.mouseClick(form.panel.source_tab, Qt.MouseButton.LeftButton)
    blocks = [source(form).editor.document().findBlockByNumber(n) for n in range(header.count("\n"))]
    assert any(block.layout().formats() for block in blocks)
    form.panel.flush()
    assert diff(form) == ("", "")


def test_a_huge_block_is_edited_as_source_only(make_form) -> None:
    form = make_form("---\ntitle: x\ntext: " + "y" * 100_001 + "\n---\n")
    assert source(form).editor.isVisible()
    assert form.panel.form.fields.rows == [] or not form.panel.form.isVisible()
