"""Fault 44: a listener raises; watching goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from tests.limits import PATIENCE_S
from tests.site.watching.heard import Heard


def test_fault_44_a_listener_that_raises_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    heard = Heard()

    def listen(changes: list[FileChange]) -> None:
        heard(changes)
        raise RuntimeError("a listener's fault")

    watcher = Watcher([tmp_path], listen)
    watcher.start()
    try:
        assert watcher.ready.wait(PATIENCE_S)
        for name in ("a.md", "b.md", "c.md"):
            (tmp_path / name).write_text("x")
            heard.wait_for_change("created", tmp_path / name)
    finally:
        watcher.stop()

    assert "a listener's fault" in caplog.text
