"""Hugo ends with the program that started it, however that ends."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from tests.limits import PATIENCE_S
from tests.publish.hugo_sites import ARTICLE, PLAIN, make_site

pytestmark = [
    pytest.mark.hugo,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes through /proc"),
]

PROGRAM = textwrap.dedent("""
    import sys, threading
    from pathlib import Path
    from editor.publish.messages import Ready
    from editor.publish.run import Run
    root = Path(sys.argv[1])
    ready = threading.Event()
    run = Run.start(root, root.parent / "cache", lambda _: True, root / "content/posts/a.md", sys.argv[2].encode(), "",
                    lambda message: ready.set() if isinstance(message, Ready) else None)
    assert ready.wait(30)
    print(run.overlay.folder, run.server.process_id, flush=True)
    sys.stdin.read()
""")


class Program:
    """A program of its own that has a server running."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root), ARTICLE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={
                **os.environ,
                "PYTHONPATH": str(Path(__file__).parents[2]),
                "PATH": os.pathsep.join([".", "", str(root / "bin"), os.environ["PATH"]]),
            },
        )
        assert self.process.stdout is not None
        folder, guard = self.process.stdout.readline().split()
        self.folder, self.guard = Path(folder), int(guard)

    def hugo(self) -> int:
        """The id of hugo's process: the guard's one child."""
        return int(Path(f"/proc/{self.guard}/task/{self.guard}/children").read_text())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


@pytest.fixture
def program(tmp_path: Path, hugo: str):
    started = Program(make_site(tmp_path / "site", PLAIN))
    yield started
    started.close()


def wait_until_gone(process: int) -> bool:
    """Whether a process that is not our child ends within ten seconds."""
    try:
        handle = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(10_000))
    finally:
        os.close(handle)


def test_nothing_is_left_when_the_program_is_killed(program: Program) -> None:
    hugo = program.hugo()
    os.kill(program.process.pid, signal.SIGKILL)
    assert wait_until_gone(hugo)
    assert wait_until_gone(program.guard)
    assert not program.folder.exists()


def test_neither_works_in_the_site_nor_looks_for_programs_there(program: Program, tmp_path: Path) -> None:
    for process in (program.guard, program.hugo()):
        assert not Path(f"/proc/{process}/cwd").readlink().is_relative_to(tmp_path / "site")
        variables = Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
        [path] = [each for each in variables if each.startswith(b"PATH=")]
        folders = path.removeprefix(b"PATH=").decode().split(os.pathsep)
        assert all(Path(folder).is_absolute() for folder in folders)
        assert not any(Path(folder).is_relative_to(tmp_path / "site") for folder in folders)


def test_hugo_ends_when_its_guard_is_killed(program: Program) -> None:
    hugo = program.hugo()
    os.kill(program.guard, signal.SIGKILL)
    assert wait_until_gone(hugo)
    ending = time.monotonic() + PATIENCE_S
    while program.folder.exists() and time.monotonic() < ending:
        os.sched_yield()
    assert not program.folder.exists()


def test_nothing_is_left_when_a_stopped_program_is_killed(program: Program) -> None:
    hugo = program.hugo()
    os.kill(program.process.pid, signal.SIGSTOP)
    os.kill(program.process.pid, signal.SIGKILL)
    assert wait_until_gone(hugo)
    assert wait_until_gone(program.guard)
