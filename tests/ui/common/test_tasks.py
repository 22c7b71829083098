"""Functions beside the UI thread: what sends their results must outlive the sending."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from editor.ui.common.lifetimes import Always
from editor.ui.common.tasks import Tasks
from tests.limits import PATIENCE, PATIENCE_S


def test_a_task_may_go_while_its_thread_is_still_sending(qtbot: QtBot, tasks: Tasks) -> None:
    in_the_midst, gone = threading.Event(), threading.Event()

    def linger(_arrived: object) -> None:
        in_the_midst.set()
        assert gone.wait(PATIENCE_S)

    # Called on the function's thread, inside the sending, after the UI thread has been told.
    tasks._arrived.connect(linger, Qt.ConnectionType.DirectConnection)
    done: list[int] = []
    task = tasks.run(lambda: 7, on_done=done.append)
    assert in_the_midst.wait(PATIENCE_S)
    qtbot.waitUntil(lambda: done == [7], timeout=PATIENCE)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(task)
    gone.set()
    assert tasks.shut_down(PATIENCE)
    assert not tasks.busy()


def test_results_errors_and_progress_arrive_in_their_order(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []

    def work(task) -> str:
        task.report(1, 2)
        task.report(2, 2)
        return "done"

    def fail() -> None:
        raise ValueError("no")

    tasks.run(work, on_done=seen.append, on_progress=lambda *step: seen.append(step))
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert seen == [(1, 2), (2, 2), "done"]
    tasks.run(fail, on_error=lambda error: seen.append(str(error)))
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert seen[-1] == "no"


def test_what_is_cancelled_brings_nothing_any_more(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[object] = []
    go = threading.Event()
    task = tasks.run(lambda: go.wait(PATIENCE_S), on_done=seen.append)
    task.cancel()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert seen == []


class _Dialog(QObject):
    """Waits for an answer, and fails as any dialog does when it is deleted by then."""

    def take(self, answer: object) -> None:
        self.setObjectName(str(answer))

    def take_step(self, done: int, total: int) -> None:
        self.setObjectName(f"{done}/{total}")


def test_a_dialog_that_is_closed_meanwhile_is_not_answered(qtbot: QtBot, tasks: Tasks) -> None:
    go = threading.Event()

    def work(task) -> str:
        go.wait(PATIENCE_S)
        task.report(1, 2)
        return "done"

    # pytest-qt fails the test for an exception in a slot.
    dialog = _Dialog()
    tasks.run(work, on_done=dialog.take, on_progress=dialog.take_step)
    tasks.run(work, on_done=partial(dialog.take))
    with qtbot.waitSignal(dialog.destroyed, timeout=PATIENCE):
        dialog.deleteLater()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)


@pytest.mark.parametrize("held", ["variable", "argument", "inner"])
def test_what_holds_an_article_that_is_closed_meanwhile_is_not_called(
    qtbot: QtBot, tasks: Tasks, held: str
) -> None:
    go = threading.Event()
    article, called = _Dialog(), list[str]()

    def take(_answer: object) -> None:
        article.setObjectName("taken")
        called.append("variable")

    def take_for(one: _Dialog, _answer: object) -> None:
        one.setObjectName("taken")
        called.append("argument")

    ways = {"variable": take, "argument": partial(take_for, article), "inner": partial(partial(take))}
    tasks.run(go.wait, PATIENCE_S, on_done=ways[held])
    tasks.run(go.wait, PATIENCE_S, on_done=Always(lambda _answer: called.append(f"{isValid(article)}")))
    with qtbot.waitSignal(article.destroyed, timeout=PATIENCE):
        article.deleteLater()
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert called == ["False"]


class _Work:
    """Something large that a function works on."""


def test_what_a_function_worked_on_is_let_go(qtbot: QtBot, tasks: Tasks) -> None:
    kept: weakref.WeakSet[_Work] = weakref.WeakSet()
    for _ in range(300):
        work, done = _Work(), list[bool]()
        kept.add(work)
        tasks.run(lambda _work: True, work, on_done=done.append)
        del work
        qtbot.waitUntil(lambda done=done: done == [True], timeout=PATIENCE)
    assert tasks.shut_down(PATIENCE)
    gc.collect()
    assert len(kept) == 0
