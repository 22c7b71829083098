"""Fault 12: mode, owner, group and extended attributes survive a save."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from editor.articles.storage.files import write, write_many
from tests.faults.saving import NOBODY, apart


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666, 0o755])
def test_mode(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    target.chmod(mode)
    write(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write(tmp_path / "a.md", b"new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.md").stat().st_mode) == 0o640


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a file to another user"
)
def test_owner_and_group(tmp_path: Path) -> None:
    targets = [tmp_path / "a.md", tmp_path / "b.md"]
    for target in targets:
        target.write_bytes(b"old")
        os.chown(target, NOBODY, NOBODY)
    write(targets[0], b"new")
    assert len(list(write_many([(targets[1], b"new", b"old")]))) == 1
    for target in targets:
        assert (target.stat().st_uid, target.stat().st_gid) == (NOBODY, NOBODY)
        assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
def test_an_owner_that_cannot_be_kept_is_kept_by_writing_in_place() -> None:
    """A shared folder: the file is another's, and ours to write; a rename would make it ours alone."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        target = folder / "a.md"
        target.write_bytes(b"old")
        target.chmod(0o666)
        inode = target.stat().st_ino
        apart(lambda: write(target, b"new and longer").fingerprint, as_nobody=True)
        assert target.read_bytes() == b"new and longer"
        assert (target.stat().st_uid, target.stat().st_ino) == (0, inode)
        apart(lambda: write(target, b"short").fingerprint, as_nobody=True)
        assert target.read_bytes() == b"short"
        assert [path.name for path in folder.iterdir()] == ["a.md"]


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes on this system")
def test_extended_attributes(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"old")
    try:
        os.setxattr(target, "user.inkstone.test", "值".encode())
    except OSError as error:
        pytest.skip(f"no extended attributes on this file system: {error}")
    write(target, b"new")
    assert os.getxattr(target, "user.inkstone.test") == "值".encode()
    assert target.read_bytes() == b"new"
