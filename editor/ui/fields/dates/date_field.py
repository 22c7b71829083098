"""A date and time: parts to type into, a calendar, the offset and the form as they are written."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from editor.articles.dates import in_zone
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel
from editor.ui.fields.dates.calendar_popup import CalendarPopup
from editor.ui.fields.dates.date_inputs import DateInputs
from editor.ui.fields.dates.date_text import (
    hugo_reads,
    readable_text,
    step_clock,
    step_day,
    value_like,
    written_text,
)
from editor.ui.fields.dates.written_date import WrittenDate, now_text, offset_text
from editor.ui.fields.field import PAUSE, Edits, FieldEditor, Note
from editor.ui.fields.spec import FieldSpec


class DateField(FieldEditor):
    """Day, time of day and offset. What is not edited keeps its written form to the byte."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._written: WrittenDate | None = None
        self._text = ""
        self._before = ""
        self._popup: CalendarPopup | None = None
        self._parts = DateInputs(self)
        self.day, self.clock, self.zone = self._parts.day, self._parts.clock, self._parts.zone
        self._when = PlainLabel(self)
        self._when.setProperty("role", "meter")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(lambda: self._take(leaving=False))
        self._connect()
        self.setFocusProxy(self.day)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._parts)
        self.refresh_colours()
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the written date, unless the author is in the middle of another."""
        super().show_spec(spec)
        pending, text = self.is_pending(), written_text(spec.value)
        if text != self._text:
            # From elsewhere: an undo, the source, another program. Escape leads back to it.
            self._before = text
            self._parts.follow(text, WrittenDate.read(text))
            if not pending:
                self.error = ""
        self._hold(text)
        self._parts.lock(bool(spec.locked))
        if not pending:
            self._parts.put()
        self._tell_when()

    def is_pending(self) -> bool:
        """Whether an input holds what the front matter does not."""
        return self._parts.composing or self._parts.differ()

    def flush(self) -> bool:
        """Take typed parts over at once; False where they are no date."""
        return self._take(leaving=True)

    def inputs(self) -> list[QWidget]:
        """Day, time and offset."""
        return [widget for widget in (self.day, self.clock, self.zone) if not widget.isHidden()]

    def beside_label(self) -> QWidget | None:
        """The weekday, and the site's own time where the offset is another."""
        return self._when

    def set_accessible_name(self, name: str) -> None:
        """Name the three parts."""
        self.day.setAccessibleName(self.tr("{0}: day").format(name))
        self.clock.setAccessibleName(self.tr("{0}: time").format(name))
        self.zone.setAccessibleName(self.tr("{0}: offset from UTC").format(name))

    def notes(self) -> list[Note]:
        """The refusal; a date that Hugo cannot read, with one that it can."""
        if self.error or not self._text:
            return [Note(note.text, note.tone) for note in self.error_notes()]
        if hugo_reads(self._text, self.spec.context.time_zone):
            return []
        said = self.tr("Hugo cannot read this date and stops the build.")
        better = readable_text(self._text)
        if better is None or self.spec.locked:
            return [Note(said, "error")]
        return [Note(said, "error", self.tr("Write {0}").format(better), lambda: self._send(better))]

    def actions_for_menu(self) -> list[QAction]:
        """Now; with or without a time; the calendar."""
        now = QAction(self.tr("Set to &now"), self)
        now.triggered.connect(self.set_to_now)
        actions = [now]
        if self._written is not None:
            timed = self._written.has_time
            toggle = QAction(self.tr("Remove the &time") if timed else self.tr("Add a &time"), self)
            toggle.triggered.connect(self._toggle_time)
            actions.append(toggle)
        for action in actions:
            action.setEnabled(not self.spec.locked)
        return actions

    def refresh_colours(self) -> None:
        """Take the icon in the palette's colour."""
        self._parts.open.setIcon(self.window_palette.icon("calendar"))

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        self.flush()
        if self._popup is None:
            self._popup = CalendarPopup(self.day, self.window_palette)
            self._popup.day_chosen.connect(self._use_day)
            self._popup.now_chosen.connect(self.set_to_now)
        moment = self._moment()
        self._popup.open_at(QDate(*moment[0].timetuple()[:3]) if moment else QDate.currentDate())

    def set_to_now(self) -> None:
        """Write this moment: in the form and offset that stand there, else in the site's time zone."""
        context = self.spec.context
        if self._written is None:
            self._send(now_text(context.now(), context.time_zone))
        else:
            self._send(self._written.at(context.now().astimezone(context.time_zone)).text)

    def fill_zones(self, menu: QMenu) -> None:
        """Offer the site's offset of that day where it is known, UTC and none."""
        moment = self._moment()
        if moment is None or self._written is None:
            return
        choices = {
            "": self.tr("No offset: Hugo reads the site's time zone"),
            "Z": self.tr("Z   UTC"),
        }
        if self.spec.context.zone_known:
            site = offset_text(datetime.combine(*moment, self.spec.context.time_zone))
            choices[site] = self.tr("{0}   the site's time zone").format(site)
        for zone, label in choices.items():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(zone == self._written.zone.strip())
            action.triggered.connect(lambda _on, zone=zone: self._use_zone(zone))

    def _connect(self) -> None:
        parts = self._parts
        parts.came.connect(self._came)
        parts.typed.connect(self._typed)
        parts.left.connect(self.flush)
        parts.reverted.connect(self._revert)
        parts.menu_wanted.connect(self.menu_opened)
        parts.calendar_wanted.connect(self.open_calendar)
        parts.zones_wanted.connect(self.fill_zones)
        self.day.stepped.connect(lambda by: self._step(self.day, by))
        self.clock.stepped.connect(lambda by: self._step(self.clock, by))

    def _moment(self) -> tuple[date, time] | None:
        return self._written.moment_parts() if self._written else None

    def _hold(self, text: str) -> None:
        self._text, self._written = text, WrittenDate.read(text)
        self._parts.hold(self._text, self._written)

    def _take(self, *, leaving: bool) -> bool:
        self._pause.stop()
        if self._parts.composing:
            return True
        if not self.is_pending():
            self.set_error("")
            return True
        wanted = leaving or self._parts.are_complete()
        text = self._parts.typed_text(self._with_offset) if wanted else None
        if text is not None:
            return self._send(text, typing=True)
        if leaving:
            self.set_error(self.tr("This is not a date such as 2026-01-05 with a time such as 10:00."))
        return False

    def _with_offset(self, written: WrittenDate) -> WrittenDate:
        """Give a day that gets a time the site's offset of that day."""
        moment, zone = written.moment_parts(), self.spec.context.time_zone
        noon = (
            datetime.combine(moment[0], time(12), zone)
            if moment
            else self.spec.context.now().astimezone(zone)
        )
        return written.with_zone(offset_text(noon))

    def _send(self, text: str, *, typing: bool = False) -> bool:
        before = self._text
        self._hold(text)
        if not self.send(value_like(self.spec.value, text), typing=typing):
            self._hold(before)
            return False
        self._parts.put()
        self._tell_when()
        return True

    def _use_day(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        written = self._written.with_day(chosen) if self._written else WrittenDate(chosen.isoformat())
        self._send(written.text)
        self.day.setFocus()

    def _use_zone(self, zone: str) -> None:
        """Give the date that stands there by now another offset: the menu may have been open for long."""
        if self._written is not None:
            self._send(self._written.with_zone(zone).text)

    def _toggle_time(self) -> None:
        if self._written is None:
            return
        if self._written.has_time:
            self._send(self._written.without_time().text)
            return
        now = self.spec.context.now().astimezone(self.spec.context.time_zone)
        clock = now.time().replace(second=0, microsecond=0)
        self._send(self._with_offset(self._written).with_clock(clock).text)

    def _step(self, line: QWidget, by: int) -> None:
        """Count the part at the cursor up or down."""
        moment = self._moment()
        if self.is_pending() or moment is None or self._written is None or self.spec.locked:
            return
        day_cursor, clock_cursor = self.day.cursorPosition(), self.clock.cursorPosition()
        if line is self.day:
            day = step_day(moment[0], day_cursor, by)
            stepped = self._written.with_day(day) if day is not None else self._written
        else:
            stepped = self._written.with_clock(step_clock(moment[1], clock_cursor, by))
        self._send(stepped.text, typing=True)
        self.day.setCursorPosition(day_cursor)
        self.clock.setCursorPosition(clock_cursor)

    def _revert(self) -> None:
        self._pause.stop()
        self.set_error("")
        self._send(self._before, typing=True)

    def _came(self) -> None:
        self._before = self._text

    def _typed(self) -> None:
        if not self._pause.isActive():
            self._take(leaving=False)
            self._pause.start()
        self.noted.emit()

    def _tell_when(self) -> None:
        moment, context = self._moment(), self.spec.context
        if moment is None or self._written is None:
            self._when.clear()
            return
        said = QLocale().dayName(moment[0].isoweekday(), QLocale.FormatType.ShortFormat)
        own = self._written.offset()
        if own is not None and context.zone_known:
            there = datetime.combine(*moment, own)
            here = in_zone(there, context.time_zone)
            if here.utcoffset() != there.utcoffset():
                said = self.tr("{0} · {1} at the site").format(said, f"{here:%m-%d %H:%M}")
        self._when.setText(said)
