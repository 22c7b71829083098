"""What the commands of a date field make of the date that is written there."""

from __future__ import annotations

from datetime import date, datetime, time

from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.date_text import step_clock, step_day
from editor.ui.fields.dates.written_date import WrittenDate, now_text, offset_text


def set_to_now(written: WrittenDate | None, context: FormContext) -> str:
    """Return this moment: in the form and offset that stand there, else in the site's time zone."""
    if written is None:
        return now_text(context.now(), context.time_zone)
    return written.at(context.now().astimezone(context.time_zone)).text


def with_site_offset(written: WrittenDate, context: FormContext) -> WrittenDate:
    """Give a day that gets a time the site's offset of that day."""
    moment, zone = written.moment_parts(), context.time_zone
    noon = datetime.combine(moment[0], time(12), zone) if moment else context.now().astimezone(zone)
    return written.with_zone(offset_text(noon))


def with_time_or_without(written: WrittenDate, context: FormContext) -> WrittenDate:
    """Take the time of day away, or add the present one."""
    if written.has_time:
        return written.without_time()
    now = context.now().astimezone(context.time_zone)
    clock = now.time().replace(second=0, microsecond=0)
    return with_site_offset(written, context).with_clock(clock)


def on_day(written: WrittenDate | None, day: date) -> WrittenDate:
    """Put the date on another day; the time of day stays."""
    return written.with_day(day) if written else WrittenDate(day.isoformat())


def with_day_stepped(written: WrittenDate, cursor: int, by: int) -> WrittenDate:
    """Count the part of the day at the cursor up or down."""
    moment = written.moment_parts()
    day = step_day(moment[0], cursor, by) if moment else None
    return written.with_day(day) if day is not None else written


def with_clock_stepped(written: WrittenDate, cursor: int, by: int) -> WrittenDate:
    """Count the part of the time of day at the cursor up or down."""
    moment = written.moment_parts()
    return written.with_clock(step_clock(moment[1], cursor, by)) if moment else written
