"""Text, long text, number and link by key presses and compositions: the diff is the value's bytes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from editor.ui.fields.inputs import TextInput
from editor.ui.fields.terms import TermsInUse
from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier


def test_typing_in_the_title_changes_the_title_alone(form, diff) -> None:
    title = form.focus("title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "!?")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert diff(form) == ("", "!?")
    assert {description for _header, description, _key in form.changes} == {"Edit Title"}
    assert form.article.undo_stack.count() == 1


def test_a_pause_takes_the_typed_text_over(form, diff) -> None:
    title = form.focus("title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "x")
    assert diff(form) == ("", "x"), "the first key counts at once"
    QTest.keyClicks(title, "yz")
    form.qtbot.waitUntil(lambda: diff(form) == ("", "xyz"), timeout=PATIENCE)


def test_leaving_the_field_takes_the_typed_text_over(form, diff) -> None:
    title = form.focus("title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "!")
    form.focus("draft")
    assert diff(form) == ("", "!")


def test_quotes_colons_and_hashes_go_into_the_title(form) -> None:
    title = form.focus("title")
    title.selectAll()
    QTest.keyClicks(title, """It's "a: b" # no comment""")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert form.article.front_matter().get("title") == """It's "a: b" # no comment"""
    assert "# the long one" in form.article.header


def test_a_title_holds_no_line_end(form) -> None:
    title = form.focus("title")
    title.selectAll()
    QApplication.clipboard().setText("第一行\n  second line  \r\n")
    QTest.keyClick(title, Qt.Key.Key_V, CTRL)
    form.panel.flush()
    assert form.article.front_matter().get("title") == "第一行 second line"


def test_composition_is_not_taken_over_before_it_is_committed(form, diff, compose) -> None:
    title = form.focus("title")
    title.moveCursor(QTextCursor.MoveOperation.End)
    compose(title, "ㄕㄨ")
    assert form.panel.flush()
    assert form.changes == []
    assert diff(form) == ("", "")
    compose(title, "ㄕㄨㄈㄤˊ")
    form.show()
    assert title.textCursor().block().layout().preeditAreaText() == "ㄕㄨㄈㄤˊ"
    compose(title, "", "書房")
    form.panel.flush()
    assert diff(form) == ("", "書房")


def test_composing_over_a_selection_changes_nothing_until_the_commit(form, diff, compose) -> None:
    title = form.focus("title")
    title.selectAll()
    compose(title, "ㄒㄧㄣ")
    form.panel.flush()
    assert diff(form) == ("", "")
    compose(title, "", "新")
    form.panel.flush()
    assert form.article.front_matter().get("title") == "新"


def test_no_break_spaces_and_astral_characters_survive(make_form) -> None:
    form = make_form('---\ntitle: "a\u00a0b 👩‍💻 \u2028c"\n---\n')
    title = form.focus("title")
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, "!")
    form.panel.flush()
    assert form.article.front_matter().get("title") == "a\u00a0b 👩‍💻 \u2028c!"


def test_typing_keeps_the_widget_the_focus_and_the_cursor(form) -> None:
    title = form.focus("title")
    title.moveCursor(QTextCursor.MoveOperation.Start)
    for letter in "abc":
        QTest.keyClicks(title, letter)
        form.panel.flush()
    assert form.focus("title") is title
    assert title.textCursor().position() == 3
    assert form.article.undo_stack.count() == 1, "typing in a row is one undo step"


def test_undo_brings_back_the_very_bytes_and_keeps_the_widget(form) -> None:
    before = form.article.header
    title = form.focus("title")
    title.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(title, "abc")
    form.panel.flush()
    form.article.undo_stack.undo()
    assert form.article.header == before
    assert form.editor("title").input is title
    assert title.text() == "與其說是工具，不如說是一間書房"
    assert title.hasFocus()


def test_leaving_and_coming_back_begins_a_new_undo_step(form) -> None:
    for _ in range(2):
        title = form.focus("title")
        QTest.keyClicks(title, "a")
        form.panel.flush()
        form.focus("weight")
    assert form.article.undo_stack.count() == 2


def test_the_undo_key_reaches_the_window_with_the_typing_taken_over(form, qtbot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(form.panel)
    undo = form.article.undo_stack.createUndoAction(window)
    undo.setShortcut("Ctrl+Z")
    window.addAction(undo)
    with qtbot.waitExposed(window, timeout=PATIENCE):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    before = form.article.header
    title = form.focus("title")
    QTest.keyClicks(title, "abc")
    QTest.keyClick(title, Qt.Key.Key_Z, CTRL)
    assert form.article.header == before
    assert form.article.undo_stack.canRedo()
    weight = form.focus("weight")
    QTest.keyClicks(weight, "3")
    QTest.keyClick(weight, Qt.Key.Key_Z, CTRL)
    assert form.article.header == before
    window.takeCentralWidget()


def test_an_outside_change_of_another_field_leaves_the_typing_alone(form) -> None:
    title = form.focus("title")
    title.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(title, "abc")
    form.article.set_header(form.article.header.replace("weight: 12", "weight: 99"), "outside")
    assert title.text().startswith("abc")
    assert title.textCursor().position() == 3
    assert form.editor("weight").input.text() == "99"
    form.panel.flush()
    assert form.article.front_matter().get("title").startswith("abc")
    assert form.article.front_matter().get("weight") == 99


def test_escape_shows_what_the_file_holds(form, diff) -> None:
    title = form.focus("title")
    QTest.keyClicks(title, "abc")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    form.panel.flush()
    assert diff(form) == ("", "")
    assert title.text() == "與其說是工具，不如說是一間書房"


def test_escape_brings_back_the_text_from_before_the_visit(form, diff) -> None:
    title = form.focus("title")
    QTest.keyClicks(title, "abc")
    form.panel.flush()
    QTest.keyClicks(title, "d")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert diff(form) == ("", "")
    weight = form.focus("weight")
    QTest.keyClicks(weight, "3")
    form.focus("title")
    form.focus("weight")
    QTest.keyClicks(weight, "4")
    QTest.keyClick(weight, Qt.Key.Key_Escape)
    assert weight.text() == "123"


def test_a_number_can_be_typed_through_its_beginnings(form) -> None:
    weight = form.focus("weight")
    weight.selectAll()
    for key in "-1.05":
        QTest.keyClicks(weight, key)
        form.pause()
        assert form.notes("weight") == []
    assert weight.text() == "-1.05"
    assert form.article.front_matter().get("weight") == -1.05
    assert form.article.undo_stack.count() == 1


def test_a_long_chinese_title_is_wholly_visible(form) -> None:
    title = form.focus("title")
    short = title.height()
    title.selectAll()
    title.insertPlainText("談談把二十年的筆記搬進純文字之後我學到的事" * 5)
    assert title.height() > short * 2
    last = title.document().lastBlock()
    bottom = title.blockBoundingGeometry(last).translated(title.contentOffset()).bottom()
    assert bottom <= title.viewport().height()


def test_the_description_keeps_its_quotes_and_shows_its_width(form, diff) -> None:
    description = form.focus("description")
    QTest.keyClick(description, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(description, "er")
    form.panel.flush()
    assert diff(form) == ("", "er")
    meter = form.editor("description").beside_label()
    assert meter.text() == "12 / 160 letters"
    description.selectAll()
    description.insertPlainText("測" * 81)
    assert meter.text() == "81 / 80 characters"
    assert form.notes("description") == ["Search engines will cut this short."]


def test_block_text_keeps_its_line_ends(make_form, diff) -> None:
    form = make_form("---\nabstract: |\n  First line.\n  Second line.\ntitle: x\n---\n")
    text = form.focus("abstract")
    QTest.keyClick(text, Qt.Key.Key_Home, CTRL)
    QTest.keyClick(text, Qt.Key.Key_End)
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClicks(text, "Between.")
    form.panel.flush()
    assert form.article.front_matter().get("abstract") == "First line.\nBetween.\nSecond line.\n"
    assert diff(form) == ("", "  Between.\n") or diff(form)[1].strip() == "Between."


@pytest.mark.parametrize(
    ("typed", "written"), [("13", "13"), ("-4", "-4"), ("1.50", "1.5"), ("7", "7")], ids=lambda text: text
)
def test_a_number_is_written_as_a_number(form, diff, typed: str, written: str) -> None:
    weight = form.focus("weight")
    weight.selectAll()
    QTest.keyClicks(weight, typed)
    form.panel.flush()
    assert f"weight: {written}\n" in form.article.header
    assert form.article.front_matter().get("weight") == pytest.approx(float(typed))


def test_the_arrow_keys_count(form) -> None:
    weight = form.focus("weight")
    QTest.keyClick(weight, Qt.Key.Key_Up)
    QTest.keyClick(weight, Qt.Key.Key_Up)
    QTest.keyClick(weight, Qt.Key.Key_Down)
    assert "weight: 13\n" in form.article.header


def test_what_is_no_number_stays_in_the_input_and_out_of_the_file(form, diff) -> None:
    weight = form.focus("weight")
    QTest.keyClicks(weight, "x")
    assert not form.panel.flush()
    assert diff(form) == ("", "")
    assert weight.text() == "12x"
    assert "not a number" in form.notes("weight")[0]
    QTest.keyClick(weight, Qt.Key.Key_Escape)
    assert weight.text() == "12"
    assert form.notes("weight") == []


def test_a_link_can_be_edited_and_opened(form, diff, qtbot) -> None:
    link = form.focus("source_url")
    QTest.keyClick(link, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(link, "&t=1")
    form.panel.flush()
    assert diff(form) == ("", "&t=1")
    button = form.editor("source_url").inputs()[1]
    with qtbot.waitSignal(form.panel.open_link, timeout=PATIENCE) as opened:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened.args == ["https://www.youtube.com/watch?v=GMXnmaky9FY&t=1"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "nothing"]
)
def test_only_web_and_mail_addresses_can_be_opened(form, address: str) -> None:
    link = form.focus("source_url")
    link.selectAll()
    QTest.keyClicks(link, address)
    assert not form.editor("source_url").inputs()[1].isEnabled()


def test_a_broken_address_is_told_when_the_author_has_left(form) -> None:
    link = form.focus("source_url")
    link.selectAll()
    QTest.keyClicks(link, "https://a b")
    assert form.notes("source_url") == []
    form.focus("title")
    assert form.notes("source_url") == ["This is no web address."]


def test_the_source_name_is_offered_from_the_domain(form, diff) -> None:
    form.with_context(source_names={"youtube.com": ("CNBC Television", "Lex Fridman")})
    form.act("source_name", containing="CNBC Television")
    assert diff(form) == ("", "CNBC Television")
    assert form.notes("source_name") == []
    assert form.changes[-1][2] == "", "a choice is an undo step of its own"


def test_values_of_other_articles_complete_a_text(form, diff) -> None:
    form.with_context(completions={"source_name": TermsInUse({"CNBC Television": 12, "CNBC": 2, "Lex": 3})})
    name = form.focus("source_name")
    QTest.keyClicks(name, "cn")
    completions = form.offered()
    assert [completions.item(row).text() for row in range(completions.count())] == ["CNBC Television", "CNBC"]
    QTest.keyClick(name, Qt.Key.Key_Down)
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert diff(form) == ("", "CNBC Television")
    assert not completions.isVisible()


def test_a_text_that_begins_to_look_like_a_link_keeps_its_input_until_it_is_left(make_form, qtbot) -> None:
    form = make_form("---\nnote: a\ntitle: x\n---\n")
    note = form.focus("note")
    note.selectAll()
    QTest.keyClicks(note, "https://example.org/")
    form.panel.flush()
    assert form.editor("note").input is note and note.hasFocus()
    form.focus("title")
    qtbot.waitUntil(lambda: str(form.row("note").spec.kind) == "link", timeout=PATIENCE)


def test_a_numeric_title_can_be_typed_on_as_text(make_form) -> None:
    form = make_form("---\ntitle: 2024\n---\n")
    title = form.focus("title")
    assert isinstance(title, TextInput)
    QTest.keyClick(title, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(title, " in review")
    form.panel.flush()
    assert form.article.front_matter().get("title") == "2024 in review"
