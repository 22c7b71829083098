"""The form's own style sheet, over the window's: labels, inputs, chips, notes, groups."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.ui.common.palette import Palette

# Sizes stand on a 4 px grid; @names are palette tokens as in resources/styles/window.qss.
_SHEET = """
FrontMatterPanel, #formPage, #formScroll, #formScroll > QWidget, #sourcePage, #emptyPage, #brokenPage { background: @panel; }
QLabel[role="label"] { color: @ink_soft; }
QLabel[role="meter"] { color: @ink_faint; }
QLabel[role="meter"][tone="warn"] { color: @warn; }
QLabel[role="heading"] { color: @ink_faint; }
QLabel[role="note"] { color: @ink_faint; }
QLabel[role="note"][tone="warn"] { color: @warn; }
QLabel[role="note"][tone="error"] { color: @accent; }
QLabel[role="verdict"] { color: @ink; font-weight: 600; }
QLabel[role="reason"] { color: @ink_soft; }
TextInput, LineInput { background: @paper; border: 1px solid @line; border-radius: 4px; selection-background-color: @selection; selection-color: @ink; }
LineInput { padding: 3px 4px; min-height: 22px; }
TextInput:focus, LineInput:focus { border-color: @accent; }
TextInput[readOnly="true"], LineInput[readOnly="true"] { background: transparent; color: @ink_soft; }
LineInput[role="bare"] { background: transparent; border: none; padding: 0 4px; min-height: 24px; max-height: 24px; }
LineInput[role="rename"] { padding: 0 4px; min-height: 18px; }
QFrame[role="chips"] { background: @paper; border: 1px solid @line; border-radius: 4px; }
QFrame[role="chips"][locked="true"] { background: transparent; }
QFrame[role="chips"][active="true"] { border-color: @accent; }
QFrame[role="group"] { border: none; border-left: 1px solid @line; }
QPushButton[role="link"] { color: @syntax_link; background: transparent; border: none; padding: 2px 0; min-height: 16px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { text-decoration: underline; }
QToolButton[role="quiet"] { padding: 1px; }
QToolButton[role="quiet"]:focus { padding: 0; }
QToolButton[role="suggestion"] { background: @hover; color: @ink_soft; border: 1px solid transparent; border-radius: 4px; padding: 2px 8px; }
QToolButton[role="suggestion"]:hover { color: @ink; background: @pressed; }
QToolButton[role="suggestion"]:focus { border-color: @accent; }
QToolButton#zone { color: @ink_soft; border: 1px solid @line; background: @paper; padding: 4px 6px; }
QToolButton#zone:disabled { background: transparent; color: @ink_faint; }
QToolButton#zone:focus { border-color: @accent; }
#formTabs QToolButton { color: @ink_faint; background: transparent; border: none; border-bottom: 2px solid transparent; border-radius: 0; padding: 6px 0; margin-right: 16px; }
#formTabs QToolButton:hover { color: @ink; }
#formTabs QToolButton:checked { color: @ink; border-bottom: 2px solid @accent; }
#formTabs QToolButton:focus { color: @accent; }
SourceEditor { background: @paper; border: 1px solid @line; border-radius: 4px; padding: 0; }
SourceEditor:focus { border-color: @accent; }
#completions, #calendarPopup { background: @paper; border: 1px solid @line; border-radius: 4px; padding: 4px 0; }
QCalendarWidget QWidget { background: @paper; alternate-background-color: @paper; }
QCalendarWidget QAbstractItemView { background: @paper; selection-background-color: @accent; selection-color: @accent_ink; outline: none; }
QCalendarWidget QAbstractItemView:disabled { color: @ink_faint; }
QCalendarWidget QToolButton { color: @ink; padding: 4px 8px; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QSpinBox { min-height: 18px; padding: 0 4px; }
"""


def style_sheet(palette: Palette) -> str:
    """Return the form's style sheet in the palette's colours."""
    return palette.filled(_SHEET)


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a widget the tone that the style sheet looks at: hint, warn or error."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
