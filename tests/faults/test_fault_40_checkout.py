"""Fault 40: a checkout touches 500 and 10,000 files; afterwards the catalogue equals the disk."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.watching import git, make_site, on_disk, other_branch, quick_folder, watching_program


@pytest.mark.skipif(shutil.which("git") is None, reason="no git program")
@pytest.mark.parametrize("count", [500, 10_000])
def test_fault_40_a_checkout_leaves_the_catalogue_equal_to_the_disk(count: int, tmp_path: Path) -> None:
    with quick_folder(tmp_path) as folder:
        check_out(folder / "site", count)


def check_out(root: Path, count: int) -> None:
    make_site(root, count, folders=40)
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    other_branch(root, "other")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    with watching_program(root) as program:
        git(root, "checkout", "-q", "master" if (root / ".git/refs/heads/master").exists() else "main")
        (root / "content" / "last.md").write_text("---\ntitle: Last\n---\n")
        program.ask("until last.md")
        program.ask("rescan")
        (root / "content" / "very-last.md").write_text("---\ntitle: Very last\n---\n")
        answer = program.ask("until very-last.md")

    assert len(answer["found"]) == count + 2
    assert answer["found"] == on_disk(root)
