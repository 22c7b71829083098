"""The oracle's view of the promise that no typed text is ever unreachable."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit

from tests.resident.tokens import tokens_in
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
        missing -= on_disk(world)
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
                found |= tokens_in(read_whole(path))
    return found


def read_whole(path: Path) -> str:
    """The text of a file; versions are packed."""
    data = path.read_bytes()
    with contextlib.suppress(zlib.error):
        data = zlib.decompress(data) if path.suffix == ".z" else data
    return data.decode("utf-8", "replace")


def now_held(world: World) -> set[str]:
    """The words of the present texts and of the disk: what a killed program has to bring back."""
    texts = ["\n".join(world.history(article).text()) for article in world.desk.articles()]
    return tokens_in("\n".join(texts)) | on_disk(world)
