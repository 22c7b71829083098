"""Dates: parts typed, stepped and picked; the written form and offset stay to the byte."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from editor.ui.fields.dates.calendar_popup import CalendarPopup
from tests.sight import on_show


def with_date(make_form, written: str, *, quote: str = ""):
    return make_form(f"---\ntitle: x\ndate: {quote}{written}{quote} # kept\n---\n")


@pytest.mark.parametrize(
    ("written", "after_day", "after_clock"),
    [
        ("2026-01-05T10:00:00+08:00", "2026-02-17T10:00:00+08:00", "2026-01-05T21:30:00+08:00"),
        ("2026-01-05T10:00:00Z", "2026-02-17T10:00:00Z", "2026-01-05T21:30:00Z"),
        ("2026-01-05 10:00:00 +0800", "2026-02-17 10:00:00 +0800", "2026-01-05 21:30:00 +0800"),
        ("2026-01-05 10:00:00", "2026-02-17 10:00:00", "2026-01-05 21:30:00"),
        ("2026-01-05T10:00:00.000-05:30", "2026-02-17T10:00:00.000-05:30", "2026-01-05T21:30:00.000-05:30"),
        ("2026-01-05", "2026-02-17", "2026-01-05T21:30:00+08:00"),
    ],
    ids=lambda text: text,
)
@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["plain", "double", "single"])
def test_the_written_form_stays(
    make_form, written: str, after_day: str, after_clock: str, quote: str
) -> None:
    form = with_date(make_form, written, quote=quote)
    day = form.focus("date")
    day.selectAll()
    QTest.keyClicks(day, "2026-02-17")
    QTest.keyClick(day, Qt.Key.Key_Return)
    assert f"date: {quote}{after_day}{quote} # kept\n" in form.article.header
    form.article.undo_stack.undo()
    clock = form.editor("date").clock
    clock.setFocus()
    clock.selectAll()
    QTest.keyClicks(clock, "21:30")
    QTest.keyClick(clock, Qt.Key.Key_Return)
    assert f"date: {quote}{after_clock}{quote} # kept\n" in form.article.header


@pytest.mark.parametrize("typed", ["2026/2/7", "2026.2.7", "20260207", "2026年2月7日", "2026-2-7"])
def test_days_can_be_typed_in_many_ways(form, diff, typed: str) -> None:
    day = form.focus("date")
    day.selectAll()
    day.insert(typed)
    form.panel.flush()
    assert "date: 2026-02-07T10:00:00+08:00\n" in form.article.header


def test_the_arrow_keys_step_the_part_at_the_cursor(form, diff) -> None:
    day = form.focus("date")
    day.setCursorPosition(10)
    QTest.keyClick(day, Qt.Key.Key_Up)
    assert diff(form) == ("5", "6")
    day.setCursorPosition(6)
    QTest.keyClick(day, Qt.Key.Key_Down)
    assert "date: 2025-12-06T10:00:00+08:00\n" in form.article.header
    assert day.cursorPosition() == 6
    clock = form.editor("date").clock
    clock.setFocus()
    clock.setCursorPosition(1)
    QTest.keyClick(clock, Qt.Key.Key_Down)
    assert "date: 2025-12-06T09:00:00+08:00\n" in form.article.header


def test_the_calendar_picks_a_day(form, diff) -> None:
    day = form.focus("date")
    QTest.keyClick(day, Qt.Key.Key_F4)
    [popup] = on_show(form.panel.window(), CalendarPopup)
    assert popup.calendar.selectedDate() == QDate(2026, 1, 5)
    assert popup.focusWidget() is not None
    QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert not popup.isVisible()
    assert diff(form) == ("5", "6")


def test_now_is_written_in_the_form_and_offset_that_stand_there(form) -> None:
    form.editor("date").set_to_now()
    assert "date: 2026-02-03T12:05:06+08:00\n" in form.article.header
    form.editor("lastmod").set_to_now()
    assert "lastmod: 2026-02-03 12:05:06 +0800\n" in form.article.header


def test_now_in_an_empty_field_is_in_the_time_zone_of_the_site(make_form) -> None:
    form = make_form("---\ntitle: x\ndate:\n---\n", time_zone=ZoneInfo("America/New_York"))
    form.editor("date").set_to_now()
    assert form.article.front_matter().get("date") == "2026-02-02T23:05:06-05:00"


def test_a_date_from_another_zone_shows_the_time_at_the_site(make_form) -> None:
    form = with_date(make_form, "2026-01-05T20:00:00Z")
    assert form.editor("date").beside_label().text().endswith("01-06 04:00 at the site")


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-08:00"]
)
@pytest.mark.parametrize("zone", ["Asia/Taipei", "America/New_York"])
def test_the_ends_of_the_calendar_are_shown(make_form, written: str, zone: str) -> None:
    """Programs write them for "never"; the site's own clocks may not be able to show them."""
    form = with_date(make_form, written)
    form.with_context(time_zone=ZoneInfo(zone))
    assert form.editor("date").day.text() == written[:10]
    form.editor("date").actions_for_menu()[1].trigger()
    assert form.article.front_matter().get("date") == written[:10]


def test_the_offset_can_be_changed_alone(form, diff) -> None:
    editor = form.editor("date")
    menu = editor.zone.findChild(QMenu)
    menu.aboutToShow.emit()
    actions = {action.text().split()[0]: action for action in menu.actions()}
    assert actions["+08:00"].isChecked()
    actions["Z"].trigger()
    assert diff(form) == ("+08:00", "Z")


def test_time_can_be_added_and_removed(make_form) -> None:
    form = with_date(make_form, "2026-01-05")
    editor = form.editor("date")
    editor.actions_for_menu()[1].trigger()
    assert form.article.front_matter().get("date") == "2026-01-05T12:05:00+08:00"
    editor.actions_for_menu()[1].trigger()
    assert form.article.front_matter().get("date") == "2026-01-05"


def test_the_offset_of_an_added_time_is_that_of_its_own_day(make_form) -> None:
    form = make_form("---\ntitle: x\ndate: 2026-07-05\n---\n", time_zone=ZoneInfo("America/New_York"))
    clock = form.editor("date").clock
    clock.setFocus()
    QTest.keyClicks(clock, "09:00")
    form.panel.flush()
    assert form.article.front_matter().get("date") == "2026-07-05T09:00:00-04:00"


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("2024-05-01 09:30", "2024-05-01T09:30:00"),
        ("2024/05/01", "2024-05-01"),
        ("2024-5-1 9:30:15 +0800", "2024-05-01T09:30:15+08:00"),
    ],
    ids=lambda text: text,
)
def test_a_date_that_hugo_cannot_read_is_shown_with_its_remedy(make_form, written: str, remedy: str) -> None:
    form = with_date(make_form, written)
    assert form.notes("date") == ["Hugo cannot read this date and stops the build."]
    form.act("date", containing=remedy)
    assert f"date: {remedy} # kept\n" in form.article.header
    assert form.notes("date") == []


def test_a_day_that_does_not_exist_stays_out_of_the_file(form, diff) -> None:
    day = form.focus("date")
    day.selectAll()
    QTest.keyClicks(day, "2026-02-30")
    assert not form.panel.flush()
    assert diff(form) == ("", "")
    assert day.text() == "2026-02-30"
    assert "not a date" in form.notes("date")[0]


def test_a_half_typed_date_is_not_taken_over(form, diff) -> None:
    day = form.focus("date")
    day.selectAll()
    QTest.keyClicks(day, "2026-0")
    form.pause()
    assert diff(form) == ("", "")
    assert form.notes("date") == [], "no complaint before the author has finished"


def test_a_date_can_be_typed_through_its_beginnings(form) -> None:
    editor = form.editor("date")
    day = form.focus("date")
    day.selectAll()
    for key in "2026-02-17":
        QTest.keyClicks(day, key)
        form.pause()
    assert day.text() == "2026-02-17"
    editor.clock.setFocus()
    editor.clock.selectAll()
    QTest.keyClick(editor.clock, Qt.Key.Key_Delete)
    for key in "09:30:15":
        form.pause()
        QTest.keyClicks(editor.clock, key)
    form.panel.flush()
    assert "date: 2026-02-17T09:30:15+08:00\n" in form.article.header
    QTest.keyClick(editor.clock, Qt.Key.Key_Escape)
    assert "date: 2026-02-17T10:00:00+08:00\n" in form.article.header, "Escape undoes this visit alone"


def test_a_toml_date_stays_a_date(make_form) -> None:
    form = make_form("+++\ntitle = 'x'\ndate = 2026-01-05T10:00:00+08:00 # kept\nday = 2026-01-05\n+++\n")
    day = form.focus("date")
    day.selectAll()
    QTest.keyClicks(day, "2026-02-17")
    form.panel.flush()
    assert "date = 2026-02-17T10:00:00+08:00 # kept\n" in form.article.header
    assert isinstance(form.article.front_matter().get("date"), datetime)
    other = form.focus("day")
    QTest.keyClick(other, Qt.Key.Key_Up)
    assert "day = 2026-01-06\n" in form.article.header


def test_typing_in_a_date_is_one_undo_step(form) -> None:
    day = form.focus("date")
    for _ in range(4):
        QTest.keyClick(day, Qt.Key.Key_Up)
    assert form.article.undo_stack.count() == 1


def test_composition_is_not_taken_over_in_a_date(form, diff, compose) -> None:
    day = form.focus("date")
    day.selectAll()
    compose(day, "二零")
    assert form.panel.flush()
    assert diff(form) == ("", "")
    compose(day, "", "2026年3月1日")
    form.panel.flush()
    assert "date: 2026-03-01T10:00:00+08:00\n" in form.article.header
