"""The verdict on an article, case by case; that Hugo agrees is tested in tests/hugo."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from editor.site.config.config import date_sources
from editor.site.publishing import BuildSwitches, is_draft, judge, read_dates, split_dated_name

TAIPEI = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
SOURCES = date_sources({})


def verdict(fields: dict[str, object], switches: BuildSwitches | None = None) -> tuple[str, str]:
    dates = read_dates(fields, fields, SOURCES, TAIPEI)
    publication = judge(fields, dates, switches or BuildSwitches(), NOW, TAIPEI)
    return publication.state, publication.reason


@pytest.mark.parametrize(
    ("fields", "state", "reason"),
    [
        ({}, "published", ""),
        ({"draft": True}, "draft", "It is a draft."),
        # Taipei is at 08:30 now: a morning without an offset has come, one at nine has not.
        ({"date": "2026-03-01T08:00:00"}, "published", ""),
        ({"date": "2026-03-01T09:00:00"}, "scheduled", "It appears on 2026-03-01 09:00 +08:00."),
        ({"date": "2026-03-01T09:00:00Z"}, "scheduled", "It appears on 2026-03-01 17:00 +08:00."),
        ({"date": "2026-03-01T09:00:00", "publishdate": "2020-01-01"}, "published", ""),
        (
            {"date": "2020-01-01", "pubdate": "2099-01-01"},
            "scheduled",
            "It appears on 2099-01-01 00:00 +08:00.",
        ),
        ({"lastmod": "2099-01-01"}, "scheduled", "It appears on 2099-01-01 00:00 +08:00."),
        ({"expirydate": "2026-03-01T08:00:00"}, "expired", "It expired on 2026-03-01 08:00 +08:00."),
        ({"unpublishdate": "2026-03-02"}, "published", ""),
        # The ends of the calendar; Go's zero time is no expiry date.
        ({"expirydate": "0001-01-01T00:00:00Z"}, "published", ""),
        ({"expirydate": "9999-12-31T23:59:59Z"}, "published", ""),
        ({"publishdate": "9999-12-31T23:59:59Z"}, "scheduled", "It appears on 9999-12-31 23:59 +00:00."),
        ({"headless": True}, "hidden", "It is headless: Hugo renders no page for it."),
        ({"build": {"render": "never"}}, "hidden", "Its build options say render: never."),
        ({"build": {"list": "never"}}, "published", ""),
        ({"date": "2024-05-01 09:30"}, "broken", "The field date is no date that Hugo can read."),
        ({"date": "soon", "draft": True}, "broken", "The field date is no date that Hugo can read."),
        ({"published": True}, "broken", "The field published is no date that Hugo can read."),
        ({"date": ""}, "published", ""),
    ],
)
def test_verdicts(fields: dict[str, object], state: str, reason: str) -> None:
    assert verdict(fields) == (state, reason)


def test_the_configuration_may_build_more() -> None:
    more = BuildSwitches.of({"builddrafts": True, "buildfuture": "true", "buildexpired": 1})

    for fields in ({"draft": True}, {"date": "2099-01-01"}, {"expirydate": "2000-01-01"}):
        assert verdict(fields, more) == ("published", "")


def test_when_the_verdict_changes_by_itself() -> None:
    for key, value in (("date", "2026-03-02"), ("expirydate", "2026-03-02")):
        dates = read_dates({key: value}, {key: value}, SOURCES, UTC)
        assert judge({}, dates, BuildSwitches(), NOW, UTC).when == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("params", "draft"),
    [
        ({}, False),
        ({"draft": True}, True),
        ({"draft": "true"}, True),
        ({"draft": "yes"}, False),
        ({"draft": 1}, True),
        ({"draft": None}, False),
        ({"published": False}, True),
        ({"published": True}, False),
        ({"draft": False, "published": False}, False),
        ({"published": "2026-01-01"}, False),
    ],
)
def test_drafts(params: dict[str, object], draft: bool) -> None:
    assert is_draft(params) is draft


@pytest.mark.parametrize(
    ("name", "date", "slug"),
    [
        ("2026-01-05-first-post", "2026-01-05T00:00:00+08:00", "first-post"),
        ("2026-01-05_first", "2026-01-05T00:00:00+08:00", "first"),
        ("2026-01-05 10-30-00 x", "2026-01-05T10:30:00+08:00", "x"),
        ("2026-01-05", "2026-01-05T00:00:00+08:00", ""),
        ("2026-13-05-x", None, ""),
        ("short", None, ""),
        ("", None, ""),
    ],
)
def test_dates_in_names(name: str, date: str | None, slug: str) -> None:
    moment, rest = split_dated_name(name, TAIPEI)

    assert (moment.isoformat() if moment else None, rest) == (date, slug)
