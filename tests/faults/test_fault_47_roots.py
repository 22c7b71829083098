"""Fault 47: the watched root is deleted, recreated, renamed, or its parent is: noticed, and watched again."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.site.watching.heard import watching


def test_fault_47_a_deleted_and_recreated_root(tmp_path: Path) -> None:
    root = tmp_path / "content"
    root.mkdir()
    (root / "a.md").write_text("a")
    with watching(root) as heard:
        shutil.rmtree(root)
        heard.wait_for_change("removed", root)
        heard.wait_for_change("removed", root / "a.md")
        root.mkdir()
        (root / "b.md").write_text("b")
        heard.wait_for_change("created", root)
        heard.wait_for_change("created", root / "b.md")
        (root / "c.md").write_text("c")
        heard.wait_for_change("created", root / "c.md")


def test_fault_47_a_renamed_root_is_not_followed_under_its_old_name(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "content", tmp_path / "elsewhere"
    root.mkdir()
    (root / "a.md").write_text("a")
    with watching(root) as heard:
        root.rename(elsewhere)
        heard.wait_for_change("removed", root)
        heard.forget()
        (elsewhere / "a.md").write_text("edited elsewhere")
        elsewhere.rename(root)
        heard.wait_for_change("created", root)
        heard.wait_for_change("created", root / "a.md")

        assert "edited" not in heard.of(root / "a.md")


def test_fault_47_a_renamed_parent(tmp_path: Path) -> None:
    site = tmp_path / "site"
    root = site / "content"
    root.mkdir(parents=True)
    (root / "a.md").write_text("a")
    with watching(root) as heard:
        site.rename(tmp_path / "site-2")
        heard.wait_for_change("removed", root)
        (tmp_path / "site-2").rename(site)
        heard.wait_for_change("created", root)
        (root / "b.md").write_text("b")
        heard.wait_for_change("created", root / "b.md")


def test_fault_47_another_folder_in_the_root_s_place(tmp_path: Path) -> None:
    root, other = tmp_path / "content", tmp_path / "other"
    for folder, name in ((root, "mine.md"), (other, "theirs.md")):
        folder.mkdir()
        (folder / name).write_text(name)
    with watching(root) as heard:
        root.rename(tmp_path / "old")
        other.rename(root)
        heard.wait_for(lambda: heard.of(root) in (["rescan"], ["removed", "created"]))
        heard.wait_for_change("created", root / "theirs.md")
        heard.wait_for_change("removed", root / "mine.md")
        (root / "new.md").write_text("x")
        heard.wait_for_change("created", root / "new.md")
