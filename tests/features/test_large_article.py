"""Articles too large to be made ready at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from tests.limits import PATIENCE


def test_a_large_article_named_at_the_start_comes_once_the_window_is_there(start, site: Path, qtbot) -> None:
    path = site / "content" / "posts" / "large.md"
    path.write_text("---\ntitle: x\n---\n" + "line of text\n" * 60_000)
    driver = start(path)
    qtbot.waitUntil(lambda: driver.open_articles.front() is not None, timeout=PATIENCE)
    assert driver.article.path == path
    assert driver.article.body().count("\n") == 60_000
    QTest.keyClicks(driver.pane, "abc")
    driver.save()
    assert path.read_text().startswith("---\ntitle: x\n---\nabcline")
