"""The inputs of a date: day with a calendar sign, time of day, offset; and what is typed into them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from editor.ui.common.menus import open_when_pressed
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.date_changes import with_site_offset
from editor.ui.fields.dates.date_text import read_clock, read_day, short_clock
from editor.ui.fields.dates.written_date import WrittenDate
from editor.ui.fields.inputs import LineInput

_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE_CLOCK = re.compile(r"\d\d:\d\d(:\d\d)?")


class DateInputs(QWidget):
    """Shows a written date in parts. It hands nothing over itself."""

    typed = Signal()
    left = Signal()
    reverted = Signal()
    menu_wanted = Signal(object)
    calendar_wanted = Signal()
    zones_wanted = Signal(QMenu)
    """The offset menu is about to be shown, empty."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._written: WrittenDate | None = None
        self.before = ""
        """The date that stood in the file when the author came here: Escape leads back to it."""
        self.day, self.clock, self.zone = LineInput(self), LineInput(self), QToolButton(self)
        self.day.setPlaceholderText(self.tr("year-month-day"))
        self.clock.setPlaceholderText(self.tr("time"))
        self.zone.setObjectName("zone")
        self.zone.setToolTip(self.tr("Offset from UTC, as written"))
        menu = QMenu(self.zone)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: self.zones_wanted.emit(menu))
        open_when_pressed(self.zone, menu)
        self.open = QAction(self.tr("Open the calendar"), self.day)
        self.open.triggered.connect(self.calendar_wanted)
        self.open.setShortcut(QKeySequence("F4"))
        self.open.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.day.addAction(self.open, LineInput.ActionPosition.TrailingPosition)
        for line in (self.day, self.clock):
            line.came.connect(self._keep)
            line.typed.connect(self.typed)
            line.left.connect(self.left)
            line.entered.connect(self.left)
            line.reverted.connect(self.reverted)
            line.menu_wanted.connect(self.menu_wanted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.day, 1)
        layout.addWidget(self.clock)
        layout.addWidget(self.zone)

    @property
    def composing(self) -> bool:
        """Whether a composition is under way in one of them."""
        return self.day.composing or self.clock.composing

    def lock(self, locked: bool) -> None:
        """Make them read-only, or not."""
        self.day.setReadOnly(locked)
        self.clock.setReadOnly(locked)
        self.zone.setEnabled(not locked)
        self.open.setEnabled(not locked)

    def hold(self, text: str, written: WrittenDate | None) -> None:
        """Take note of the date that stands in the file, without touching what is typed."""
        self._text, self._written = text, written

    def follow(self, text: str, written: WrittenDate | None) -> None:
        """The date in the file is another one: the part that nobody types into shows it, and is not written back."""
        before = self._held()
        self.before = text
        self.hold(text, written)
        for line, shown, now in zip((self.day, self.clock), before, self._held(), strict=True):
            if line.text() == shown:
                line.put_text(now)

    def put(self) -> None:
        """Show the date that stands in the file; one of unknown form as it is, in the first input."""
        day, clock = self._held()
        self.day.put_text(day)
        self.clock.put_text(clock)
        # The shown text and the style sheet's padding; the day has its calendar sign besides.
        advance = self.fontMetrics().horizontalAdvance
        self.day.setMinimumWidth(advance("0000-00-00") + 40)
        self.clock.setFixedWidth(max(advance("00:00"), advance(clock)) + 20)
        raw = self._written is None and bool(self._text)
        self.clock.setHidden(raw)
        self.zone.setHidden(raw or self._written is None or not self._written.has_time)
        self.zone.setText((self._written.zone.strip() if self._written else "") or self.tr("no offset"))

    def differ(self) -> bool:
        """Whether they hold another text than the file."""
        return (self.day.text(), self.clock.text()) != self._held()

    def are_complete(self) -> bool:
        """Whether day and time look finished, so that they can be taken while the author goes on typing."""
        clock = self.clock.text()
        if clock:
            timed = bool(_WHOLE_CLOCK.fullmatch(clock))
        else:
            timed = self._written is not None and not self._written.has_time
        return timed and bool(_WHOLE_DAY.fullmatch(self.day.text()))

    def typed_text(self, context: FormContext) -> str | None:
        """Return what is typed in the form that stands in the file; None where it is no date, "" where empty."""
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
        if clock is None:
            return (written.without_time() if written.has_time else written).text
        if clock_text == short_clock(base):
            return written.text
        return (written if written.has_time else with_site_offset(written, context)).with_clock(clock).text

    def _keep(self) -> None:
        self.before = self._text

    def _held(self) -> tuple[str, str]:
        if self._written is None:
            return self._text, ""
        return self._written.day, short_clock(self._written)
