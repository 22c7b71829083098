"""A tab says the title that its article has, also when the article is not the one in front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

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
    qtbot.waitUntil(
        lambda: again.window.tabs.count() == 2 and not again.open_articles.is_opening(), timeout=PATIENCE
    )
    assert [again.window.tabs.tabText(index) for index in (0, 1)] == ["第一篇文章", "Second"]


def test_a_short_title_is_whole_beside_long_ones(start, site: Path, qtbot) -> None:
    """Seen: “Ri…” and “歡…” beside two titles that were cut at half a line."""
    posts = site / "content" / "posts"
    long = "在繁體中文與英文之間來回的一位作者如何寫完兩百篇文章"
    titles = ["Short", *(f"{long}{number}" for number in range(5))]
    paths = [posts / f"n{number}.md" for number in range(len(titles))]
    for path, title in zip(paths, titles, strict=True):
        path.write_text(f"---\ntitle: {title}\n---\n\ntext\n", "utf-8")
    driver = start(paths[0])
    tabs = driver.window.tabs
    whole = tabs.tabRect(0).width()
    for path in paths[1:]:
        driver.open(path)
    driver.open(paths[0])
    driver.window.resize(1600, 900)
    qtbot.waitUntil(lambda: tabs.tabRect(0).width() == whole, timeout=PATIENCE)
    assert all(tabs.tabRect(number).width() > whole for number in range(1, 6))
    # Where not even that has room, nothing is squeezed further: arrows lead on.
    driver.window.resize(760, 900)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in arrows(tabs)), timeout=PATIENCE)
    assert tabs.tabRect(0).width() == whole


def arrows(tabs) -> list[QToolButton]:
    return [one for one in tabs.findChildren(QToolButton) if one.arrowType() != Qt.ArrowType.NoArrow]
