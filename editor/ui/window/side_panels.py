"""Folds the side panels to strips before the writing pane gets too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import tooltip
from editor.ui.window.panel_areas import PanelArea

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

    def __init__(self, icon: str, title: str, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._palette = icon, palette
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
        palette.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._button.setIcon(self._palette.icon(self._icon))


class Folding:
    """Decides which panels have room; pure arithmetic on widths in pixels.

    The side panels fold before the preview gets narrow. Where only one of them or the preview has room, it is what
    the author asked for last, and the preview until they ask.
    """

    def __init__(self) -> None:
        self.wanted = {place: place.opened.default for place in PanelArea}
        self.widths = {place: place.width.default for place in PanelArea if place.width is not None}
        self.least = dict.fromkeys(PanelArea, 0)
        """What the panels need at least, whatever width they were given."""
        self.preferred = PanelArea.ARTICLE
        """The side panel that stays where one has room."""
        self.asked: PanelArea | None = None
        """The panel that the author opened last by hand, also over the preview."""

    def ask(self, place: PanelArea, wanted: bool) -> None:
        """The author opens or closes a panel."""
        self.wanted[place] = wanted
        if wanted:
            self.asked = place
            if place in self.widths:
                self.preferred = place

    def width_of(self, place: PanelArea) -> int:
        """Return how wide an open side panel is."""
        return max(self.widths[place], self.least[place])

    def shown(self, width: int, *, article: bool = True) -> dict[PanelArea, bool]:
        """Return which panels to show in a window `width` wide, with or without an article."""
        has_preview = self.wanted[PanelArea.PREVIEW] and article
        out = {
            PanelArea.LIBRARY: self.wanted[PanelArea.LIBRARY],
            PanelArea.ARTICLE: self.wanted[PanelArea.ARTICLE] and article,
        }
        strips = {PanelArea.LIBRARY: STRIP, PanelArea.ARTICLE: STRIP if article else 0}

        def sides() -> int:
            return sum(self.width_of(place) if is_open else strips[place] for place, is_open in out.items())

        middle = LEAST_WRITING + (LEAST_PREVIEW if has_preview else 0)
        for place in (
            PanelArea.LIBRARY if self.preferred is PanelArea.ARTICLE else PanelArea.ARTICLE,
            self.preferred,
        ):
            if middle + sides() > width:
                out[place] = False
        asked = self.asked
        if (
            asked is not None
            and not any(out.values())
            and asked in out
            and self.wanted[asked]
            and strips[asked]
        ):
            # The author's last wish counts more than the preview, which gives way where both have no room.
            out[asked] = True
            if LEAST_WRITING + sides() > width:
                out[asked] = False
            elif LEAST_WRITING + LEAST_PREVIEW + sides() > width:
                has_preview = False
        if LEAST_WRITING + self.least[PanelArea.PREVIEW] + sides() > width:
            has_preview = False
        return {**out, PanelArea.PREVIEW: has_preview}
