"""Replace All: as many as there are, in one undo step, and nothing but the matches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from editor.articles.storage.files import StoredFile
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.writing.find_bar import FindBar
from editor.ui.writing.writing_pane import WritingPane


@pytest.mark.parametrize("lines", [20, 3000])
def test_replace_all_touches_the_matches_alone(
    lines: int, qtbot: QtBot, palette: Palette, tasks: Tasks, tmp_path: Path
) -> None:
    text = "".join(
        f"word 👩\u200d👧 a\u00a0word in 第 {n} line, word\n" + ("no match\u2028here\n" * (n % 40))
        for n in range(lines)
    )
    article = OpenArticle(StoredFile(tmp_path / "a.md", text.encode()), tasks)
    pane = WritingPane(article, palette, QFont())
    qtbot.addWidget(pane)
    bar = FindBar(palette)
    qtbot.addWidget(bar)
    bar.follow(pane)
    search, replacement = bar.findChildren(QLineEdit)[:2]
    search.setText("word")
    replacement.setText("Wörter 👧")
    assert bar.replace_all() == 3 * lines
    assert article.body() == re.sub("word", "Wörter 👧", text)
    article.undo_stack.undo()
    assert article.body() == text
    assert not article.is_dirty()
    pane.setDocument(None)
