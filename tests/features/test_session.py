"""The next start shows what the last one left: the same tabs in the same order, the same one in front."""

from __future__ import annotations

from pathlib import Path

from editor.settings.store import SettingsStore
from tests.limits import PATIENCE


def make_articles(site: Path) -> list[Path]:
    posts = site / "content" / "posts"
    paths = [posts / f"{name}.md" for name in ("c", "a", "d", "b")]
    for number, path in enumerate(paths):
        # Of unlike length, so that they are not read in the order in which they were asked for.
        path.write_text(f"---\ntitle: {path.stem}\n---\n" + "text\n" * 300_000 * (number == 0))
    return paths


def test_tabs_come_back_in_their_order_with_the_same_one_in_front(start, site: Path, tmp_path: Path) -> None:
    paths = make_articles(site)
    driver = start(site)
    for path in paths:
        driver.open(path)
    driver.window.tabs.moveTab(3, 0)
    driver.desk.bring_to_front(driver.desk.find(paths[2]))
    order = [article.path for article in driver.desk.articles()]
    assert order == [paths[3], *paths[:3]]
    # Nobody announces a crash: the settings know it before the end.
    saved = tmp_path / "settings" / "settings.json"
    driver.qtbot.waitUntil(
        lambda: SettingsStore(saved).get("session.front") == str(paths[2]), timeout=PATIENCE
    )
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.desk.articles()) == 4, timeout=PATIENCE)
    assert [article.path for article in again.desk.articles()] == order
    again.qtbot.waitUntil(lambda: again.article.path == paths[2], timeout=PATIENCE)
    assert again.pane.article is again.article


def test_an_article_that_is_gone_leaves_the_others_in_their_order(start, site: Path) -> None:
    paths = make_articles(site)
    driver = start(site)
    for path in paths:
        driver.open(path)
    driver.bench.tabs.remember()
    driver.program.settings.save()
    paths[3].unlink()
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.desk.articles()) == 3, timeout=PATIENCE)
    assert [article.path for article in again.desk.articles()] == paths[:3]
