"""The line above the theme preview's page: one thing at a time, the more urgent first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QWidget

from editor.ui.common.palette import Palette
from editor.ui.preview.note import PreviewNote

Kind = Literal["", "restricted", "elsewhere", "web", "hung", "complaint"]

_URGENCY: tuple[Kind, ...] = ("", "restricted", "elsewhere", "web", "hung", "complaint")


class ThemeNote(PreviewNote):
    """Says what the page lacks, and what its button does about it."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        self._kind: Kind = ""
        self._action: Callable[[], None] | None = None
        super().__init__(palette, parent)
        self.pressed.connect(self._act)

    def tell_complaint(self, text: str, go_to_line: Callable[[], None] | None) -> None:
        """Say why the page is a former one."""
        self._say("complaint", text, self.tr("Go to line") if go_to_line is not None else "", go_to_line)

    def tell_refused(self, host: str, allow: Callable[[], None]) -> None:
        """Say that something of the web was not loaded."""
        text = self.tr("Not loaded from the web: {0}").format(host)
        self._say("web", text, self.tr("Allow this site to load from the web"), allow)

    def tell_elsewhere(self, go_back: Callable[[], None]) -> None:
        """Say that the reader has followed a link away from the article."""
        self._say("elsewhere", self.tr("Another page of the site."), self.tr("Back to the article"), go_back)

    def tell_restricted(self, trust: Callable[[], None]) -> None:
        """Say that Hugo may not do all that the site asks for."""
        text = self.tr("Restricted: Hugo starts no program for this site and loads nothing from the web.")
        self._say("restricted", text, self.tr("Trust this site"), trust)

    def tell_hung(self) -> None:
        """Say that the page was stopped."""
        text = self.tr(
            "A script of this page did not end, so the page was stopped. It is loaded again when the text changes."
        )
        self._say("hung", text, "", None)

    def take_back(self, kind: Kind) -> None:
        """Say this no longer; anything else stays."""
        if self._kind == kind:
            self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._kind, self._action = "", None
        super().clear()

    def _say(self, kind: Kind, text: str, button: str, action: Callable[[], None] | None) -> None:
        if _URGENCY.index(kind) >= _URGENCY.index(self._kind):
            self._kind, self._action = kind, action
            self.show_text(text, button)

    def _act(self) -> None:
        action = self._action
        # What cannot be undone by it stays said: a complaint is taken back by the next build.
        if self._kind != "complaint":
            self.clear()
        if action is not None:
            action()
