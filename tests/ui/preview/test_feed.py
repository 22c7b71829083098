"""A long text reaches the rendering process in pieces, and what is typed meanwhile comes after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout
from pytestqt.qtbot import QtBot

from editor.markup.live.patches import PatchedPage
from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings
from editor.ui.preview.feed import PIECE, PreviewFeed
from editor.ui.preview.worker import PreviewWorker
from tests.limits import LONG
from tests.patched_page import patched

PARAGRAPH = "一段文字 *a* 𠮷\n\n"
LONG_TEXT = PARAGRAPH * (2 * PIECE // len(PARAGRAPH) + 100)
"""So many paragraphs that a slow machine needs minutes for them."""
LONGER = PARAGRAPH.rstrip() + "文字" * 200 + "\n\n"
PIECES = LONGER * (2 * PIECE // len(LONGER) + 100)
"""As many pieces, in fewer paragraphs."""


class Reader:
    """The page that the answers make."""

    def __init__(self, feed: PreviewFeed) -> None:
        self.page = PatchedPage()
        self.done = -1
        self.feed = feed
        feed.patched.connect(self.take)

    def take(self, message: dict[str, Any]) -> None:
        self.page = patched(self.page, message)
        if message["complete"]:
            self.done = message["revision"]


@pytest.fixture
def feed(qtbot: QtBot) -> Iterator[PreviewFeed]:
    worker = PreviewWorker()
    yield PreviewFeed(worker, worker)
    worker.shut_down()
    worker.deleteLater()


def document_of(text: str, owner: PreviewFeed) -> QTextDocument:
    document = QTextDocument(owner)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(text)
    return document


def rendered(document: QTextDocument) -> str:
    text = document.toRawText().replace("\u2029", "\n")
    return Renderer(MarkupSettings.from_config({})).render(text).html


def test_edits_while_a_long_text_is_sent(feed: PreviewFeed, qtbot: QtBot) -> None:
    document, reader = document_of(PIECES, feed), Reader(feed)
    feed.follow(document, {}, {})
    for place in (0, PIECE, document.characterCount() - 1):
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.insertText("# new\n\n")
    assert feed.newest[1] == 3
    qtbot.waitUntil(lambda: reader.done == 3, timeout=LONG)
    assert reader.page.html == rendered(document)


def test_a_late_report_of_the_text_before_is_not_taken_for_one_of_the_text_sent_anew(
    feed: PreviewFeed, qtbot: QtBot
) -> None:
    """Its problems and fixes would stand at lines that hold something else by now."""
    document = document_of("<b>bold</b>\n", feed)
    worker = feed.parent()
    assert isinstance(worker, PreviewWorker)
    answers: list[dict[str, Any]] = []
    worker.answered.connect(answers.append)
    feed.follow(document, {}, {})
    with qtbot.waitSignal(feed.reported, timeout=LONG) as before:
        pass
    assert [problem.code for problem in before.args[0]] == ["raw-html"]
    late = next(answer for answer in answers if answer["op"] == "report")
    document.setPlainText("plain\n")
    feed.update_context({"params": {"a": 1}}, {})
    reported: list[list[Any]] = []
    feed.reported.connect(lambda problems, _headings: reported.append(problems))
    worker.answered.emit(late)
    qtbot.waitUntil(lambda: bool(reported), timeout=LONG)
    assert reported == [[]]


def test_an_answer_under_the_site_before_still_reaches_the_page(feed: PreviewFeed, qtbot: QtBot) -> None:
    document, reader = document_of("one\n\n<b>two</b>\n", feed), Reader(feed)
    shown: list[tuple[int, int]] = []
    feed.patched.connect(
        lambda message: (
            shown.append((message["article"], message["revision"])) if message["complete"] else None
        )
    )
    feed.follow(document, {}, {})
    qtbot.waitUntil(lambda: feed.newest in shown, timeout=LONG)
    markup = {"goldmark": {"renderer": {"unsafe": True}}}
    for number, site in enumerate(({"markup": markup}, {}, {"markup": markup})):
        QTextCursor(document).insertText(f"new {number} ")
        feed.update_context(site, {})
    qtbot.waitUntil(lambda: feed.newest in shown, timeout=LONG)
    text = document.toRawText().replace("\u2029", "\n")
    assert reader.page.html == Renderer(MarkupSettings.from_config(markup)).render(text).html
    assert "<b>two</b>" in reader.page.html and "new 2 new 1 new 0 one" in reader.page.html


def test_a_long_text_on_a_slow_machine_is_not_taken_for_hanging(qtbot: QtBot) -> None:
    """Splitting it for an edit takes longer than the window waits for a process that says nothing."""
    worker = PreviewWorker(patience=10_000)
    failures: list[str] = []
    worker.failed.connect(failures.append)
    feed = PreviewFeed(worker, worker)
    document, reader = document_of(LONG_TEXT, feed), Reader(feed)
    feed.follow(document, {}, {})
    for place in (0, document.characterCount() - 1):
        cursor = QTextCursor(document)
        cursor.setPosition(place)
        cursor.insertText("# new\n\n")
    qtbot.waitUntil(lambda: bool(failures) or reader.done == 2, timeout=LONG)
    assert failures == []
    worker.shut_down()
    worker.deleteLater()


def test_another_article_before_all_of_a_long_one_was_sent(feed: PreviewFeed, qtbot: QtBot) -> None:
    reader = Reader(feed)
    feed.follow(document_of(PIECES, feed), {}, {})
    # One piece is on its way already.
    QCoreApplication.processEvents()
    other = document_of("short\n", feed)
    feed.follow(other, {}, {})
    qtbot.waitUntil(lambda: reader.done == 0, timeout=LONG)
    assert reader.page.html == "<p>short</p>\n"
