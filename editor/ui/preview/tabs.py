"""The head of the preview: a choice between the article alone and the article in the site's theme."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from editor.ui.common.palette import Palette

ARTICLE, THEME = 0, 1


class PreviewTabs(QWidget):
    """Holds both previews; that of the theme is made when it is first chosen, and shown by `theme_made`."""

    theme_made = Signal(QWidget)
    theme_chosen = Signal(bool)

    def __init__(
        self,
        palette: Palette,
        article_preview: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make: Callable[[], QWidget] | None = None
        self.article_preview = article_preview
        self.theme_preview: QWidget | None = None
        self._bar = QTabBar(self)
        self._bar.setObjectName("preview_tabs")
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._bar.setAccessibleName(self.tr("Kind of preview"))
        self._bar.addTab(self.tr("Article"))
        self._bar.setTabToolTip(
            ARTICLE, self.tr("The article as Hugo will publish it, at the speed of typing")
        )
        self._bar.addTab(self.tr("Theme"))
        self._bar.setTabToolTip(THEME, self.tr("The very page in the site's theme, by Hugo itself"))
        self._bar.setTabEnabled(THEME, False)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(article_preview)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar)
        self.above = QVBoxLayout()
        """Between the choice and the page: room for a bar."""
        box.addLayout(self.above)
        box.addWidget(self._stack, 1)
        self.setFocusProxy(self._bar)
        self._bar.currentChanged.connect(self._choose)

    def offer_theme(self, make: Callable[[], QWidget]) -> None:
        """Let the theme be chosen from now on; `make` makes its preview when that is done first."""
        self._make = make
        self._bar.setTabEnabled(THEME, True)

    def show_theme(self, chosen: bool = True) -> None:
        """Choose the theme, or the article alone."""
        self._bar.setCurrentIndex(THEME if chosen else ARTICLE)

    def _choose(self, index: int) -> None:
        if index == THEME and self.theme_preview is None and self._make is not None:
            self.theme_preview = self._make()
            self._stack.addWidget(self.theme_preview)
            self.theme_made.emit(self.theme_preview)
        self._stack.setCurrentIndex(index)
        self.theme_chosen.emit(index == THEME)
