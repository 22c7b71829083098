"""Fault 36: the program is killed again before restored text was saved: the journal survives."""

from __future__ import annotations

from pathlib import Path

from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


def test_fault_36_text_survives_a_second_kill_during_the_restore(
    start, article_path: Path, tmp_path: Path
) -> None:
    first = run_typist(tmp_path, article_path)
    first.kill()
    first.wait(PATIENCE_S)
    second = run_typist(tmp_path, article_path)
    second.kill()
    second.wait(PATIENCE_S)
    driver = start(None)
    driver.qtbot.waitUntil(
        lambda: sum("unsaved words " in article.body() for article in driver.open_articles.unsaved()) >= 1,
        timeout=PATIENCE,
    )
    assert any("untitled words" in article.body() for article in driver.open_articles.unsaved())
