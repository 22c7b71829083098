"""Fault 61: an export that is killed, or runs out of space, leaves whole files only."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import LONG_S

ROOT = Path(__file__).resolve().parents[2]
END = "the very end of the text"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(400):
        (content / f"a{number:03}.md").write_text(f"---\ntitle: T\n---\n\n{'filler ' * 3000}\n\n{END}\n")
    return content


def command(*paths: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "editor", "export", *map(str, paths), "--to", "html", "--out", str(out)]


def assert_whole(out: Path) -> int:
    pages = list(out.rglob("*.html"))
    for path in pages:
        assert path.read_text().rstrip().endswith("</html>"), path
        assert END in path.read_text()
    return len(pages)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_fault_61_killed(content: Path, tmp_path: Path, sent: signal.Signals) -> None:
    out = tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen(
        command(content, out=out),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        # Who starts the tests in the background has them, and what they start, ignore SIGINT.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - before any thread starts
    )
    while not any(path.suffix == ".html" for path in out.iterdir()):
        assert process.poll() is None, process.stderr.read()
    process.send_signal(sent)
    _, complaint = process.communicate(timeout=LONG_S)
    written = assert_whole(out)
    assert 0 < written < 400
    assert b"Traceback" not in complaint
    # A later export clears what the killed one left.
    subprocess.run(command(content / "a000.md", out=out), cwd=ROOT, check=True, capture_output=True)
    assert [path for path in out.iterdir() if path.suffix != ".html"] == []


def test_fault_61_a_file_larger_than_allowed(content: Path, tmp_path: Path) -> None:
    (content / "small.md").write_text("---\ntitle: T\n---\n\nsmall\n")
    done = subprocess.run(
        [*command(content / "a000.md", content / "small.md", out=tmp_path / "out"), "--fragment"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"{content / 'a000.md'}: ")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["small.html"]


def test_fault_61_no_space(content: Path, tmp_path: Path) -> None:
    out = tmp_path / "full"
    out.mkdir()
    inner = (
        f"mount -t tmpfs -o size=400k tmpfs '{out}' && "
        + " ".join(command(content, out=out))
        + (
            f"; echo status $?; for f in '{out}'/*.html; do tail -c 8 \"$f\"; done; ls -A '{out}' | grep -v html"
        )
    )
    if subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no user namespaces on this machine: a full disk cannot be made")
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", inner],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONG_S,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert "status 1" in done.stdout, done.stderr
    _, _, endings = done.stdout.partition("status 1\n")
    tails = endings.split()
    assert tails
    assert set(tails) == {"</html>"}, set(tails)
    assert "no space is left on the disk" in done.stderr
    assert "Traceback" not in done.stderr
