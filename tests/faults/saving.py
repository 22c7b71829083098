"""Makes saves fail for real: under strace, in a mount namespace of its own, as another user, with a size limit."""

from __future__ import annotations

import json
import os
import pickle
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NOBODY = 65534

# Saves the file named first with the bytes of the file named second, between two marks that strace shows.
# What it prints at the end is the only thing it writes besides.
PROGRAM = """
import json, os, sys
from pathlib import Path
from editor.articles.storage.files import StorageError, write
target, source = Path(sys.argv[1]), Path(sys.argv[2])
data = source.read_bytes()
options = json.loads(sys.argv[3])
os.sched_yield()
try:
    write(target, data, **options)
    answer = {"saved": True}
except StorageError as error:
    answer = {"saved": False, "reason": error.reason, "message": error.message}
os.sched_yield()
print(json.dumps(answer))
"""


def command(target: Path, source: Path, **options: Any) -> list[str]:
    """The command line of the saving program."""
    return [sys.executable, "-c", PROGRAM, str(target), str(source), json.dumps(options)]


def require_strace() -> None:
    """Skip where system calls cannot be tampered with, and say why."""
    if not shutil.which("strace"):
        pytest.skip("no strace on this machine (apt-get install strace)")
    done = subprocess.run(
        ["strace", "-qq", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()[:200]}")


def save_under_strace(
    inject: str, target: Path, source: Path, log: Path, **options: Any
) -> subprocess.CompletedProcess[str]:
    """Save with one system call tampered with (`fsync:error=EIO:when=1`); the log has all calls."""
    require_strace()
    tamper = ["-e", f"inject={inject}"] if inject else []
    return subprocess.run(
        ["strace", "-f", "-qq", "-o", str(log), *tamper, *command(target, source, **options)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def calls_of_the_save(log: Path) -> list[tuple[str, int]]:
    """The system calls between the two marks: name, and the how manieth of that name it is since the start."""
    seen: dict[str, int] = {}
    calls: list[tuple[str, int]] = []
    inside = 0
    for line in log.read_text("utf-8", "replace").splitlines():
        found = re.match(r"\d+\s+(\w+)\(", line)
        if not found:
            continue
        name = found[1]
        seen[name] = seen.get(name, 0) + 1
        if name == "sched_yield":
            inside += 1
        elif inside == 1:
            calls.append((name, seen[name]))
    return calls


def answer_of(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """What the saving program said."""
    assert done.stdout.strip(), done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def in_mount_namespace(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script that may mount; skips where no such namespace can be had."""
    if not shutil.which("unshare"):
        pytest.skip("no unshare on this machine (util-linux)")
    tried = subprocess.run(["unshare", "-Urm", "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no mount namespace may be made here: {tried.stderr.strip()[:200]}")
    return subprocess.run(
        ["unshare", "-Urm", "sh", "-eu", "-c", script, "sh", *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


def apart(function: Callable[[], Any], *, as_nobody: bool = False) -> Any:
    """Run a function in a forked process (as a user without rights where asked) and return what it returns."""
    if as_nobody and os.geteuid() != 0:
        as_nobody = False
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            if as_nobody:
                os.setgroups([])
                os.setresgid(NOBODY, NOBODY, NOBODY)
                os.setresuid(NOBODY, NOBODY, NOBODY)
            os.write(writing, pickle.dumps(function()))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        written = stream.read()
    os.waitpid(process, 0)
    return pickle.loads(written)


def reason_of(function: Callable[[], Any]) -> str:
    """Run a save; returns the reason of its failure, or "" when it did not fail."""
    from editor.articles.storage.files import StorageError

    try:
        function()
    except StorageError as error:
        assert error.message.endswith(".") and error.path.name in error.message
        return str(error.reason)
    return ""


@contextmanager
def no_room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: writes then fail as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
