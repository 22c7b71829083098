"""The line at the window's foot: saved state, counts, notices, progress."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QToolButton, QWidget

from editor.ui.common.elided_label import ElidedLabel
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, tooltip

_NOTICE_MS = 8000


class StatusLine(QStatusBar):
    """Shows facts about the article on the left, notices in the middle, progress on the right."""

    problems_requested = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._attention = False
        self.setSizeGripEnabled(False)
        self._state = self._label(self.tr("Saved state"))
        self._counts = self._label(self.tr("Words and reading time"))
        self._notice = ElidedLabel(self, mode=Qt.TextElideMode.ElideRight)
        self._notice.setAccessibleName(self.tr("Notice"))
        self.addWidget(self._state)
        self.addWidget(self._counts)
        # A long notice is cut, not the window widened.
        self._notice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.addWidget(self._notice, 1)
        self._problems = QToolButton(self)
        self._problems.setAutoRaise(True)
        self._problems.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._problems.setIconSize(QSize(16, 16))
        self._problems.setAccessibleName(self.tr("Problems"))
        self._problems.clicked.connect(self.problems_requested)
        self._problems.hide()
        self._progress = QProgressBar(self)
        self._progress.setFixedWidth(120)
        self._progress.setTextVisible(False)
        self._progress.hide()
        self.addPermanentWidget(self._problems)
        self.addPermanentWidget(self._progress)
        self._about: object = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_NOTICE_MS)
        self._timer.timeout.connect(lambda: self._notice.setText(""))
        palette.changed.connect(self._draw)

    def show_state(self, text: str, attention: bool = False) -> None:
        """Show whether the article is saved; `attention` colours it."""
        self._state.setText(text)
        self._attention = attention
        self._draw()

    def show_counts(self, text: str, detail: str = "") -> None:
        """Show words and reading time; `detail` is the tooltip."""
        self._counts.setText(text)
        self._counts.setToolTip(tooltip(detail))

    def show_notice(self, text: str, lasting: bool = False, about: object = None) -> None:
        """Say something calmly; it goes after some seconds unless `lasting`, and with whatever it is `about`."""
        self._about = about
        self._notice.setText(text)
        self._timer.stop()
        if not lasting and text:
            self._timer.start()

    def forget(self, about: object) -> None:
        """Take back what is said about something, such as an article that is no longer in front."""
        if about is not None and self._about is about:
            self.show_notice("")

    def settle(self, about: object) -> None:
        """Take back what was said to last about something: it is otherwise now."""
        if not self._timer.isActive():
            self.forget(about)

    def notice(self) -> str:
        """Return the notice now shown."""
        return self._notice.text()

    def subject(self) -> object:
        """What the notice is about, such as an article; None where it is about nothing in the window."""
        return self._about

    def show_problems(self, count: int) -> None:
        """Show how many problems the article has; hidden at none."""
        self._problems.setVisible(count > 0)
        self._problems.setText(str(count))
        self._problems.setToolTip(tooltip(self.tr("Problems in this article: {0}").format(count)))

    def show_progress(self, done: int, total: int) -> None:
        """Show progress; hidden when `done` reaches `total`."""
        self._progress.setVisible(done < total)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(done)

    def _draw(self) -> None:
        colour = self._palette.colour("accent" if self._attention else "ink_soft").name()
        self._state.setStyleSheet(f"color: {colour};")
        self._problems.setIcon(self._palette.icon("triangle-alert", "accent"))

    def _label(self, name: str) -> QLabel:
        label = PlainLabel(self)
        label.setAccessibleName(name)
        return label
