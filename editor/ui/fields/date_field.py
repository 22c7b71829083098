"""A date and time: parts to type into, a calendar, the offset and the form as they are written."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from editor.ui.fields.calendar_popup import CalendarPopup
from editor.ui.fields.date_text import (
    hugo_reads,
    read_clock,
    read_day,
    readable_text,
    short_clock,
    step_clock,
    step_day,
    value_like,
    written_text,
)
from editor.ui.fields.field import PAUSE, Edits, FieldEditor, Note
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.written_date import WrittenDate, now_text, offset_text
from editor.ui.theme import Theme

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE_CLOCK = re.compile(r"\d\d:\d\d(:\d\d)?")


class DateField(FieldEditor):
    """Day, time of day and offset. What is not edited keeps its written form to the byte."""

    def __init__(self, spec: FieldSpec, edits: Edits, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(spec, edits, theme, parent)
        self._written: WrittenDate | None = None
        self._text = ""
        self._before = ""
        self._popup: CalendarPopup | None = None
        self.day = LineInput(self)
        self.day.setPlaceholderText(self.tr("year-month-day"))
        self.clock = LineInput(self)
        self.clock.setPlaceholderText(self.tr("time"))
        self.zone = QToolButton(self)
        self.zone.setObjectName("zone")
        self.zone.setToolTip(self.tr("Offset from UTC, as written"))
        self.zone.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zone.setMenu(QMenu(self.zone))
        self.zone.menu().aboutToShow.connect(self._fill_zone_menu)
        self._open = QAction(self.tr("Open the calendar"), self.day)
        self._open.triggered.connect(self.open_calendar)
        self._open.setShortcut(QKeySequence("F4"))
        self._open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.day.addAction(self._open, LineInput.ActionPosition.TrailingPosition)
        self._when = QLabel(self)
        self._when.setProperty("role", "meter")
        self._clock_work = QTimer(self)
        self._clock_work.setSingleShot(True)
        self._clock_work.setInterval(PAUSE)
        self._clock_work.timeout.connect(lambda: self._take(leaving=False))
        self.setFocusProxy(self.day)
        self._lay_out()
        self._connect()
        self.refresh_colours()
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the written date, unless the author is in the middle of another."""
        super().show_spec(spec)
        text = written_text(spec.value)
        pending = self.is_pending()
        changed = text != self._text
        self._text = text
        self._written = WrittenDate.read(text)
        for line in (self.day, self.clock):
            line.setReadOnly(bool(spec.locked))
        self.zone.setEnabled(not spec.locked)
        self._open.setEnabled(not spec.locked)
        if not pending:
            if changed:
                self.error = ""
            self._put()
        self._tell_when()

    def is_pending(self) -> bool:
        """Whether an input holds what the front matter does not."""
        day, clock = self._parts_shown()
        composing = self.day.composing or self.clock.composing
        return composing or (self.day.text(), self.clock.text()) != (day, clock)

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
        """Now; with or without a time."""
        now = QAction(self.tr("Set to &now"), self)
        now.triggered.connect(self.set_to_now)
        if self._written is None:
            return [now]
        timed = QAction(
            self.tr("Remove the &time") if self._written.has_time else self.tr("Add a &time"), self
        )
        timed.triggered.connect(self._toggle_time)
        return [now, timed]

    def refresh_colours(self) -> None:
        """Take the icon in the theme's colour."""
        self._open.setIcon(self.theme.icon("calendar"))

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        self.flush()
        if self._popup is None:
            self._popup = CalendarPopup(self.day, self.theme)
            self._popup.day_chosen.connect(self._use_day)
            self._popup.now_chosen.connect(self.set_to_now)
        parts = self._written.moment_parts() if self._written else None
        self._popup.open_at(QDate(*parts[0].timetuple()[:3]) if parts else QDate.currentDate())

    def set_to_now(self) -> None:
        """Write this moment: in the form and offset that stand there, else in the site's time zone."""
        context = self.spec.context
        if self._written is None:
            self._send(now_text(context.now(), context.time_zone))
        else:
            self._send(self._written.at(context.now().astimezone(context.time_zone)).text)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.day, 1)
        layout.addWidget(self.clock)
        layout.addWidget(self.zone)

    def _connect(self) -> None:
        for line in (self.day, self.clock):
            line.came.connect(self._came)
            line.typed.connect(self._typed)
            line.left.connect(self.flush)
            line.entered.connect(self.flush)
            line.reverted.connect(self._revert)
            line.menu_wanted.connect(self.menu_opened)
        self.day.stepped.connect(self._step_day)
        self.clock.stepped.connect(self._step_clock)

    def _parts_shown(self) -> tuple[str, str]:
        if self._written is None:
            return self._text, ""
        return self._written.day, short_clock(self._written)

    def _put(self) -> None:
        day, clock = self._parts_shown()
        self.day.put_text(day)
        self.clock.put_text(clock)
        self._fit_widths()
        raw = self._written is None and bool(self._text)
        self.clock.setHidden(raw)
        self.zone.setHidden(raw or self._written is None or not self._written.has_time)
        self.zone.setText((self._written.zone.strip() if self._written else "") or self.tr("no offset"))

    def _fit_widths(self) -> None:
        # The shown text and the style sheet's padding; the day has its calendar sign besides.
        advance = self.fontMetrics().horizontalAdvance
        self.day.setMinimumWidth(advance("0000-00-00") + 40)
        self.clock.setFixedWidth(max(advance("00:00"), advance(self.clock.text())) + 20)

    def _take(self, *, leaving: bool) -> bool:
        self._clock_work.stop()
        if self.day.composing or self.clock.composing:
            return True
        if not self.is_pending():
            self.set_error("")
            return True
        text = self._typed_text() if leaving or self._is_complete() else None
        if text is not None:
            return self._send(text, typing=True)
        if leaving:
            self.set_error(self.tr("This is not a date such as 2026-01-05 with a time such as 10:00."))
        return False

    def _is_complete(self) -> bool:
        """Whether day and time look finished, so that they can be taken while the author goes on typing."""
        clock = self.clock.text()
        timed = (
            bool(_WHOLE_CLOCK.fullmatch(clock))
            if clock
            else self._written is not None and not self._written.has_time
        )
        return timed and bool(_WHOLE_DAY.fullmatch(self.day.text()))

    def _typed_text(self) -> str | None:
        """Return the date that the inputs hold in its written form; None where they hold none."""
        day_text, clock_text = self.day.text().strip(), self.clock.text().strip()
        if not day_text and not clock_text:
            return ""
        whole = WrittenDate.read(day_text)
        if whole is not None and whole.has_time and not clock_text:
            return whole.text
        day = read_day(day_text)
        clock = read_clock(clock_text) if clock_text else None
        if day is None or (clock_text and clock is None):
            return None
        base = self._written or WrittenDate(day.isoformat())
        written = base.with_day(day)
        if clock is not None:
            written = self._zoned(written).with_clock(clock) if clock_text != short_clock(base) else written
        elif written.has_time:
            written = written.without_time()
        return written.text

    def _zoned(self, written: WrittenDate) -> WrittenDate:
        if written.has_time:
            return written
        parts = written.moment_parts()
        zone = self.spec.context.time_zone
        moment = (
            datetime.combine(parts[0], time(12), zone) if parts else self.spec.context.now().astimezone(zone)
        )
        return written.with_zone(offset_text(moment))

    def _send(self, text: str, *, typing: bool = False) -> bool:
        value = value_like(self.spec.value, text)
        before = self._text, self._written
        self._text, self._written = text, WrittenDate.read(text)
        if not self.send(value, typing=typing):
            self._text, self._written = before
            return False
        self._put()
        self._tell_when()
        return True

    def _use_day(self, day: QDate) -> None:
        chosen = date(day.year(), day.month(), day.day())
        written = self._written.with_day(chosen) if self._written else WrittenDate(chosen.isoformat())
        self._send(written.text)
        self.day.setFocus()

    def _toggle_time(self) -> None:
        if self._written is not None:
            now = (
                self.spec.context.now()
                .astimezone(self.spec.context.time_zone)
                .time()
                .replace(second=0, microsecond=0)
            )
            timed = self._written.has_time
            self._send(
                (self._written.without_time() if timed else self._zoned(self._written).with_clock(now)).text
            )

    def _step_day(self, by: int) -> None:
        parts = self._written.moment_parts() if self._written else None
        if self.is_pending() or parts is None or self._written is None or self.spec.locked:
            return
        cursor = self.day.cursorPosition()
        stepped = step_day(parts[0], cursor, by)
        if stepped is not None:
            self._send(self._written.with_day(stepped).text, typing=True)
            self.day.setCursorPosition(cursor)

    def _step_clock(self, by: int) -> None:
        parts = self._written.moment_parts() if self._written else None
        if self.is_pending() or parts is None or self._written is None or self.spec.locked:
            return
        cursor = self.clock.cursorPosition()
        self._send(self._written.with_clock(step_clock(parts[1], cursor, by)).text, typing=True)
        self.clock.setCursorPosition(cursor)

    def _revert(self) -> None:
        self._clock_work.stop()
        self.set_error("")
        self._send(self._before, typing=True)

    def _came(self) -> None:
        self._before = self._text

    def _typed(self) -> None:
        if not self._clock_work.isActive():
            self._take(leaving=False)
            self._clock_work.start()
        self.noted.emit()

    def _fill_zone_menu(self) -> None:
        menu = self.zone.menu()
        menu.clear()
        parts = self._written.moment_parts() if self._written else None
        if parts is None or self._written is None:
            return
        site = offset_text(datetime.combine(*parts, self.spec.context.time_zone))
        choices = [(site, self.tr("{0}   the site's time zone").format(site)), ("Z", self.tr("Z   UTC"))]
        choices.append(("", self.tr("No offset: Hugo reads the site's time zone")))
        for zone, label in dict(reversed(choices)).items():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(zone == self._written.zone.strip())
            action.triggered.connect(lambda _on, zone=zone: self._use_zone(zone))

    def _use_zone(self, zone: str) -> None:
        if self._written is not None:
            self._send(self._written.with_zone(zone).text)

    def _tell_when(self) -> None:
        parts = self._written.moment_parts() if self._written else None
        if parts is None or self._written is None:
            self._when.clear()
            return
        said = QLocale().dayName(parts[0].isoweekday(), QLocale.FormatType.ShortFormat)
        own, zone = self._written.offset(), self.spec.context.time_zone
        if own is not None and self.spec.context.zone_known:
            moment = datetime.combine(*parts, own)
            local = moment.astimezone(zone)
            if local.utcoffset() != moment.utcoffset():
                said = self.tr("{0} · {1} at the site").format(said, f"{local:%m-%d %H:%M}")
        self._when.setText(said)
