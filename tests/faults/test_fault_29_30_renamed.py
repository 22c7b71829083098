"""Faults 29 and 30: an article with unsaved text is renamed, outside and in the library: no second copy, no loss."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from tests.dialogs import rename_to
from tests.limits import PATIENCE


def test_fault_29_renamed_outside_while_dirty(start, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "kept ")
    target = article_path.with_name("elsewhere.md")
    with driver.qtbot.waitSignal(driver.article.moved, timeout=PATIENCE):
        article_path.rename(target)
    assert len(driver.open_articles.articles()) == 1
    driver.save()
    assert not article_path.exists()
    assert "kept " in target.read_text("utf-8")


def test_fault_29_renamed_outside_just_after_a_save(start, article_path: Path) -> None:
    """The save gave the file another inode, and the watcher has not looked since."""
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "kept ")
    driver.save()
    target = article_path.with_name("elsewhere.md")
    QTest.keyClicks(driver.pane, "dirty ")
    with driver.qtbot.waitSignal(driver.article.moved, timeout=PATIENCE):
        article_path.rename(target)
    driver.save()
    assert not article_path.exists()
    assert "kept dirty " in target.read_text("utf-8")


def test_fault_29_its_folder_renamed_outside_while_dirty(start, site: Path, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "kept ")
    with driver.qtbot.waitSignal(driver.article.moved, timeout=PATIENCE):
        (site / "content" / "posts").rename(site / "content" / "essays")
    driver.save()
    assert not article_path.parent.exists()
    assert "kept " in (site / "content" / "essays" / article_path.name).read_text("utf-8")


def test_fault_30_renamed_in_the_library_with_unsaved_text(start, article_path: Path) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "kept ")
    before = article_path.read_bytes()
    rename_to(driver.qtbot, driver.window, lambda: driver.bench.files.rename(article_path), "renamed")
    target = article_path.with_name("renamed.md")
    driver.qtbot.waitUntil(target.exists, timeout=PATIENCE)
    assert target.read_bytes() == before and not article_path.exists()
    assert driver.article.is_dirty() and driver.article.path == target
    assert len(driver.open_articles.articles()) == 1
    # Also over a crash: the journal follows the new name.
    assert driver.bench.kept.restoring.keeper.flush_and_wait()
    driver.article.undo_stack.undo()
    assert not driver.article.is_dirty()
    driver.article.undo_stack.redo()
    driver.save()
    assert "kept " in target.read_text("utf-8") and not article_path.exists()
