"""Gives the window its colours, style sheet and icons from one palette file."""

from __future__ import annotations

import json
import re
from typing import Final

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from editor.resources import resource_path
from editor.settings.choices import Colours
from editor.ui.common.tokens import Token

ICON_SIZE: Final = 18
"""Side of a tool icon in device-independent pixels."""

_SHEET = "styles/window.qss"


class Palette(QObject):
    """One palette in force; panels ask it for colours and icons and listen to `changed`.

    `choice` is what the author chose (`Colours.SYSTEM` follows the desktop), `name` what that means now.
    Tokens are the keys of ``resources/styles/palette.json``.
    """

    changed = Signal()
    changing = Signal()
    """Just before `changed`: what is out of sight and easily made anew need not be coloured."""

    def __init__(self, choice: Colours = Colours.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palettes: dict[str, dict[str, str]] = json.loads(
            resource_path("styles/palette.json").read_text("utf-8")
        )
        self._icons: dict[tuple[str, Token], QIcon] = {}
        self._choice = choice
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> Colours:
        """The author's choice."""
        return self._choice

    @property
    def name(self) -> Colours:
        """The palette in force, never that of the desktop."""
        if self._choice != Colours.SYSTEM:
            return self._choice
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Colours.DARK if is_dark else Colours.LIGHT

    def choose(self, choice: Colours) -> None:
        """Take another palette."""
        self._choice = choice
        self._refresh()

    def colour(self, token: Token) -> QColor:
        """Return the colour of a token such as ``ink`` or ``accent``."""
        return QColor(self._palettes[self.name][token])

    def css(self) -> str:
        """Return the palette as CSS custom properties (``--ink-soft: #5b574f;``) for ``:root``."""
        pairs = self._palettes[self.name].items()
        body = "".join(f"--{key.replace('_', '-')}:{value};" for key, value in pairs if key != "scheme")
        return f":root{{color-scheme:{self._palettes[self.name]['scheme']};{body}}}"

    def filled(self, sheet: str) -> str:
        """Return a style sheet with its ``@ink`` and such replaced by the colours."""
        palette = self._palettes[self.name]
        return re.sub(r"@(\w+)", lambda found: palette.get(found[1], found[0]), sheet)

    def icon(self, name: str, token: Token = "ink_soft") -> QIcon:
        """Return an icon of ``resources/icons`` drawn in the colour of `token`; empty where there is none."""
        key = (name, token)
        if key not in self._icons:
            self._icons[key] = self._draw_icon(name, token)
        return self._icons[key]

    def apply(self, application: QApplication) -> None:
        """Set the application's palette and style sheet."""
        application.setPalette(self._qt_palette())
        application.setStyleSheet(self._style_sheet())

    def _follow_system(self) -> None:
        if self._choice == Colours.SYSTEM:
            self._refresh()

    def _refresh(self) -> None:
        self.changing.emit()
        self._icons.clear()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            self.apply(application)
        self.changed.emit()

    def _draw_icon(self, name: str, token: Token) -> QIcon:
        path = resource_path(f"icons/{name}.svg")
        if not path.is_file():
            return QIcon()
        source = path.read_text("utf-8").replace("currentColor", self.colour(token).name())
        renderer = QSvgRenderer(QByteArray(source.encode()))
        icon = QIcon()
        for scale in (1, 2):
            drawn = QPixmap(QSize(ICON_SIZE, ICON_SIZE) * scale)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            renderer.render(painter, QRectF(drawn.rect()))
            painter.end()
            drawn.setDevicePixelRatio(scale)
            icon.addPixmap(drawn, QIcon.Mode.Normal)
            icon.addPixmap(_tinted(drawn, self.colour("line")), QIcon.Mode.Disabled)
        return icon

    def _qt_palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        roles: tuple[tuple[QPalette.ColorRole, Token], ...] = (
            (role.Window, "panel"),
            (role.WindowText, "ink"),
            (role.Base, "paper"),
            (role.AlternateBase, "panel"),
            (role.Text, "ink"),
            (role.Button, "panel"),
            (role.ButtonText, "ink"),
            (role.BrightText, "accent"),
            (role.ToolTipBase, "paper"),
            (role.ToolTipText, "ink"),
            (role.PlaceholderText, "ink_faint"),
            (role.Highlight, "selection"),
            (role.HighlightedText, "ink"),
            (role.Link, "syntax_link"),
            (role.LinkVisited, "syntax_link"),
            (role.Mid, "line"),
            (role.Midlight, "hover"),
            (role.Light, "paper"),
            (role.Dark, "line"),
            (role.Accent, "accent"),
        )
        for target, token in roles:
            palette.setColor(target, self.colour(token))
        for target in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.colour("ink_faint"))
        return palette

    def _style_sheet(self) -> str:
        sheet = resource_path(_SHEET).read_text("utf-8")
        return self.filled(sheet).replace("@icons", resource_path("icons").as_posix())


def _tinted(drawn: QPixmap, colour: QColor) -> QPixmap:
    """Return a drawing of one colour in another."""
    copy = QPixmap(drawn)
    painter = QPainter(copy)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(copy.rect(), colour)
    painter.end()
    return copy
