"""Steps in a dialog that is in the way: answers, typing into it, leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World


@step("dialog button", 12, "press button {0} of the dialog", lambda c: (c.randrange(8),), in_dialog=True)
def press(world: World, number: int) -> None:
    dialog = world.dialog()
    if dialog is None:
        raise MeaninglessError
    buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible() and b.isEnabled()]
    if not buttons:
        raise MeaninglessError
    with world.answering("Cancel"):
        world.click(buttons[number % len(buttons)])


@step("dialog Escape", 4, "press Escape in the dialog", in_dialog=True)
def escape(world: World) -> None:
    if world.dialog() is None:
        raise MeaninglessError
    world.key(Qt.Key.Key_Escape)


@step("dialog type", 6, "type a word into the dialog", in_dialog=True)
def type_into(world: World) -> None:
    dialog = world.dialog()
    if dialog is None:
        raise MeaninglessError
    fields = [
        field
        for kind in (QPlainTextEdit, QLineEdit)
        for field in dialog.findChildren(kind)
        if field.isVisible() and not field.isReadOnly() and field.objectName() == "conflict_text"
    ]
    if not fields:
        raise MeaninglessError
    world.click(fields[0].viewport())
    if QApplication.focusWidget() is not fields[0]:
        raise MeaninglessError
    world.write(f"{world.tokens.new()}\u00a0")


@step("dialog leave", 3, "leave the dialog for another program and come back to it", in_dialog=True)
def leave(world: World) -> None:
    if world.dialog() is None:
        raise MeaninglessError
    world.leave()
    world.come_back()
