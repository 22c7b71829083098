"""Chooses the writing pane's fonts: Latin and Han apart, with room between the lines."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from editor.resources import resource_path
from editor.settings.options import FONT, HAN_FONT, TEXT_SIZE
from editor.settings.store import SettingsStore

# Platforms' own and widely installed families, best first. Qt takes the first that is there, glyph by glyph.
LATIN = ("Inter", "SF Pro Text", "Segoe UI", "Noto Sans", "Cantarell", "DejaVu Sans")
HAN = (
    "PingFang TC",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Microsoft JhengHei UI",
    "Microsoft JhengHei",
    "Heiti TC",
    "WenQuanYi Micro Hei",
)
MONOSPACE = (
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "DejaVu Sans Mono",
    "Noto Sans Mono",
    "Liberation Mono",
)
_LEADING = "fonts/inkstone-leading.ttf"
_LEADING_FAMILY = "Inkstone Leading"


def load_leading() -> bool:
    """Register the font without glyphs that gives text its line height; False when it cannot be loaded.

    A plain-text document has no line-height setting: a line is as high as the tallest font it names first.
    """
    return QFontDatabase.addApplicationFont(str(resource_path(_LEADING))) >= 0


def panel_font(standard: QFont) -> QFont:
    """Return the platform's font with Traditional Chinese shapes, where Qt alone may take the Japanese ones."""
    font = QFont(standard)
    # By its real name: "Sans" is none that Qt could find in a list of families.
    font.setFamilies([QFontInfo(standard).family(), *HAN])
    return font


def code_families() -> list[str]:
    """Return the families of code in the writing pane, with its line height and its Han characters."""
    # For a family that is missing Qt takes the standard one, not the next of the list, once the first has no glyphs.
    installed = [name for name in MONOSPACE if QFontDatabase.hasFamily(name)]
    return [_LEADING_FAMILY, *installed[:1], *HAN]


def writing_font(settings: SettingsStore) -> QFont:
    """Return the writing pane's font: the author's choices before the platform's families."""
    own = [settings.get(FONT), settings.get(HAN_FONT)]
    font = QFont()
    font.setFamilies([_LEADING_FAMILY, *[name for name in own if name], *LATIN, *HAN])
    font.setPixelSize(settings.get(TEXT_SIZE))
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font
