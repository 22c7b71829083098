"""Fault 42: the system watches no more folders; it is said once, and looking again covers the rest."""

from __future__ import annotations

from pathlib import Path

from editor.site.watching.watcher import LIMIT_NOTICE
from tests.faults.watching import make_site, on_disk, watching_program


def test_fault_42_past_the_watch_limit_changes_are_still_found(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 60, folders=30)
    with watching_program(root, limits="echo 8 > /proc/sys/user/max_inotify_watches") as program:
        assert program.ready["notices"] == [LIMIT_NOTICE]
        for number in range(30):
            (root / "content" / f"section-{number}" / f"new-{number}.md").write_text("---\ntitle: N\n---\n")
        for number in range(30):
            program.ask(f"until new-{number}.md")
        (root / "content" / "section-29" / "29.md").write_text("---\ntitle: Edited\n---\n")
        (root / "content" / "section-29" / "last.md").write_text("x")
        answer = program.ask("until last.md")

    assert answer["found"] == on_disk(root)
    assert answer["notices"] == [LIMIT_NOTICE]


def test_fault_42_the_limit_reached_later_is_said_too(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 3)
    with watching_program(root, limits="echo 8 > /proc/sys/user/max_inotify_watches") as program:
        assert program.ready["notices"] == []
        for number in range(20):
            (root / "content" / f"late-{number}").mkdir()
            (root / "content" / f"late-{number}" / f"late-{number}.md").write_text("---\ntitle: L\n---\n")
        for number in range(20):
            answer = program.ask(f"until late-{number}.md")

    assert answer["found"] == on_disk(root)
    assert answer["notices"] == [LIMIT_NOTICE]
