"""Fault 34: journals that no open article can simply take: each text comes back, none replaces another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from editor.articles.storage.files import read
from editor.articles.storage.journal import BodyChange, Journal, Start, find_journals
from tests.limits import PATIENCE


def left_behind(state: Path, session: str, path: Path, words: str) -> None:
    """What a killed session leaves that had typed words at the beginning of a file."""
    stored = read(path)
    journal = Journal(state / "journal" / session / f"{session}.journal")
    journal.begin(Start(path, stored.fingerprint, "", stored.data.decode()), [BodyChange(0, 0, words)])
    journal.leave()


def bodies(driver) -> set[str]:
    return {article.body() for article in driver.open_articles.unsaved()}


def test_fault_34_two_killed_windows_with_one_article_bring_both_texts_back(
    start, site: Path, tmp_path: Path
) -> None:
    path = site / "content" / "posts" / "x.md"
    path.write_text("text\n")
    left_behind(tmp_path / "state", "a" * 32, path, "one ")
    left_behind(tmp_path / "state", "b" * 32, path, "two ")
    driver = start(None)
    driver.qtbot.waitUntil(lambda: bodies(driver) == {"one text\n", "two text\n"}, timeout=PATIENCE)
    assert driver.bench.kept.restoring.keeper.flush_and_wait()
    # Killed once more, both would come back again.
    folders = [folder for folder in (tmp_path / "state" / "journal").iterdir() if folder.is_dir()]
    again = {item.body for folder in folders for item in find_journals(folder)[0]}
    assert again == {"one text\n", "two text\n"}


def test_fault_34_what_is_typed_before_the_restore_is_not_replaced(start, site: Path, tmp_path: Path) -> None:
    path = site / "content" / "posts" / "x.md"
    path.write_text("text\n")
    left_behind(tmp_path / "state", "a" * 32, path, "before ")
    driver = start(path, wait=False)
    QTest.keyClicks(driver.pane, "now ")
    driver.qtbot.waitUntil(lambda: bodies(driver) == {"now text\n", "before text\n"}, timeout=PATIENCE)
    assert driver.article.path == path


def test_fault_34_text_for_a_file_that_became_binary_comes_back_without_a_file(
    start, site: Path, tmp_path: Path
) -> None:
    path = site / "content" / "posts" / "x.md"
    path.write_text("text\n")
    left_behind(tmp_path / "state", "a" * 32, path, "mine ")
    path.write_bytes(b"\x00\xff\xfe binary \x00")
    driver = start(None)
    driver.qtbot.waitUntil(lambda: bodies(driver) == {"mine text\n"}, timeout=PATIENCE)
    assert driver.open_articles.unsaved()[0].path is None
    assert path.read_bytes() == b"\x00\xff\xfe binary \x00"
