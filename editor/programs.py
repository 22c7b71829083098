"""The one place that starts programs: ours by where they really are, others by their whole path, none in a site."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Final

from editor.surroundings import environment, own_folder

Child = subprocess.Popen[bytes]
TimedOut = subprocess.TimeoutExpired
PIPE: Final = subprocess.PIPE
NOTHING: Final = subprocess.DEVNULL
STDOUT: Final = subprocess.STDOUT


def run(
    command: Sequence[str], timeout: float, variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end, at most `timeout` seconds, with what it printed; raises OSError and TimedOut.

    `variables` are all it gets; by default those of `surroundings.environment`.
    """
    return subprocess.run(
        _named(command),
        cwd=own_folder(),
        env=environment() if variables is None else dict(variables),
        stdin=NOTHING,
        capture_output=True,
        timeout=timeout,
        check=False,
    )


def start(
    command: Sequence[str],
    variables: Mapping[str, str] | None = None,
    *,
    stdin: int = PIPE,
    stdout: int | None = PIPE,
    stderr: int | None = None,
    dies_with_us: bool = False,
) -> Child:
    """Start a program; raises OSError.

    `dies_with_us`: it gets a group of its own and, on Linux, is killed with this process. For a process without threads.
    """
    on_linux = sys.platform.startswith("linux")
    return subprocess.Popen(
        _named(command),
        cwd=own_folder(),
        env=environment() if variables is None else dict(variables),
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=dies_with_us,
        preexec_fn=_die_with_parent if dies_with_us and on_linux else None,  # noqa: PLW1509
    )


def _named(command: Sequence[str]) -> list[str]:
    # A bare name would be looked for by the system, on Windows in the current folder first.
    if not os.path.isabs(command[0]):  # noqa: PTH117 (a text, not a place to work with)
        raise FileNotFoundError(f"{command[0]!r} does not say where the program lies")
    return list(command)


def _die_with_parent() -> None:
    # Imported by the one command that needs it.
    import ctypes
    import signal

    set_death_signal = 1  # PR_SET_PDEATHSIG, linux/prctl.h
    ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
