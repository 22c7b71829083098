"""The preview's page is served with what it is to show; whatever happens meanwhile, the article is shown."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWebEngineCore import QWebEnginePage
from pytestqt.qtbot import QtBot

from editor.ui.common.palette import Palette
from editor.ui.preview.context import PreviewContext
from editor.ui.preview.page import OWN_WORLD, PreviewPage
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.scheme import PreviewScheme
from editor.ui.preview.screen import PreviewScreen
from editor.ui.preview.worker import PreviewWorker
from tests.limits import PATIENCE

TEXT = "# Part\n\nFirst *words*.\n"


def patch(html: str) -> Any:
    """A patch of a whole page of one block, as the rendering process sends it."""
    splices = [(0, 0, 0, [(html, 0, 1)])]
    return {
        "op": "patch", "article": 1, "revision": 0, "fresh": True, "complete": True, "splices": splices,
        "footnotes": None,
    }  # fmt: skip


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[PreviewScreen]:
    made = PreviewScreen(Palette("light"))
    made.begin({"language": "en", "address": "inkstone://site/", "head": {"title": "Named"}, "words": {}})
    yield made
    made.shut_down()


def look(page: PreviewPage, code: str = "document.body.innerText") -> list[str]:
    """The answer of the page, in a list once it is there; it is asked at the end of the next load."""
    said: list[str] = []
    page.loadFinished.connect(lambda: page.runJavaScript(code, OWN_WORLD, said.append))
    return said


def test_the_page_is_loaded_with_its_content(screen: PreviewScreen, qtbot: QtBot) -> None:
    told: list[tuple[str, list[object]]] = []
    screen.told.connect(lambda name, values: told.append((name, values)))
    said = look(screen.page)
    image = '<img src="https://pictures.example.com/a.png">'
    with qtbot.waitSignals([screen.patched, screen.completed], timeout=PATIENCE):
        screen.patch(patch(f"<p>First words.</p>{image}"))
    # The page was asked before anything could be told to it.
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert said[0].split() == ["Named", "First", "words."]
    qtbot.waitUntil(lambda: ("remote", [1]) in told, timeout=PATIENCE)


def test_no_text_ends_what_the_page_is_served_with(screen: PreviewScreen, qtbot: QtBot) -> None:
    said = look(
        screen.page, "document.querySelector('.article-content').textContent + document.scripts.length"
    )
    with qtbot.waitSignal(screen.completed, timeout=PATIENCE):
        screen.patch(patch("<p>&lt;/script&gt;<!-- </script><script> --> \u2028 ${x} $calls</p>"))
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    assert said[0] == "</script> \u2028 ${x} $calls0"


def test_a_call_that_fails_is_told(screen: PreviewScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.lost, timeout=PATIENCE):
        screen.patch({**patch("<p>x</p>"), "splices": [(0, 0, 0, [(None, 0, 1), 5])]})


def test_a_load_that_is_broken_off_is_made_again(screen: PreviewScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.lost, timeout=PATIENCE):
        screen.page.triggerAction(QWebEnginePage.WebAction.Stop)
    with qtbot.waitSignal(screen.completed, timeout=PATIENCE):
        screen.patch(patch("<p>words</p>"))


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


def words(qtbot: QtBot, pane: PreviewPane) -> list[str]:
    said: list[str] = []
    pane.view.page().runJavaScript("document.body.innerText", OWN_WORLD, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=PATIENCE)
    return said[0].split()


def test_a_page_that_ends_before_it_is_loaded_is_loaded_again(
    opened: Callable[[], PreviewPane], qtbot: QtBot
) -> None:
    pane = opened()
    page = pane.view.page()
    qtbot.waitUntil(lambda: page.renderProcessPid() > 0, timeout=PATIENCE)
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        os.kill(int(page.renderProcessPid()), signal.SIGKILL)
    qtbot.waitUntil(lambda: words(qtbot, pane) == ["Named", "Part", "First", "words."], timeout=PATIENCE)


def test_another_article_before_the_first_is_shown_is_what_is_shown(
    opened: Callable[[], PreviewPane], qtbot: QtBot
) -> None:
    pane, other = opened(), QTextDocument()
    other.setPlainText("Other text.\n")
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        pane.show_article(other, PreviewContext())
    qtbot.waitUntil(lambda: words(qtbot, pane) == ["Other", "text."], timeout=PATIENCE)


def test_a_picture_that_is_missed_when_the_page_has_gone_calls_nothing(
    opened: Callable[[], PreviewPane], qtbot: QtBot
) -> None:
    pane = opened()
    with qtbot.waitSignal(pane.completed, timeout=PATIENCE):
        pass
    scheme = pane.findChild(PreviewScheme)
    assert scheme is not None
    pane.shut_down()
    with qtbot.captureExceptions() as raised:
        scheme.missed.emit("/late.png", "missing")
    assert raised == []
