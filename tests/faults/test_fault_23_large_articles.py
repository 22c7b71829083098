"""Fault 23: a file of 50 MB and a line of 10 MB: opened, typed into and saved, and the window turns meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.limits import LONG, PATIENCE

HEADER = b"---\ntitle: large\n---\n"
PARAGRAPH = ("一段文字，a paragraph as people write them, some hundred letters long. " * 8 + "\n\n").encode()


def test_fault_23_one_letter_is_the_whole_change_and_the_window_turns(start, site: Path) -> None:
    body = PARAGRAPH * (50_000_000 // len(PARAGRAPH))
    path = site / "content" / "posts" / "large.md"
    path.write_bytes(HEADER + body)
    driver = start(site)
    turns: list[str] = []
    timer = QTimer()
    timer.setInterval(5)
    stage = "opening"
    timer.timeout.connect(lambda: turns.append(stage))
    timer.start()
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=LONG):
        driver.open_articles.open(path)
    stage = "typing"
    for letter in "words":
        before = len(turns)
        QTest.keyClicks(driver.pane, letter)
        # Each letter comes through by itself: the loop turns before the next.
        driver.qtbot.waitUntil(lambda before=before: len(turns) > before, timeout=LONG)
    stage = "saving"
    with driver.qtbot.waitSignal(driver.article.saved, timeout=LONG):
        driver.actions["save"].trigger()
    timer.stop()
    assert path.read_bytes() == HEADER + b"words" + body
    # Reading and writing run beside the window.
    assert "opening" in turns and "saving" in turns


def test_fault_23_a_line_too_long_to_lay_out_is_shown_and_left_alone(start, site: Path) -> None:
    data = HEADER + "long line 字 ".encode() * 700_000 + b"\n"
    path = site / "content" / "posts" / "large.md"
    path.write_bytes(data)
    driver = start(site)
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=LONG):
        driver.open_articles.open(path)
    assert driver.article.read_only_reason and "long line" in driver.article.body()
    QTest.keyClicks(driver.pane, "words")
    driver.actions["save"].trigger()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=LONG)
    assert not driver.article.is_dirty()
    assert path.read_bytes() == data
    # What is shown cut is no copy of a file that goes away.
    path.unlink()
    with driver.qtbot.waitSignal(driver.article.removed_on_disk, timeout=PATIENCE):
        driver.bench.disk_changes.look_at_all()
    assert not driver.article.is_dirty()
