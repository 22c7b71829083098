"""Fault 35: a file changed between crash and restart: merged, or shown as a conflict; never overwritten."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton

from editor.ui.documents.conflict_dialog import ConflictDialog
from tests.faults.typist import run_typist
from tests.limits import PATIENCE, PATIENCE_S


def crash(base: Path, path: Path) -> None:
    process = run_typist(base, path)
    process.kill()
    process.wait(PATIENCE_S)


def restored(driver, path: Path):
    """The article of the file, once its unsaved text is back."""
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.unsaved()) == 2, timeout=PATIENCE)
    return next(article for article in driver.open_articles.unsaved() if article.path == path)


def test_fault_35_a_change_elsewhere_in_the_file_is_merged(start, article_path: Path, tmp_path: Path) -> None:
    crash(tmp_path, article_path)
    mine = article_path.read_text("utf-8")
    theirs = mine + "\nTheir new last line.\n"
    article_path.write_text(theirs, "utf-8")
    driver = start(None)
    article = restored(driver, article_path)
    driver.qtbot.waitUntil(lambda: "Their new last line." in article.body(), timeout=PATIENCE)
    assert article.body().startswith("unsaved words ")
    assert article_path.read_text("utf-8") == theirs
    # Step by step back to what the file holds.
    article.undo_stack.undo()
    article.undo_stack.undo()
    assert article.snapshot().to_bytes() == theirs.encode()
    article.undo_stack.redo()
    article.undo_stack.redo()
    driver.open_articles.bring_to_front(article)
    driver.save()
    saved = article_path.read_text("utf-8")
    assert "unsaved words " in saved and "Their new last line." in saved


def test_fault_35_a_change_of_the_same_lines_is_shown_as_a_conflict(
    start, article_path: Path, tmp_path: Path
) -> None:
    body = "一行\n"
    article_path.write_text("---\ntitle: a\n---\n" + body, "utf-8")
    crash(tmp_path, article_path)
    article_path.write_text("---\ntitle: a\n---\ntheir words 一行\n", "utf-8")
    driver = start(None)
    article = restored(driver, article_path)
    driver.qtbot.waitUntil(lambda: bool(driver.window.findChildren(ConflictDialog)), timeout=PATIENCE)
    dialog = driver.window.findChildren(ConflictDialog)[0]
    assert article.is_conflicted()
    # Decided later: a save asks again and overwrites nothing.
    dialog.reject()
    driver.open_articles.bring_to_front(article)
    with driver.qtbot.waitSignal(article.conflicted, timeout=PATIENCE):
        driver.actions["save"].trigger()
    assert "their words" in article_path.read_text("utf-8")
    driver.qtbot.waitUntil(lambda: bool(_open(driver)), timeout=PATIENCE)
    dialog = _open(driver)[0]
    dialog.choose_all("both")
    next(b for b in dialog.findChildren(QPushButton) if "Take" in b.text()).click()
    driver.save()
    saved = article_path.read_text("utf-8")
    assert "unsaved words 一行\n" in saved and "their words 一行\n" in saved


def _open(driver) -> list[ConflictDialog]:
    return [dialog for dialog in driver.window.findChildren(ConflictDialog) if dialog.isVisible()]
