"""Fault 52: a read that does not come back (a stalled share): the window stays live and works on other articles."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.typist import ROOT
from tests.limits import LONG_S

# Opening the named file waits, deep in the C library, until the gate appears: as on a share that does not answer.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void stall(const char *path) {
    const char *slow = getenv("STALLED"), *gate = getenv("GATE"), *met = getenv("MET");
    if (!slow || !path || !strstr(path, slow)) return;
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    close(real(met, O_CREAT | O_WRONLY, 0600));
    while (access(gate, F_OK)) usleep(2000);
}
#define WRAP(name) \\
int name(const char *path, int flags, ...) { \\
    va_list rest; va_start(rest, flags); mode_t mode = va_arg(rest, int); va_end(rest); \\
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, #name); \\
    stall(path); \\
    return real(path, flags, mode); }
WRAP(open)
WRAP(open64)
"""

PROGRAM = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, QCoreApplication, Qt
QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor.settings.store import SettingsStore
from editor.ui.app.application import Inkstone
from editor.ui.app.interpreter import Sweeper

base, path, stalled = map(Path, sys.argv[1:4])
application = QApplication(["inkstone"])
program = Inkstone(application, SettingsStore(base / "settings.json"))
program.data_folder, program.state_folder = base / "data", base / "state"
program.open_first(path)
program.window.show()
program.finish(path)
sweeper = Sweeper(application, program)
open_articles = program.open_articles
beats = 0
answer = {}

def beat():
    global beats
    if not os.path.exists(os.environ["MET"]):
        return
    beats += 1
    if beats == 5:
        QTest.keyClicks(open_articles.pane(), "words ")
        program.actions["save"].trigger()
    if beats >= 50 and "saved" not in answer and not open_articles.front().is_dirty():
        # Fifty turns of the loop, typing and a whole save went on while the read hung.
        answer["saved"] = path.read_text("utf-8").split("---\\n")[2][:6]
        answer["waited"] = open_articles.find(stalled) is None
        Path(os.environ["GATE"]).touch()
    if "saved" in answer and open_articles.find(stalled) is not None:
        answer["opened"] = open_articles.find(stalled).body()
        print(json.dumps(answer), flush=True)
        os._exit(0)

timer = QTimer()
timer.timeout.connect(beat)
timer.start(10)
QTimer.singleShot(500, lambda: open_articles.open(stalled, in_front=False))
application.exec()
"""


@pytest.fixture
def shim(tmp_path: Path) -> Path:
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no C compiler to make a stalling open() with")
    source, library = tmp_path / "stall.c", tmp_path / "stall.so"
    source.write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], check=True)
    return library


def test_fault_52_the_window_works_on_while_a_read_hangs(
    article_path: Path, tmp_path: Path, shim: Path
) -> None:
    # Outside of the site: nothing but the opening reads it.
    stalled = tmp_path / "share" / "stalled.md"
    stalled.parent.mkdir()
    stalled.write_text("slow text\n")
    article_path.write_text("---\ntitle: a\n---\ntext\n")
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(tmp_path), str(article_path), str(stalled)],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "LD_PRELOAD": str(shim),
            "STALLED": "share/stalled.md",
            "GATE": str(tmp_path / "gate"),
            "MET": str(tmp_path / "met"),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LONG_S,
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    answer = json.loads(done.stdout.splitlines()[-1])
    assert answer == {"saved": "words ", "waited": True, "opened": "slow text\n"}
