"""A date's weekday, and what time it is then at the site."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from editor.articles.dates import in_zone
from editor.ui.common.plain_text import PlainLabel
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.written_date import WrittenDate


class WhenLabel(PlainLabel):
    """Small words beside a date field's label."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "meter")

    def tell(self, written: WrittenDate | None, context: FormContext) -> None:
        """Say the weekday, and the site's own time where the date's offset is another; nothing without a date."""
        moment = written.moment_parts() if written else None
        if moment is None or written is None:
            self.clear()
            return
        said = QLocale().dayName(moment[0].isoweekday(), QLocale.FormatType.ShortFormat)
        own = written.offset()
        if own is not None and context.zone_known:
            there = datetime.combine(*moment, own)
            here = in_zone(there, context.time_zone)
            if here.utcoffset() != there.utcoffset():
                said = self.tr("{0} · {1} at the site").format(said, f"{here:%m-%d %H:%M}")
        self.setText(said)
