"""Dates in front matter as Hugo's cast library reads them, and new ones written in the form of the old."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache

from editor.articles.values import Value

# The forms with digits only. Go takes a one-digit hour, and a fraction after any seconds; a blank in a form
# matches any run of blanks.
_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:(T| +)(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(?:(Z)|( *)([+-])(\d\d)(:?)(\d\d)((?: +[A-Z]{3,5})?))?)?",
    re.ASCII,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY, _CLOCK, _ZONE, _OFFSET = (
    r"(?:mon|tue|wed|thu|fri|sat|sun)",
    r"(\d\d?):(\d\d):(\d\d)",
    r"[A-Z]{3,5}",
    r"([+-]\d{4})",
)
_MONTH = "(" + "|".join(_MONTHS) + ")"


def parse_date(value: Value, zone: tzinfo) -> datetime | None:
    """Return the moment that Hugo reads in a field, or None where it reads none (an empty field or a bad date).

    zone: the site's `timeZone`, for values that name no offset. A whole number is seconds since 1970.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=zone)
    if isinstance(value, date):
        return datetime.combine(value, time(), zone)
    if type(value) is int:
        try:
            return datetime.fromtimestamp(value, UTC)
        except (OverflowError, ValueError, OSError):
            return None
    if not isinstance(value, str) or len(value) > 80:
        return None
    found = _ISO.fullmatch(value)
    try:
        return _from_iso(found, zone) if found else _from_words(value, zone)
    except (ValueError, OverflowError):
        return None


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment as clocks in a zone show it; unchanged where that lies beyond the years 1 to 9999.

    Generated front matter holds the first and last moments of the calendar, for "never" and "always".
    """
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def is_date_text(value: Value) -> bool:
    """Whether a field's text is a date that Hugo reads."""
    return isinstance(value, str) and parse_date(value, UTC) is not None


def _from_iso(found: re.Match[str], zone: tzinfo) -> datetime | None:
    year, month, day, between, hour, minute, second, fraction, utc, gap, sign, hours, colon, minutes, name = (
        found.groups()
    )
    if hour is None:
        return datetime(int(year), int(month), int(day), tzinfo=zone)
    micro = int((fraction or "0").ljust(6, "0")[:6])
    moment = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second), micro, zone)
    if utc:
        return moment.replace(tzinfo=UTC)
    if not sign:
        return moment
    if (gap or name) and between == "T":
        return None
    if name and (colon or not gap):
        return None
    return moment.replace(tzinfo=_offset(sign, hours, minutes))


def _offset(sign: str, hours: str, minutes: str) -> tzinfo:
    if int(minutes) > 59:
        raise ValueError(minutes)
    gone = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-gone if sign == "-" else gone)


@cache
def _word_forms() -> tuple[re.Pattern[str], ...]:
    """The forms with names of months, in Hugo's order; groups: d day, m month, y year, c clock parts, o offset."""
    forms = (
        rf"{_DAY}, +(?P<d>\d\d) +(?P<m>{_MONTH}) +(?P<y>\d{{4}}) +(?P<c>{_CLOCK}) +(?:(?P<o>{_OFFSET})|(?-i:{_ZONE}))",
        rf"(?P<d>\d\d) +(?P<m>{_MONTH}) +(?P<y>\d\d) +(?P<c>\d\d?:\d\d) +(?:(?P<o>{_OFFSET})|(?-i:{_ZONE}))",
        rf"[a-z]+day, +(?P<d>\d\d)-(?P<m>{_MONTH})-(?P<y>\d\d) +(?P<c>{_CLOCK}) +(?-i:{_ZONE})",
        rf"{_DAY} +(?P<m>{_MONTH}) +(?P<d>\d\d?) +(?P<c>{_CLOCK})(?: +(?:(?P<o>{_OFFSET})|(?-i:{_ZONE})))? +(?P<y>\d{{4}})",
        rf"(?P<d>\d\d) +(?P<m>{_MONTH}) +(?P<y>\d{{4}})",
    )
    return tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in forms)


def _from_words(text: str, zone: tzinfo) -> datetime | None:
    for form in _word_forms():
        found = form.fullmatch(text)
        if found:
            parts = found.groupdict()
            year = int(parts["y"])
            if year < 100:
                year += 1900 if year >= 69 else 2000
            hour, minute, second = (*map(int, (parts.get("c") or "0:0").split(":")), 0)[:3]
            offset = parts.get("o")
            where = _offset(offset[0], offset[1:3], offset[3:5]) if offset else zone
            month = _MONTHS.index(parts["m"].lower()) + 1
            return datetime(year, month, int(parts["d"]), hour, minute, second, tzinfo=where)
    return None


def format_like(written: str, moment: datetime | date) -> str:
    """Write a moment in the form of an older one: its separator, fraction and way of writing the offset.

    A moment without offset gets none. A date without a clock stays one when the new moment is midnight.
    """
    found = _ISO.fullmatch(written)
    if not isinstance(moment, datetime):
        return moment.isoformat()
    between = found[4] if found else "T"
    if found and between is None:
        if moment.time() == time():
            return moment.date().isoformat()
        between = "T"
    text = moment.replace(tzinfo=None, microsecond=0).isoformat(sep=(between or "T")[:1])
    if moment.microsecond or (found and found[8]):
        digits = len(found[8]) if found and found[8] else 6
        text += "." + f"{moment.microsecond:06d}".ljust(digits, "0")[:digits]
    gone = moment.utcoffset()
    if gone is None:
        return text
    if not gone and (found is None or found[9] or not found[11]):
        return text + "Z"
    gap, colon = (found[10], found[13]) if found and found[11] else ("", ":")
    minutes = round(gone.total_seconds() / 60)
    return f"{text}{gap}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{colon}{abs(minutes) % 60:02d}"
