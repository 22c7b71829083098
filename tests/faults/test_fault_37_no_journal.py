"""Fault 37: the journal cannot be written: the author is told, at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from editor.articles.storage.journal import find_journals
from tests.faults.saving import no_room_for
from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


def test_fault_37_an_unwritable_journal_folder_is_told(start, article_path: Path, tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "journal").write_text("a file where the folder should be")
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "words ")
    driver.qtbot.waitUntil(lambda: "save often" in driver.window.status.notice().lower(), timeout=PATIENCE)


def journalled(state: Path) -> list[str]:
    return [
        item.body
        for folder in (state / "journal").iterdir()
        if folder.is_dir()
        for item in find_journals(folder)[0]
    ]


def test_fault_37_once_there_is_room_the_text_is_journalled_without_another_key(
    start, site: Path, tmp_path: Path
) -> None:
    path = site / "content" / "posts" / "long.md"
    path.write_text("a line of text\n" * 60_000)
    driver = start(path)
    with no_room_for(500_000):
        QTest.keyClicks(driver.pane, "words ")
        driver.qtbot.waitUntil(
            lambda: "save often" in driver.window.status.notice().lower(), timeout=PATIENCE
        )
        assert not driver.bench.kept.restoring.keeper.flush_and_wait()
    driver.qtbot.waitUntil(
        lambda: any(body.startswith("words ") for body in journalled(tmp_path / "state")), timeout=PATIENCE
    )


def test_fault_37_what_came_back_stays_in_the_old_journal_while_there_is_no_room(
    start, site: Path, tmp_path: Path
) -> None:
    path = site / "content" / "posts" / "long.md"
    path.write_text("a line of text\n" * 60_000)
    first = run_typist(tmp_path, path)
    first.kill()
    first.wait(PATIENCE_S)
    with no_room_for(500_000):
        driver = start(None)
        driver.qtbot.waitUntil(
            lambda: any("unsaved words " in article.body() for article in driver.open_articles.unsaved()),
            timeout=PATIENCE,
        )
        assert not driver.bench.kept.restoring.keeper.flush_and_wait()
        # Killed now, the next start would find it.
        assert any(body.startswith("unsaved words ") for body in journalled(tmp_path / "state"))
