"""Fault 34: kill -9 in the middle of typing: at most the last second of it is gone, with no help from the test."""

from __future__ import annotations

import time
from pathlib import Path

from tests.faults.typist import run_program
from tests.limits import PATIENCE, PATIENCE_S

# Types a numbered word every 40 ms and tells each one with the time it was typed at; never flushes anything.
TYPING = """
count = 0

def type_one():
    global count
    count += 1
    QTest.keyClicks(program.open_articles.pane(), f"w{count} ")
    print(count, time.monotonic(), flush=True)

timer = QTimer()
timer.timeout.connect(type_one)
timer.start(40)
sys.exit(application.exec())
"""


def test_fault_34_at_most_the_last_second_is_lost(start, article_path: Path, tmp_path: Path) -> None:
    process = run_program(TYPING, tmp_path, article_path)
    assert process.stdout is not None
    typed: list[tuple[int, float]] = []
    while len(typed) < 75:
        number, moment = process.stdout.readline().split()
        typed.append((int(number), float(moment)))
    process.kill()
    killed = time.monotonic()
    rest = process.stdout.read()
    process.wait(PATIENCE_S)
    typed += [(int(line.split()[0]), float(line.split()[1])) for line in rest.splitlines() if " " in line]
    driver = start(None)
    driver.qtbot.waitUntil(lambda: bool(driver.open_articles.unsaved()), timeout=PATIENCE)
    body = driver.open_articles.unsaved()[0].body()
    lost = [number for number, moment in typed if f"w{number} " not in body and moment < killed - 1.0]
    assert lost == []
    assert "w1 w2 w3 " in body
