"""Runs the real program in a process of its own, types into it, and leaves it to the test to end it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The real program with its window open on an article: the beginning of every script here.
_PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, QCoreApplication, Qt
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.app.interpreter import Sweeper

base, path = Path(sys.argv[1]), Path(sys.argv[2])
application = QApplication(["inkstone"])
program = Inkstone(application, SettingsStore(base / "settings.json"))
program.data_folder, program.state_folder = base / "data", base / "state"
program.open_first(path)
program.window.show()
program.finish(path)
sweeper = Sweeper(application, program)
"""

# Types, waits until the journal holds the text, then says so.
_TYPIST = """
bench = program.parts[0]
QTest.keyClicks(program.open_articles.pane(), "unsaved words ")
bench.open_articles.place(None)
QTest.keyClicks(program.open_articles.pane(), "untitled words")

def told():
    if bench.kept.restoring.keeper.flush_and_wait():
        print("journalled", flush=True)

QTimer.singleShot(50, told)
sys.exit(application.exec())
"""


def run_program(script: str, base: Path, path: Path) -> subprocess.Popen[str]:
    """Run the program on an article, and then a script that has it as `program`."""
    return subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-c", _PROGRAM + script, str(base), str(path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )


def run_typist(base: Path, path: Path) -> subprocess.Popen[str]:
    process = run_program(_TYPIST, base, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "journalled\n"
    return process
