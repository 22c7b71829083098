"""Faults 9 to 11: a read-only file, a read-only folder, a file system that turned read-only."""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.articles.storage.files import read, write
from tests.faults.saving import answer_of, apart, command, in_mount_namespace, reason_of


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that a user without rights can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        yield Path(name)
        Path(name).chmod(0o777)


def test_a_read_only_file_is_asked_about(folder: Path) -> None:
    target = folder / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o444)
    assert apart(lambda: reason_of(lambda: write(target, b"new")), as_nobody=True) == "read-only-file"
    assert reason_of(lambda: write(target, b"new")) == "read-only-file"
    assert target.read_bytes() == b"old"
    write(target, b"new", replace_read_only=True)
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o444


def test_saving_what_a_read_only_file_holds_is_no_error(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o444)
    write(target, b"old")
    assert target.read_bytes() == b"old"
    assert stat.S_IMODE(target.stat().st_mode) == 0o444


def test_a_read_only_folder_offers_to_write_in_place(folder: Path) -> None:
    target = folder / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o666)
    folder.chmod(0o555)
    assert apart(lambda: reason_of(lambda: write(target, b"new")), as_nobody=True) == "read-only-folder"
    assert target.read_bytes() == b"old"
    assert apart(lambda: reason_of(lambda: write(target, b"new", in_place=True)), as_nobody=True) == ""
    assert target.read_bytes() == b"new"
    assert (
        apart(lambda: reason_of(lambda: write(folder / "b.md", b"x")), as_nobody=True) == "read-only-folder"
    )


def test_a_file_that_may_not_be_read(folder: Path) -> None:
    target = folder / "a.md"
    target.write_bytes(b"old")
    target.chmod(0o200)
    assert apart(lambda: reason_of(lambda: read(target)), as_nobody=True) == "no-permission"


def test_a_file_system_that_turned_read_only(tmp_path: Path) -> None:
    folder, source = tmp_path / "disk", tmp_path / "new"
    folder.mkdir()
    source.write_bytes(b"new")
    script = """
folder="$1"; shift
mount -t tmpfs tmpfs "$folder"
printf 'the old text' > "$folder/a.md"
mount -o remount,ro "$folder"
"$@"
grep -q 'the old text' "$folder/a.md"
"""
    done = in_mount_namespace(script, str(folder), *command(folder / "a.md", source))
    assert done.returncode == 0, done.stderr
    answer = answer_of(done)
    assert answer["reason"] in ("read-only-file-system", "read-only-file")
    assert "read-only" in answer["message"]
