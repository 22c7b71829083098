"""Filling the library's index beside the UI thread: the latest wish is met, and none is the last one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.ui.common.tasks import Tasks
from editor.ui.library.filling import Filled, Filling
from editor.ui.library.query import ArticleIndex, Query, Wanted
from tests.limits import PATIENCE

A, B, C, D = (Path(f"/{name}.md") for name in "abcd")


@pytest.fixture
def catalogue(small_site: Path) -> Catalogue:
    return Catalogue.build(Site.find(small_site))


def test_an_index_that_cannot_be_filled_does_not_end_the_filling(
    qtbot: QtBot, tasks: Tasks, catalogue: Catalogue
) -> None:
    def no_keys() -> Callable[[str], str]:
        raise OSError("no collation")

    owner = QObject()
    filling, article_index = Filling(tasks, owner), ArticleIndex(no_keys)
    with qtbot.waitSignal(filling.failed, timeout=PATIENCE) as told:
        filling.fill(article_index, catalogue.summaries(), Wanted(Query(sort="title")), {})
    assert told.args == ["no collation"]
    with qtbot.waitSignal(filling.filled, timeout=PATIENCE) as told:
        filling.fill(article_index, catalogue.summaries(), Wanted(), {})
    assert told.args[0].article_index.summaries == catalogue.summaries()


def test_moves_are_told_with_the_index_that_they_lead_to(
    qtbot: QtBot, tasks: Tasks, catalogue: Catalogue
) -> None:
    owner = QObject()
    filling, article_index = Filling(tasks, owner), ArticleIndex(lambda: str)
    filled: list[Filled] = []
    filling.filled.connect(filled.append)
    for moved in ({A: B}, {B: C}, {C: D, B: A}):
        filling.fill(article_index, catalogue.summaries(), Wanted(), moved)
    qtbot.waitUntil(lambda: len(filled) == 2, timeout=PATIENCE)
    assert [one.moved for one in filled] == [{A: B}, {B: D, C: D} | {B: A}]
