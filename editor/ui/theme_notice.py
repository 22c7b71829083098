"""What the theme preview shows while it has no page: how to get Hugo, progress, or Hugo's complaint."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.ui.theme import Theme

_ICON = 32
_WIDEST = 440


class ThemeNotice(QWidget):
    """A calm page: icon, title, text, lines to copy into a terminal, and up to two buttons."""

    pressed = Signal(str)
    """The name of the button, as given to `show_notice`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = ""
        self.setObjectName("theme_notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self._title, self._text, self._lines = (QLabel(self) for _ in range(4))
        for label in (self._title, self._text, self._lines):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        # The last line of a list of commands must not run out of the page.
        self._lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lines.setObjectName("lines")
        reachable = (
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setTextInteractionFlags(reachable)
        self._lines.setTextInteractionFlags(reachable)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._progress = QProgressBar(self)
        self._progress.setRange(0, 0)
        self._progress.setTextVisible(False)
        self._names = ["", ""]
        self._buttons = [QPushButton(self), QPushButton(self)]
        for place, button in enumerate(self._buttons):
            button.clicked.connect(lambda _checked=False, place=place: self.pressed.emit(self._names[place]))
        self._lay_out()
        theme.changed.connect(self._draw)
        self.show_nothing()

    @property
    def title(self) -> str:
        """What the page is headed with, "" while it is empty."""
        return self._title.text()

    @property
    def text(self) -> str:
        """What the page says under its title."""
        return self._text.text()

    def show_nothing(self) -> None:
        """Show an empty page."""
        self._show("", "", "", "", {}, busy=False)

    def show_progress(self, title: str, text: str) -> None:
        """Show that something is going on whose end is not known."""
        self._show("", title, text, "", {}, busy=True)

    def show_notice(
        self, icon: str, title: str, text: str, *, lines: str = "", buttons: dict[str, str] | None = None
    ) -> None:
        """Say something; `buttons` are at most two, name to label, the likelier first."""
        self._show(icon, title, text, lines, buttons or {}, busy=False)

    def _show(
        self, icon: str, title: str, text: str, lines: str, buttons: dict[str, str], *, busy: bool
    ) -> None:
        self._icon = icon
        for label, content in ((self._title, title), (self._text, text), (self._lines, lines)):
            label.setText(content)
            label.setVisible(bool(content))
        self._sign.setVisible(bool(icon))
        self._progress.setVisible(busy)
        named = [*buttons.items(), ("", ""), ("", "")]
        for place, button in enumerate(self._buttons):
            self._names[place], label_text = named[place]
            button.setText(label_text)
            button.setVisible(bool(label_text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._draw()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(8)
        for part in (self._sign, self._title, self._text, self._lines, self._progress):
            column.addWidget(part)
        column.addSpacing(8)
        column.addLayout(row)
        holder = QWidget(self)
        holder.setMaximumWidth(_WIDEST)
        holder.setLayout(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(holder, 100)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def _draw(self) -> None:
        if self._icon:
            self._sign.setPixmap(self._theme.icon(self._icon, "ink_faint").pixmap(QSize(_ICON, _ICON)))
        colour = {
            token: self._theme.colour(token).name() for token in ("paper", "ink_soft", "ink", "code_paper")
        }
        self.setStyleSheet(
            f"#theme_notice {{ background: {colour['paper']}; }}"
            f"QLabel#lines {{ background: {colour['code_paper']}; color: {colour['ink']}; padding: 8px 12px; border-radius: 4px; }}"
        )
        self._text.setStyleSheet(f"color: {colour['ink_soft']};")
