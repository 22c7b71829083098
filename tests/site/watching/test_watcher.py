"""The watcher on a real disk: what is told, how often, and what is left alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from tests.limits import PATIENCE_S
from tests.site.watching.heard import Heard, settle, watching


def test_created_edited_and_removed_are_told_once_each(tmp_path: Path) -> None:
    path = tmp_path / "posts" / "a.md"
    path.parent.mkdir()
    with watching(tmp_path) as heard:
        path.write_text("one")
        heard.wait_for_change("created", path)
        path.write_text("two")
        heard.wait_for_change("edited", path)
        path.unlink()
        heard.wait_for_change("removed", path)
        settle(heard, tmp_path)

    assert heard.of(path) == ["created", "edited", "removed"]


def test_a_rename_is_one_move(tmp_path: Path) -> None:
    old, new = tmp_path / "a.md", tmp_path / "sub" / "b.md"
    new.parent.mkdir()
    old.write_text("text")
    with watching(tmp_path) as heard:
        old.rename(new)
        heard.wait_for_change("moved", new, old)
        settle(heard, tmp_path)

    assert [change for change in heard.changes if change.path in (old, new)] == [
        FileChange("moved", new, old)
    ]


def rename_twice(old: Path, new: Path) -> None:
    between = old.with_name("between.md")
    old.write_text("another text")
    old.rename(between)
    between.rename(new)


def save_by_way_of_another_and_rename(old: Path, new: Path) -> None:
    fresh = old.with_suffix(".tmp")
    fresh.write_text("another text")
    fresh.replace(old)
    old.rename(new)


@pytest.mark.parametrize("change", [rename_twice, save_by_way_of_another_and_rename])
def test_a_file_that_was_edited_and_renamed_at_once_is_moved_and_edited(
    change: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    old.write_text("one")
    with watching(tmp_path) as heard:
        change(old, new)
        heard.wait_for_change("edited", new)
        settle(heard, tmp_path)

    assert [told for told in heard.changes if told.path in (old, new)] == [
        FileChange("moved", new, old),
        FileChange("edited", new),
    ]


def test_a_new_file_under_the_name_of_a_renamed_one_is_no_move(tmp_path: Path) -> None:
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    old.write_text("one")
    with watching(tmp_path) as heard:
        old.rename(new)
        new.unlink()
        new.write_text("something else")
        heard.wait_for_change("created", new)
        settle(heard, tmp_path)

    assert not [change for change in heard.changes if change.old_path is not None]


def test_a_file_that_came_and_was_renamed_at_once_is_told_as_gone(tmp_path: Path) -> None:
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    with watching(tmp_path) as heard:
        old.write_text("text")
        old.rename(new)
        settle(heard, tmp_path)

    # Who looked at it in the moment it was there hears that it is gone, whichever way it went.
    gone = [change for change in heard.changes if old in (change.path, change.old_path)]
    assert gone
    assert gone[-1].kind in ("removed", "moved")


def test_a_renamed_folder_moves_each_file(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    for name in ("a.md", "b.md"):
        (old / name).write_text(name)
    with watching(tmp_path) as heard:
        old.rename(new)
        heard.wait_for_change("moved", new / "a.md", old / "a.md")
        heard.wait_for_change("moved", new / "b.md", old / "b.md")
        (new / "a.md").write_text("edited after the move")
        heard.wait_for_change("edited", new / "a.md")


def test_a_deleted_file_and_a_new_one_are_no_move(tmp_path: Path) -> None:
    # The system gives a freed inode out again at once.
    old, new = tmp_path / "a.md", tmp_path / "b.md"
    old.write_text("a")
    with watching(tmp_path) as heard:
        old.unlink()
        new.write_text("something else")
        heard.wait_for_change("created", new)
        heard.wait_for_change("removed", old)


def test_a_touched_file_is_told_at_most_once(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("same")
    with watching(tmp_path) as heard:
        for seconds in (1, 2, 3):
            os.utime(path, (seconds, seconds))
            settle(heard, tmp_path)

    assert len(heard.of(path)) <= 1


@pytest.mark.parametrize("is_looked_at_between", [False, True])
def test_a_file_that_was_written_here_and_put_back_at_once_is_told(
    tmp_path: Path, is_looked_at_between: bool
) -> None:
    path, fresh = tmp_path / "a.md", tmp_path / "a.tmp"
    path.write_text("theirs")
    with watching(tmp_path) as heard:
        # As the window saves, and as the other program then puts back what it had.
        fresh.write_text("ours")
        fresh.replace(path)
        if is_looked_at_between:
            settle(heard, tmp_path)
        path.write_text("theirs")
        settle(heard, tmp_path)
        heard.forget()
        heard.watcher.look_at_written(path)
        heard.wait_for_change("edited", path)


def test_of_a_file_that_was_written_outside_the_folders_nothing_is_told(tmp_path: Path) -> None:
    inside, outside = tmp_path / "content", tmp_path / "elsewhere"
    inside.mkdir()
    outside.mkdir()
    path = outside / "a.md"
    path.write_text("ours")
    with watching(inside) as heard:
        heard.watcher.look_at_written(path)
        settle(heard, inside)
        assert heard.of(path) == []


def test_a_burst_comes_in_few_batches(tmp_path: Path) -> None:
    with watching(tmp_path) as heard:
        for number in range(300):
            (tmp_path / f"{number}.md").write_text("x")
        heard.wait_for(lambda: len(heard.changes) == 300)

    assert len(heard.batches) <= 5


@pytest.mark.parametrize("name", [".git", "node_modules", ".hg", ".svn"])
def test_version_control_and_packages_are_not_told(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    with watching(tmp_path) as heard:
        (tmp_path / name / "README.md").write_text("x")
        (tmp_path / name / "sub").mkdir()
        (tmp_path / name / "sub" / "x.md").write_text("x")
        settle(heard, tmp_path)

    assert not [change for change in heard.changes if name in change.path.parts]


@pytest.mark.parametrize("name", [".a.md.swp", "#a.md#", "a.md~", ".inkstone-1.tmp"])
def test_temporary_files_are_not_told(name: str, tmp_path: Path) -> None:
    with watching(tmp_path) as heard:
        (tmp_path / name).write_text("x")
        settle(heard, tmp_path)

    assert not heard.of(tmp_path / name)


@pytest.mark.skipif(not Path("/proc/self/fdinfo").is_dir(), reason="counts watches in /proc")
def test_skipped_folders_cost_no_watches(tmp_path: Path) -> None:
    from editor.site.watching.limits import inotify_descriptors, watched_count

    for number in range(50):
        (tmp_path / ".git" / "objects" / f"{number:02x}").mkdir(parents=True)
    (tmp_path / "content" / "posts").mkdir(parents=True)
    before = inotify_descriptors()
    with watching(tmp_path):
        watched = watched_count(inotify_descriptors() - before)

    assert 3 <= watched <= 5


def test_a_site_s_own_output_is_not_told(tmp_path: Path) -> None:
    for name in ("content", "static", "public", "resources/_gen"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text("title = 'x'\n")
    heard = Heard()
    watcher = Watcher.for_site(Site.find(tmp_path), heard)
    watcher.start()
    try:
        assert watcher.ready.wait(PATIENCE_S)
        (tmp_path / "public" / "index.html").write_text("x")
        (tmp_path / "resources" / "_gen" / "x.json").write_text("x")
        (tmp_path / "hugo.toml").write_text("title = 'y'\n")
        heard.wait_for_change("edited", tmp_path / "hugo.toml")
        settle(heard, tmp_path / "content")
        settle(heard, tmp_path / "static")
    finally:
        watcher.stop()

    assert not [
        change for change in heard.changes if "public" in change.path.parts or "_gen" in change.path.parts
    ]


def test_a_folder_that_appears_later_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    with watching(folder) as heard:
        folder.mkdir()
        heard.wait_for_change("created", folder)
        (folder / "a.md").write_text("x")
        heard.wait_for_change("created", folder / "a.md")


def test_a_linked_root_is_watched_under_the_author_s_name(tmp_path: Path) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    (folder / "posts").mkdir(parents=True)
    (folder / "posts" / "a.md").write_text("x")
    link.symlink_to(folder)
    with watching(link) as heard:
        (folder / "posts" / "a.md").write_text("y")
        heard.wait_for_change("edited", link / "posts" / "a.md")
        (folder / "b.md").write_text("b")
        heard.wait_for_change("created", link / "b.md")

    assert heard.notices == []


def test_rescan_finds_what_nobody_told(tmp_path: Path) -> None:
    with watching(tmp_path) as heard:
        # A deep folder made and filled at once is the classic of lost notifications.
        deep = tmp_path.joinpath(*"abcdefgh")
        deep.mkdir(parents=True)
        (deep / "x.md").write_text("x")
        heard.watcher.rescan()
        heard.wait_for_change("created", deep / "x.md")


def test_stop_before_start_and_twice(tmp_path: Path) -> None:
    heard = Heard()
    watcher = Watcher([tmp_path], heard)
    watcher.stop()
    watcher.start()
    watcher.stop()
    watcher.stop()
    (tmp_path / "a.md").write_text("x")
    watcher.rescan()
    assert heard.changes == []
    assert heard.notices == []


def test_a_listener_may_stop_the_watcher(tmp_path: Path) -> None:
    heard = Heard()

    def stop(changes: list[FileChange]) -> None:
        watcher.stop()
        heard(changes)

    watcher = Watcher([tmp_path], stop)
    watcher.start()
    assert watcher.ready.wait(PATIENCE_S)
    (tmp_path / "a.md").write_text("x")
    heard.wait_for_change("created", tmp_path / "a.md")
    watcher.stop()


def test_a_folder_replaced_by_another_is_compared(tmp_path: Path) -> None:
    folder, spare = tmp_path / "posts", tmp_path / "spare"
    for place, text in ((folder, "old"), (spare, "new")):
        place.mkdir()
        (place / "a.md").write_text(text)
    with watching(tmp_path) as heard:
        shutil.rmtree(folder)
        spare.rename(folder)
        heard.wait_for(lambda: "removed" in heard.of(spare / "a.md") or "moved" in heard.of(folder / "a.md"))
        (folder / "b.md").write_text("b")
        heard.wait_for_change("created", folder / "b.md")
