"""Chips by keyboard, mouse, paste and composition; completion and near-duplicates."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from editor.ui.fields.lists.chip import Chip
from editor.ui.fields.terms import TermsInUse

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SITE = {"AI 投資": 9, "Scaling Laws": 12, "Anthropic": 7, "書寫": 2, "純文字": 3}


def chips(form, key: str = "tags") -> list[str]:
    return [chip.text() for chip in form.editor(key).row.chips]


def test_enter_adds_a_term_at_the_end_of_the_list(form, diff) -> None:
    entry = form.focus("tags")
    QTest.keyClicks(entry, "alpha")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert diff(form)[0] == ""
    assert form.article.front_matter().get("tags") == ["AI 投資", "Scaling Laws", "CNBC", "alpha"]
    assert entry.text() == "" and entry.hasFocus()
    assert form.editor("tags").entry is entry


@pytest.mark.parametrize("separator", list(",，、;；"))
def test_a_separator_ends_the_term_being_typed(form, separator: str) -> None:
    entry = form.focus("tags")
    entry.insert("甲")
    entry.textEdited.emit(entry.text())
    entry.insert(separator)
    entry.textEdited.emit(entry.text())
    entry.insert("乙")
    entry.textEdited.emit(entry.text())
    assert chips(form)[-1] == "甲"
    assert entry.text() == "乙"


def test_paste_splits_at_every_kind_of_comma(form) -> None:
    entry = form.focus("tags")
    QApplication.clipboard().setText("a, b、c，d\n“e”")
    QTest.keyClick(entry, Qt.Key.Key_V, CTRL)
    assert chips(form)[3:] == ["a", "b", "c", "d", "e"]
    assert form.article.undo_stack.count() == 1


def test_composition_becomes_no_chip_before_it_is_committed(form, diff, compose) -> None:
    entry = form.focus("tags")
    compose(entry, "ㄕㄨ")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert form.panel.flush()
    assert diff(form) == ("", "")
    compose(entry, "", "書寫")
    assert chips(form) == ["AI 投資", "Scaling Laws", "CNBC"]
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert chips(form)[-1] == "書寫"
    compose(entry, "", "、")
    compose(entry, "", "長文、")
    assert chips(form)[-1] == "長文"


def test_another_edit_in_mid_composition_leaves_the_composition_alone(form, compose) -> None:
    entry = form.focus("tags")
    compose(entry, "ㄕㄨ")
    form.article.set_header(form.article.header.replace('"Scaling Laws", ', ""), "outside")
    assert chips(form) == ["AI 投資", "CNBC"]
    assert entry.composing and entry.hasFocus()
    compose(entry, "", "書")
    assert entry.text() == "書"


def test_leaving_and_saving_make_a_chip_of_what_is_typed(form) -> None:
    entry = form.focus("tags")
    QTest.keyClicks(entry, "left")
    form.focus("title")
    assert chips(form)[-1] == "left"
    entry = form.focus("tags")
    QTest.keyClicks(entry, "saved")
    assert form.panel.is_pending()
    assert form.panel.flush()
    assert chips(form)[-1] == "saved"


def test_backspace_goes_to_the_last_chip_and_removes_it(form, diff) -> None:
    entry = form.focus("tags")
    QTest.keyClick(entry, Qt.Key.Key_Backspace)
    last = QApplication.focusWidget()
    assert last.text() == "CNBC"
    assert diff(form) == ("", "")
    QTest.keyClick(last, Qt.Key.Key_Backspace)
    assert diff(form) == (", CNBC", "")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)
    assert QApplication.focusWidget() is entry or QApplication.focusWidget().text() in chips(form)


def test_arrows_walk_and_alt_arrows_move(form) -> None:
    entry = form.focus("tags")
    QTest.keyClick(entry, Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert QApplication.focusWidget().text() == "Scaling Laws"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, ALT)
    assert form.article.front_matter().get("tags") == ["Scaling Laws", "AI 投資", "CNBC"]
    assert QApplication.focusWidget().text() == "Scaling Laws"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert QApplication.focusWidget() is entry


def test_a_chip_is_edited_in_place_and_may_hold_a_comma(form, diff) -> None:
    entry = form.focus("tags")
    QTest.keyClick(entry, Qt.Key.Key_Left)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "CNBC, TV")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert form.article.front_matter().get("tags") == ["AI 投資", "Scaling Laws", "CNBC, TV"]
    assert QApplication.focusWidget().text() == "CNBC, TV"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F2)
    QTest.keyClicks(QApplication.focusWidget(), "nothing")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert chips(form)[-1] == "CNBC, TV"


def test_the_cross_removes_by_mouse(form, diff) -> None:
    chip = form.editor("tags").row.chips[1]
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert chips(form) == ["AI 投資", "CNBC"]
    assert "tags: [" in form.article.header


def test_a_chip_can_be_dragged(form) -> None:
    row = form.editor("tags").row
    chip, target = row.chips[0], row.chips[1]
    middle = chip.rect().center()
    there = chip.mapFrom(row, target.geometry().center())
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(chip, middle + QPoint(15, 0))
    QTest.mouseMove(chip, there)
    assert form.changes == [], "nothing is written in mid-drag"
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=middle)
    assert form.article.front_matter().get("tags") == ["Scaling Laws", "AI 投資", "CNBC"]


def hide_and_show(chip: Chip) -> None:
    chip.window().hide()
    chip.window().show()


def open_a_dialog(chip: Chip) -> None:
    dialog = QMessageBox(chip.window())
    dialog.open()
    dialog.reject()


def press_escape(chip: Chip) -> None:
    QTest.keyClick(chip, Qt.Key.Key_Escape)


@pytest.mark.parametrize("interrupt", [hide_and_show, open_a_dialog, press_escape])
def test_a_drag_that_is_cut_short_leaves_the_chips_as_they_were(
    form, interrupt: Callable[[Chip], None]
) -> None:
    row = form.editor("tags").row
    chip, target = row.chips[0], row.chips[1]
    there = chip.mapFrom(row, target.geometry().center())
    QTest.mousePress(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    QTest.mouseMove(chip, there)
    assert chips(form) == ["Scaling Laws", "AI 投資", "CNBC"]
    interrupt(chip)
    assert chips(form) == ["AI 投資", "Scaling Laws", "CNBC"]
    QTest.mouseMove(chip, there)
    QTest.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=there)
    assert chips(form) == ["AI 投資", "Scaling Laws", "CNBC"]
    assert form.changes == []


def test_completion_is_by_frequency_and_leaves_out_what_is_there(form) -> None:
    form.with_context(completions={"tags": TermsInUse(SITE)})
    entry = form.focus("tags")
    QTest.keyClick(entry, Qt.Key.Key_Down)
    offered = form.offered()
    assert [offered.item(row).text() for row in range(offered.count())] == ["Anthropic", "純文字", "書寫"]
    QTest.keyClick(entry, Qt.Key.Key_Down)
    QTest.keyClick(entry, Qt.Key.Key_Down)
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert chips(form)[-1] == "純文字"
    assert entry.hasFocus()


def test_enter_takes_the_typed_text_unless_a_suggestion_is_chosen(form) -> None:
    form.with_context(completions={"tags": TermsInUse(SITE)})
    entry = form.focus("tags")
    QTest.keyClicks(entry, "ANTH")
    assert form.offered().count() == 1
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert chips(form)[-1] == "ANTH"


def test_a_near_duplicate_is_marked_and_mended_with_one_click(form, diff) -> None:
    form.with_context(completions={"tags": TermsInUse({**SITE, "scaling-laws": 1, "CNBC": 1, "Cnbc": 4})})
    assert form.notes("tags") == ['4 articles write "Cnbc".']
    form.act("tags", containing="Use it")
    assert diff(form) == ("NBC", "nbc")
    assert form.notes("tags") == []


def test_twins_in_one_list_are_told_and_the_later_one_goes(form) -> None:
    form.with_context(completions={"tags": TermsInUse(SITE)})
    entry = form.focus("tags")
    entry.insert("cnbc、")
    form.panel.flush()
    assert form.notes("tags") == ['"CNBC" is in the list already, written otherwise.']
    before = chips(form)
    form.act("tags", containing="Use it")
    assert chips(form) == before[:-1]


def test_full_width_and_simplified_twins_are_found(form) -> None:
    entry = form.focus("tags")
    entry.insert("ＡＩ投資、书写")
    form.panel.flush()
    form.with_context(completions={"tags": TermsInUse(SITE)})
    assert form.notes("tags") == ['9 articles write "AI 投資".', '2 articles write "書寫".']


def test_a_bare_string_stays_one_until_a_second_term_comes(form, diff) -> None:
    form.editor("categories").row.begin_renaming(0)
    QTest.keyClicks(QApplication.focusWidget(), "x")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert diff(form) == ("書寫", "x")
    entry = form.focus("categories")
    QTest.keyClicks(entry, "y,")
    assert form.article.front_matter().get("categories") == ["x", "y"]


def test_a_term_is_not_added_twice(form, diff) -> None:
    entry = form.focus("tags")
    QTest.keyClicks(entry, "CNBC")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    assert diff(form) == ("", "")
    assert form.notes("tags") == ['"CNBC" is in the list already.']


def test_numbers_among_numbers_stay_numbers(make_form) -> None:
    form = make_form("---\nyears: [2024, 2025]\n---\n")
    entry = form.focus("years")
    QTest.keyClicks(entry, "2026")
    form.panel.flush()
    assert form.article.front_matter().get("years") == [2024, 2025, 2026]


def test_each_chip_is_one_undo_step(form) -> None:
    before = form.article.header
    entry = form.focus("tags")
    QTest.keyClicks(entry, "a,b,c,")
    assert form.article.undo_stack.count() == 3
    for _ in range(3):
        form.article.undo_stack.undo()
    assert form.article.header == before
    assert chips(form) == ["AI 投資", "Scaling Laws", "CNBC"]
    assert entry.hasFocus()
