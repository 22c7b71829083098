"""Hugo's server for the theme preview: its own threads go on talking when nobody listens any more."""

from __future__ import annotations

import threading
import urllib.request
from http import HTTPStatus
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.site.site import Site
from editor.ui.common.tasks import Tasks
from editor.ui.theme_preview.server import ThemeServer
from tests.limits import PATIENCE, PATIENCE_S
from tests.publish.hugo_sites import PLAIN, make_site

pytestmark = pytest.mark.hugo


def listeners() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "hugo-server"]


def is_served(page: str) -> bool:
    """Whether Hugo has built a page."""
    try:
        with urllib.request.urlopen(page, timeout=PATIENCE_S) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def test_hugo_may_talk_to_a_preview_that_is_gone(qtbot: QtBot, tmp_path: Path, tasks: Tasks) -> None:
    """As when the author goes to another site. pytest fails the test for an exception in Hugo's thread."""
    root = make_site(tmp_path / "site", PLAIN)
    path = next((root / "content").rglob("*.md"))
    server = ThemeServer(tasks, tmp_path / "cache", lambda _identity: True)
    with qtbot.waitSignal(server.ready, timeout=PATIENCE) as told:
        server.show(Site.find(root), path, path.read_bytes)
    [port] = told.args[0]
    qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    # A slow disk: what ends the server has to wait for its turn.
    slow = threading.Event()
    for _ in range(8):
        tasks.run(slow.wait, 30)
    server.stop()
    with qtbot.waitSignal(server.destroyed, timeout=PATIENCE):
        server.deleteLater()
    # Hugo tells of each build; once the second is served, the first was told.
    for name in ("new", "newer"):
        (root / "content" / f"{name}.md").write_text("---\ntitle: new\n---\ntext\n")
        page = f"http://127.0.0.1:{port}/sub/{name}/"
        qtbot.waitUntil(lambda page=page: is_served(page), timeout=PATIENCE)
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
