"""Text that its author gave up can be wanted again: it is among the article's versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from editor.articles.storage.versions import versions
from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


def discard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_args, **_kw: QMessageBox.StandardButton.Discard)


def kept(driver, path: Path) -> list[str]:
    return [version.read().decode() for version in versions(driver.bench.kept.versions.store, path)]


def test_what_was_discarded_at_closing_is_a_version(
    start, article_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    discard(monkeypatch)
    before = article_path.read_bytes()
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "given up ")
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(
        lambda: any("given up " in text for text in kept(driver, article_path)), timeout=PATIENCE
    )
    assert article_path.read_bytes() == before
    assert kept(driver, article_path)[1] == before.decode()


def test_restored_text_that_was_declined_is_a_version(
    start, article_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    discard(monkeypatch)
    process = run_typist(tmp_path, article_path)
    process.kill()
    process.wait(PATIENCE_S)
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.unsaved()) == 2, timeout=PATIENCE)
    article = next(article for article in driver.open_articles.unsaved() if article.path == article_path)
    driver.open_articles.bring_to_front(article)
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(
        lambda: any("unsaved words " in text for text in kept(driver, article_path)), timeout=PATIENCE
    )
