"""Fault 54: no article makes the preview call out, leave its page or run a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.faults.payloads import ListeningServer, hostile_articles, listening_server
from tests.features.preview_stage import UNSAFE, Stage
from tests.limits import PATIENCE


@pytest.fixture
def server() -> Iterator[ListeningServer]:
    with listening_server() as server:
        yield server


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


def call_openly(stage: Stage, server: ListeningServer) -> None:
    """Load one picture with the author's leave: what was asked for before must have arrived by then."""
    stage.pane.allow_remote_images(True)
    stage.show(f"![allowed]({server.base}/sentinel.png)", allow_remote_images=True)
    stage.qtbot.waitUntil(lambda: any(b"/sentinel.png" in call for call in server.calls), timeout=PATIENCE)


@pytest.mark.parametrize("unsafe", [True, False], ids=["raw HTML allowed", "raw HTML dropped"])
def test_fault_54_no_payload_reaches_anything(stage: Stage, server: ListeningServer, unsafe: bool) -> None:
    stage.show("start")
    stage.show("start")
    address = stage.pane.view.page().url()
    for text in hostile_articles(server.base):
        header = dict.fromkeys(("title", "date", "by", "description"), text)
        stage.show(
            text, site=UNSAFE if unsafe else {}, header=header, page={"title": text, "params": {"x": text}}
        )
        stage.edit(0, 0, "typed ")
        assert stage.ask("Boolean(document.querySelector('.article-content').textContent)") is True
    assert stage.pane.view.page().url() == address
    assert (
        stage.ask("document.body.querySelectorAll('script, iframe, object, embed, link, meta, form').length")
        == 0
    )
    assert server.calls == []
    call_openly(stage, server)
    assert [call for call in server.calls if b"/sentinel.png" not in call] == []


def test_fault_54_allowed_pictures_allow_nothing_else(stage: Stage, server: ListeningServer) -> None:
    stage.show("start")
    address = stage.pane.view.page().url()
    for text in hostile_articles(server.base):
        stage.show(text, site=UNSAFE, allow_remote_images=True)
    assert stage.pane.view.page().url() == address
    call_openly(stage, server)
    assert len(server.calls) > 10
    for call in server.calls:
        assert b"sec-fetch-dest: image" in call.lower(), call


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "https://example.org/",
        "file:///etc/passwd",
        "data:text/html,x",
        "javascript:1",
        "inkstone://site/a",
        "qrc:/x",
    ],
)
def test_fault_54_the_page_goes_nowhere(stage: Stage, address: str) -> None:
    stage.show("here")
    before = stage.pane.view.page().url()
    stage.pane.view.page().runJavaScript(f"location.href = {address!r}")
    stage.ask(f"(location.href = {address!r}, 1)")
    stage.edit(0, 0, "still ")
    assert stage.pane.view.page().url() == before
    assert stage.ask("document.querySelector('p').textContent") == "still here"
