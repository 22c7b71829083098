"""Text from outside in the window: plain, bounded, and without characters that disguise what it is.

Qt guesses at rich text in labels, tooltips and message boxes, and reads "&" as a key in buttons, tabs and menus. Titles,
names of files, terms and configuration are anybody's; nothing else in `ui` makes a label, tooltip or message box.
"""

from __future__ import annotations

import re
import unicodedata
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QWidget

LINE = 120
"""Characters of a name or title in one line; the middle of a longer one is left out."""
TEXT = 4000
"""Characters of a text of several lines."""
_TOOLTIP_TEXT = 1000
_TOOLTIP_WIDTH = 80
"""Characters from which on a line of a tooltip is broken."""

# What is not seen but changes how the rest reads: control characters, the order of writing, ends of lines and
# paragraphs, characters without width, tags. Joiners stay: emoji and many scripts are written with them.
_HIDDEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000\U000e0001]|[\ud800-\udfff]"
)
_BREAKS = re.compile("[\\t\\n]")
_ENDLESS = re.compile("[!-,.0-\u2e7f\uac00-\ud7a3]{60}(?=[!-,.0-\u2e7f\uac00-\ud7a3])")
"""A part of a word that may be wider than the window; behind a hyphen or slash, and between Han, Qt breaks a line."""
_PICTURES = 0x2400
"""Where Unicode has a picture for each control character."""


def several_lines(text: str, most: int = TEXT) -> str:
    """A text to be read as it is: hidden characters shown, its end left out where it is beyond all measure."""
    cut = text if len(text) <= most else text[:most].rstrip() + "…"
    return _ENDLESS.sub("\\g<0>\u200b", _HIDDEN.sub(_visible, cut))


def one_line(text: str, most: int = LINE) -> str:
    """A name or title: in one line, hidden characters shown, the middle left out where it is too long."""
    if len(text) > most:
        end = most // 3
        text = f"{text[: most - end - 1]}…{text[-end:]}"
    text = _BREAKS.sub(_visible, _HIDDEN.sub(_visible, text))
    # A name in Hebrew or Arabic takes no part of the sentence around it into its own order.
    is_foreign = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)
    return f"\u2068{text}\u2069" if is_foreign else text


def button_text(text: str, most: int = LINE) -> str:
    """The text of a button, tab, menu or action that is no key of the keyboard."""
    return one_line(text, most).replace("&", "&&")


def tooltip(text: str) -> str:
    """A tooltip of any text: Qt shows it as it stands, in lines of a readable length."""
    text = several_lines(text, _TOOLTIP_TEXT)
    is_short = all(len(line) <= _TOOLTIP_WIDTH for line in text.split("\n"))
    # Only rich text is broken into lines by Qt.
    return _harmless(text) if is_short else _escaped(text)


def _harmless(text: str) -> str:
    """The text where Qt guesses: as it is, or what Qt would take for rich text as rich text that holds nothing else."""
    return _escaped(text) if "<" in text or "&lt;" in text else text


def _escaped(text: str) -> str:
    return f'<p style="white-space:pre-wrap">{escape(text)}</p>'


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else f"⟨{code:04X}⟩"


class PlainLabel(QLabel):
    """A label that shows any text as it stands."""

    def __init__(self, text: str | QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text if isinstance(text, QWidget) else parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        if isinstance(text, str):
            self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text, bounded, with its hidden characters visible."""
        super().setText(several_lines(text))


def message_box(
    parent: QWidget, title: str, text: str, more: str = "", icon: QMessageBox.Icon = QMessageBox.Icon.NoIcon
) -> QMessageBox:
    """A message that is not shown yet: `text` and, smaller, `more`. It deletes itself when closed."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(icon)
    box.setWindowTitle(one_line(title))
    box.setText(several_lines(text))
    box.setInformativeText(several_lines(more))
    for label in box.findChildren(QLabel):
        # The box's own setting is for its first label only.
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(bool(label.text()))
    return box


def ask(
    parent: QWidget,
    question: str,
    buttons: QMessageBox.StandardButton,
    default: QMessageBox.StandardButton = QMessageBox.StandardButton.NoButton,
) -> QMessageBox.StandardButton:
    """Ask and wait for the answer."""
    text = _harmless(several_lines(question))
    return QMessageBox.question(parent, "Inkstone", text, buttons, default)


def narrow(box: QComboBox) -> None:
    """Let the window decide how wide a box of choices is, not its longest choice."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(24)
