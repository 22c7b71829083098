"""Exports articles in a process of its own: pickled frames in on standard input, pickled outcomes out on standard output.

The other end is `editor.export.batch`, which starts this process; nothing from outside is ever unpickled.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import IO

from editor.export.exporter import Exporter, Options
from editor.export.plan import Job
from editor.frames import receive, send

MOST_MEMORY = 6 * 1024**3
"""Bytes of address space that one worker may use."""


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read the options, then answer each job with its outcome until the other side closes."""
    exporter = Exporter(receive(requests, Options))
    while True:
        try:
            send(answers, exporter.export(receive(requests, Job)))
        except (EOFError, OSError):
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


def _main() -> None:
    # Ctrl-C reaches every process of the terminal; the one that reads the results ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between two frames.
    os.dup2(2, 1)
    with suppress(EOFError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
