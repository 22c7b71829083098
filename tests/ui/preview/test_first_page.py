"""The very first page of the preview comes with the article; whatever happens meanwhile, the article is shown."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from editor.ui.common.palette import Palette
from editor.ui.preview import loading
from editor.ui.preview.context import PreviewContext
from editor.ui.preview.page import OWN_WORLD
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.worker import PreviewWorker
from tests.limits import PATIENCE

TEXT = "# Part\n\nFirst *words*.\n\n![far](https://pictures.example.com/a.png)\n"


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[], PreviewPane]]:
    """Makes a pane whose page begins with an article."""
    panes: list[PreviewPane] = []
    worker = PreviewWorker()
    document = QTextDocument()
    document.setPlainText(TEXT)

    def make() -> PreviewPane:
        context = PreviewContext(header={"title": "Named"})
        panes.append(PreviewPane(Palette("light"), worker, first=(document, context)))
        panes[-1].resize(600, 400)
        panes[-1].show()
        return panes[-1]

    yield make
    for pane in panes:
        pane.shut_down()
        pane.deleteLater()
    worker.shut_down()


def words(qtbot: QtBot, pane: PreviewPane) -> str:
    said: list[str] = []
    pane.view.page().runJavaScript("document.body.innerText", OWN_WORLD, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    return said[0]


def test_the_page_is_loaded_with_its_content(
    opened: Callable[[], PreviewPane], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FIRST_CONTENT", PATIENCE)
    pane = opened()
    shown: list[str] = []

    def look() -> None:
        # Asked for before anything else can be told to the page.
        pane.view.page().runJavaScript("document.body.innerText", OWN_WORLD, shown.append)

    pane.view.page().loadFinished.connect(look)
    told: list[int] = []
    pane.remote_images_found.connect(told.append)
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        pass
    qtbot.waitUntil(lambda: bool(shown), timeout=PATIENCE)
    assert shown[0].split() == ["Named", "Part", "First", "words."]
    assert told == [1]
    assert pane.note.isHidden() is False, "the picture from the web is told of"


def test_a_page_that_nothing_has_come_for_is_loaded_empty_and_filled(
    opened: Callable[[], PreviewPane], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FIRST_CONTENT", 0)
    pane = opened()
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        pass
    assert "First words." in words(qtbot, pane)


def test_a_page_that_ends_before_it_is_loaded_is_loaded_again(
    opened: Callable[[], PreviewPane], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "FIRST_CONTENT", PATIENCE)
    pane = opened()
    page = pane.view.page()
    with qtbot.waitSignal(page.loadStarted, timeout=PATIENCE):
        pass
    qtbot.waitUntil(lambda: page.renderProcessPid() > 0, timeout=PATIENCE)
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        os.kill(int(page.renderProcessPid()), signal.SIGKILL)
    assert "First words." in words(qtbot, pane)
