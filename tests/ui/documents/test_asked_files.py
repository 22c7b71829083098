"""Files on their way to a tab."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from editor.articles.storage.files import StoredFile
from editor.ui.common.tasks import Tasks
from editor.ui.documents.asked_files import AskedFiles
from tests.limits import PATIENCE


def test_a_file_asked_for_twice_is_read_once_and_comes_to_the_front(
    tmp_path: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    path = tmp_path / "a.md"
    path.write_text("text", "utf-8")
    asked = AskedFiles(tasks, tasks)
    told: list[tuple[object, Path, bool]] = []
    asked.arrived.connect(lambda found, path, in_front: told.append((found, path, in_front)))
    asked.ask(path, False, [])
    asked.ask(path, True, [])
    assert asked.is_reading()
    qtbot.waitUntil(lambda: not asked.is_reading() and not tasks.busy(), timeout=PATIENCE)
    assert told == [(StoredFile(path, b"text"), path, True)]


def test_a_link_to_an_open_file_is_that_file(tmp_path: Path, tasks: Tasks, qtbot: QtBot) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("text", "utf-8")
    link.symlink_to(path)
    asked = AskedFiles(tasks, tasks)
    with qtbot.waitSignal(asked.arrived, timeout=PATIENCE) as told:
        asked.ask(link, True, [path])
    assert told.args[:2] == [path, link]


def test_tabs_stand_in_the_order_asked_for_in_whatever_order_they_come(tasks: Tasks) -> None:
    one, two, three = (Path(f"/site/{name}.md") for name in ("one", "two", "three"))
    asked = AskedFiles(tasks, tasks)
    asked.keep_order([one, two, three])
    assert asked.index_for(two, [three]) == 0
    assert asked.index_for(two, [one, three]) == 1
    assert asked.index_for(three, [one]) == 1
    assert asked.index_for(Path("/site/other.md"), [one, three]) == 2
    assert asked.index_for(None, [one]) == 1
