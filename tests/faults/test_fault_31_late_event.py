"""Fault 31: the event of the program's own save arrives seconds late, when the author has typed on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from editor.site.watching.changes import FileChange
from tests.limits import PATIENCE


def test_fault_31_nothing_is_reverted(start, article_path: Path) -> None:
    driver = start(article_path)
    heard: list[str] = []
    driver.article.reloaded.connect(lambda: heard.append("reloaded"))
    driver.article.merged.connect(lambda: heard.append("merged"))
    driver.article.conflicted.connect(lambda _merged, _stored: heard.append("conflicted"))
    QTest.keyClicks(driver.pane, "one ")
    driver.save()
    QTest.keyClicks(driver.pane, "two ")
    text = driver.article.body()
    # What a slow watcher says of that save, in every form it may take.
    for kind, old in (("edited", None), ("created", None), ("moved", article_path.with_name(".tmp"))):
        driver.bench.session.files_changed.emit([FileChange(kind, article_path, old)])
    driver.bench.session.files_changed.emit([FileChange("rescan", article_path.parent)])
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert heard == []
    assert driver.article.body() == text and text.startswith("one two ")
    assert driver.article.is_dirty()


def test_fault_31_an_event_that_comes_while_the_next_save_is_written(start, article_path: Path) -> None:
    driver = start(article_path)
    heard: list[str] = []
    driver.article.reloaded.connect(lambda: heard.append("reloaded"))
    driver.article.conflicted.connect(lambda _merged, _stored: heard.append("conflicted"))
    QTest.keyClicks(driver.pane, "one ")
    driver.save()
    QTest.keyClicks(driver.pane, "two ")
    with driver.qtbot.waitSignal(driver.article.saved, timeout=PATIENCE):
        driver.article.reread()
        driver.actions["save"].trigger()
        driver.article.reread()
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert heard == [] and not driver.article.is_dirty()
    assert "one two " in article_path.read_text("utf-8")
