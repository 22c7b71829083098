"""Fault 53: a folder that cannot be read is passed over and named; the rest is there."""

from __future__ import annotations

from pathlib import Path

from tests.faults.watching import make_site, watching_program


def test_fault_53_an_unreadable_folder_is_skipped_and_said(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 9, folders=3)
    closed = root / "content" / "section-1"
    closed.chmod(0)
    try:
        with watching_program(root, unprivileged=True) as program:
            first = program.ask("list")
            (root / "content" / "section-2" / "new.md").write_text("x")
            answer = program.ask("until new.md")
    finally:
        closed.chmod(0o755)

    assert first["unreadable"] == [str(closed)]
    assert first["notices"] == []
    assert {Path(path).parent.name for path in first["found"]} == {"section-0", "section-2"}
    assert len(answer["found"]) == 7
