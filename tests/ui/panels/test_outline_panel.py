"""The outline follows the document, marks the author's place and asks for lines."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.ui.common.palette import Palette
from editor.ui.panels.outline_panel import OutlinePanel
from tests.limits import PATIENCE


@pytest.fixture
def panel(qtbot: QtBot, palette: Palette) -> OutlinePanel:
    panel = OutlinePanel(palette)
    qtbot.addWidget(panel)
    panel.resize(240, 400)
    panel.show()
    return panel


@pytest.fixture
def document() -> QTextDocument:
    document = QTextDocument()
    document.setPlainText("text\n\n# 一\n\n```\n# no\n```\n\n## Two\n\nThree\n===\n")
    return document


def texts(panel: OutlinePanel) -> list[str]:
    model = panel.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_headings_of_the_document_are_listed(panel: OutlinePanel, document: QTextDocument) -> None:
    panel.show_document(document)
    assert texts(panel) == ["一", "Two", "Three"]
    assert panel.list.isVisible()


def test_without_headings_it_says_how_to_make_one(panel: OutlinePanel) -> None:
    panel.show_document(QTextDocument())
    assert not panel.list.isVisible()
    panel.show_document(None)
    assert not panel.list.isVisible()


def test_typing_is_followed_after_a_pause(qtbot: QtBot, panel: OutlinePanel, document: QTextDocument) -> None:
    panel.show_document(document)
    cursor = QTextCursor(document)
    cursor.insertText("# first\u00a0one\n")
    qtbot.waitUntil(lambda: texts(panel) == ["first one", "一", "Two", "Three"], timeout=PATIENCE)


def test_the_document_before_is_let_go(qtbot: QtBot, panel: OutlinePanel, document: QTextDocument) -> None:
    panel.show_document(document)
    other = QTextDocument()
    other.setPlainText("# other\n")
    panel.show_document(other)
    QTextCursor(document).insertText("# gone\n")
    QTextCursor(other).insertText("# new\n")
    qtbot.waitUntil(lambda: texts(panel) == ["new", "other"], timeout=PATIENCE)


def test_a_click_and_enter_ask_for_the_line(
    qtbot: QtBot, panel: OutlinePanel, document: QTextDocument
) -> None:
    panel.show_document(document)
    asked: list[int] = []
    panel.line_requested.connect(asked.append)
    place = panel.list.visualRect(panel.list.model().index(1, 0)).center()
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked == [8, 10]
    assert document.findBlockByNumber(8).text() == "## Two"


def test_the_heading_above_the_author_s_line_is_marked(
    panel: OutlinePanel, document: QTextDocument, palette: Palette
) -> None:
    panel.show_document(document)
    rows = [panel.list.visualRect(panel.list.model().index(row, 0)) for row in range(3)]
    accent = palette.colour("accent").name()

    def marked() -> list[bool]:
        picture = panel.list.viewport().grab().toImage()
        return [picture.pixelColor(QPoint(1, row.center().y())).name() == accent for row in rows]

    panel.set_line(1)
    assert marked() == [False, False, False]
    panel.set_line(9)
    assert marked() == [False, True, False]
    panel.set_line(99)
    assert marked() == [False, False, True]


def test_a_long_article_is_looked_through_between_the_keys(palette: Palette, qtbot: QtBot) -> None:
    document = QTextDocument()
    document.setPlainText("## heading\n\ntext text\n- item\n\n" * 30_000)
    panel = OutlinePanel(palette)
    qtbot.addWidget(panel)
    panel.show_document(document)
    assert panel.headings() == [], "the whole article was looked through before the window could answer"
    qtbot.waitUntil(lambda: len(panel.headings()) == 30_000, timeout=PATIENCE)
    panel.show_document(None)
    assert panel.headings() == []
