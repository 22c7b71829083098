"""Writes a moment by a Go time layout such as ``2006-01-02 15:04``."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

# Not strftime: its names follow the machine's language, Go's are English.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# The reference time's parts (go doc time, "Layout"), longest first so that January is not read as Jan + uary.
_PARTS: dict[str, Callable[[datetime], str]] = {
    "January": lambda t: _MONTHS[t.month - 1],
    "Monday": lambda t: _DAYS[t.weekday()],
    "Z07:00": lambda t: _zone(t, ":", zulu=True),
    "-07:00": lambda t: _zone(t, ":"),
    "Z0700": lambda t: _zone(t, "", zulu=True),
    "-0700": lambda t: _zone(t, ""),
    "2006": lambda t: f"{t.year:04}",
    "002": lambda t: f"{t.timetuple().tm_yday:03}",
    "-07": lambda t: _zone(t, "")[:3],
    "Jan": lambda t: _MONTHS[t.month - 1][:3],
    "Mon": lambda t: _DAYS[t.weekday()][:3],
    "MST": lambda t: t.tzname() or "UTC",
    "01": lambda t: f"{t.month:02}",
    "02": lambda t: f"{t.day:02}",
    "03": lambda t: f"{t.hour % 12 or 12:02}",
    "04": lambda t: f"{t.minute:02}",
    "05": lambda t: f"{t.second:02}",
    "06": lambda t: f"{t.year % 100:02}",
    "15": lambda t: f"{t.hour:02}",
    "PM": lambda t: "PM" if t.hour >= 12 else "AM",
    "pm": lambda t: "pm" if t.hour >= 12 else "am",
    "_2": lambda t: f"{t.day:2}",
    "1": lambda t: str(t.month),
    "2": lambda t: str(t.day),
    "3": lambda t: str(t.hour % 12 or 12),
    "4": lambda t: str(t.minute),
    "5": lambda t: str(t.second),
}
_TOKEN = re.compile("|".join(map(re.escape, _PARTS)))


def format_go(moment: datetime, layout: str) -> str:
    """Return an aware moment written by a Go layout; text that is no part of a layout stays as it is."""
    return _TOKEN.sub(lambda found: _PARTS[found.group()](moment), layout)


def month_name(moment: datetime) -> str:
    """Return the month's English name."""
    return _MONTHS[moment.month - 1]


def weekday_name(moment: datetime) -> str:
    """Return the weekday's English name."""
    return _DAYS[moment.weekday()]


def _zone(moment: datetime, between: str, *, zulu: bool = False) -> str:
    offset = moment.utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    if zulu and seconds == 0:
        return "Z"
    minutes = abs(seconds) // 60
    return f"{'-' if seconds < 0 else '+'}{minutes // 60:02}{between}{minutes % 60:02}"
