"""Steps between articles: opening, switching, closing, saving."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt

from tests.resident.site import ARTICLES
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _article(choice: random.Random) -> int:
    return choice.randrange(len(ARTICLES) + 1)


def library_row(world: World, number: int) -> QPoint:
    """Where the line of an article is in the library's list; brings it in sight as a wheel would."""
    library = world.bench.library
    if number >= len(world.names) or not library.list.isVisible():
        raise MeaninglessError
    model = library.list.model()
    row = library._model.number_of(world.names[number])
    if row < 0:
        raise MeaninglessError
    index = model.index(row)
    library.list.scrollTo(index)
    return library.list.visualRect(index).center()


@step(
    "open", 10, "open article {0} from the library by {1}",
    lambda c: (_article(c), c.choice(["a click", "a double click", "Enter"])),
)  # fmt: skip
def open_article(world: World, number: int, how: str) -> None:
    at = library_row(world, number)
    view = world.bench.library.list
    if how == "Enter":
        world.click(view.viewport(), at, modifiers=CTRL)
        view.setCurrentIndex(view.indexAt(at))
        world.key(Qt.Key.Key_Return)
    else:
        world.click(view.viewport(), at)
        if how == "a double click":
            world.click(view.viewport(), at, double=True)


@step("tab", 8, "click on tab {0}", lambda c: (c.randrange(6),))
def click_tab(world: World, number: int) -> None:
    tabs = world.window.tabs
    if not tabs.count():
        raise MeaninglessError
    world.click(tabs, tabs.tabRect(number % tabs.count()).center() - QPoint(8, 0))


@step("next tab", 5, "press Ctrl+Tab")
def next_tab(world: World) -> None:
    world.trigger("next_tab")


@step("previous tab", 2, "press Ctrl+Shift+Tab")
def previous_tab(world: World) -> None:
    world.trigger("previous_tab")


@step("save", 6, "save")
def save(world: World) -> None:
    world.front()
    world.trigger("save")


@step("save all", 1, "save all")
def save_all(world: World) -> None:
    world.trigger("save_all")


@step("undo", 7, "undo {0} times", lambda c: (c.choice([1, 1, 1, 2, 5]),))
def undo(world: World, times: int) -> None:
    _walk(world, "undo", times)


@step("redo", 5, "redo {0} times", lambda c: (c.choice([1, 1, 2, 5]),))
def redo(world: World, times: int) -> None:
    _walk(world, "redo", times)


def _walk(world: World, way: str, times: int) -> None:
    world.front()
    if not world.program.actions[way].isEnabled():
        raise MeaninglessError
    history = world.history(world.front())
    history.is_walked = world.walked = True
    for _ in range(times):
        if world.program.actions[way].isEnabled():
            world.trigger(way)
    history.is_walked = False
