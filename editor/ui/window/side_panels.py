"""Folds the side panels to strips before the writing pane gets too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from editor.ui.common.plain_text import tooltip
from editor.ui.common.theme import Theme

LEAST_WRITING = 520
"""Least width of the writing pane in pixels (DESIGN, "Look")."""
LEAST_PREVIEW = 360
"""Least width of the preview beside an open side panel."""
NARROWEST_PREVIEW = 160
"""Least width of the preview at all."""
STRIP = 40


class Strip(QFrame):
    """What a folded panel leaves: a narrow bar with one button that brings it back."""

    unfold_requested = Signal()

    def __init__(self, icon: str, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._theme = icon, theme
        self.setFixedWidth(STRIP)
        self.setObjectName("strip")
        self._button = QToolButton(self)
        self._button.setToolTip(tooltip(title))
        self._button.setAccessibleName(title)
        self._button.setIconSize(QSize(18, 18))
        self._button.clicked.connect(self.unfold_requested)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 8, 4, 8)
        box.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._button.setIcon(self._theme.icon(self._icon))


class Folding:
    """Decides which panels have room; pure arithmetic on widths in pixels.

    The side panels fold before the preview gets narrow. Where only one of them or the preview has room, it is what
    the author asked for last, and the preview until they ask.
    """

    def __init__(self) -> None:
        self.wanted = {"library": True, "article": True, "preview": True}
        self.widths = {"library": 248, "article": 304}
        self.least = {"library": 0, "article": 0, "preview": NARROWEST_PREVIEW}
        """What the panels need at least, whatever width they were given."""
        self.preferred = "article"
        """The side panel that stays where one has room."""
        self.asked = ""
        """The panel that the author opened last by hand, also over the preview."""

    def ask(self, name: str, wanted: bool) -> None:
        """The author opens or closes a panel."""
        self.wanted[name] = wanted
        if wanted:
            self.asked = name
            if name in self.widths:
                self.preferred = name

    def width_of(self, name: str) -> int:
        """Return how wide an open side panel is."""
        return max(self.widths[name], self.least[name])

    def shown(self, width: int, *, article: bool = True) -> dict[str, bool]:
        """Return which panels to show in a window `width` wide, with or without an article."""
        has_preview = self.wanted["preview"] and article
        out = {"library": self.wanted["library"], "article": self.wanted["article"] and article}
        strips = {"library": STRIP, "article": STRIP if article else 0}

        def sides() -> int:
            return sum(self.width_of(name) if is_open else strips[name] for name, is_open in out.items())

        middle = LEAST_WRITING + (LEAST_PREVIEW if has_preview else 0)
        for name in ("library" if self.preferred == "article" else "article", self.preferred):
            if middle + sides() > width:
                out[name] = False
        asked = self.asked
        if not any(out.values()) and asked in out and self.wanted[asked] and strips[asked]:
            # The author's last wish counts more than the preview, which gives way where both have no room.
            out[asked] = True
            if LEAST_WRITING + sides() > width:
                out[asked] = False
            elif LEAST_WRITING + LEAST_PREVIEW + sides() > width:
                has_preview = False
        if LEAST_WRITING + self.least["preview"] + sides() > width:
            has_preview = False
        return {**out, "preview": has_preview}
