"""Faults 32 and 33: one article in two windows: the second is told, nothing is lost; a dead window's lock is free."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtTest import QTest

from editor.ui.documents.article_locks import lock_file
from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


def notices(driver) -> list[str]:
    told: list[str] = []
    driver.bench.kept.locks.shared.connect(lambda article: told.append(article.path.name))
    return told


def test_fault_32_the_second_window_is_told_and_nothing_is_lost(
    start, site: Path, article_path: Path, tmp_path: Path
) -> None:
    process = run_typist(tmp_path, article_path)
    try:
        driver = start(site)
        told = notices(driver)
        driver.open(article_path)
        driver.qtbot.waitUntil(lambda: told == [article_path.name], timeout=PATIENCE)
        assert "another window" in driver.window.status.notice()
        # The first window's journal is alive: its text is not brought back here.
        assert driver.open_articles.unsaved() == []
    finally:
        process.kill()
        process.wait(PATIENCE_S)
    # Killed: its lock is free again, and ours from now on.
    driver.bench.kept.locks.look_again()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    second = run_typist(tmp_path, article_path)
    second.kill()
    second.wait(PATIENCE_S)


def test_fault_32_both_windows_save(start, site: Path, article_path: Path, tmp_path: Path) -> None:
    article_path.write_text("---\ntitle: a\n---\n" + "".join(f"line {n}\n\n" for n in range(20)), "utf-8")
    one = start(site)
    one.open(article_path)
    two = start(site)
    told = notices(two)
    two.open(article_path)
    two.qtbot.waitUntil(lambda: told == [article_path.name], timeout=PATIENCE)
    # Each sees only what it types itself until the other saves.
    QTest.keyClicks(one.pane, "one ")
    two.pane.go_to_line(15, 0)
    QTest.keyClicks(two.pane, "two ")
    one.save()
    two.qtbot.waitUntil(lambda: "one " in two.article.body(), timeout=PATIENCE)
    two.save()
    saved = article_path.read_text("utf-8")
    assert "one " in saved and "two " in saved
    one.qtbot.waitUntil(lambda: "two " in one.article.body(), timeout=PATIENCE)
    assert not one.article.is_dirty()


def test_fault_33_left_over_lock_files_stop_nobody(start, article_path: Path, tmp_path: Path) -> None:
    locks = tmp_path / "state" / "locks"
    locks.mkdir(parents=True)
    # What a killed process, or another machine with the same home folder, leaves: a file that nobody holds.
    lock_file(locks, article_path).write_text("otherhost 12345\n")
    sessions = tmp_path / "state" / "journal" / "0123456789abcdef"
    sessions.mkdir(parents=True)
    (sessions / "session.lock").write_text("otherhost 12345\n")
    os.utime(sessions / "session.lock", (0, 0))
    driver = start(article_path)
    told = notices(driver)
    driver.bench.kept.locks.look_again()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert told == [] and "another window" not in driver.window.status.notice()
    driver.qtbot.waitUntil(lambda: not sessions.exists(), timeout=PATIENCE)
