"""Fault 37: the journal cannot be written: the author is told, at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest


def test_fault_37_an_unwritable_journal_folder_is_told(start, article_path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journal").write_text("a file where the folder should be")
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    driver.qtbot.waitUntil(lambda: "save often" in driver.window.status.notice().lower(), timeout=5000)
