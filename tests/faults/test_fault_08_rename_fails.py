"""Fault 8: the rename is refused (no permission, another file system, busy): the old file stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.saving import answer_of, save_under_strace


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("EACCES", "read-only-folder"),
        ("EXDEV", "busy"),
        ("EBUSY", "busy"),
        ("EROFS", "read-only-file-system"),
    ],
)
def test_rename_refused(tmp_path: Path, error: str, reason: str) -> None:
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    source.write_bytes(b"new")
    inject = f"rename,renameat,renameat2:error={error}:when=1"
    answer = answer_of(save_under_strace(inject, target, source, tmp_path / "log"))
    assert answer["reason"] == reason
    assert target.read_bytes() == b"the old text"
    assert not list(tmp_path.glob(".inkstone-*"))


def test_the_way_out_of_a_busy_file_is_to_write_in_place(tmp_path: Path) -> None:
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    source.write_bytes(b"new")
    inject = "rename,renameat,renameat2:error=EBUSY"
    assert answer_of(save_under_strace(inject, target, source, tmp_path / "log", in_place=True)) == {
        "saved": True
    }
    assert target.read_bytes() == b"new"
