"""What another program does to an article's file: removed, brought back, taken back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from tests.limits import PATIENCE

SOURCE = "---\ntitle: a\n---\ntext\n"


def test_a_removed_file_is_told_once_and_its_text_is_unsaved_until_it_is_back(
    article: OpenArticle, path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    told: list[None] = []
    article.removed_on_disk.connect(lambda: told.append(None))
    path.unlink()
    for _ in range(2):
        article.reread()
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert len(told) == 1
    assert article.is_dirty(), "the window holds the only copy"
    path.write_bytes(SOURCE.encode())
    article.reread()
    qtbot.waitUntil(lambda: not article.is_dirty(), timeout=PATIENCE)


def test_a_conflict_is_over_when_the_other_program_takes_its_change_back(
    article: OpenArticle, path: Path, qtbot: QtBot
) -> None:
    article.set_header("---\ntitle: mine\n---\n", "title")
    path.write_bytes(SOURCE.replace("title: a", "title: theirs").encode())
    with qtbot.waitSignal(article.conflicted, timeout=PATIENCE):
        article.reread()
    assert article.is_conflicted()
    path.write_bytes(SOURCE.encode())
    with qtbot.waitSignal(article.rebased, timeout=PATIENCE):
        article.reread()
    assert not article.is_conflicted()
    assert article.header == "---\ntitle: mine\n---\n"


def test_unsaved_text_of_a_former_session_is_merged_with_what_came_since(
    article: OpenArticle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(article.merged, timeout=PATIENCE):
        article.rereader.recover(
            ("---\ntitle: a\n---\n", "mine\ntext\nend\n"), ("---\ntitle: a\n---\n", "text\nend\n"), "another"
        )
    assert article.body() == "mine\ntext\n"
    assert article.is_dirty()
