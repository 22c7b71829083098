"""Which point of the undo history the file holds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand

from editor.ui.article.undo_history import UndoHistory


@pytest.fixture
def history(qapp: object) -> UndoHistory:
    parent = QObject()
    history = UndoHistory(parent)
    yield history
    del parent


def test_undoing_leads_back_to_what_the_file_holds(history: UndoHistory) -> None:
    told: list[bool] = []
    history.dirty_changed.connect(told.append)
    history.push(QUndoCommand("a"))
    history.push(QUndoCommand("b"))
    history.stack.undo()
    history.stack.undo()
    assert told == [True, False]


def test_a_save_holds_the_point_at_which_it_began(history: UndoHistory) -> None:
    history.push(QUndoCommand("a"))
    point = history.begin_save()
    history.push(QUndoCommand("b"))
    history.mark_clean(point)
    assert history.is_dirty()
    history.stack.undo()
    assert not history.is_dirty()


def test_a_point_that_is_cut_off_is_never_clean_again(history: UndoHistory) -> None:
    history.push(QUndoCommand("a"))
    history.mark_clean()
    history.stack.undo()
    history.push(QUndoCommand("b"))
    assert history.is_dirty() and not history.leads_to_the_file()
    history.stack.undo()
    assert history.is_dirty()


def test_steps_join_only_where_no_save_began_between_them(history: UndoHistory) -> None:
    key = history.since_save("title")
    assert history.since_save("title") == key
    history.begin_save()
    assert history.since_save("title") != key


def test_a_file_that_holds_something_else_makes_every_point_unsaved(history: UndoHistory) -> None:
    history.forget_clean()
    history.refresh()
    assert history.is_dirty()
    history.mark_clean()
    assert not history.is_dirty() and history.leads_to_the_file()
