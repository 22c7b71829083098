"""How long the window stands still while a large article is opened, typed into, saved and changed by others.

``python tests/benchmarks/bench_large_article.py [--megabytes 10]``. The whole program with a heartbeat on its event
loop; the longest pause of each stage, and its ratio to the longest pause at rest. The aim is 100 ms.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.app.interpreter import Sweeper
from tests.heartbeat import Heartbeat

PARAGRAPH = ("一段文字，a paragraph as people write them, some hundred letters long. " * 8 + "\n\n").encode()
REST = 1.5  # seconds that each stage is watched after its work


def turn(until: Callable[[], bool]) -> None:
    """Let the event loop run."""
    while not until():
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def turn_for(seconds: float) -> None:
    """Let the event loop run for some time."""
    end = time.monotonic() + seconds
    turn(lambda: time.monotonic() > end)


def measure(application: QApplication, folder: Path, megabytes: int) -> None:
    """Print the longest pause of each stage."""
    root = folder / "site"
    path = root / "content" / "posts" / "large.md"
    path.parent.mkdir(parents=True)
    (root / "hugo.toml").write_text("title = 'x'\n")
    path.write_bytes(b"---\ntitle: large\n---\n" + PARAGRAPH * (megabytes * 1_000_000 // len(PARAGRAPH)))
    program = Inkstone(application, SettingsStore(folder / "settings.json"))
    program.data_folder, program.state_folder = folder / "data", folder / "state"
    program.window.resize(1600, 1000)
    program.window.show()
    program.finish(root)
    sweeper = Sweeper(application, program)
    turn(lambda: program.parts[0].session.catalogue is not None)
    turn_for(REST)
    heart = Heartbeat()
    with heart.during("at rest"):
        turn_for(REST)
    with heart.during("opened"):
        program.open_articles.open(path)
        turn(lambda: program.open_articles.front() is not None)
        turn_for(2 * REST)
    article, pane = program.open_articles.front(), program.open_articles.pane()
    assert article is not None and pane is not None
    told: list[str] = []
    for signal in (article.saved, article.merged, article.reloaded):
        signal.connect(lambda: told.append(""))
    with heart.during("typed into"):
        for letter in "words":
            QTest.keyClicks(pane, letter)
            turn_for(0.3)
        turn_for(REST)
    with heart.during("changed by another program while unsaved"):
        path.write_bytes(path.read_bytes() + b"their line\n")
        turn(lambda: bool(told))
        turn_for(REST)
    told.clear()
    with heart.during("saved"):
        article.save()
        turn(lambda: bool(told))
        turn_for(REST)
    told.clear()
    with heart.during("changed by another program while saved"):
        path.write_bytes(path.read_bytes() + b"their next line\n")
        turn(lambda: bool(told))
        turn_for(REST)
    heart.stop()
    rest = heart.longest["at rest"]
    for stage, seconds in heart.longest.items():
        if stage:
            print(
                f"{megabytes} MB, {stage}: longest pause {seconds * 1000:.0f} ms (ratio {seconds / rest:.1f})"
            )
    program.parts[0].shut_down()
    sweeper.stop()
    program.window.allow_close()
    program.tasks.shut_down(10_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=10)
    options = parser.parse_args()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(["inkstone"])
    application.setStyle("fusion")
    with tempfile.TemporaryDirectory() as folder:
        measure(application, Path(folder), options.megabytes)


if __name__ == "__main__":
    main()
