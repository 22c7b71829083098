"""Code in the writing pane stands in columns, and lines keep their height."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit
from pytestqt.qtbot import QtBot

from editor.settings.store import SettingsStore
from editor.ui.common import fonts
from editor.ui.common.palette import Palette
from editor.ui.writing.highlighter import Highlighter
from tests.limits import PATIENCE


@pytest.fixture
def edit(qtbot: QtBot, tmp_path) -> QPlainTextEdit:
    fonts.load_leading()
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setDefaultFont(fonts.writing_font(SettingsStore(tmp_path / "settings.json")))
    document.setPlainText("iiii\nWWWW\n\n```text\niiii\nWWWW\n```\n\n`iiii`\n`WWWW`\n")
    edit = QPlainTextEdit()
    edit.setDocument(document)
    document.setParent(edit)
    Highlighter(document, Palette("light"), document).show(0, document.blockCount())
    edit.resize(600, 400)
    qtbot.addWidget(edit)
    with qtbot.waitExposed(edit, timeout=PATIENCE):
        edit.show()
    return edit


def lines(edit: QPlainTextEdit) -> list[tuple[float, float]]:
    """The place of the fifth column and the height of each line."""
    out = []
    for number in range(edit.document().blockCount()):
        line = edit.document().findBlockByNumber(number).layout().lineAt(0)
        out.append((line.cursorToX(4)[0], line.height()))
    return out


def test_code_stands_in_columns(edit: QPlainTextEdit) -> None:
    if len(fonts.code_families()) == 1 + len(fonts.HAN):
        pytest.skip("none of the known monospaced fonts is installed")
    columns = [column for column, _ in lines(edit)]
    assert columns[0] < columns[1]
    assert columns[4] == columns[5] > columns[0]
    assert columns[8] == columns[9]


def test_code_keeps_the_height_of_lines(edit: QPlainTextEdit) -> None:
    assert len({height for _, height in lines(edit)}) == 1
