"""Unsaved text survives: a killed program, a termination signal, a changed or vanished file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

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


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_fault_34_38_text_of_an_ended_program_comes_back(
    start, article_path: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = article_path.read_bytes()
    process = run_typist(tmp_path, article_path)
    process.send_signal(number)
    process.wait(20)
    assert article_path.read_bytes() == before
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.desk.unsaved()) == 2, timeout=10_000)
    named = next(article for article in driver.desk.unsaved() if article.path == article_path)
    untitled = next(article for article in driver.desk.unsaved() if article.path is None)
    assert named.body().startswith("unsaved words ")
    assert untitled.body() == "untitled words"
    assert "back" in driver.window.status.notice()
    # Undo shows the file's own text again.
    named.undo_stack.undo()
    assert named.snapshot().to_bytes() == before


def test_fault_35_a_file_changed_after_the_crash_is_not_overwritten(
    start, article_path: Path, tmp_path: Path
) -> None:
    process = run_typist(tmp_path, article_path)
    process.kill()
    process.wait(20)
    theirs = article_path.read_text("utf-8") + "\nTheir new last line.\n"
    article_path.write_text(theirs, "utf-8")
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.desk.unsaved()) == 2, timeout=10_000)
    named = next(article for article in driver.desk.unsaved() if article.path == article_path)
    assert named.body().startswith("unsaved words ")
    assert article_path.read_text("utf-8") == theirs
    named.undo_stack.undo()
    assert named.snapshot().to_bytes() == theirs.encode()


def test_fault_36_text_survives_a_second_kill_during_the_restore(
    start, article_path: Path, tmp_path: Path
) -> None:
    first = run_typist(tmp_path, article_path)
    first.kill()
    first.wait(20)
    second = run_typist(tmp_path, article_path)
    second.kill()
    second.wait(20)
    driver = start(None)
    driver.qtbot.waitUntil(
        lambda: sum("unsaved words " in article.body() for article in driver.desk.unsaved()) >= 1,
        timeout=10_000,
    )
    assert any("untitled words" in article.body() for article in driver.desk.unsaved())


def test_a_vanished_file_comes_back_under_its_name(start, article_path: Path, tmp_path: Path) -> None:
    process = run_typist(tmp_path, article_path)
    process.kill()
    process.wait(20)
    article_path.unlink()
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.desk.unsaved()) == 2, timeout=10_000)
    named = next(article for article in driver.desk.unsaved() if article.path == article_path)
    driver.desk.bring_to_front(named)
    driver.save()
    assert "unsaved words " in article_path.read_text("utf-8")


def test_saved_text_leaves_no_journal(start, article_path: Path, tmp_path: Path) -> None:
    driver = start(article_path)
    journals = tmp_path / "state" / "journal"
    QTest.keyClicks(driver.pane, "words ")
    assert driver.bench.restoring.keeper.flush_and_wait()
    assert len(list(journals.rglob("*.journal"))) == 1
    driver.save()
    assert driver.bench.restoring.keeper.flush_and_wait()
    assert list(journals.rglob("*.journal")) == []


def test_fault_37_an_unwritable_journal_folder_is_told(start, article_path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journal").write_text("a file where the folder should be")
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    driver.qtbot.waitUntil(lambda: "save often" in driver.window.status.notice().lower(), timeout=5000)
