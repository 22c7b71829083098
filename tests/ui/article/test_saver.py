"""An article on its way to the disk: what a save replaced, why one failed, where it is tried again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from tests.limits import PATIENCE

SOURCE = "---\ntitle: a\n---\ntext\n"
CHANGED = SOURCE.replace("a\n", "b\n", 1)


@pytest.fixture
def article(article: OpenArticle) -> OpenArticle:
    article.set_header("---\ntitle: b\n---\n", "title")
    return article


def test_a_save_knows_what_it_replaced(article: OpenArticle, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        article.save()
    replaced = article.saver.replaced
    assert replaced is not None and replaced.to_bytes() == SOURCE.encode()
    with qtbot.waitSignal(article.moved, timeout=PATIENCE):
        article.save(path.with_name("other.md"))
    assert article.saver.replaced is None, "what another name held is no version of this article"


def test_a_failed_save_as_is_tried_again_where_it_was_to_go(
    article: OpenArticle, path: Path, qtbot: QtBot
) -> None:
    other = path.with_name("other.md")
    other.mkdir()
    with qtbot.waitSignal(article.save_failed, timeout=PATIENCE):
        article.save(other)
    assert article.saver.failure is not None
    other.rmdir()
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        article.saver.retry()
    assert article.saver.failure is None
    assert (article.path, other.read_bytes()) == (other, CHANGED.encode())
    assert path.read_bytes() == SOURCE.encode()


def test_an_article_without_a_name_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    article = OpenArticle(None, tasks)
    with qtbot.waitSignal(article.save_failed, timeout=PATIENCE) as told:
        article.save()
    assert "Save As" in told.args[0]
    assert not article.is_saving()
