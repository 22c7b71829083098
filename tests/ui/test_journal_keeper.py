"""What of an open article reaches its journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.articles.recovery import find_journals
from editor.articles.storage import read, write
from editor.ui.journal_keeper import JournalKeeper
from editor.ui.open_article import OpenArticle
from editor.ui.tasks import Tasks


@pytest.fixture
def keeper(tmp_path: Path, qtbot: QtBot) -> Iterator[JournalKeeper]:
    parent = QObject()
    keeper = JournalKeeper(tmp_path / "journal", parent)
    yield keeper
    keeper.close()
    parent.deleteLater()


def test_a_merge_that_was_undone_comes_back_undone(
    keeper: JournalKeeper, tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.md"
    path.write_text("one\n\ntwo\n")
    article = OpenArticle(read(path), tasks, keeper)
    keeper.watch(article)
    QTextCursor(article.document).insertText("mine ")
    assert keeper.flush_and_wait()
    theirs = write(path, b"one\n\ntwo theirs\n")
    with qtbot.waitSignal(article.merged, timeout=5000):
        article.reread()
    article.undo_stack.undo()
    assert article.body() == "mine one\n\ntwo\n"
    assert keeper.flush_and_wait()
    (found,), _broken = find_journals(tmp_path / "journal")
    # Told from what the file holds now: from the text before, their line would come in once more.
    assert found.fingerprint == theirs.fingerprint
    assert (found.base_body, found.body) == ("one\n\ntwo theirs\n", "mine one\n\ntwo\n")
