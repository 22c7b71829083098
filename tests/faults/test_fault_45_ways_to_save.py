"""Fault 45: saves as vim, as editors that rename over, and as sync clients make them: one reload each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.site.watching.changes import FileChange
from tests.site.watching.heard import settle, watching


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def as_vim(path: Path, text: str) -> None:
    # With 'backupcopy=no': the old file becomes the backup, a new one is written, the backup goes.
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    backup = path.with_name(path.name + "~")
    path.rename(backup)
    path.write_text(text)
    backup.unlink()


def by_renaming_over(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(text)
    temporary.replace(path)


def as_a_sync_client(path: Path, text: str) -> None:
    temporary = path.with_name(f".syncthing.{path.name}.tmp")
    temporary.write_text(text)
    temporary.chmod(0o600)
    temporary.replace(path)
    path.chmod(0o644)
    # The other machine's time, which lies in the past.
    os.utime(path, (1_600_000_000, 1_600_000_000))


def byte_by_byte(path: Path, text: str) -> None:
    with path.open("w") as file:
        for char in text:
            file.write(char)
            file.flush()


@pytest.mark.parametrize("save", [in_place, as_vim, by_renaming_over, as_a_sync_client, byte_by_byte])
def test_fault_45_one_save_is_one_change(save: Callable[[Path, str], None], tmp_path: Path) -> None:
    path = tmp_path / "posts" / "a.md"
    path.parent.mkdir()
    path.write_text("first")
    with watching(tmp_path) as heard:
        for text in ("second text", "third text"):
            heard.forget()
            save(path, text)
            heard.wait_for_change("edited", path)
            settle(heard, tmp_path)

            assert [c for c in heard.changes if "marker" not in c.path.name] == [FileChange("edited", path)]


def test_fault_45_a_later_touch_of_the_same_content_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("first")
    with watching(tmp_path) as heard:
        as_a_sync_client(path, "second")
        heard.wait_for_change("edited", path)
        settle(heard, tmp_path)
        heard.forget()
        os.utime(path, (1_500_000_000, 1_500_000_000))
        path.chmod(0o600)
        by_renaming_over(path, "second")
        settle(heard, tmp_path)

        assert heard.of(path) == []
