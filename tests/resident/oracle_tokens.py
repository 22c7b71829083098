"""The oracle's view of the promise that no typed text is ever unreachable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.resident.tokens import tokens_in
from tests.resident.world import World


def look(world: World) -> Iterator[str]:
    """Yield the words that are nowhere any more."""
    only_by_redo = world.cache.get("redo", set())
    held: set[str] = set()
    for article in world.desk.articles():
        history = world.history(article)
        said = history.note(walked=world.walked)
        if said:
            yield f"history: {said}"
        held |= history.tokens()
    missing = world.tokens.wanted - held
    if missing:
        missing -= in_inputs()
    if missing:
        missing -= on_disk(world)
    # What was undone goes when the author writes on, as in every editor.
    world.tokens.given_up |= missing & only_by_redo
    missing -= only_by_redo
    if missing:
        world.tokens.given_up |= missing  # told once
        yield f"lost: {', '.join(sorted(missing))} cannot be reached any more"
    now = set().union(*(world.history(a).tokens(with_redo=False) for a in world.desk.articles()), set())
    world.cache["redo"] = held - now


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


def on_disk(world: World) -> set[str]:
    """The words in files of the site, in versions and in journals."""
    found: set[str] = set()
    for folder in (
        world.site / "content",
        world.folder / "state" / "versions",
        world.folder / "state" / "journal",
    ):
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file():
                found |= tokens_in(path.read_bytes().decode("utf-8", "replace"))
    return found


def now_held(world: World) -> set[str]:
    """The words of the present texts and of the disk: what a killed program has to bring back."""
    texts = ["\n".join(world.history(article).text()) for article in world.desk.articles()]
    return tokens_in("\n".join(texts)) | on_disk(world)
