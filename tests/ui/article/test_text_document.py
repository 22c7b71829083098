"""Documents of large articles, and of articles with lines no editor can lay out in time."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from editor.articles.article import Article
from editor.articles.storage.files import StoredFile, read
from editor.ui.article.open_article import OpenArticle
from editor.ui.article.text_document import LONG_LINE, LONGEST_LINE, load, text_of
from editor.ui.common.tasks import Tasks
from tests.limits import LONG, PATIENCE

TEXT = "一行文字 with 👩\u200d👩\u200d👧 and\u00a0more\u2028here\n\n"


def test_a_large_document_is_made_beside_the_window(tasks: Tasks, tmp_path: Path, qtbot: QtBot) -> None:
    stored = StoredFile(tmp_path / "large.md", ("---\na: 1\n---\n" + TEXT * 100_000).encode())
    done = []
    beats: list[float] = []
    heart = QTimer(interval=5)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    heart.start()
    start = time.perf_counter()
    tasks.run(load, stored, on_done=done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=LONG)
    whole = time.perf_counter() - start
    longest = max(after - before for before, after in itertools.pairwise(beats))
    assert longest < whole / 3, "the window waited for the document"
    article = OpenArticle(done[0], tasks)
    assert article.document.thread() is QThread.currentThread()
    assert article.body() == TEXT * 100_000
    assert article.snapshot().to_bytes() == stored.data
    assert not article.document.isUndoAvailable()
    assert not article.is_dirty()


def test_a_line_too_long_to_edit_is_shown_cut_and_its_file_left_alone(
    tasks: Tasks, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "line.md"
    data = ("---\na: 1\n---\nfirst\n" + "中" * (LONGEST_LINE + 1) + "\nlast\n").encode()
    path.write_bytes(data)
    article = OpenArticle(read(path), tasks)
    assert "Line 5 has 500,001 characters" in article.read_only_reason
    assert article.document.characterCount() < 3000
    assert article.body().startswith("first\n中")
    assert article.body().endswith(" …\nlast\n")
    with qtbot.waitSignal(article.save_failed, timeout=PATIENCE):
        article.save()
    assert path.read_bytes() == data
    path.write_bytes(b"short again\n")
    with qtbot.waitSignal(article.reloaded, timeout=PATIENCE):
        article.reread()
    assert article.read_only_reason == ""
    assert article.body() == "short again\n"


def test_a_long_line_is_edited_and_wrapped_anywhere() -> None:
    text = text_of(Article.from_bytes(b"![](data:image/png;base64," + b"A" * LONG_LINE + b")\n"))
    assert text.has_long_lines
    assert text.reason == ""
    assert not text_of(Article.from_bytes(b"word " * LONG_LINE + b"\n" * 9)).reason
