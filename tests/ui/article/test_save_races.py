"""Saves that are under way while the author types, closes the article or asks for another name."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from tests.limits import PATIENCE

SOURCE = '---\ntitle: "一"\n---\n\ntext\n'


def test_a_field_typed_on_during_a_save_stays_unsaved(
    article: OpenArticle, path: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    article.set_header(article.header.replace("一", "一二"), "title", "title")
    article.save()
    article.set_header(article.header.replace("一二", "一二三"), "title", "title")
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        gate.set()
    assert '一二"' in path.read_text("utf-8")
    assert article.is_dirty(), "the last letter is on no disk, and nobody would be asked about it"
    article.undo_stack.undo()
    assert not article.is_dirty()


def test_save_as_during_a_save_is_not_forgotten(
    article: OpenArticle, path: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    other = path.with_name("other.md")
    article.set_header(article.header.replace("一", "一二"), "title")
    article.save()
    article.save(other)
    with qtbot.waitSignal(article.moved, timeout=PATIENCE):
        gate.set()
    assert article.path == other
    assert other.read_bytes() == path.read_bytes() == SOURCE.replace("一", "一二").encode()


def test_a_move_during_a_save_is_followed(
    article: OpenArticle, path: Path, gate: threading.Event, qtbot: QtBot
) -> None:
    article.set_header(article.header.replace("一", "一二"), "title")
    article.save()
    other = path.with_name("other.md")
    article.follow_move(other)
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        gate.set()
    assert article.path == other


def test_a_save_that_ends_after_the_article_was_closed_is_silent(
    article: OpenArticle, path: Path, gate: threading.Event, tasks: Tasks, qtbot: QtBot
) -> None:
    article.set_header(article.header.replace("一", "一二"), "title")
    article.save()
    article.close()
    article.deleteLater()
    QCoreApplication.sendPostedEvents(article, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as raised:
        gate.set()
        qtbot.waitUntil(lambda: not tasks.busy(), timeout=PATIENCE)
    assert not raised
    assert "一二" in path.read_text("utf-8")
