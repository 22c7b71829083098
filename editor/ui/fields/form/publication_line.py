"""The answer to "Will Hugo publish this?", above the title."""

from __future__ import annotations

from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from editor.articles.dates import in_zone
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, several_lines
from editor.ui.common.tokens import Token
from editor.ui.fields.context import FormContext, PublicationState

_LOOKS: dict[str, tuple[str, Token]] = {
    "published": ("circle-check", "ok"),
    "draft": ("pencil-line", "accent"),
    "scheduled": ("calendar-clock", "accent"),
    "expired": ("clock", "accent"),
    "hidden": ("eye-off", "accent"),
    "broken": ("triangle-alert", "accent"),
    "unknown": ("info", "ink_soft"),
}


class PublicationLine(QWidget):
    """A sign, the verdict in a few words, and the reason below."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._state = "published"
        self._sign = PlainLabel(self)
        self._sign.setFixedSize(18, 18)
        self.verdict = PlainLabel(self)
        self.verdict.setProperty("role", "verdict")
        self.verdict.setWordWrap(True)
        self.reason = PlainLabel(self)
        self.reason.setProperty("role", "reason")
        self.reason.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.verdict)
        words.addWidget(self.reason)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_context(self, context: FormContext) -> None:
        """Show the context's verdict; nothing where there is none."""
        publication = context.publication
        self.setVisible(publication is not None)
        if publication is None:
            return
        self._state = publication.state
        self.verdict.setText(self._verdict(publication, context.time_zone))
        reason = self._reason(publication, context.time_zone)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.setAccessibleName(self.tr("Will Hugo publish this?"))
        self.setAccessibleDescription(several_lines(f"{self.verdict.text()}. {reason}"))
        self.setToolTip(self.tr("Will Hugo publish this?"))
        self.refresh_colours()

    def refresh_colours(self) -> None:
        """Take the sign in the palette's colour."""
        icon, token = _LOOKS.get(self._state, _LOOKS["hidden"])
        self._sign.setPixmap(self._palette.icon(icon, token).pixmap(18, 18))

    def _verdict(self, publication: PublicationState, zone: tzinfo) -> str:
        when = in_zone(publication.when, zone).isoformat(" ", "minutes")[:16] if publication.when else ""
        match publication.state:
            case "published":
                return self.tr("Published until {0}").format(when) if when else self.tr("Hugo publishes this")
            case "draft":
                return self.tr("Draft: Hugo leaves this out")
            case "scheduled":
                return self.tr("Scheduled for {0}").format(when) if when else self.tr("Scheduled")
            case "expired":
                return self.tr("Expired on {0}").format(when) if when else self.tr("Expired")
            case "broken":
                return self.tr("Broken: Hugo cannot build this")
            case "unknown":
                return self.tr("Unknown what Hugo publishes")
        return self.tr("Hidden: Hugo leaves this out")

    def _reason(self, publication: PublicationState, zone: tzinfo) -> str:
        reason = "" if publication.state == "draft" else publication.reason
        if publication.when is None:
            return reason
        name = getattr(zone, "key", None) or in_zone(publication.when, zone).tzname() or ""
        return " ".join(
            filter(None, (reason, self.tr("Time of the site: {0}.").format(name) if name else ""))
        )
