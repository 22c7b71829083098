"""An export that is stopped between two pages leaves nothing in the printer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot

from editor.export.batch import PrintError
from editor.ui.common.tasks import Tasks
from editor.ui.export.run import ExportRun, _PrintBridge
from tests.limits import PATIENCE

QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)

PAGE = b"<!DOCTYPE html><title>a</title><p>text"


def test_a_page_that_is_asked_for_when_the_export_is_stopped_is_not_printed(
    qtbot: QtBot, tasks: Tasks, tmp_path: Path
) -> None:
    run = ExportRun(tasks)
    bridge = _PrintBridge(run)
    with pytest.raises(PrintError):
        bridge.print_page(PAGE, cancelled=lambda: True)
    # What is exported next, in place of what was stopped, finds the printer free.
    pages: list[bytes] = []
    failures: list[Exception] = []
    tasks.run(
        lambda task: bridge.print_page(PAGE, task.cancelled), on_done=pages.append, on_error=failures.append
    )
    qtbot.waitUntil(lambda: bool(pages or failures), timeout=PATIENCE)
    bridge.close()
    assert not failures
    assert pages[0].startswith(b"%PDF-")
