"""Fault 39: a journal that is cut off or damaged: what is whole comes back, the rest is set aside for a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


@pytest.fixture
def journals(tmp_path: Path, article_path: Path) -> list[Path]:
    """The journals that a killed program left: of the article and of an untitled one."""
    process = run_typist(tmp_path, article_path)
    process.kill()
    process.wait(PATIENCE_S)
    files = sorted((tmp_path / "state" / "journal").rglob("*.journal"))
    assert len(files) == 2
    return files


def of_article(journals: list[Path], path: Path) -> Path:
    return next(file for file in journals if path.name in file.read_text().splitlines()[0])


def test_fault_39_cut_off_in_the_last_record(start, journals: list[Path], article_path: Path) -> None:
    journal = of_article(journals, article_path)
    journal.write_bytes(journal.read_bytes()[:-5])
    driver = start(None)
    driver.qtbot.waitUntil(lambda: bool(driver.open_articles.unsaved()), timeout=PATIENCE)
    assert "untitled words" in [article.body() for article in driver.open_articles.unsaved()]


@pytest.mark.parametrize("damage", ["empty", "noise", "first record cut", "a folder"])
def test_fault_39_without_a_whole_start_it_is_set_aside(
    start, journals: list[Path], article_path: Path, damage: str
) -> None:
    journal = of_article(journals, article_path)
    data = journal.read_bytes()
    if damage == "a folder":
        journal.unlink()
        journal.mkdir()
    else:
        journal.write_bytes(
            {"empty": b"", "noise": bytes(range(256)) * 40}.get(damage, data[: len(data) // 8])
        )
    driver = start(None)
    driver.qtbot.waitUntil(
        lambda: [article.body() for article in driver.open_articles.unsaved()] == ["untitled words"],
        timeout=PATIENCE,
    )
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    kept = journal if damage == "a folder" else journal.with_suffix(".damaged")
    assert kept.exists(), "a person may still read something in it"
