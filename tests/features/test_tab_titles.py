"""A tab says the title that its article has, also when the article is not the one in front."""

from __future__ import annotations

from pathlib import Path

from tests.limits import PATIENCE


def test_another_programs_title_reaches_a_tab_that_is_not_in_front(start, site: Path, qtbot) -> None:
    first, second = site / "content/posts/first.md", site / "content/posts/second.md"
    second.write_text("---\ntitle: Second\n---\ntext\n", "utf-8")
    driver = start(first)
    driver.open(second)
    first.write_text(first.read_text("utf-8").replace("第一篇文章", "another name"), "utf-8")
    qtbot.waitUntil(lambda: driver.window.tabs.tabText(0) == "another name", timeout=PATIENCE)
    assert driver.window.tabs.tabText(1) == "Second"


def test_tabs_that_come_back_have_their_titles(start, site: Path, qtbot) -> None:
    first, second = site / "content/posts/first.md", site / "content/posts/second.md"
    second.write_text("---\ntitle: Second\n---\ntext\n", "utf-8")
    driver = start(first)
    driver.open(second)
    with qtbot.waitSignal(driver.bench.saving.quit_agreed, timeout=PATIENCE):
        driver.actions["quit"].trigger()
    again = start(None)
    qtbot.waitUntil(lambda: again.window.tabs.count() == 2 and not again.desk.is_opening(), timeout=PATIENCE)
    assert [again.window.tabs.tabText(index) for index in (0, 1)] == ["第一篇文章", "Second"]
