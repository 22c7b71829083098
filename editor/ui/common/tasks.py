"""Runs functions beside the UI thread and brings their results, errors and progress back to it."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from editor.ui.common.lifetimes import is_late

_T = TypeVar("_T")


class Task(QObject):
    """One running function. Its callbacks arrive on the UI thread; after `cancel` none arrives any more.

    Nor does one arrive that holds an object of Qt's which is deleted by then, such as a closed dialog or article:
    see `lifetimes`.

    It belongs to the UI thread, which deletes it as soon as its result is delivered. So the function's thread
    sends nothing from it: a sender that is deleted while it still sends takes the program down.
    """

    finished = Signal()

    def __init__(self, send: Callable[[Task, Callable[[], None]], None], parent: QObject) -> None:
        """`send` has a delivery made on the UI thread; safe from any thread."""
        super().__init__(parent)
        self._send = send
        self._stop = threading.Event()
        # It takes what the function gives, see `Tasks.run`.
        self.on_done: Callable[[Any], object] | None = None
        self.on_error: Callable[[Exception], None] | None = None
        self.on_progress: Callable[[int, int], None] | None = None

    def cancel(self) -> None:
        """Ask the function to end; what it still brings is dropped."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Whether the function should end; safe from any thread."""
        return self._stop.is_set()

    def report(self, done: int, total: int) -> None:
        """Tell progress from the function's thread; `total` 0 means unknown."""
        self._send(self, partial(self._deliver_progress, done, total))

    def execute(self, function: Callable[..., object], args: tuple[object, ...]) -> None:
        """Run the function in the calling (pool) thread and send what comes of it."""
        try:
            takes_task = "task" in inspect.signature(function).parameters
            result = function(*args, task=self) if takes_task else function(*args)
        except Exception as error:  # noqa: BLE001 - every failure must reach the UI thread as a value
            self._send(self, partial(self._deliver_error, error))
        else:
            self._send(self, partial(self._deliver_result, result))

    def _deliver_result(self, result: object) -> None:
        self._deliver(self.on_done, result)

    def _deliver_error(self, error: Exception) -> None:
        self._deliver(self.on_error, error)

    def _deliver(self, callback: Callable[[_T], object] | None, value: _T) -> None:
        # What the callbacks hold (an article and its text) must end with it, and the task too if one fails.
        self.on_done = self.on_error = self.on_progress = None
        try:
            if not self.cancelled() and callback is not None and not is_late(callback):
                callback(value)
        finally:
            self.finished.emit()

    def _deliver_progress(self, done: int, total: int) -> None:
        if not self.cancelled() and self.on_progress is not None and not is_late(self.on_progress):
            self.on_progress(done, total)


class Tasks(QObject):
    """The window's own thread pool; `shut_down` cancels and waits for all of it."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # Disk work waits more than it computes: a stalled file must not hold up the next one.
        self._pool.setMaxThreadCount(8)
        self._running: set[Task] = set()
        self._arrived.connect(self._deliver)

    def run(
        self,
        function: Callable[..., _T],
        *args: object,
        on_done: Callable[[_T], object] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> Task:
        """Run ``function(*args)`` in the pool; it gets the `Task` as ``task`` where it takes one."""
        task = Task(self._send, self)
        task.on_done, task.on_error, task.on_progress = on_done, on_error, on_progress
        self._running.add(task)
        task.finished.connect(lambda: self._forget(task))
        # No QRunnable: one that ends before `start` returns is kept for ever, and with it all that it works on.
        self._pool.start(partial(task.execute, function, args))
        return task

    def tell(self, callback: Callable[[], object]) -> bool:
        """Have something called on the UI thread; safe from any thread. False where the window has ended.

        For threads other than the pool's, whose listener may be deleted while they send. What belongs to an
        object that is deleted by then is not called.
        """
        try:
            self._arrived.emit((None, callback))
        except RuntimeError:
            return False
        return True

    def busy(self) -> bool:
        """Whether any function is still running."""
        return bool(self._running)

    def cancel_all(self) -> None:
        """Ask everything to end; what it still brings is dropped."""
        for task in self._running:
            task.cancel()

    def shut_down(self, milliseconds: int = 3000) -> bool:
        """Cancel everything and wait at most `milliseconds`; False when something still runs."""
        self.cancel_all()
        return self._pool.waitForDone(milliseconds)

    def _forget(self, task: Task) -> None:
        self._running.discard(task)
        task.deleteLater()

    def _send(self, task: Task, delivery: Callable[[], None]) -> None:
        """Pass a delivery from a function's thread to the UI thread."""
        try:
            self._arrived.emit((task, delivery))
        except RuntimeError:
            # The window, and this object with it, ended while the function ran.
            return

    @Slot(object)
    def _deliver(self, arrived: tuple[Task | None, Callable[[], object]]) -> None:
        task, delivery = arrived
        if task in self._running or (task is None and not is_late(delivery)):
            delivery()


class Latest(QObject):
    """Runs one function at a time: a new one, `stop`, or the end of this object drops the one before."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._running: Task | None = None

    def run(self, function: Callable[..., _T], *args: object, on_done: Callable[[_T], object]) -> None:
        """Run ``function(*args)`` as `Tasks.run` does."""
        self.stop()
        self._running = self._tasks.run(function, *args, on_done=on_done)
        self.destroyed.connect(self._running.cancel)

    def stop(self) -> None:
        """What runs ends soon, and brings nothing any more."""
        if self._running is not None:
            self._running.cancel()
            self._running = None
