"""Writing below one folder: atomic, never through a link, never outside."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

import pytest

from editor.export.output import OutputError, OutputFolder


def test_folders_are_made_and_files_replaced(tmp_path: Path) -> None:
    out = OutputFolder(tmp_path / "new" / "out")
    out.write(PurePosixPath("a/b.html"), b"one")
    out.write(PurePosixPath("a/b.html"), b"two")
    assert (tmp_path / "new" / "out" / "a" / "b.html").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "new" / "out" / "a").iterdir()] == ["b.html"]


@pytest.mark.parametrize("place", ["../x", "a/../../x", "/etc/x", "", "a\0b"])
def test_a_place_outside_is_refused(tmp_path: Path, place: str) -> None:
    with pytest.raises(OutputError, match="leads out"):
        OutputFolder(tmp_path / "out").write(PurePosixPath(place), b"x")
    assert list(tmp_path.iterdir()) == []


def test_new_files_get_the_users_usual_mode(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        OutputFolder(tmp_path).write(PurePosixPath("a"), b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_left_overs_of_a_killed_export_are_removed_and_those_of_a_running_one_stay(tmp_path: Path) -> None:
    gone = tmp_path / ".inkstone-export-4194305-00ff.part"
    running = tmp_path / f".inkstone-export-{os.getpid()}-00ff.part"
    foreign = tmp_path / ".inkstone-export-x.part"
    for path in (gone, running, foreign):
        path.write_bytes(b"half")
    OutputFolder(tmp_path).write(PurePosixPath("a"), b"x")
    assert not gone.exists()
    assert running.exists()
    assert foreign.exists()
