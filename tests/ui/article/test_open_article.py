"""One article being edited: common history, saving, taking over what other programs wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from editor.articles.storage.files import read
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.writing.writing_pane import WritingPane
from tests.limits import PATIENCE

SOURCE = '---\ntitle: "一"\ndraft: true\n---\n\nfirst line\nsecond\u00a0line\n第三行 👩\u200d👩\u200d👧'


@pytest.fixture
def tasks(qtbot: QtBot):
    tasks = Tasks()
    yield tasks
    assert tasks.shut_down()


@pytest.fixture
def pane(article: OpenArticle, qtbot: QtBot) -> WritingPane:
    palette = Palette("light")
    pane = WritingPane(article, palette, theme_font())
    pane.resize(600, 400)
    qtbot.addWidget(pane)
    pane.show()
    yield pane
    pane.setDocument(None)


def theme_font():
    from PySide6.QtGui import QFont

    font = QFont("Noto Sans CJK TC")
    font.setPixelSize(17)
    return font


def save(article: OpenArticle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        article.save()


def test_body_and_front_matter_share_one_history(article: OpenArticle, pane: WritingPane) -> None:
    header = article.header
    QTest.keyClicks(pane, "abc")
    article.set_header(header.replace("true", "false"), "draft")
    QTest.keyClicks(pane, "def")
    assert article.body().startswith("\nfirst") is False
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article.body().startswith("abc\n")
    assert "false" in article.header
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article.header == header
    assert article.body().startswith("abc\n")
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article.snapshot().to_bytes() == SOURCE.encode()
    assert not article.is_dirty()
    for _ in range(3):
        QTest.keyClick(
            pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
    assert article.body().startswith("abcdef\n")
    assert "false" in article.header


def test_a_saved_letter_is_the_only_change(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    pane.go_to_line(2, 3)
    QTest.keyClicks(pane, "X")
    save(article, qtbot)
    assert path.read_bytes().decode() == SOURCE.replace("second", "secXond")
    assert not article.is_dirty()


def test_typing_after_a_save_is_unsaved(article: OpenArticle, pane: WritingPane, qtbot: QtBot) -> None:
    QTest.keyClicks(pane, "a")
    save(article, qtbot)
    QTest.keyClicks(pane, "b")
    assert article.is_dirty()
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not article.is_dirty()
    assert article.body().startswith("a\n")
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article.is_dirty()
    QTest.keyClicks(pane, "c")
    assert article.is_dirty()


def test_typing_while_a_save_runs_stays_unsaved(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane, "a")
    with qtbot.waitSignal(article.saved, timeout=PATIENCE):
        article.save()
        QTest.keyClicks(pane, "b")
    assert article.is_dirty()
    assert path.read_text("utf-8").split("---\n")[2].startswith("a\n")
    save(article, qtbot)
    assert path.read_text("utf-8").split("---\n")[2].startswith("ab\n")


def test_undo_to_before_the_save_then_typing_is_unsaved(
    article: OpenArticle, pane: WritingPane, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane, "a")
    save(article, qtbot)
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(pane, "b")
    # As many steps as at the save, but other text.
    assert article.is_dirty()


def test_an_outside_change_is_taken_over_with_the_cursor_kept(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    pane.go_to_line(3, 2)
    path.write_bytes(SOURCE.replace("first line", "first longer line\nand one more").encode())
    with qtbot.waitSignal(article.reloaded, timeout=PATIENCE):
        article.reread()
    assert article.body() == "\nfirst longer line\nand one more\nsecond\u00a0line\n第三行 👩\u200d👩\u200d👧"
    assert pane.textCursor().block().text().startswith("第三行")
    assert pane.textCursor().positionInBlock() == 2
    assert not article.is_dirty()
    QTest.keyClick(pane, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert article.snapshot().to_bytes() == SOURCE.encode()


def test_an_outside_change_elsewhere_is_merged_with_unsaved_text(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane, "mine ")
    path.write_bytes(SOURCE.replace("draft: true", "draft: false").replace("第三行", "第三行改").encode())
    with qtbot.waitSignal(article.merged, timeout=PATIENCE):
        article.reread()
    assert article.is_dirty()
    save(article, qtbot)
    assert path.read_text("utf-8") == SOURCE.replace("---\n\n", "---\nmine \n").replace(
        "draft: true", "draft: false"
    ).replace("第三行", "第三行改")
    pane.article.undo_stack.undo()
    assert article.body().startswith("mine ")
    assert "第三行改" not in article.body()


def test_a_conflict_is_told_and_nothing_is_lost(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    pane.go_to_line(1, 0)
    QTest.keyClicks(pane, "mine ")
    path.write_bytes(SOURCE.replace("first", "theirs").encode())
    with qtbot.waitSignal(article.conflicted, timeout=PATIENCE):
        article.reread()
    with qtbot.waitSignal(article.conflicted, timeout=PATIENCE) as told:
        article.save()
    assert "theirs" in path.read_text("utf-8")
    assert "mine first line" in article.body()
    merged, stored = told.args
    number = next(n for n, hunk in enumerate(merged.hunks) if hunk.conflict)
    article.adopt_merge(merged.choose(number, "both"), stored)
    save(article, qtbot)
    text = path.read_text("utf-8")
    assert "mine first line\n" in text and "theirs line\n" in text


def test_a_failed_save_keeps_the_text(
    article: OpenArticle, pane: WritingPane, path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(pane, "kept ")
    path.unlink()
    path.mkdir()
    with qtbot.waitSignal(article.save_failed, timeout=PATIENCE) as failed:
        article.save()
    assert failed.args and path.name in failed.args[0]
    assert article.is_dirty()
    assert article.body().startswith("kept ")


def test_a_save_without_a_change_touches_nothing(article: OpenArticle, path: Path, qtbot: QtBot) -> None:
    os.utime(path, ns=(10**18, 10**18))
    save(article, qtbot)
    assert path.stat().st_mtime_ns == 10**18


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_ends_stay(newline: str, tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    path = tmp_path / "a.md"
    data = b"\xef\xbb\xbf" + "---\ntitle: x\n---\na\n\nb\n".replace("\n", newline).encode()
    path.write_bytes(data)
    article = OpenArticle(read(path), tasks)
    pane = WritingPane(article, Palette("light"), theme_font())
    qtbot.addWidget(pane)
    QTest.keyClick(pane, Qt.Key.Key_End)
    QTest.keyClick(pane, Qt.Key.Key_Return)
    QTest.keyClicks(pane, "new")
    save(article, qtbot)
    assert path.read_bytes() == data.replace(
        b"a" + newline.encode() * 2, f"a{newline}new{newline}{newline}".encode()
    )
    pane.setDocument(None)
