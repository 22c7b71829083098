"""A real preview beside a writing pane, and ways to ask its page."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.ui.common.palette import Palette
from editor.ui.preview.context import PreviewContext
from editor.ui.preview.feed import PreviewFeed
from editor.ui.preview.page import OWN_WORLD
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.worker import PreviewWorker
from tests.limits import PATIENCE

UNSAFE = {"markup": {"goldmark": {"renderer": {"unsafe": True}}}}


class Stage:
    """A writing pane, a preview that follows it, and short ways to ask the page."""

    def __init__(self, qtbot: QtBot, patience: int = 30_000) -> None:
        self.qtbot = qtbot
        self.palette = Palette("light")
        self.worker = PreviewWorker(patience=patience)
        self.editor = QPlainTextEdit()
        self.pane = PreviewPane(self.palette, self.worker)
        self.pane.resize(700, 800)
        self.pane.show()
        qtbot.addWidget(self.editor)

    def close(self) -> None:
        self.pane.shut_down()
        self.worker.shut_down()
        self.pane.deleteLater()

    def show(self, text: str, **context: Any) -> None:
        self.editor.setPlainText(text)
        with self.qtbot.waitSignal(self.pane.completed, timeout=PATIENCE):
            self.pane.show_article(self.editor.document(), PreviewContext(**context))

    def ask(self, code: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answers: list[Any] = []
        self.pane.view.page().runJavaScript(f"JSON.stringify({code})", OWN_WORLD, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE)
        return json.loads(answers[0]) if answers[0] else None

    def be_painted(self) -> None:
        """Return once the page as it is now has been painted: what comes by mouse before that meets nothing."""
        self.ask(
            "(window.painted = false, requestAnimationFrame(() => requestAnimationFrame(() => window.painted = true)), 1)"
        )
        self.qtbot.waitUntil(lambda: self.ask("window.painted") is True, timeout=PATIENCE)

    def body(self) -> str:
        """What the page shows, without what only holds it together."""
        return self.ask(
            "(() => { const copy = document.querySelector('.article-content').cloneNode(true);"
            "for (const part of [...copy.querySelectorAll('ink-chunk')]) part.replaceWith(...part.childNodes);"
            "for (const image of copy.querySelectorAll('img')) for (const name of ['data-ink-state', 'title']) image.removeAttribute(name);"
            "return copy.innerHTML; })()"
        )

    def edit(self, start: int, removed: int, text: str) -> None:
        """One edit of the document; returns when the page shows it."""
        cursor = QTextCursor(self.editor.document())
        cursor.setPosition(start)
        cursor.setPosition(start + removed, QTextCursor.MoveMode.KeepAnchor)
        wanted = self.pane.findChild(PreviewFeed).newest[1] + 1
        with self.qtbot.waitSignal(
            self.pane.patched, check_params_cb=lambda done: done >= wanted, timeout=PATIENCE
        ):
            cursor.insertText(text)


def click(stage: Stage, element: str) -> None:
    """A real mouse click in the middle of an element's first line."""
    stage.be_painted()
    x, y = stage.ask(
        f"(() => {{ const r = {element}.getClientRects()[0]; return [r.left + 8, r.top + r.height / 2]; }})()"
    )
    QTest.mouseClick(stage.pane.view.focusProxy(), Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
