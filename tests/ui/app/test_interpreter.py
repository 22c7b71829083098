"""Imports are Python's own, and garbage is swept at the window's own times."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.ui.app.interpreter import Sweeper
from tests.limits import PATIENCE, PATIENCE_S


class Ring:
    """Garbage that only a collection finds."""

    def __init__(self) -> None:
        self.ring = self


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    sweeper = Sweeper(qapp)
    yield sweeper
    sweeper.stop()
    sweeper.deleteLater()


def full_collections() -> int:
    return gc.get_stats()[2]["collections"]


IMPORTS = """
import json
from editor.ui.app.interpreter import import_plainly
from PySide6.support.feature import pyside_feature_dict as looked_through
import gettext
import_plainly()
import sched
print(json.dumps(["gettext" in looked_through, "sched" in looked_through]))
"""


def test_what_is_imported_is_not_looked_through_for_features() -> None:
    done = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)

    # The first shows that PySide still does what is kept from the second.
    assert json.loads(done.stdout) == [True, False]


def test_many_new_objects_bring_no_full_collection_on(sweeper: Sweeper) -> None:
    before = full_collections()
    kept = [[number] for number in range(400_000)]
    assert full_collections() == before
    # Nor does the next sweep: there are too many.
    sweeper.sweep()
    assert full_collections() == before
    assert gc.get_freeze_count() >= len(kept)


def test_a_sweep_finds_what_is_new(sweeper: Sweeper) -> None:
    sweeper.sweep()
    gone = weakref.ref(Ring())
    sweeper.sweep()
    assert gone() is None


def test_in_the_background_everything_is_looked_through(
    sweeper: Sweeper, qapp: QApplication, qtbot: QtBot
) -> None:
    ring = Ring()
    gone = weakref.ref(ring)
    sweeper.sweep()  # alive: put aside
    del ring
    sweeper.sweep()
    assert gone() is not None
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: gone() is None, timeout=PATIENCE)


def test_garbage_made_in_a_thread_goes_on_the_ui_thread(sweeper: Sweeper, qtbot: QtBot) -> None:
    ended_in: list[int] = []
    kept: list[object] = []

    def work() -> None:
        weakref.finalize(Ring(), lambda: ended_in.append(threading.get_ident()))
        # Far more than what Python begins to collect at, and fewer than what is put off.
        kept.extend([number] for number in range(10_000))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(PATIENCE_S)
    assert ended_in == []
    qtbot.waitUntil(lambda: ended_in == [threading.get_ident()], timeout=PATIENCE)


def test_in_the_end_the_interpreter_is_as_it_was(qapp: QApplication) -> None:
    interval = sys.getswitchinterval()
    sweeper = Sweeper(qapp)
    assert not gc.isenabled()
    sweeper.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    assert sys.getswitchinterval() == interval
