"""Runs a command and ends it, with all it started, as soon as the program that wants it is gone.

``python -m editor.publish.guard FOLDER COMMAND…``: the command lives while standard input stays open and the parent
process lives. However they end (SIGKILL too), the command is killed and FOLDER, its private folder, removed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

_LOOK = 1.0  # seconds between two looks at the parent
_SET_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, linux/prctl.h


def guard(folder: str, command: Sequence[str]) -> int:
    """Run `command` until it ends or nobody wants it any more; returns its exit status."""
    parent = os.getppid()
    on_linux = sys.platform.startswith("linux")
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        # A group of its own: what the command starts (npx, sass, git) ends with it.
        start_new_session=True,
        # Should this guard be killed itself, the kernel kills the command. No other thread runs yet.
        preexec_fn=_die_with_parent if on_linux else None,  # noqa: PLW1509
    )
    threading.Thread(target=_end_with_input, args=(process,), daemon=True).start()
    try:
        while True:
            try:
                return process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                if os.getppid() != parent:
                    end(process)
    finally:
        end(process)
        shutil.rmtree(folder, ignore_errors=True)


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and its group."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _end_with_input(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        while os.read(0, 4096):
            pass
    end(process)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(guard(sys.argv[1], sys.argv[2:]))
