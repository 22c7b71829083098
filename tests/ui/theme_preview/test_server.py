"""Hugo's server for the theme preview: its own threads go on talking when nobody listens any more."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.site.site import Site
from editor.ui.common.tasks import Tasks
from editor.ui.theme_preview.server import ThemeServer
from tests.limits import PATIENCE
from tests.publish.hugo_sites import PLAIN, make_site

pytestmark = pytest.mark.hugo


def listeners() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "hugo-server"]


def test_hugo_may_talk_to_a_preview_that_is_gone(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    """As when the author goes to another site. pytest fails the test for an exception in Hugo's thread."""
    root = make_site(tmp_path / "site", PLAIN)
    path = next((root / "content").rglob("*.md"))
    server = ThemeServer(tasks, tmp_path / "cache", lambda _identity: True)
    with qtbot.waitSignal(server.ready, timeout=PATIENCE):
        server.show(Site.find(root), path, path.read_bytes)
    qtbot.waitUntil(lambda: server._run is not None and not tasks.busy(), timeout=PATIENCE)
    assert server._run is not None
    hugo, said = server._run.server, threading.Event()
    tell = hugo._tell

    def overheard(message: object) -> None:
        try:
            tell(message)  # type: ignore[arg-type]
        finally:
            said.set()

    hugo._tell = overheard
    # A slow disk: what ends the server has to wait for its turn.
    slow = threading.Event()
    for _ in range(8):
        tasks.run(slow.wait, 30)
    server.stop()
    with qtbot.waitSignal(server.destroyed, timeout=PATIENCE):
        server.deleteLater()
    (root / "content" / "new.md").write_text("---\ntitle: new\n---\ntext\n")
    qtbot.waitUntil(said.is_set, timeout=PATIENCE)
    slow.set()
    qtbot.waitUntil(lambda: not tasks.busy() and not listeners(), timeout=PATIENCE)


def test_a_run_that_begins_for_a_preview_that_is_gone_is_ended(
    qtbot: QtBot, tmp_path: Path, tasks: Tasks
) -> None:
    root = make_site(tmp_path / "site", PLAIN)
    path = next((root / "content").rglob("*.md"))
    server = ThemeServer(tasks, tmp_path / "cache", lambda _identity: True)
    server.show(Site.find(root), path, path.read_bytes)
    qtbot.waitUntil(lambda: bool(listeners()), timeout=PATIENCE)
    server.stop()
    with qtbot.waitSignal(server.destroyed, timeout=PATIENCE):
        server.deleteLater()
    qtbot.waitUntil(lambda: not tasks.busy() and not listeners(), timeout=PATIENCE)
