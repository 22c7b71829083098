"""The texts that stand in inputs, of the window and of dialogs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.resident.tokens import tokens_in


def in_inputs() -> set[str]:
    """The words that stand in inputs of any window, dialogs' too."""
    # Not all widgets: among them are the web engine's own, which may be on their way out.
    found = [
        text_of(one)
        for top in QApplication.topLevelWidgets()
        for kind in (QLineEdit, QPlainTextEdit, QTextEdit)
        for one in top.findChildren(kind)
    ]
    return tokens_in("\n".join(filter(None, found)))


def text_of(widget: Any) -> str:
    """The text in an input."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().toRawText()
    return ""
