"""The texts that stand in inputs, of the window and of dialogs."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.resident.tokens import tokens_in


def in_inputs() -> set[str]:
    """The words that stand in inputs of any window, dialogs' too."""
    return tokens_in("\n".join(filter(None, map(text_of, QApplication.allWidgets()))))


def text_of(widget: Any) -> str:
    """The text in an input."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().toRawText()
    return ""
