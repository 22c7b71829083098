"""A calendar to pick a day from, with buttons for today and for this moment."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from editor.ui.common.menus import open_when_pressed
from editor.ui.common.palette import Palette


class CalendarPopup(QFrame):
    """Opens below `anchor`; emits the chosen day, or that the present moment is wanted."""

    day_chosen = Signal(QDate)
    now_chosen = Signal()

    def __init__(self, anchor: QWidget, palette: Palette) -> None:
        super().__init__(anchor, Qt.WindowType.Popup)
        self._anchor = anchor
        self._palette = palette
        self.setObjectName("calendarPopup")
        self.calendar = QCalendarWidget(self)
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        self.calendar.setGridVisible(False)
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        self.today = QPushButton(self.tr("&Today"), self)
        self.today.clicked.connect(lambda: self._choose(QDate.currentDate()))
        self.now = QPushButton(self.tr("&Now"), self)
        self.now.setToolTip(self.tr("This moment, in the site's time zone"))
        self.now.clicked.connect(self._choose_now)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.today)
        buttons.addWidget(self.now)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)
        layout.addLayout(buttons)
        self._tame()
        self._colour()

    def open_at(self, day: QDate) -> None:
        """Show the calendar with `day` selected, inside the screen."""
        self._colour()
        self.calendar.setSelectedDate(day)
        self.adjustSize()
        screen = self._anchor.screen().availableGeometry()
        at = self._anchor.mapToGlobal(QPoint(0, self._anchor.height() + 4))
        if at.y() + self.height() > screen.bottom():
            at = self._anchor.mapToGlobal(QPoint(0, -self.height() - 4))
        at.setX(max(screen.left(), min(at.x(), screen.right() - self.width())))
        self.move(at)
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def _choose(self, day: QDate) -> None:
        self.close()
        self.day_chosen.emit(day)

    def _choose_now(self) -> None:
        self.close()
        self.now_chosen.emit()

    def _tame(self) -> None:
        """The field may go while one of the calendar's own menus is open."""
        month = self.calendar.findChild(QToolButton, "qt_calendar_monthbutton")
        if isinstance(month, QToolButton):
            menu = month.menu()
            month.setMenu(None)  # type: ignore[arg-type]  # None takes it away
            open_when_pressed(month, menu)
        for year in self.calendar.findChildren(QSpinBox):
            year.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def _colour(self) -> None:
        # Qt paints weekends red; red is kept for what needs the author's eye.
        plain, head = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(self._palette.colour("ink"))
        head.setForeground(self._palette.colour("ink_faint"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendar.setWeekdayTextFormat(day, plain)
        self.calendar.setHeaderTextFormat(head)
        for name, icon in (
            ("qt_calendar_prevmonth", "chevron-left"),
            ("qt_calendar_nextmonth", "chevron-right"),
        ):
            button = self.calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                button.setIcon(self._palette.icon(icon))
