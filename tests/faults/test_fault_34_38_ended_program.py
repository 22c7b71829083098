"""Faults 34 and 38: a program killed, or told to end, with unsaved text: all of it comes back."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_fault_34_38_text_of_an_ended_program_comes_back(
    start, article_path: Path, tmp_path: Path, number: signal.Signals
) -> None:
    before = article_path.read_bytes()
    process = run_typist(tmp_path, article_path)
    process.send_signal(number)
    process.wait(PATIENCE_S)
    assert article_path.read_bytes() == before
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.unsaved()) == 2, timeout=PATIENCE)
    named = next(article for article in driver.open_articles.unsaved() if article.path == article_path)
    untitled = next(article for article in driver.open_articles.unsaved() if article.path is None)
    assert named.body().startswith("unsaved words ")
    assert untitled.body() == "untitled words"
    assert "back" in driver.window.status.notice()
    # Undo shows the file's own text again.
    named.undo_stack.undo()
    assert named.snapshot().to_bytes() == before


def test_fault_34_a_vanished_file_comes_back_under_its_name(
    start, article_path: Path, tmp_path: Path
) -> None:
    process = run_typist(tmp_path, article_path)
    process.kill()
    process.wait(PATIENCE_S)
    article_path.unlink()
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.unsaved()) == 2, timeout=PATIENCE)
    named = next(article for article in driver.open_articles.unsaved() if article.path == article_path)
    driver.open_articles.bring_to_front(named)
    driver.save()
    assert "unsaved words " in article_path.read_text("utf-8")


def test_fault_34_saved_text_leaves_no_journal(start, article_path: Path, tmp_path: Path) -> None:
    driver = start(article_path)
    journals = tmp_path / "state" / "journal"
    QTest.keyClicks(driver.pane, "words ")
    assert driver.bench.kept.restoring.keeper.flush_and_wait()
    assert len(list(journals.rglob("*.journal"))) == 1
    driver.save()
    assert driver.bench.kept.restoring.keeper.flush_and_wait()
    assert list(journals.rglob("*.journal")) == []


def test_an_article_asked_for_stays_in_front_of_what_comes_back(
    start, site: Path, article_path: Path, tmp_path: Path
) -> None:
    process = run_typist(tmp_path, article_path)
    process.send_signal(signal.SIGKILL)
    process.wait(PATIENCE_S)
    asked = site / "content" / "posts" / "asked.md"
    asked.write_text("---\ntitle: asked for\n---\n\ntext\n", "utf-8")
    driver = start(asked)
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.unsaved()) == 2, timeout=PATIENCE)
    assert driver.article.path == asked
