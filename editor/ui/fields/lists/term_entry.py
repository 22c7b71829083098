"""The entry behind the chips: a separator, Enter or leaving makes terms of what is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.terms import NOTHING_IN_USE, SEPARATORS, TermsInUse, split_terms


class TermEntry(QObject):
    """Turns typed text into terms, which `add` takes or refuses, and offers those that the site uses."""

    typed_on = Signal()
    """A key that ends no term."""

    def __init__(
        self, line: LineInput, add: Callable[[list[str]], bool], palette: Palette, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._line, self._add = line, add
        self._here: list[str] = []
        self._in_use: TermsInUse = NOTHING_IN_USE
        self._locked = False
        self._completions = CompletionList(line, palette, parent)
        self._completions.chosen.connect(self._add_chosen)
        line.typed.connect(self._typed)
        line.entered.connect(self.flush)
        line.left.connect(self.flush)
        line.stepped.connect(lambda step: self._offer(even_empty=True) if step < 0 else None)

    def follow(self, here: list[str], in_use: TermsInUse, *, locked: bool) -> None:
        """The list holds these terms now; what is typed stays."""
        self._here, self._in_use, self._locked = here, in_use, locked
        self._line.setReadOnly(locked)
        self._line.setPlaceholderText("" if locked else self.tr("add…"))

    def is_pending(self) -> bool:
        """Whether something is typed that is no term yet."""
        return bool(self._line.text().strip()) or self._line.composing

    def flush(self) -> bool:
        """Make terms of what is typed; text still being composed stays. False where they were refused."""
        if self._line.composing or self._locked:
            return True
        text = self._line.text()
        terms = split_terms(text)
        if not terms:
            return True
        # Emptied first: handing the edit over may come back here by way of the window.
        self._line.put_text("")
        if self._add(terms):
            return True
        self._line.put_text(text)
        return False

    def _typed(self) -> None:
        text = self._line.text()
        if any(char in SEPARATORS for char in text):
            self._split(text)
        else:
            self.typed_on.emit()
        self._offer()

    def _split(self, text: str) -> None:
        """Make terms of all before the last separator; behind it the author types on."""
        if self._line.pasted:
            self.flush()
            return
        last = max(text.rfind(char) for char in SEPARATORS)
        terms = split_terms(text[:last])
        if not terms or self._add(terms):
            self._line.put_text(text[last + 1 :].lstrip())

    def _offer(self, *, even_empty: bool = False) -> None:
        typed = self._line.text().strip()
        wanted = not self._locked and (typed or even_empty)
        self._completions.offer(self._in_use.matching(typed, self._here) if wanted else [])

    def _add_chosen(self, term: str) -> None:
        self._line.put_text("")
        self._add([term])
