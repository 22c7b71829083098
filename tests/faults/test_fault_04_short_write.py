"""Fault 4: a write that wrote less than it says, or less than asked, never takes the old file's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.saving import answer_of, save_under_strace


@pytest.mark.parametrize(
    ("inject", "saved"),
    [
        # The call is not made at all, and claims to have written everything, or a part.
        ("write:retval=9000:when=1", False),
        ("write:retval=10:when=1", False),
    ],
)
def test_a_lying_write(tmp_path: Path, inject: str, saved: bool) -> None:
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    source.write_bytes(b"new text!" * 1000)
    answer = answer_of(save_under_strace(inject, target, source, tmp_path / "log"))
    assert answer["saved"] is saved
    assert answer["reason"] == "device"
    assert target.read_bytes() == b"the old text"
    assert not list(tmp_path.glob(".inkstone-*"))
