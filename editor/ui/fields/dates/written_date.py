"""A date as it is written in front matter: its parts can change, its form stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone, tzinfo

_WRITTEN = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:(?P<between>[Tt]|[ ]+)(?P<time>\d{1,2}:\d{2})(?P<seconds>:\d{2})?(?P<fraction>\.\d+)?"
    r"(?P<zone>[ ]*(?:[Zz]|[+-]\d{2}:?\d{2}(?: [A-Z]{3,4})?|[A-Z]{3,4}))?)?"
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """The parts of a written date, each exactly as it stands: joined they give the text back."""

    day: str
    """``2026-01-05``"""
    between: str = ""
    """``T``, ``t`` or spaces; empty without a time."""
    minutes: str = ""
    """``10:00``"""
    seconds: str = ""
    """``:00`` or empty."""
    fraction: str = ""
    """``.000`` or empty."""
    zone: str = ""
    """``Z``, ``+08:00``, with the spaces before it; empty without one."""

    @classmethod
    def read(cls, text: str) -> WrittenDate | None:
        """Take a text apart; None where it is no date of a form the form can keep."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            return None
        written = cls(*(part or "" for part in found.group(*_PARTS)))
        return written if written.moment_parts() is not None else None

    @property
    def text(self) -> str:
        """The date as written."""
        return self.day + self.between + self.minutes + self.seconds + self.fraction + self.zone

    @property
    def clock(self) -> str:
        """The time of day with seconds where written, without the fraction."""
        return self.minutes + self.seconds

    @property
    def has_time(self) -> bool:
        """Whether a time of day is written."""
        return bool(self.minutes)

    def moment_parts(self) -> tuple[date, time] | None:
        """Return day and time of day as values; None where they do not exist (30 February, 25:00)."""
        try:
            hour, minute = (int(part) for part in (self.minutes or "0:0").split(":"))
            return date.fromisoformat(self.day), time(hour, minute, int(self.seconds[1:] or 0))
        except ValueError:
            return None

    def offset(self) -> tzinfo | None:
        """Return the written offset; None where there is none or only a name."""
        zone = self.zone.strip()
        if zone in ("Z", "z", "UTC", "GMT"):
            return timezone(timedelta(0))
        found = re.match(r"([+-])(\d{2}):?(\d{2})", zone)
        if found is None:
            return None
        minutes = int(found[2]) * 60 + int(found[3])
        return (
            timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes)) if minutes < 1440 else None
        )

    def with_day(self, day: date) -> WrittenDate:
        """Return the same date on another day."""
        return replace(self, day=day.isoformat())

    def with_clock(self, clock: time) -> WrittenDate:
        """Return the same day at another time; seconds and fraction are written only where they were.

        A date without a time gets one in Hugo's own form, ``T`` and seconds.
        """
        if not self.has_time:
            return replace(self, between="T", minutes=f"{clock:%H:%M}", seconds=f":{clock:%S}")
        parts = self.moment_parts()
        if parts is not None and parts[1] == clock:
            return self
        seconds = f":{clock:%S}" if self.seconds or clock.second else ""
        fraction = "." + "0" * (len(self.fraction) - 1) if self.fraction else ""
        return replace(self, minutes=f"{clock:%H:%M}", seconds=seconds, fraction=fraction)

    def without_time(self) -> WrittenDate:
        """Return the day alone."""
        return WrittenDate(self.day)

    def with_zone(self, zone: str) -> WrittenDate:
        """Return the same clock reading with another offset text, e.g. ``+08:00``, ``Z`` or empty."""
        return replace(self, zone=zone)

    def at(self, moment: datetime) -> WrittenDate:
        """Return `moment` (which has a zone) in this date's form and offset."""
        own = self.offset()
        local = moment.astimezone(own) if own is not None else moment
        written = self.with_day(local.date())
        if not self.has_time:
            return written
        changed = written.with_clock(local.time().replace(microsecond=0))
        return changed if self.seconds else replace(changed, seconds="")


_PARTS = ("date", "between", "time", "seconds", "fraction", "zone")


def offset_text(moment: datetime) -> str:
    """Return the offset of a moment as front matter writes it: ``+08:00``, ``Z`` for none."""
    offset = moment.utcoffset() or timedelta(0)
    if not offset:
        return "Z"
    minutes = int(offset.total_seconds() // 60)
    sign = "+" if minutes >= 0 else "-"
    return f"{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def now_text(now: datetime, zone: tzinfo) -> str:
    """Return `now` as a new date field gets it: seconds, offset of the site's zone (RFC 3339)."""
    local = now.astimezone(zone)
    return f"{local:%Y-%m-%dT%H:%M:%S}{offset_text(local)}"
