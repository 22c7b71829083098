"""Drives `watching_program` from a test, inside the limits of a user namespace where one is asked for."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from tests.limits import PATIENCE_S

ROOT = Path(__file__).resolve().parent.parent.parent

GIT = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0")


def git(root: Path, *arguments: str) -> None:
    """Run git in a folder, without its own housekeeping."""
    subprocess.run([*GIT, *arguments], cwd=root, check=True, capture_output=True)


def other_branch(root: Path, name: str, body: str = "") -> None:
    """Commit all on a new branch: of the numbered articles a third goes, a third is renamed, a third is rewritten."""
    git(root, "checkout", "-q", "-b", name)
    for path in sorted((root / "content").rglob("*.md")):
        number = int(path.stem)
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.rename(path.with_name(f"renamed-{number}.md"))
        else:
            path.write_text(f"---\ntitle: Other {number}\n---\n{body}")


class Program:
    """The running program: `ask` sends a word and returns the answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.errors = ""
        """What it wrote to standard error, once it has ended."""
        self.ready = self._answer()

    def ask(self, word: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()
        return self._answer()

    def pause(self) -> None:
        """Stop the process without ending it: it hears nothing until `go_on`."""
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED | os.WNOWAIT)

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read() if self.process.stderr else ""
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def watching_program(site: Path, *, limits: str = "", unprivileged: bool = False) -> Iterator[Program]:
    """Start the program on a site; `limits` are shell commands run before it in a namespace of its own."""
    command = [sys.executable, "-m", "tests.faults.watching_program", str(site)]
    if limits:
        require_namespaces("-Ur")
        command = ["unshare", "-Ur", "sh", "-ec", f'{limits}; exec "$@"', "sh", *command]
    elif unprivileged:
        require_namespaces("-U")
        command = ["unshare", "-U", *command]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        program = Program(process)
        yield program
        _, program.errors = process.communicate("quit\n", timeout=PATIENCE_S)
        assert process.returncode == 0
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None and not stream.closed:
                stream.close()


def require_namespaces(*options: str) -> None:
    """Skip where the system lets no ordinary program make a user namespace."""
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", *options, "true"], check=False).returncode
    ):
        pytest.skip("no user namespaces here: unshare does not work")


def on_disk(site: Path) -> dict[str, str]:
    """What a fresh catalogue of the site holds: title by path (bytes as latin-1, as the program answers)."""
    summaries = Catalogue.build(Site.find(site)).summaries()
    return {os.fsencode(summary.path).decode("latin-1"): summary.title for summary in summaries}


@contextmanager
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """A folder in memory for tests that write ten thousand files, where the system has room for one."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or not os.access(memory, os.W_OK) or shutil.disk_usage(memory).free < 1 << 29:
        yield otherwise
        return
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


def make_site(root: Path, articles: int, folders: int = 1) -> Path:
    """A site with numbered articles spread over folders."""
    for number in range(articles):
        path = root / "content" / f"section-{number % folders}" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Article {number}\n---\n\ntext\n")
    (root / "content").mkdir(parents=True, exist_ok=True)
    (root / "hugo.toml").write_text("title = 'x'\n")
    return root
