"""Runs a command and ends it, with all it started, as soon as the program that wants it is gone.

Run as a program with FOLDER and COMMAND…: the command lives while standard input stays open and the parent
process lives. However they end (SIGKILL too), the command is killed and FOLDER, its private folder, removed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import threading
from collections.abc import Sequence

from editor.programs import NOTHING, Child, TimedOut, start

_LOOK = 1.0  # seconds between two looks at the parent


def guard(folder: str, command: Sequence[str]) -> int:
    """Run `command` until it ends or nobody wants it any more; returns its exit status."""
    parent = os.getppid()
    # In a group of its own: what the command starts (npx, sass, git) ends with it. The variables are those this guard
    # was given. Should it be killed itself, the kernel kills the command.
    process = start(command, os.environ, stdin=NOTHING, stdout=None, dies_with_us=True)
    threading.Thread(target=_end_with_input, args=(process,), daemon=True).start()
    try:
        while True:
            try:
                return process.wait(_LOOK)
            except TimedOut:
                if os.getppid() != parent:
                    end(process)
    finally:
        end(process)
        shutil.rmtree(folder, ignore_errors=True)


def end(process: Child) -> None:
    """Kill a process and its group."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _end_with_input(process: Child) -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    end(process)


if __name__ == "__main__":
    sys.exit(guard(sys.argv[1], sys.argv[2:]))
