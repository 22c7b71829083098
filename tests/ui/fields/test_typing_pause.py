"""When typed text is taken over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.ui.fields.typing_pause import TypingPause
from tests.limits import PATIENCE


@pytest.fixture
def owner(qapp: object) -> QObject:
    return QObject()


def test_the_first_key_counts_at_once_and_the_rest_after_a_pause(owner: QObject, qtbot: QtBot) -> None:
    pause = TypingPause(owner)
    told: list[None] = []
    pause.due.connect(lambda: told.append(None))
    pause.key_typed()
    assert len(told) == 1
    with qtbot.waitSignal(pause.due, timeout=PATIENCE):
        pause.key_typed()
        pause.key_typed()
        assert len(told) == 1
    assert len(told) == 2


def test_what_was_taken_over_meanwhile_makes_the_next_key_a_first_one(owner: QObject) -> None:
    pause = TypingPause(owner)
    told: list[None] = []
    pause.due.connect(lambda: told.append(None))
    pause.key_typed()
    pause.stop()
    pause.key_typed()
    assert len(told) == 2
