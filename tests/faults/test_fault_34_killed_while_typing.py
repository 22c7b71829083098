"""Fault 34: kill -9 in the middle of typing: at most the last second of it is gone, with no help from the test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.typist import ROOT

# Types a numbered word every 40 ms and tells each one with the time it was typed at; never flushes anything.
TYPING = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, QCoreApplication, Qt
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor.settings.store import SettingsStore
from editor.ui.application import Inkstone

base, path = Path(sys.argv[1]), Path(sys.argv[2])
application = QApplication(["inkstone"])
program = Inkstone(application, SettingsStore(base / "settings.json"))
program.data_folder, program.state_folder = base / "data", base / "state"
program.open_first(path)
program.window.show()
program.finish(path)
count = 0

def type_one():
    global count
    count += 1
    QTest.keyClicks(program.desk.pane(), f"w{count} ")
    print(count, time.monotonic(), flush=True)

timer = QTimer()
timer.timeout.connect(type_one)
timer.start(40)
sys.exit(application.exec())
"""


def test_fault_34_at_most_the_last_second_is_lost(start, article_path: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", TYPING, str(tmp_path), str(article_path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    assert process.stdout is not None
    typed: list[tuple[int, float]] = []
    while len(typed) < 75:
        number, moment = process.stdout.readline().split()
        typed.append((int(number), float(moment)))
    process.kill()
    killed = time.monotonic()
    rest = process.stdout.read()
    process.wait(20)
    typed += [(int(line.split()[0]), float(line.split()[1])) for line in rest.splitlines() if " " in line]
    driver = start(None)
    driver.qtbot.waitUntil(lambda: bool(driver.desk.unsaved()), timeout=10_000)
    body = driver.desk.unsaved()[0].body()
    lost = [number for number, moment in typed if f"w{number} " not in body and moment < killed - 1.0]
    assert lost == []
    assert "w1 w2 w3 " in body
