"""Fault 43: the system gives no notification at all; the program starts, says so once, and looks by itself."""

from __future__ import annotations

from pathlib import Path

from editor.site.watching.watcher import NO_WATCH_NOTICE
from tests.faults.watching import make_site, on_disk, watching_program


def test_fault_43_without_an_inotify_instance_changes_are_found(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 20, folders=4)
    with watching_program(root, limits="echo 0 > /proc/sys/user/max_inotify_instances") as program:
        assert program.ready["notices"] == [NO_WATCH_NOTICE]
        (root / "content" / "section-0" / "0.md").unlink()
        (root / "content" / "section-1" / "new.md").write_text("---\ntitle: New\n---\n")
        answer = program.ask("until new.md")

    assert answer["found"] == on_disk(root)
    assert answer["notices"] == [NO_WATCH_NOTICE]
