"""What of an open article reaches its journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from editor.articles.storage.files import StoredFile, read, write
from editor.articles.storage.journal import find_journals
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from editor.ui.common.text_patch import utf16_length
from editor.ui.documents.journal_keeper import JournalKeeper
from tests.limits import PATIENCE


@pytest.fixture
def keeper(tmp_path: Path, qtbot: QtBot) -> Iterator[JournalKeeper]:
    parent = QObject()
    keeper = JournalKeeper(tmp_path / "journal", parent)
    yield keeper
    keeper.shut_down()
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
    with qtbot.waitSignal(article.merged, timeout=PATIENCE):
        article.reread()
    article.undo_stack.undo()
    assert article.body() == "mine one\n\ntwo\n"
    assert keeper.flush_and_wait()
    (found,), _broken = find_journals(tmp_path / "journal")
    # Told from what the file holds now: from the text before, their line would come in once more.
    assert found.fingerprint == theirs.fingerprint
    assert (found.base_body, found.body) == ("one\n\ntwo theirs\n", "mine one\n\ntwo\n")


TEXTS = st.sampled_from(["", "字", "👩\u200d👧", "a\nb", "\n\n", "x\u00a0y\u2028z", "long " * 50])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.floats(0, 1), st.floats(0, 1), TEXTS),
        st.tuples(st.sampled_from(["undo", "redo", "all", "header", "flush"])),
    ),
    max_size=14,
)


@given(steps=STEPS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_journal_always_tells_the_text_as_it_stands(
    keeper: JournalKeeper, tasks: Tasks, tmp_path: Path, steps: list[tuple]
) -> None:
    data = "---\ntitle: a\n---\none 👧\r\n\r\ntwo\n".encode()
    article = OpenArticle(StoredFile(tmp_path / "a.md", data), tasks, keeper)
    keeper.watch(article)
    for number, (kind, *rest) in enumerate(steps):
        cursor = QTextCursor(article.document)
        if kind == "type":
            body = article.body()
            # No cursor stands within a pair of surrogates.
            start, end = (utf16_length(body[: int(share * len(body))]) for share in rest[:2])
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(rest[2])
        elif kind == "all":
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(f"all anew {number}\n")
        elif kind == "header":
            article.set_header(f"---\ntitle: {number}\n---\n", "title")
        elif kind == "flush":
            keeper.flush()
        else:
            getattr(article.undo_stack, kind)()
    assert keeper.flush_and_wait()
    found, _broken = find_journals(tmp_path / "journal")
    keeper.forget(article)
    assert keeper.flush_and_wait()
    if article.is_dirty():
        (told,) = found
        assert (told.header, told.body) == (article.header, article.body())
        assert told.base_body == article.base.editor_body
        assert not told.damaged
    else:
        assert found == []
