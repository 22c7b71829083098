"""Reads typed days and times of day, and turns dates into text and back as front matter holds them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo

from editor.articles.dates import parse_date
from editor.articles.values import Value
from editor.ui.fields.dates.written_date import WrittenDate

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?")


def read_day(text: str) -> date | None:
    """Return the day in a typed text: ``2026-01-05``, ``2026/1/5``, ``20260105``, ``2026年1月5日``."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_clock(text: str) -> time | None:
    """Return the time of day in a typed text: ``9:30``, ``09:30:15``."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def written_text(value: Value) -> str:
    """Return a value as a date is written: strings as they are, TOML's own dates in ISO form."""
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def value_like(old: Value, text: str) -> Value:
    """Return a written date as the kind of value that stood there: TOML has dates of its own."""
    if not isinstance(old, date) or not text:
        return text
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return text


def short_clock(written: WrittenDate) -> str:
    """Return the time of day as the input shows it: seconds only where they are not zero."""
    return written.clock.removesuffix(":00") if written.seconds == ":00" else written.clock


def step_day(day: date, cursor: int, by: int) -> date | None:
    """Return the day with the part at `cursor` (in ``2026-01-05``) one up or down; None beyond the calendar."""
    try:
        if cursor <= 4:
            return day.replace(year=day.year + by, day=min(day.day, 28) if day.month == 2 else day.day)
        if cursor <= 7:
            month = day.year * 12 + day.month - 1 + by
            first = date(month // 12, month % 12 + 1, 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return first.replace(day=min(day.day, last.day))
        return day + timedelta(days=by)
    except (ValueError, OverflowError):
        return None


def step_clock(clock: time, cursor: int, by: int) -> time:
    """Return the time with the part at `cursor` (in ``10:00:00``) one up or down, around midnight."""
    unit = (
        timedelta(hours=by)
        if cursor <= 2
        else timedelta(minutes=by)
        if cursor <= 5
        else timedelta(seconds=by)
    )
    return (datetime.combine(date(2000, 1, 2), clock) + unit).time()


def hugo_reads(text: str, zone: tzinfo) -> bool:
    """Whether Hugo can read the written date."""
    return parse_date(text, zone) is not None


def readable_text(text: str) -> str | None:
    """Return a date that Hugo cannot read in a form that it can; None where there is no telling."""
    day_text, _, rest = text.strip().partition("T") if "T" in text else text.strip().partition(" ")
    day = read_day(day_text)
    found = re.match(r"\s*(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)\s*(Z|[+-]\d{2}:?\d{2})?$", rest)
    if day is None or (rest.strip() and found is None):
        return None
    if found is None:
        return day.isoformat()
    clock = read_clock(found[1])
    zone = found[2] or ""
    if zone and zone != "Z" and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return (
        WrittenDate(day.isoformat(), "T", f"{clock:%H:%M}", f":{clock:%S}", "", zone).text if clock else None
    )
