"""What is added to a catalogue's updates while one runs, and while all is read anew, is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.ui.common.tasks import Tasks
from editor.ui.site.updates import CatalogueUpdates
from tests.limits import PATIENCE


@pytest.fixture
def updates(tasks: Tasks) -> Iterator[CatalogueUpdates]:
    parent = QObject()
    yield CatalogueUpdates(tasks, parent)
    parent.deleteLater()


def retitled(path: Path, title: str) -> Path:
    """Write an article anew under another title."""
    path.write_text(f"---\ntitle: {title}\n---\n", "utf-8")
    return path


def test_what_is_added_meanwhile_comes_with_the_next_batch(
    qtbot: QtBot, updates: CatalogueUpdates, small_site: Path
) -> None:
    catalogue = Catalogue.build(Site.find(small_site))
    told: list[FileChange] = []
    updates.done.connect(told.extend)
    updates.take(catalogue)
    one, two = (retitled(small_site / "content" / name, "Anew") for name in ("one.md", "two.md"))
    updates.add([one])
    updates.add([two])
    qtbot.waitUntil(lambda: {change.path for change in told} == {one, two}, timeout=PATIENCE)


def test_what_changes_while_all_is_read_reaches_the_catalogue_that_is_read(
    qtbot: QtBot, updates: CatalogueUpdates, small_site: Path
) -> None:
    updates.take(Catalogue.build(Site.find(small_site)))
    updates.begin_reading()
    read = Catalogue.build(Site.find(small_site))
    late = retitled(small_site / "content" / "late.md", "Late")
    with qtbot.waitSignal(updates.done, timeout=PATIENCE):
        updates.add([late])
    assert read.get(late) is None
    updates.take(read)
    with qtbot.waitSignal(updates.done, timeout=PATIENCE):
        updates.run()
    assert read.get(late) is not None
