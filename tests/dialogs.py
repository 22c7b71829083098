"""Answers the program's own questions as a person does: by keys and clicks, once they are on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.limits import PATIENCE


def shown_dialog(qtbot: QtBot, window: QWidget, kind: type[QDialog]):
    """Wait for a dialog of this kind, and return it."""

    def visible() -> list[QDialog]:
        return [dialog for dialog in window.findChildren(kind) if dialog.isVisible()]

    qtbot.waitUntil(lambda: bool(visible()), timeout=PATIENCE)
    return visible()[-1]


def press(dialog: QWidget, text: str) -> None:
    """Click the button with this text, mnemonics aside."""
    buttons = [one for one in dialog.findChildren(QAbstractButton) if one.isVisible()]
    [button] = [one for one in buttons if one.text().replace("&", "") == text]
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def question(qtbot: QtBot, window: QWidget) -> QMessageBox:
    """Wait for a question."""
    return shown_dialog(qtbot, window, QMessageBox)


def type_name(qtbot: QtBot, window: QWidget, name: str) -> QDialog:
    """Type into the dialog that asks for another name; its text is selected, so it is replaced."""
    dialog = shown_dialog(qtbot, window, QDialog)
    field = dialog.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus, timeout=PATIENCE)
    field.selectAll()
    QTest.keyClicks(field, name)
    return dialog


def rename_to(qtbot: QtBot, window: QWidget, ask: Callable[[], object], name: str) -> None:
    """Ask for a rename and type the new name."""
    ask()
    press(type_name(qtbot, window, name), "Rename")


def give_keyboard(qtbot: QtBot, widget: QWidget) -> None:
    """Put the keyboard into a widget, and wait until it is there: the window system answers in its own time."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow, timeout=PATIENCE)
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus, timeout=PATIENCE)
