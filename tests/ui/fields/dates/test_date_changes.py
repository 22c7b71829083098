"""What the commands of a date field make of a written date."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from editor.ui.fields.context import FormContext
from editor.ui.fields.dates import date_changes
from editor.ui.fields.dates.written_date import WrittenDate

CONTEXT = FormContext(
    time_zone=timezone(timedelta(hours=8)), now=lambda: datetime(2026, 1, 5, 20, 30, 15, tzinfo=UTC)
)


def written(text: str) -> WrittenDate:
    found = WrittenDate.read(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "2026-01-06T04:30:15+08:00"),
        ("2020-02-02", "2026-01-06"),
        ("2020-02-02 10:00 +0000", "2026-01-05 20:30 +0000"),
        ("2020-02-02T10:00:00.000Z", "2026-01-05T20:30:15.000Z"),
    ],
)
def test_now_is_written_as_the_date_before_it(before: str, after: str) -> None:
    assert date_changes.set_to_now(written(before) if before else None, CONTEXT) == after


def test_a_day_gets_the_sites_time_and_loses_it_again() -> None:
    timed = date_changes.with_time_or_without(written("2026-01-05"), CONTEXT)
    assert timed.text == "2026-01-05T04:30:00+08:00"
    assert date_changes.with_time_or_without(timed, CONTEXT).text == "2026-01-05"


def test_another_day_keeps_the_time() -> None:
    day = date(2026, 3, 1)
    assert date_changes.on_day(written("2026-01-05 10:00"), day).text == "2026-03-01 10:00"
    assert date_changes.on_day(None, day).text == "2026-03-01"


def test_the_part_at_the_cursor_is_counted() -> None:
    one = written("2026-01-31T23:59:00Z")
    assert date_changes.with_day_stepped(one, 6, 1).text == "2026-02-28T23:59:00Z"
    assert date_changes.with_clock_stepped(one, 4, 1).text == "2026-01-31T00:00:00Z"
    assert date_changes.with_day_stepped(written("9999-12-31"), 2, 1).text == "9999-12-31"
