"""The words the author typed: each is a word of its own, and each must be reachable for ever."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtGui import QUndoCommand

from editor.ui.open_article import OpenArticle

_TOKEN = re.compile(r"k\d+k")


def tokens_in(text: str) -> set[str]:
    """Return the typed words in a text."""
    return set(_TOKEN.findall(text))


class History:
    """What undo and redo of one article lead to: the text at each point, as seen when the article stood there."""

    def __init__(self, article: OpenArticle) -> None:
        self.article = article
        self._seen: dict[int, tuple[Any, tuple[str, str], set[str]]] = {}
        self._look: tuple[int, str] | None = None
        self._text = ("", "")

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
            said = f"undo and redo lead to another text at step {index}: {_short(known[1])} became {_short(text)}"
        self._seen[index] = command, text, tokens_in("\n".join(text))
        for other in [n for n in self._seen if n > stack.count() or self._seen[n][0] is not self._command(n)]:
            del self._seen[other]
        return said

    def tokens(self, *, with_redo: bool = True) -> set[str]:
        """Return the words that some point of the history holds."""
        here = self.article.undo_stack.index()
        return set().union(*(seen[2] for n, seen in self._seen.items() if with_redo or n <= here))

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
        word = f"k{self._count}k"
        self.typed.add(word)
        return word

    @property
    def wanted(self) -> set[str]:
        """The words that must be reachable."""
        return self.typed - self.given_up


def _short(text: tuple[str, str]) -> str:
    return repr("".join(text))[-160:]
