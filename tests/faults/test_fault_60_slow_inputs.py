"""Fault 60: slow and deadly articles are bounded; the window's own loop goes on, and the next article is shown."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from editor.markup.limits import OutOfTimeError, can_interrupt, time_limit
from editor.markup.live.article import LiveDocument
from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings
from editor.ui.preview import screen
from tests.faults.slow_inputs import SLOW
from tests.features.preview_stage import UNSAFE, Stage
from tests.limits import PATIENCE

MATH = {
    "markup": {
        "goldmark": {
            "renderer": {"unsafe": True},
            "extensions": {
                "passthrough": {
                    "enable": True,
                    "delimiters": {"block": [["$$", "$$"]], "inline": [["$", "$"]]},
                }
            },
        }
    }
}


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


def test_fault_60_every_slow_article_ends_and_the_window_lives(stage: Stage) -> None:
    failures: list[str] = []
    stage.worker.failed.connect(failures.append)
    for name, text in SLOW.items():
        turns: list[int] = []
        timer = QTimer(interval=1)
        timer.timeout.connect(lambda turns=turns: turns.append(1))
        timer.start()
        stage.show(text, site=MATH)
        timer.stop()
        assert turns, f"the window stood still while {name!r} was rendered"
        stage.edit(0, 0, "typed\n\n")
        assert stage.ask("document.querySelector('.article-content').textContent.slice(0, 5)") == "typed", (
            name
        )
    assert failures == []
    stage.show("# still here")
    assert stage.ask("document.querySelector('h1').textContent") == "still here"


def test_fault_60_a_block_out_of_time_is_shown_as_its_source() -> None:
    if not can_interrupt():
        pytest.skip("no interval timer on this system: the process is watched from outside")
    live = LiveDocument(Renderer(MarkupSettings.from_config(UNSAFE["markup"])), block_seconds=1e-6)
    page = live.load("# a\n\nb & <c>\n")
    assert '<pre class="ink-source"><code>b &amp; &lt;c&gt;</code></pre>' in page.html
    assert {problem.code for problem in live.report().problems} == {"not-rendered"}


def test_fault_60_a_stray_regular_expression_is_interrupted() -> None:
    if not can_interrupt():
        pytest.skip("no interval timer on this system: the process is watched from outside")
    with pytest.raises(OutOfTimeError), time_limit(0.05):
        re.match("(a|aa)+$", "a" * 60 + "b")


def test_fault_60_a_block_that_has_to_wait_for_others_has_its_whole_time() -> None:
    """On a busy machine the first block of code was shown as its source: its colours were still being loaded."""
    if not can_interrupt():
        pytest.skip("no interval timer on this system: the process is watched from outside")
    with time_limit(0.1):
        # Three times as long as it may work, without any work: the machine is busy elsewhere.
        threading.Event().wait(0.3)
    with pytest.raises(OutOfTimeError), time_limit(0.02):
        threading.Event().wait()


def test_fault_60_a_hung_helper_is_replaced(qtbot: QtBot) -> None:
    """Stopped by a signal it answers nothing any more; the preview keeps what it showed."""
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("no SIGSTOP on this system")
    stage = Stage(qtbot, patience=3000)
    stage.show("before\n")
    old = stage.worker.process_id()
    os.kill(old, signal.SIGSTOP)
    with qtbot.waitSignal(stage.worker.restarted, timeout=PATIENCE):
        stage.editor.insertPlainText("after ")
    assert stage.pane.note.text
    assert stage.ask("document.querySelector('p').textContent") == "before"
    shown = "document.querySelector('p').textContent"
    qtbot.waitUntil(lambda: stage.ask(shown) == "after before", timeout=PATIENCE)
    assert stage.worker.process_id() != old
    stage.close()


def test_fault_60_memory_ends_the_helper_not_the_window() -> None:
    code = "from editor.markup.limits import limit_memory; limit_memory(1 << 30)\ntry:\n    x = bytearray(2 << 30)\nexcept MemoryError:\n    print('refused')"
    if sys.platform != "linux":
        pytest.skip("address space is limited on Linux only")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n"


def test_fault_60_a_hung_page_is_ended_and_shown_again(stage: Stage) -> None:
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("no SIGSTOP on this system")
    stage.show("before\n")
    # Sooner than a person has to wait for it.
    [watch] = [timer for timer in stage.pane.findChildren(QTimer) if timer.interval() == screen.PATIENCE]
    watch.setInterval(300)
    old = stage.pane.view.page().renderProcessPid()
    os.kill(old, signal.SIGSTOP)
    with stage.qtbot.waitSignal(stage.pane.completed, timeout=PATIENCE):
        stage.editor.insertPlainText("after ")
    assert stage.ask("document.querySelector('p').textContent") == "after before"
    assert stage.pane.view.page().renderProcessPid() != old
