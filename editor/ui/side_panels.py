"""Folds the side panels to strips before the writing pane gets too narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QVBoxLayout, QWidget

from editor.ui.plain_text import tooltip
from editor.ui.theme import Theme

LEAST_WRITING = 520
"""Least width of the writing pane in pixels (DESIGN, "Look")."""
LEAST_PREVIEW = 360
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
    """Decides which side panels have room; pure arithmetic on widths in pixels."""

    def __init__(self) -> None:
        self.wanted = {"library": True, "article": True}
        self.widths = {"library": 248, "article": 304}
        self.preferred = "article"

    def shown(self, width: int, *, preview: bool, article: bool = True) -> dict[str, bool]:
        """Return which panels to show in a window `width` wide, with or without a preview and an article.

        When not both have room, the one the author asked for last stays.
        """
        middle = LEAST_WRITING + (LEAST_PREVIEW if preview else 0)
        out = dict(self.wanted)
        out["article"] = out["article"] and article
        other = "library" if self.preferred == "article" else "article"
        for name in (other, self.preferred):
            needed = middle + sum(self.widths[n] if out[n] else STRIP for n in out)
            if needed > width:
                out[name] = False
        if not any(out.values()) and self.wanted[self.preferred] and (article or self.preferred == "library"):
            # In a very small window the author's last wish still counts: the preview gives way instead.
            needed = LEAST_WRITING + self.widths[self.preferred] + STRIP
            out[self.preferred] = needed <= width
        return out
