"""Fault 2: what a killed save left behind is cleaned, is no article, and nobody's running save is harmed."""

from __future__ import annotations

import os
import time
from pathlib import Path

from editor.articles.storage import left_overs
from editor.articles.storage.files import clean_left_overs, is_temporary, write
from tests.faults.saving import save_under_strace


def test_a_killed_save_is_cleaned_up_by_a_later_one(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    target, source = folder / "a.md", tmp_path / "new"
    target.write_bytes(b"old")
    source.write_bytes(b"new")
    save_under_strace("fsync:signal=KILL:when=1", target, source, tmp_path / "log")
    (left,) = [path for path in folder.iterdir() if path != target]
    assert is_temporary(left.name)
    assert left.suffix != ".md"
    write(folder / "b.md", b"x")
    assert left.exists(), "too young to be known as abandoned"
    old = time.time() - 120
    os.utime(left, (old, old))
    write(folder / "b.md", b"y")
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "b.md"]


def test_only_abandoned_files_go(tmp_path: Path) -> None:
    mine = tmp_path / left_overs.temporary_name()
    other_machine = tmp_path / ".inkstone-00000000-1-abcd.tmp"
    forgotten = tmp_path / ".inkstone-00000000-2-abcd.tmp"
    strange = tmp_path / ".inkstone-what.tmp"
    article = tmp_path / "a.tmp"
    for path in (mine, other_machine, forgotten, strange, article):
        path.write_bytes(b"x")
        os.utime(path, (time.time() - 3600,) * 2)
    os.utime(forgotten, (time.time() - 200_000,) * 2)
    assert clean_left_overs(tmp_path) == [forgotten]
    assert mine.exists() and other_machine.exists() and strange.exists() and article.exists()


def test_a_folder_that_cannot_be_read_is_no_error(tmp_path: Path) -> None:
    assert clean_left_overs(tmp_path / "none") == []
