"""Fault 7: the disk reports an error when the bytes are forced to it: said, and the old file stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.saving import ROOT, answer_of, require_strace, save_under_strace


def test_fsync_fails(tmp_path: Path) -> None:
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    source.write_bytes(b"new")
    answer = answer_of(save_under_strace("fsync:error=EIO:when=1", target, source, tmp_path / "log"))
    assert answer["reason"] == "device"
    assert target.read_bytes() == b"the old text"
    assert not list(tmp_path.glob(".inkstone-*"))


def test_fsync_of_the_folder_fails(tmp_path: Path) -> None:
    """The new text is in place by then; that it may not outlive a power cut is said all the same."""
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    source.write_bytes(b"new")
    answer = answer_of(save_under_strace("fsync:error=EIO:when=2", target, source, tmp_path / "log"))
    assert answer["reason"] == "device"
    assert target.read_bytes() == b"new"


def test_one_of_many_fails(tmp_path: Path) -> None:
    """`inkstone set` forces files to the disk side by side: the one that fails stays old and is named."""
    require_strace()
    files = [tmp_path / f"a{number}.md" for number in range(12)]
    for path in files:
        path.write_text("---\ndraft: true\n---\n")
    call = [sys.executable, "-m", "editor", "set", "draft=false", *map(str, files)]
    tamper = ["strace", "-f", "-qq", "-o", str(tmp_path / "log"), "-e", "inject=fsync:error=EIO:when=1"]
    done = subprocess.run([*tamper, *call], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1
    named = {line.split(": ")[0] for line in done.stderr.splitlines()}
    old = {str(path) for path in files if "true" in path.read_text()}
    # strace counts per thread, so that each of the threads that wait for the disk fails at its first file.
    assert 1 <= len(old) < len(files)
    assert named == old
    assert not list(tmp_path.glob(".inkstone-*"))
    assert json.dumps(sorted(old))
