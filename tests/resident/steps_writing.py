"""Steps in the writing pane: placing the cursor, typing, composing, formatting."""

from __future__ import annotations

import random

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from tests.resident.vocabulary import step
from tests.resident.world import MeaninglessError, World

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key

SPICES = (
    "",
    " ",
    "中文",
    "\u00a0",
    "👩\u200d👧",
    "\u2028",
    "**",
    "- ",
    "# ",
    "[^1]",
    "{{< note >}}",
    "<b>",
    "`",
    "é",
    "e\u0301",
)
"""What stands around a typed word, and is often where editors fail."""


def spice(choice: random.Random) -> str:
    return choice.choice(SPICES)


@step("place", 6, "put the cursor {0} of the text", lambda c: (c.choice(["at the beginning", "at the end", "at a line in the middle", "where the mouse points"]),))  # fmt: skip
def place(world: World, where: str) -> None:
    pane = world.pane()
    world.click(pane.viewport(), QPoint(40, 30) if where != "where the mouse points" else None)
    if not pane.hasFocus():
        raise MeaninglessError
    if where == "at the beginning":
        world.key(Key.Key_Home, CTRL)
    elif where == "at the end":
        world.key(Key.Key_End, CTRL)
    elif where == "at a line in the middle":
        world.key(Key.Key_Home, CTRL)
        for _ in range(3):
            world.key(Key.Key_Down)
        world.key(Key.Key_End)


@step("write", 14, "type {0!r}, a word and {1!r}", lambda c: (spice(c), spice(c)))
def write(world: World, before: str, after: str) -> None:
    _to_pane(world)
    world.write(f"{before}{world.tokens.new()}{after}")


@step("compose", 4, "compose a word by the input method, then {0}", lambda c: (c.choice(["commit it", "take it back"]),))  # fmt: skip
def compose(world: World, end: str) -> None:
    _to_pane(world)
    world.compose(f"字{world.tokens.new()}" if end == "commit it" else "", "ㄗㄗˋ")


@step("return", 3, "press {0}", lambda c: (c.choice(["Enter", "Shift+Enter", "Tab", "Backspace", "Delete"]),))
def press(world: World, what: str) -> None:
    pane = _to_pane(world)
    before = pane.article.body().count("\u2028")
    name = {"Enter": Key.Key_Return, "Shift+Enter": Key.Key_Return}.get(what) or getattr(Key, f"Key_{what}")
    world.key(name, SHIFT if what.startswith("Shift") else Qt.KeyboardModifier.NoModifier)
    if pane.article.body().count("\u2028") > before:
        world.found.append(f"{what} wrote a U+2028")


@step("format", 4, "choose {0}", lambda c: (c.choice(["bold", "italic", "code", "heading2", "bullets", "quote", "link"]),))  # fmt: skip
def format_text(world: World, name: str) -> None:
    _to_pane(world)
    world.trigger(name)


def _to_pane(world: World) -> object:
    """Where the keyboard is elsewhere the author clicks into the text first."""
    pane = world.pane()
    if pane.isReadOnly():
        raise MeaninglessError
    if not pane.hasFocus():
        world.click(pane.viewport(), QPoint(40, 30))
    if QApplication.focusWidget() is not pane:
        raise MeaninglessError
    return pane
