"""Asks in the theme preview whether the site is trusted, before Hugo runs for it, and keeps the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from editor.settings.trust import SiteTrust
from editor.site.identity import place_in
from editor.ui.theme_preview.note import ThemeNote
from editor.ui.theme_preview.notice import ThemeNotice


class ThemeTrust(QObject):
    """One question at a time, about the very site that Hugo would be started for."""

    answered = Signal()
    """Hugo may be started now, as the author has chosen."""

    def __init__(self, trust: SiteTrust, notice: ThemeNotice, note: ThemeNote, parent: QObject) -> None:
        super().__init__(parent)
        self._trust, self._notice, self._note = trust, notice, note
        self._asked = ""
        notice.pressed.connect(self._take)

    def ask(self, identity: str, outside: Sequence[str], too_old: str) -> None:
        """Show the question; with places outside of the site, or a Hugo that is `too_old`, there is only one choice."""
        self._asked = identity
        place = place_in(identity)
        if outside:
            self._notice.show_outside(place, outside)
        elif too_old:
            self._notice.show_too_old_to_restrict(place, too_old)
        else:
            self._notice.ask_for_trust(place)

    def offer(self, identity: str) -> None:
        """Say above the page that it is shown restricted, and offer to trust the site; "": it is not restricted."""
        if identity:
            self._note.tell_restricted(lambda: self._grant(identity))

    def offer_after_failure(self, identity: str) -> None:
        """Take note that the notice of a failure offers to trust this site."""
        self._asked = identity

    def _take(self, button: str) -> None:
        identity = self._asked
        if button == "trust":
            self._grant(identity)
        elif button == "restrict":
            self._trust.restrict(identity)
            self.answered.emit()

    def _grant(self, identity: str) -> None:
        self._trust.trust(identity)
        self.answered.emit()
