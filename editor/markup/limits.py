"""Bounds on time and memory, so that no article can hang or exhaust the process that renders it."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_AGAIN = 0.05
"""Seconds from an alarm that was not heeded to the next."""

_AT_MOST = 10
"""How many times as long as it may work a body may take, whatever it waits for."""


class OutOfTimeError(Exception):
    """The time given by `time_limit` is over."""


def can_interrupt() -> bool:
    """Whether `time_limit` works here: POSIX, main thread. Elsewhere whoever started the process must watch it."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise `OutOfTimeError` in the body after `seconds` of work; also out of a regular expression that goes astray.

    What counts is how long this thread works: on a busy or slow machine, where others work meanwhile or a library is
    still being read from the disk, a block is no slower to render. After ten times as long it ends all the same. No
    nesting. Without effect where `can_interrupt` is False.
    """
    if not can_interrupt():
        yield
        return

    running = True
    worked, begun = time.thread_time(), time.monotonic()

    def interrupt(number: int, frame: FrameType | None) -> None:
        is_over = time.thread_time() - worked >= seconds or time.monotonic() - begun >= _AT_MOST * seconds
        if running and is_over:
            raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        # Repeats, because an exception raised inside a callback of C code may be swallowed there; never so soon that
        # the alarms alone keep the process busy.
        signal.setitimer(signal.ITIMER_REAL, seconds, max(seconds, _AGAIN))
        yield
    finally:
        while running:
            # An alarm may come between any two steps, here too, before it is called off.
            with suppress(OutOfTimeError):
                running = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        # A last alarm may still be on its way to another thread, and the system's default for it ends the process.
        signal.signal(signal.SIGALRM, before if callable(before) else _ignore)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Takes an alarm that nobody waits for any more."""


def limit_memory(size: int) -> None:
    """Let allocations of this process fail (MemoryError) beyond `size` bytes of address space, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # absent on Windows

    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size if hard == resource.RLIM_INFINITY else min(size, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (ValueError, OSError):
        # macOS knows the name but not the limit.
        return
