"""The oracle's view of the promise that no typed text is ever unreachable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.resident.tokens import on_disk, tokens_in
from tests.resident.world import World


def look(world: World) -> Iterator[str]:
    """Yield the words that are nowhere any more."""
    held: set[str] = set()
    cut: set[str] = set()
    for article in world.desk.articles():
        history = world.history(article)
        said = history.note(walked=world.walked)
        if said:
            yield f"history: {said}"
        held |= history.tokens()
        cut |= history.cut
    missing = world.tokens.wanted - held
    if missing:
        missing -= in_inputs()
    if missing:
        state = world.folder / "state"
        missing -= on_disk(world.site / "content", state / "versions", state / "journal")
    world.tokens.given_up |= missing & cut
    missing -= cut
    if missing:
        # What joined a step and was undone at once nobody has seen yet, but the history may have it.
        for article in world.desk.articles():
            missing -= world.history(article).walk()
        world.rest.reach()
    if missing:
        world.tokens.given_up |= missing  # told once
        yield f"lost: {', '.join(sorted(missing))} cannot be reached any more"


def in_inputs() -> set[str]:
    """The words that stand in inputs of any window, dialogs' too."""
    texts: list[str] = []
    for widget in QApplication.allWidgets():
        text = text_of(widget)
        if text:
            texts.append(text)
    return tokens_in("\n".join(texts))


def text_of(widget: Any) -> str:
    """The text in an input."""
    if isinstance(widget, QLineEdit):
        return widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().toRawText()
    return ""
