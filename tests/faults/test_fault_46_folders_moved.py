"""Fault 46: a folder is moved in or out and then edited: no ghosts."""

from __future__ import annotations

from pathlib import Path

from tests.faults.watching import make_site, on_disk, watching_program


def test_fault_46_folders_moved_in_and_out_leave_no_ghosts(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 40, folders=4)
    outside = make_site(tmp_path / "other", 20, folders=2) / "content" / "section-1"
    content = root / "content"
    with watching_program(root) as program:
        gone = tmp_path / "gone"
        (content / "section-0").rename(gone)
        outside.rename(content / "arrived")
        (content / "section-1").rename(content / "section-2" / "within")
        # Edited after the move: the old folder under its new name, and the new one.
        (gone / "0.md").write_text("---\ntitle: A ghost\n---\n")
        (gone / "ghost.md").write_text("---\ntitle: A ghost\n---\n")
        (content / "arrived" / "1.md").write_text("---\ntitle: Edited\n---\n")
        (content / "section-2" / "within" / "1.md").write_text("---\ntitle: Edited within\n---\n")
        (content / "last.md").write_text("x")
        program.ask("until last.md")
        (content / "arrived" / "very-last.md").write_text("x")
        answer = program.ask("until very-last.md")

    assert answer["found"] == on_disk(root)
    assert not [path for path in answer["found"] if "ghost" in path or "section-0/" in path]
