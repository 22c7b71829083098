"""One open site: reading, following the disk, and leaving nothing behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from editor.site.catalogue.summary import Summary
from editor.ui.common.tasks import Tasks
from editor.ui.site.site_session import SiteSession
from editor.ui.site.site_watch import SiteWatch
from tests.limits import LONG, PATIENCE


@pytest.fixture
def session(tasks: Tasks) -> Iterator[SiteSession]:
    session = SiteSession(tasks)
    yield session
    session.close()


def open_and_wait(qtbot: QtBot, session: SiteSession, path: Path) -> None:
    with qtbot.waitSignal(session.catalogue_ready, timeout=PATIENCE):
        session.open(path)
    qtbot.waitUntil(session.is_watching, timeout=PATIENCE)


def clock_of(session: SiteSession) -> QTimer:
    """What wakes the session when the next article appears or expires."""
    [clock] = session.findChildren(QTimer)
    return clock


def summary_of(session: SiteSession, path: Path) -> Summary:
    assert session.catalogue is not None
    summary = session.catalogue.get(path)
    assert summary is not None
    return summary


def state_of(session: SiteSession, path: Path) -> str:
    return summary_of(session, path).publication.state


def watching_threads() -> list[str]:
    return [t.name for t in threading.enumerate() if "watch" in t.name.lower() or "notify" in t.name.lower()]


def changed(qtbot: QtBot, session: SiteSession, kind: str, path: Path, do: object) -> None:
    """Do something on disk and wait for exactly that to be told of the articles."""
    seen = []
    session.articles_changed.connect(seen.extend)
    do()  # type: ignore[operator]
    qtbot.waitUntil(lambda: any((c.kind, c.path) == (kind, path) for c in seen), timeout=PATIENCE)


def test_a_site_is_found_from_an_article_and_its_articles_are_read(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    progress = []
    session.progress.connect(lambda done, total: progress.append((done, total)))
    with qtbot.waitSignals([session.site_found, session.catalogue_ready], order="strict", timeout=PATIENCE):
        session.open(small_site / "content" / "posts" / "first.md")
    assert session.site is not None
    assert session.site.root == small_site
    assert session.catalogue is not None
    assert len(session.catalogue.summaries()) == 11
    assert progress[-1] == (11, 11)


def test_what_cannot_be_opened_is_said_in_one_sentence(
    qtbot: QtBot, session: SiteSession, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed, timeout=PATIENCE) as told:
        session.open(tmp_path / "nowhere")
    assert "nowhere" in told.args[0]
    assert session.site is None


def test_created_edited_renamed_and_removed_files_are_told(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    notes = small_site / "content" / "notes"
    new, renamed = notes / "new.md", notes / "renamed.md"
    changed(qtbot, session, "created", new, lambda: new.write_text("---\ntitle: New\n---\n"))
    changed(qtbot, session, "edited", new, lambda: new.write_text("---\ntitle: Newer\n---\n"))
    assert session.catalogue is not None
    summary = session.catalogue.get(new)
    assert summary is not None
    assert summary.title == "Newer"
    changed(qtbot, session, "moved", renamed, lambda: new.rename(renamed))
    changed(qtbot, session, "removed", renamed, renamed.unlink)
    assert session.catalogue.get(renamed) is None


def test_a_renamed_folder_moves_its_articles(qtbot: QtBot, session: SiteSession, small_site: Path) -> None:
    open_and_wait(qtbot, session, small_site)
    content = small_site / "content"
    seen = []
    session.articles_changed.connect(seen.extend)
    (content / "notes").rename(content / "memos")
    qtbot.waitUntil(lambda: len(seen) >= 3, timeout=PATIENCE)
    moved = {(c.old_path, c.path) for c in seen if c.kind == "moved"}
    assert (content / "notes" / "toml.md", content / "memos" / "toml.md") in moved
    assert session.catalogue is not None
    assert session.catalogue.get(content / "memos" / "toml.md") is not None
    assert session.catalogue.get(content / "notes" / "toml.md") is None


def test_a_renamed_folder_of_thousands_is_told_at_once(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    many = small_site / "content" / "many"
    many.mkdir()
    for number in range(4000):
        (many / f"{number}.md").write_text(f"---\ntitle: {number}\n---\n")
    open_and_wait(qtbot, session, small_site)
    seen = []
    session.articles_changed.connect(seen.extend)
    many.rename(many.with_name("renamed"))
    qtbot.waitUntil(lambda: len(seen) >= 4000, timeout=PATIENCE)
    assert {change.kind for change in seen} == {"moved"}
    assert all(change.old_path == many / change.path.name for change in seen)


def test_a_change_of_text_alone_is_told_as_a_file_s(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    path = small_site / "content" / "notes" / "toml.md"
    with qtbot.waitSignal(session.files_changed, timeout=PATIENCE) as told, path.open("a") as file:
        file.write("one more line\n")
    assert [change.path for change in told.args[0]] == [path]


def rename(site: Path) -> None:
    """Give the site another title."""
    (site / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "改名"\n')


def test_a_changed_configuration_is_read_again(qtbot: QtBot, session: SiteSession, small_site: Path) -> None:
    open_and_wait(qtbot, session, small_site)
    with qtbot.waitSignal(session.catalogue_ready, timeout=PATIENCE):
        rename(small_site)
    assert session.site is not None
    assert session.site.config.title == "改名"


def test_another_content_folder_is_watched_from_then_on(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    other = small_site / "texts" / "posts"
    other.mkdir(parents=True)
    (other / "one.md").write_text("---\ntitle: One\n---\n")
    open_and_wait(qtbot, session, small_site)
    with qtbot.waitSignal(session.catalogue_ready, timeout=PATIENCE):
        (small_site / "hugo.toml").write_text('baseURL = "https://example.org/"\ncontentDir = "texts"\n')
    assert session.catalogue is not None
    assert [summary.title for summary in session.catalogue.summaries()] == ["One"]
    qtbot.waitUntil(session.is_watching, timeout=PATIENCE)
    two = other / "two.md"
    changed(qtbot, session, "created", two, lambda: two.write_text("---\ntitle: Two\n---\n"))


def test_files_made_here_are_looked_at_without_waiting_for_the_watcher(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    new = small_site / "content" / "posts" / "made-here.md"
    new.write_text("---\ntitle: Made here\n---\n")
    with qtbot.waitSignal(session.articles_changed, timeout=PATIENCE) as told:
        session.look_at([new])
    assert new in [change.path for change in told.args[0]]


def test_a_file_made_here_and_renamed_at_once_by_another_program_is_listed_once(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    new, renamed = (small_site / "content" / "posts" / name for name in ("made-here.md", "renamed.md"))
    new.write_text("---\ntitle: Made here\n---\n")
    with qtbot.waitSignal(session.articles_changed, timeout=PATIENCE):
        session.look_at([new])
    changed(qtbot, session, "created", renamed, lambda: new.rename(renamed))
    catalogue = session.catalogue
    assert catalogue is not None
    qtbot.waitUntil(lambda: catalogue.get(new) is None, timeout=PATIENCE)


def test_a_site_left_while_it_is_read_says_nothing_more(
    qtbot: QtBot, session: SiteSession, small_site: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    (other / "content" / "only.md").write_text("---\ntitle: Only\n---\n")
    ready = []
    session.catalogue_ready.connect(lambda catalogue: ready.append(catalogue.site.root))
    session.open(small_site)
    session.open(other)
    qtbot.waitUntil(lambda: ready == [other], timeout=PATIENCE)


def test_closing_ends_every_thread(qtbot: QtBot, tasks: Tasks, small_site: Path) -> None:
    before = watching_threads()
    session = SiteSession(tasks)
    open_and_wait(qtbot, session, small_site)
    assert len(watching_threads()) > len(before)
    session.close()
    assert tasks.shut_down(PATIENCE)
    assert watching_threads() == before
    assert session.site is None


def test_opening_another_site_ends_the_watching_of_the_first(
    qtbot: QtBot, session: SiteSession, small_site: Path, tmp_path: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    one = len(watching_threads())
    other = tmp_path / "other"
    (other / "content").mkdir(parents=True)
    open_and_wait(qtbot, session, other)
    qtbot.waitUntil(lambda: len(watching_threads()) <= one, timeout=PATIENCE)


def test_an_unreadable_folder_is_said_and_the_rest_is_read(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    locked = small_site / "content" / "locked"
    locked.mkdir()
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        locked.chmod(0o755)
        pytest.skip("this user may read everything")
    with qtbot.waitSignal(session.said, timeout=PATIENCE) as told:
        session.open(small_site)
    locked.chmod(0o755)
    assert "locked" in told.args[0]
    assert session.catalogue is not None
    assert len(session.catalogue.summaries()) == 11


def test_an_article_appears_in_its_time_although_others_change_all_along(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    posts = small_site / "content" / "posts"
    soon = posts / "soon.md"
    for seconds in (1, 8, 40):
        moment = datetime.now(UTC) + timedelta(seconds=seconds)
        soon.write_text(f"---\ntitle: Soon\ndate: {moment.isoformat()}\n---\n")
        open_and_wait(qtbot, session, small_site)
        if state_of(session, soon) == "scheduled":
            break
        # On a busy machine the moment came before all was read: a later one will do as well.
    assert state_of(session, soon) == "scheduled"
    other, writing = posts / "other.md", QTimer()

    def write() -> None:
        other.write_text(f"---\ntitle: {os.urandom(4).hex()}\n---\n")
        session.look_at([other])

    writing.timeout.connect(write)
    writing.start(200)
    qtbot.waitUntil(lambda: state_of(session, soon) == "published", timeout=LONG)
    writing.stop()


def test_the_clock_does_not_undo_the_reading_of_a_changed_configuration(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    open_and_wait(qtbot, session, small_site)
    # The moment of an article comes while the configuration is read.
    session.files_changed.connect(lambda _changes: clock_of(session).start(0))
    with qtbot.waitSignal(session.catalogue_ready, timeout=PATIENCE):
        rename(small_site)
    assert session.site is not None
    assert session.site.config.title == "改名"


def test_what_changes_while_the_site_is_read_again_is_not_lost(
    qtbot: QtBot, session: SiteSession, small_site: Path
) -> None:
    for number in range(1500):
        (small_site / "content" / f"{number}.md").write_text(f"---\ntitle: {number}\n---\n")
    open_and_wait(qtbot, session, small_site)
    # Only what the session is told counts here: the watcher would tell once more.
    watcher = session.findChild(SiteWatch).leave()
    watcher.stop(10)
    first = small_site / "content" / "0.md"
    changed_then: list[Path] = []

    def change(done: int, _total: int) -> None:
        if done == 200:
            first.write_text("---\ntitle: Changed\n---\n")
            changed_then.append(first)
            session.look_at([first])

    session.progress.connect(change)
    with qtbot.waitSignal(session.catalogue_ready, timeout=PATIENCE):
        clock_of(session).start(0)
    assert changed_then
    qtbot.waitUntil(lambda: summary_of(session, first).title == "Changed", timeout=PATIENCE)
