"""A date and time: parts to type into, a calendar, the offset and the form as they are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates import date_changes
from editor.ui.fields.dates.calendar_popup import CalendarPopup
from editor.ui.fields.dates.date_inputs import DateInputs
from editor.ui.fields.dates.date_text import hugo_reads, readable_text, value_like, written_text
from editor.ui.fields.dates.offset_menu import fill_offsets
from editor.ui.fields.dates.when_label import WhenLabel
from editor.ui.fields.dates.written_date import WrittenDate
from editor.ui.fields.field import Edits, FieldEditor, Note
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.typing_pause import TypingPause


class DateField(FieldEditor):
    """Day, time of day and offset. What is not edited keeps its written form to the byte."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._written: WrittenDate | None = None
        self._text = ""
        self._popup: CalendarPopup | None = None
        self._parts = DateInputs(self)
        self.day, self.clock, self.zone = self._parts.day, self._parts.clock, self._parts.zone
        self._when = WhenLabel(self)
        self._pause = TypingPause(self)
        self._pause.due.connect(lambda: self._take(leaving=False))
        parts = self._parts
        parts.typed.connect(self._pause.key_typed)
        parts.typed.connect(self.noted)
        parts.left.connect(self.flush)
        parts.reverted.connect(self._revert)
        parts.menu_wanted.connect(self.menu_opened)
        parts.calendar_wanted.connect(self.open_calendar)
        parts.zones_wanted.connect(self.fill_zones)
        self.day.stepped.connect(lambda by: self._step(date_changes.with_day_stepped, self.day, by))
        self.clock.stepped.connect(lambda by: self._step(date_changes.with_clock_stepped, self.clock, by))
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
            self._parts.follow(text, WrittenDate.read(text))
            if not pending:
                self.error = ""
        self._hold(text)
        self._parts.lock(bool(spec.locked))
        if not pending:
            self._parts.put()
        self._when.tell(self._written, self.spec.context)

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
            toggle.triggered.connect(lambda: self._change(date_changes.with_time_or_without))
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
        moment = self._written.moment_parts() if self._written else None
        self._popup.open_at(QDate(*moment[0].timetuple()[:3]) if moment else QDate.currentDate())

    def set_to_now(self) -> None:
        """Write this moment: in the form and offset that stand there, else in the site's time zone."""
        self._send(date_changes.set_to_now(self._written, self.spec.context))

    def fill_zones(self, menu: QMenu) -> None:
        """Offer the site's offset of that day where it is known, UTC and none."""
        if self._written is not None:
            # The date that stands there when one is chosen gets it: the menu may be open for long.
            fill_offsets(
                menu,
                self._written,
                self.spec.context,
                lambda zone: self._change(lambda written, _context: written.with_zone(zone)),
            )

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
        text = self._parts.typed_text(self.spec.context) if wanted else None
        if text is not None:
            return self._send(text, typing=True)
        if leaving:
            self.set_error(self.tr("This is not a date such as 2026-01-05 with a time such as 10:00."))
        return False

    def _send(self, text: str, *, typing: bool = False) -> bool:
        before = self._text
        self._hold(text)
        if not self.send(value_like(self.spec.value, text), typing=typing):
            self._hold(before)
            return False
        self._parts.put()
        self._when.tell(self._written, self.spec.context)
        return True

    def _change(self, change: Callable[[WrittenDate, FormContext], WrittenDate]) -> None:
        if self._written is not None:
            self._send(change(self._written, self.spec.context).text)

    def _use_day(self, day: QDate) -> None:
        self._send(date_changes.on_day(self._written, date(day.year(), day.month(), day.day())).text)
        self.day.setFocus()

    def _step(self, step: Callable[[WrittenDate, int, int], WrittenDate], line: LineInput, by: int) -> None:
        """Count the part at the cursor up or down."""
        if self.is_pending() or self._written is None or self.spec.locked:
            return
        day_cursor, clock_cursor = self.day.cursorPosition(), self.clock.cursorPosition()
        self._send(step(self._written, line.cursorPosition(), by).text, typing=True)
        self.day.setCursorPosition(day_cursor)
        self.clock.setCursorPosition(clock_cursor)

    def _revert(self) -> None:
        self._pause.stop()
        self.set_error("")
        self._send(self._parts.before, typing=True)
