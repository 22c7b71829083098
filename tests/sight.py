"""Finds what is on the screen as a user does: by what it is called, and only where it is shown."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.limits import PATIENCE

Kind = TypeVar("Kind", bound=QWidget)


def on_show(parent: QWidget, kind: type[Kind]) -> list[Kind]:
    """All widgets of a kind that are shown, in the order they were made."""
    return [one for one in parent.findChildren(kind) if one.isVisible()]


def called(parent: QWidget, kind: type[Kind], name: str) -> Kind:
    """The one shown widget of a kind that is called so: by its text, its label, or as a screen reader reads it."""
    found = [one for one in on_show(parent, kind) if name in _names(one)]
    assert len(found) == 1, f"{len(found)} of {kind.__name__} called {name!r}"
    return found[0]


def says(parent: QWidget, text: str) -> bool:
    """Whether a label that is shown has this text."""
    return any(label.text() == text for label in on_show(parent, QLabel))


def _names(widget: QWidget) -> set[str]:
    names = {widget.accessibleName()}
    if isinstance(widget, QAbstractButton):
        names.add(_without_keys(widget.text()))
    labels = widget.window().findChildren(QLabel)
    return names | {_without_keys(label.text()) for label in labels if label.buddy() is widget}


def _without_keys(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def pass_pauses(qtbot: QtBot, parent: QWidget) -> None:
    """The author pauses: what waits for the end of the typing comes now, without the test waiting as long."""
    waiting = [timer for timer in parent.findChildren(QTimer) if timer.isSingleShot() and timer.isActive()]
    assert waiting, "nothing waits for a pause"
    for timer in waiting:
        length = timer.interval()
        timer.start(0)
        qtbot.waitUntil(lambda timer=timer: not timer.isActive(), timeout=PATIENCE)
        timer.setInterval(length)
