"""Fault 41: the system's queue of notifications overflows; what was lost is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.watching import make_site, on_disk, quick_folder, watching_program

LIMIT = Path("/proc/sys/fs/inotify/max_queued_events")


@pytest.mark.skipif(not LIMIT.exists(), reason="no inotify here")
def test_fault_41_lost_notifications_are_made_up_for(tmp_path: Path) -> None:
    queue = int(LIMIT.read_text())
    if queue > 40_000:
        pytest.skip(f"the queue takes {queue} notifications: too many to overflow in a test")
    with quick_folder(tmp_path) as folder:
        overflow(folder / "site", queue)


def overflow(root: Path, queue: int) -> None:
    make_site(root, 50, folders=5)
    folder = root / "content" / "section-0"
    with watching_program(root) as program:
        # A stopped program reads nothing: the queue fills, then the system drops what follows.
        program.pause()
        scratch = folder / "scratch.md"
        for number in range(queue // 2 + 500):
            scratch.write_text(str(number % 10))
        (folder / "0.md").write_text("---\ntitle: Edited after the overflow\n---\n")
        (folder / "5.md").unlink()
        deep = folder / "new" / "deep"
        deep.mkdir(parents=True)
        (deep / "in.md").write_text("---\ntitle: Lost\n---\n")
        (folder / "last.md").write_text("---\ntitle: Last\n---\n")
        program.go_on()
        answer = program.ask("until last.md")

        assert answer["found"] == on_disk(root)

        (deep / "after.md").write_text("---\ntitle: Watched again\n---\n")
        answer = program.ask("until after.md")

    assert answer["found"] == on_disk(root)
    # watchdog complains of the overflow: the fault did happen.
    assert "overflow" in program.errors
