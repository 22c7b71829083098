"""Exports many articles in worker processes: bounded in time, cancellable, one result after the other."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait

from editor.export.exporter import Exporter, Options, Outcome, State
from editor.export.output import OutputError, OutputFolder
from editor.export.pdf_details import add_details
from editor.export.plan import Job

PATIENCE = 120.0
"""Seconds that one article may take; then its worker is ended and the next article gets a new one."""

MOST_MEMORY = 6 * 1024**3
"""Bytes of address space that one worker may use."""

_FEW = 40  # articles that are not worth a second worker's start
_POLL = 0.1  # seconds between two looks at `cancelled`


class PrintError(RuntimeError):
    """A page could not be printed; the text is one sentence without the file's name."""


@dataclass(slots=True)
class _Worker:
    process: multiprocessing.process.BaseProcess
    connection: Connection
    job: Job | None = None
    since: float = 0.0


def run(
    jobs: Sequence[Job],
    options: Options,
    *,
    print_page: Callable[[bytes], bytes] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Export the jobs and yield what came of each, as they end. Ends early when `cancelled` says so.

    print_page: turns a page into a PDF, needed for that format only; raises PrintError. It is called in this
    process and thread. Closing the iterator ends the workers.
    """
    count = workers or (1 if len(jobs) < _FEW else max(1, min(4, os.cpu_count() or 1)))
    pool = _Pool(options, min(count, max(1, len(jobs))))
    try:
        for outcome in pool.work(jobs, cancelled):
            yield _printed(outcome, options, print_page) if outcome.state is State.TO_PRINT else outcome
    finally:
        pool.close()


def _printed(outcome: Outcome, options: Options, print_page: Callable[[bytes], bytes] | None) -> Outcome:
    page = outcome.page
    if page is None or print_page is None:
        return replace(outcome, state=State.FAILED, message="there is no PDF printer", page=None)
    try:
        pdf = add_details(print_page(page.html), page.metadata, page.outline)
        target = OutputFolder(options.out).write(outcome.job.target, pdf)
    except (PrintError, OutputError) as error:
        return replace(outcome, state=State.FAILED, message=str(error), page=None)
    return replace(outcome, state=State.WRITTEN, target=target, page=None)


class _Pool:
    """A few worker processes, each with at most one job."""

    def __init__(self, options: Options, count: int) -> None:
        # Fresh interpreters: a copy of a process with a window and threads would not be safe.
        self._context = multiprocessing.get_context("spawn")
        self._options, self._count = options, count
        self._workers: list[_Worker] = []

    def work(self, jobs: Sequence[Job], cancelled: Callable[[], bool]) -> Iterator[Outcome]:
        waiting = deque(jobs)
        while (waiting or any(worker.job for worker in self._workers)) and not cancelled():
            while waiting and len(self._workers) < self._count:
                self._workers.append(self._start())
            for worker in self._workers:
                if worker.job is None and waiting:
                    self._give(worker, waiting.popleft())
            ready = wait([worker.connection for worker in self._workers if worker.job], _POLL)
            for worker in list(self._workers):
                if worker.job is None:
                    continue
                if worker.connection in ready:
                    yield self._take(worker)
                elif time.monotonic() - worker.since > PATIENCE:
                    job = worker.job
                    self._end(worker)
                    yield Outcome(job, State.FAILED, f"it took longer than {PATIENCE:.0f} seconds")

    def close(self) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._options), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.since = job, time.monotonic()
        # A worker that died while idle shows when its answer is read.
        with suppress(OSError):
            worker.connection.send(job)

    def _take(self, worker: _Worker) -> Outcome:
        job = worker.job
        assert job is not None
        try:
            outcome: Outcome = worker.connection.recv()
        except (EOFError, OSError):
            self._end(worker)
            return Outcome(job, State.FAILED, "the program that renders it stopped (out of memory?)")
        worker.job = None
        return outcome

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.connection.close()
        if worker.job is not None:
            worker.process.kill()
        worker.process.join(5)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join(5)


def serve(connection: Connection, options: Options) -> None:
    """Answer each job with its outcome until the other side closes; runs in a worker process."""
    # Ctrl-C reaches every process of the terminal; the one that reads the results ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    exporter = Exporter(options)
    while True:
        try:
            job: Job = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(exporter.export(job))
        except OSError:
            return


def _limit_memory() -> None:
    """Let a monstrous article end its worker, not the machine."""
    if os.name != "posix":
        return
    # Not there on Windows.
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
