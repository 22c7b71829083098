"""How long the window stands still while git rewrites a site of 10,000 articles below it.

``python tests/benchmarks/bench_window_turns.py [--articles 10000] [--rounds 3]``. The whole program, with an open
article that holds unsaved words; a heartbeat on its event loop notes the longest pause. Printed beside it is the
longest pause of the same window at rest, which is the noise of the machine. The aim is 100 ms.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import statistics
import subprocess
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

from bench_library import make_site

from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.app.interpreter import Sweeper
from tests.heartbeat import Heartbeat

QUIET = 2.5  # seconds without any news: longer than the watcher lets a burst settle


def git(root: Path, *arguments: str) -> None:
    """Run git in the site."""
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
    )


def make_branches(root: Path, count: int) -> Path:
    """Write a site with two branches that differ in every article but one; returns that one."""
    root.mkdir()
    make_site(root, count)
    git(root, "init", "-q", "-b", "one")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    git(root, "checkout", "-q", "-b", "two")
    kept, *others = sorted((root / "content").rglob("*.md"))
    for number, path in enumerate(others):
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.rename(path.with_name("renamed-" + path.name))
        else:
            path.write_text(
                f"---\ntitle: Other {number}\ntags: [t{number % 40}]\n---\n\nother text\n", "utf-8"
            )
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    git(root, "checkout", "-q", "one")
    return kept


class Shell:
    """Runs commands from a small process: to start one from a large program stops it for a moment."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            ["sh"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, command: str) -> Callable[[], bool]:
        """Start a command; the answer tells whether it has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        out = self._process.stdout
        self._process.stdin.write(f"{command} >&2; echo\n")
        self._process.stdin.flush()

        def ended() -> bool:
            if not select.select([out], [], [], 0)[0]:
                return False
            out.readline()
            return True

        return ended

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def turn(until: Callable[[], bool]) -> None:
    """Let the event loop run."""
    while not until():
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def turn_until_quiet(program: Inkstone, news: list[int]) -> None:
    """Let the event loop run until nothing has happened for a while."""
    last, seen = time.monotonic(), -1

    def quiet() -> bool:
        nonlocal last, seen
        if len(news) != seen or program.tasks.busy():
            last, seen = time.monotonic(), len(news)
        return time.monotonic() - last > QUIET

    turn(quiet)


def measure(application: QApplication, folder: Path, count: int, rounds: int) -> None:
    """Print the longest pauses."""
    root = folder / "site"
    kept = make_branches(root, count)
    shell = Shell(root)
    program = Inkstone(application, SettingsStore(folder / "settings.json"))
    program.data_folder, program.state_folder = folder / "data", folder / "state"
    program.window.resize(1600, 1000)
    program.open_first(kept)
    program.window.show()
    program.finish(kept)
    sweeper = Sweeper(application, program)
    session = program.parts[0].session
    news: list[int] = []
    session.articles_changed.connect(lambda changes: news.append(len(changes)))
    turn(lambda: session.catalogue is not None)
    turn_until_quiet(program, news)
    pane, article = program.open_articles.pane(), program.open_articles.front()
    QTest.keyClicks(pane, "unsaved ")
    heart = Heartbeat()
    with heart.during("rest"):
        turn_until_quiet(program, news)
    rest = heart.longest["rest"]
    pauses = []
    for number in range(2 * rounds):
        heart.longest.clear()
        with heart.during("burst"):
            turn(shell.start(f"git checkout -q {'one' if number % 2 else 'two'}"))
            turn_until_quiet(program, news)
        pauses.append(heart.longest["burst"])
    heart.stop()
    assert sum(news) >= count * rounds
    assert article.is_dirty() and article.body().startswith("unsaved ")
    print(
        f"{count:,} articles, {len(pauses)} checkouts: longest pause "
        f"{min(pauses) * 1000:.0f} ms at best, {statistics.median(pauses) * 1000:.0f} ms in the median, "
        f"{max(pauses) * 1000:.0f} ms at worst; {rest * 1000:.0f} ms at rest "
        f"(ratio of the median {statistics.median(pauses) / rest:.1f})"
    )
    shell.close()
    program.parts[0].shut_down()
    sweeper.stop()
    program.window.allow_close()
    program.tasks.shut_down(5000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if shutil.which("git") is None:
        print("no git program: nothing measured")
        return
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(["inkstone"])
    application.setStyle("fusion")
    with tempfile.TemporaryDirectory() as folder:
        measure(application, Path(folder), options.articles, options.rounds)


if __name__ == "__main__":
    main()
