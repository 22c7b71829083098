"""Which hugo program is taken."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from editor.publish.hugo import Hugo, find_hugo


def program(folder: Path, says: str) -> Path:
    folder.mkdir()
    path = folder / "hugo"
    path.write_text(f"#!/bin/sh\necho '{says}'\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_hugo_of_the_path_comes_first(tmp_path: Path) -> None:
    path = program(tmp_path / "bin", "hugo v0.150.1+extended linux/amd64 BuildDate=unknown")
    assert find_hugo(path=str(path.parent)) == Hugo(path, (0, 150, 1))


@pytest.mark.hugo
def test_what_is_no_hugo_is_passed_over(tmp_path: Path, hugo: str) -> None:
    path = program(tmp_path / "bin", "I am something else")
    found = find_hugo(path=str(path.parent))
    assert found is not None
    assert found.program != path
    assert found.is_recent


def test_old_hugo_is_known_as_old() -> None:
    assert not Hugo(Path("hugo"), (0, 92, 2)).is_recent
    assert Hugo(Path("hugo"), (0, 128, 0)).is_recent
