"""Steps with the wheel: whatever lies below the pointer, it moves what is shown and changes nothing that is held."""

from __future__ import annotations

import random

from PySide6.QtWidgets import QWidget

from tests.resident.steps_fields import editor_of
from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

PANES = ("form", "text", "library", "preview", "tabs")
FIELDS = ("date", "weight", "draft", "title", "tags")


def _where(choice: random.Random) -> tuple[str, int, int]:
    """A pane or one of a field's inputs, and how far the wheel turns."""
    return choice.choice(PANES + FIELDS), choice.randrange(3), choice.choice([-360, -120, 120])


@step("wheel", 3, "turn the wheel over the {0}", _where)
def wheel(world: World, where: str, number: int, by: int) -> None:
    widget = _input(world, where, number) if where in FIELDS else _pane(world, where)
    if widget is None or not widget.isVisible() or widget.visibleRegion().isEmpty():
        raise MeaninglessError
    # What the step before has begun is none of the wheel's.
    world.rest.reach()
    front, before = world.open_articles.front(), _held(world)
    world.wheel(widget, by)
    if _held(world) != before:
        world.found.append(f"wheel: over the {where} it changed an article")
    if where != "tabs" and world.open_articles.front() is not front:
        world.found.append(f"wheel: over the {where} it brought another article in front")


def _held(world: World) -> list[tuple[str, int]]:
    return [(article.header, article.document.revision()) for article in world.open_articles.articles()]


def _pane(world: World, where: str) -> QWidget | None:
    views = world.bench.views
    found = {
        "form": views.form,
        "text": world.open_articles.pane(),
        "library": world.bench.library.list,
        "preview": views.preview,
        "tabs": world.window.tabs,
    }[where]
    return found if isinstance(found, QWidget) else None


def _input(world: World, key: str, number: int) -> QWidget:
    """An input of a field, with the keyboard in it where it takes one: the wheel means the page all the same."""
    inputs = editor_of(world, key).inputs()
    if not inputs:
        raise MeaninglessError
    chosen = inputs[number % len(inputs)]
    assert isinstance(chosen, QWidget)
    chosen.setFocus()
    world.rest.reach()
    return chosen
