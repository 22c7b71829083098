"""Dates in forms that a differential test cannot show: what has no offset, what is no text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from editor.articles.dates import format_like, is_date_text, parse_date

TAIPEI = ZoneInfo("Asia/Taipei")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=TAIPEI)),
        ("2024-05-01T10:00:00", datetime(2024, 5, 1, 10, tzinfo=TAIPEI)),
        ("2024-05-01T10:00:00Z", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("01 May 2024", datetime(2024, 5, 1, tzinfo=TAIPEI)),
        (date(2024, 5, 1), datetime(2024, 5, 1, tzinfo=TAIPEI)),
        (datetime(2024, 5, 1, 9, 30), datetime(2024, 5, 1, 9, 30, tzinfo=TAIPEI)),
        (datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)),
        (0, datetime(1970, 1, 1, tzinfo=UTC)),
    ],
)
def test_moments(value: object, expected: datetime) -> None:
    moment = parse_date(value, TAIPEI)
    assert moment == expected
    assert moment is not None
    assert moment.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "2024-02-30",
        "2024-05-01 09:30",
        "2024/05/01",
        "9999999999-01-01",
        None,
        True,
        1.5,
        [],
        1 << 80,
        time(1),
        "x" * 100_000,
    ],
)
def test_no_moments(value: object) -> None:
    assert parse_date(value, UTC) is None
    assert not is_date_text(value)


def test_written_like_nothing_known() -> None:
    moment = datetime(2024, 5, 1, 9, 5, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))
    assert format_like("", moment) == "2024-05-01T09:05:00-09:30"
    assert format_like("01 May 2024", datetime(24, 5, 1)) == "0024-05-01T00:00:00"
    assert format_like("2024-01-01", moment) == "2024-05-01T09:05:00-09:30"
    assert format_like("2024-01-01", datetime(2024, 5, 1, tzinfo=TAIPEI)) == "2024-05-01"
