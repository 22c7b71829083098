"""The words the author typed: each is a word of its own, and each must be reachable for ever."""

from __future__ import annotations

import contextlib
import re
import zlib
from pathlib import Path
from typing import Any

from PySide6.QtGui import QUndoCommand

from editor.ui.article.open_article import OpenArticle

_TOKEN = re.compile(r"q\d+z")


def tokens_in(text: str) -> set[str]:
    """Return the typed words in a text."""
    return set(_TOKEN.findall(text))


def is_in_word(text: str, place: int) -> bool:
    """Whether a cursor stands inside a typed word."""
    return any(found.start() < place < found.end() for found in _TOKEN.finditer(text))


def on_disk(*folders: Path) -> set[str]:
    """The words in all files below some folders."""
    found: set[str] = set()
    for folder in folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file():
                found |= tokens_in(_read_whole(path))
    return found


def _read_whole(path: Path) -> str:
    """The text of a file; versions are packed."""
    data = path.read_bytes()
    with contextlib.suppress(zlib.error):
        data = zlib.decompress(data) if path.suffix == ".z" else data
    return data.decode("utf-8", "replace")


class History:
    """What undo and redo of one article lead to: the text at each point, as seen when the article stood there."""

    def __init__(self, article: OpenArticle) -> None:
        self.article = article
        self._seen: dict[int, tuple[Any, tuple[str, str], set[str]]] = {}
        self._look: tuple[int, str] | None = None
        self._text = ("", "")
        self.is_walked = False
        """Whether undo and redo are being asked for: then texts change, but no step of the history."""
        self._last = self._lowest = article.undo_stack.index()
        self._unsure: set[str] = set()
        self.met: set[str] = set()
        """The words that ever stood in this article: they are in its text, in its history, or were said to be lost."""
        self.cut: set[str] = set()
        """The words that went with steps which were undone when the author wrote on, as in every editor."""
        article.document.contentsChange.connect(lambda _at, _removed, _added: self._changed())
        article.undo_stack.indexChanged.connect(lambda _index: self._changed())

    @property
    def last_text(self) -> tuple[str, str]:
        """The text as it was last seen, also of an article that is gone."""
        return self._text

    def text(self) -> tuple[str, str]:
        """Return front matter and body as they stand."""
        article = self.article
        look = (article.document.revision(), article.header)
        if look != self._look:
            self._look, self._text = look, (article.header, article.body())
        return self._text

    def note(self, *, walked: bool) -> str:
        """Take down where the article stands; after a walk (undo, redo) say where it differs from before."""
        stack = self.article.undo_stack
        index = stack.index()
        text = self.text()
        known = self._seen.get(index)
        command = self._command(index)
        said = ""
        if walked and known is not None and known[0] is command and known[1] != text:
            said = f"undo and redo lead to another text at step {index}: {_differing(known[1], text)}"
        for other in [n for n in self._seen if n > stack.count() or self._seen[n][0] is not self._command(n)]:
            self._forget(other)
        self._seen[index] = command, text, tokens_in("\n".join(text))
        self.met |= self._seen[index][2]
        self._lowest = index
        return said

    def tokens(self) -> set[str]:
        """Return the words that some point of the history holds."""
        return set().union(*(seen[2] for seen in self._seen.values()))

    def forget_here(self) -> None:
        """What is half typed joins the step it stands at before undo begins: nobody has seen that text yet."""
        index = self.article.undo_stack.index()
        if index in self._seen and self._seen[index][0] is not self._command(index):
            # What was half typed has just been taken over: what was undone and stood here went with that.
            self._forget(index)
        _command, _text, tokens = self._seen.pop(index, (None, None, set()))
        self._unsure = tokens

    def see_ahead(self, way: str) -> None:
        """Look at what redo leads to where nobody has seen it: typing that joined a step and was undone at once."""
        stack = self.article.undo_stack
        here = stack.index()
        unsure, self._unsure = self._unsure, set()
        if way == "undo" and here == stack.count():
            # Nothing is ahead of what was undone: another program's change has just come in its place.
            self.cut |= unsure - self.tokens() - tokens_in("\n".join(self.text()))
        ahead = [n for n in range(here + 1, stack.count() + 1) if n not in self._seen]
        if not ahead:
            return
        self.is_walked = True
        for index in ahead:
            stack.setIndex(index)
            self._seen[index] = self._command(index), self.text(), tokens_in("\n".join(self.text()))
            self.met |= self._seen[index][2]
        stack.setIndex(here)
        self.is_walked = False

    def walk(self) -> set[str]:
        """Go through the whole history for real and back; return the words that were met on the way."""
        stack, found = self.article.undo_stack, set()
        here = stack.index()
        self.is_walked = True
        for index in (*range(here, -1, -1), *range(stack.count() + 1)):
            stack.setIndex(index)
            found |= tokens_in("\n".join(self.text()))
        stack.setIndex(here)
        self.is_walked = False
        return found

    def _changed(self) -> None:
        """What joins the step it stands at changes the text there, and nobody has seen it yet."""
        index = self.article.undo_stack.index()
        if index == self._last and not self.is_walked:
            self._forget(index)
        self._last = index
        self._lowest = min(self._lowest, index)

    def _forget(self, index: int) -> None:
        command, _text, tokens = self._seen.pop(index, (None, None, set()))
        if index > self._lowest and command is not self._command(index):
            self.cut |= tokens

    def _command(self, index: int) -> QUndoCommand | None:
        return self.article.undo_stack.command(index - 1) if index else None


class Tokens:
    """All words typed in one life, and those the author gave up."""

    def __init__(self) -> None:
        self._count = 0
        self.typed: set[str] = set()
        self.given_up: set[str] = set()

    def new(self) -> str:
        """Return the next word, which nobody typed before."""
        self._count += 1
        word = f"q{self._count}z"
        self.typed.add(word)
        return word

    @property
    def wanted(self) -> set[str]:
        """The words that must be reachable."""
        return self.typed - self.given_up


def _differing(one: tuple[str, str], other: tuple[str, str]) -> str:
    """The places where two texts differ first."""
    before, after = "".join(one), "".join(other)
    pairs = enumerate(zip(before, after, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    start = max(0, at - 40)
    return f"{before[start : at + 80]!r} became {after[start : at + 80]!r}"
