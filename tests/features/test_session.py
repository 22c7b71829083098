"""The next start shows what the last one left: the same tabs in the same order, the same one in front."""

from __future__ import annotations

import json
from pathlib import Path

from editor.settings.choices import Colours
from editor.settings.options import COLOURS, LAST_ARTICLES, TEXT_SIZE, WRITING_SHARE
from editor.settings.store import SettingsStore
from tests.faults.typist import run_program
from tests.limits import PATIENCE, PATIENCE_S

# Opens all articles of the folder, and tells when the disk knows it.
OPENING = """
import json
open_articles = program.open_articles
paths = sorted(path.parent.glob("t*.md"))
open_articles.open_all(paths, None)

def told():
    files = list((base / "state" / "sessions").glob("*.json"))
    if any(len(json.loads(file.read_text())["articles"]) == len(paths) for file in files):
        open_articles.bring_to_front(open_articles.find(paths[2]))
        if any(json.loads(file.read_text())["front"] == str(paths[2]) for file in files):
            print("kept", flush=True)
            timer.stop()

timer = QTimer()
timer.timeout.connect(told)
timer.start(50)
sys.exit(application.exec())
"""

# Has one article open, and tells when the disk knows it; leaves when it is told to.
ONE = """
import json

def told():
    files = list((base / "state" / "sessions").glob("*.json"))
    if any(json.loads(file.read_text())["articles"] == [str(path)] for file in files):
        print("kept", flush=True)
        timer.stop()
        program.actions["quit"].trigger()

timer = QTimer()
timer.timeout.connect(told)
timer.start(50)
sys.exit(application.exec())
"""

# Closes the only article, and tells when the disk knows it.
CLOSED = """
import json

def told():
    if program.parts[0].session.catalogue is not None and program.open_articles.articles():
        program.actions["close_tab"].trigger()
    files = [json.loads(file.read_text()) for file in (base / "state" / "sessions").glob("*.json")]
    if any(found["site"] and not found["articles"] for found in files):
        print("kept", flush=True)
        timer.stop()

timer = QTimer()
timer.timeout.connect(told)
timer.start(50)
sys.exit(application.exec())
"""


def make_articles(site: Path) -> list[Path]:
    posts = site / "content" / "posts"
    paths = [posts / f"{name}.md" for name in ("c", "a", "d", "b")]
    for number, path in enumerate(paths):
        # Of unlike length, so that they are not read in the order in which they were asked for.
        path.write_text(f"---\ntitle: {path.stem}\n---\n" + "text\n" * 300_000 * (number == 0))
    return paths


def leave(driver) -> None:
    with driver.qtbot.waitSignal(driver.bench.saving.quit_agreed, timeout=PATIENCE):
        driver.actions["quit"].trigger()


def test_tabs_come_back_in_their_order_with_the_same_one_in_front(start, site: Path) -> None:
    paths = make_articles(site)
    driver = start(site)
    for path in paths:
        driver.open(path)
    driver.window.tabs.moveTab(3, 0)
    driver.open_articles.bring_to_front(driver.open_articles.find(paths[2]))
    order = [article.path for article in driver.open_articles.articles()]
    assert order == [paths[3], *paths[:3]]
    leave(driver)
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.open_articles.articles()) == 4, timeout=PATIENCE)
    assert [article.path for article in again.open_articles.articles()] == order
    again.qtbot.waitUntil(lambda: again.article.path == paths[2], timeout=PATIENCE)
    assert again.pane.article is again.article


def test_an_article_that_is_gone_leaves_the_others_in_their_order(start, site: Path) -> None:
    paths = make_articles(site)
    driver = start(site)
    for path in paths:
        driver.open(path)
    leave(driver)
    paths[3].unlink()
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.open_articles.articles()) == 3, timeout=PATIENCE)
    assert [article.path for article in again.open_articles.articles()] == paths[:3]


def test_a_second_start_on_one_file_takes_no_tab_from_a_crashed_one(
    start, site: Path, tmp_path: Path
) -> None:
    posts = site / "content" / "posts"
    paths = [posts / f"t{number}.md" for number in range(6)]
    for path in paths:
        path.write_text(f"---\ntitle: {path.stem}\n---\n\nText.\n")
    single = posts / "first.md"
    first = run_program(OPENING, tmp_path, paths[0])
    assert first.stdout is not None and first.stdout.readline() == "kept\n"
    # While the first runs, a second one is started on a file, and left.
    second = run_program(ONE, tmp_path, single)
    assert second.stdout is not None and second.stdout.readline() == "kept\n"
    assert second.wait(PATIENCE_S) == 0
    # What is left is the second's: a window that runs is nobody's to bring back.
    assert SettingsStore(tmp_path / "settings.json").get(LAST_ARTICLES) == (str(single),)
    first.kill()
    first.wait(PATIENCE_S)
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.open_articles.articles()) == 6, timeout=PATIENCE)
    assert [article.path for article in again.open_articles.articles()] == paths
    again.qtbot.waitUntil(lambda: again.article.path == paths[2], timeout=PATIENCE)
    # Once more: they are this window's now, and come back once.
    leave(again)
    once_more = start(None)
    once_more.qtbot.waitUntil(lambda: len(once_more.open_articles.articles()) == 6, timeout=PATIENCE)


def test_tabs_of_two_crashed_windows_come_back_together(start, site: Path, tmp_path: Path) -> None:
    posts = site / "content" / "posts"
    paths = [posts / f"t{number}.md" for number in range(3)]
    for path in paths:
        path.write_text(f"---\ntitle: {path.stem}\n---\n\nText.\n")
    for script, path in (
        (OPENING, paths[0]),
        (ONE.replace('program.actions["quit"].trigger()', "pass"), posts / "first.md"),
    ):
        process = run_program(script, tmp_path, path)
        assert process.stdout is not None and process.stdout.readline() == "kept\n"
        process.kill()
        process.wait(PATIENCE_S)
    again = start(None)
    again.qtbot.waitUntil(lambda: len(again.open_articles.articles()) == 4, timeout=PATIENCE)
    assert {article.path for article in again.open_articles.articles()} == {*paths, posts / "first.md"}


def test_the_site_comes_back_after_a_crash_without_any_article_open(
    start, site: Path, tmp_path: Path
) -> None:
    process = run_program(CLOSED, tmp_path, site / "content" / "posts" / "first.md")
    assert process.stdout is not None and process.stdout.readline() == "kept\n"
    process.kill()
    process.wait(PATIENCE_S)
    again = start(None)
    assert again.bench.session.site is not None and again.bench.session.site.root == site
    assert not again.open_articles.articles()


def test_a_damaged_session_file_stops_nothing(start, site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "state" / "sessions"
    folder.mkdir(parents=True)
    for number, content in enumerate(("{", "[]", '{"site": 1, "articles": {}, "front": null}', "\0")):
        (folder / f"{number}.json").write_text(content)
    (folder / "good.json").write_text(
        json.dumps(
            {"site": str(site), "articles": [str(site / "content/posts/first.md"), 7, "a\0b"], "front": ""}
        )
    )
    driver = start(None)
    driver.qtbot.waitUntil(lambda: len(driver.open_articles.articles()) == 1, timeout=PATIENCE)


def test_two_programs_keep_each_other_s_settings(tmp_path: Path) -> None:
    one, two = SettingsStore(tmp_path / "settings.json"), SettingsStore(tmp_path / "settings.json")
    one.set(COLOURS, Colours.DARK)
    one.save()
    two.set(TEXT_SIZE, 20)
    two.save()
    one.set(WRITING_SHARE, 0.6)
    one.save()
    now = SettingsStore(tmp_path / "settings.json")
    assert (now.get(COLOURS), now.get(TEXT_SIZE), now.get(WRITING_SHARE)) == (Colours.DARK, 20, 0.6)
