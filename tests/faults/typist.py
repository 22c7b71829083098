"""Runs the real program in a process of its own, types into it, and leaves it to the test to end it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Types into the real program in a process of its own, waits until the journal holds the text, then says so.
TYPIST = """
import sys
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
bench = program.parts[0]
QTest.keyClicks(program.desk.pane(), "unsaved words ")
bench.desk.place(None)
QTest.keyClicks(program.desk.pane(), "untitled words")

def told():
    if bench.restoring.keeper.flush_and_wait():
        print("journalled", flush=True)

QTimer.singleShot(50, told)
sys.exit(application.exec())
"""


def run_typist(base: Path, path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(base), str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=environment,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "journalled\n"
    return process
