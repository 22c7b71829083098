"""The offsets that a date can be given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.written_date import WrittenDate, offset_text


def fill_offsets(
    menu: QMenu, written: WrittenDate, context: FormContext, choose: Callable[[str], object]
) -> None:
    """Offer no offset, UTC, and the site's offset of that day where it is known; `choose` takes the text."""
    moment = written.moment_parts()
    if moment is None:
        return
    choices = {"": _tr("No offset: Hugo reads the site's time zone"), "Z": _tr("Z   UTC")}
    if context.zone_known:
        site = offset_text(datetime.combine(*moment, context.time_zone))
        choices[site] = _tr("{0}   the site's time zone").format(site)
    for zone, label in choices.items():
        action = menu.addAction(label)
        action.setCheckable(True)
        action.setChecked(zone == written.zone.strip())
        action.triggered.connect(lambda _on, zone=zone: choose(zone))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DateField", text)
