"""The program ends when the system tells it to, and for nothing else that comes the same way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.app.endings import WindowEndings
from tests.limits import PATIENCE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows sends no such signals")


@pytest.fixture
def told(qapp: QApplication) -> Iterator[list[str]]:
    said: list[str] = []
    parent = QObject()
    endings = WindowEndings(qapp, lambda: said.append("end"), parent)
    yield said
    endings.shut_down()
    parent.deleteLater()


def test_a_termination_signal_ends_the_program_once(told: list[str], qtbot: QtBot) -> None:
    signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGHUP)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told == ["end"]


def test_another_signal_does_not_end_it(told: list[str], qtbot: QtBot) -> None:
    seen: list[int] = []
    before = signal.signal(signal.SIGUSR1, lambda number, _frame: seen.append(number))
    try:
        signal.raise_signal(signal.SIGUSR1)
        qtbot.waitUntil(lambda: bool(seen), timeout=PATIENCE)
        # It lies in our descriptor since before it was seen: one turn of the loop brings it.
        QApplication.processEvents()
        assert told == []
        signal.raise_signal(signal.SIGTERM)
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_descriptor_closed_by_somebody_else_does_not_end_it(told: list[str], qtbot: QtBot) -> None:
    ours = signal.set_wakeup_fd(-1)
    os.close(ours)

    def listens_again() -> bool:
        now = signal.set_wakeup_fd(-1)
        if now != -1:
            signal.set_wakeup_fd(now, warn_on_full_buffer=False)
        return now != -1

    qtbot.waitUntil(listens_again, timeout=PATIENCE)
    assert told == []
    signal.raise_signal(signal.SIGTERM)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
