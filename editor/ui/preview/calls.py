"""Calls of the preview's own script: made at once, or kept until the page is asked for, which then makes them itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from editor.ui.preview.page import PreviewPage


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function of our script (``patch`` is ``ink.patch``) with JSON values; `done` gets its result."""

    function: str
    values: tuple[object, ...] = ()
    done: Callable[[object], None] | None = None
    before: Callable[[], None] | None = None
    """What is to be done just before, or as soon as the page can be asked that made the call by itself."""


class PageCalls:
    """Keeps the calls in their order, whether the page is loaded or not.

    Those that are known when the page is asked for go with it: they are made before it is painted for the first time.
    """

    def __init__(self, page: PreviewPage) -> None:
        self._page = page
        self._waiting: list[Call] = []
        self._sent_along: list[Call] = []
        self.is_loaded = False
        """Whether the page has our script, so that calls are made at once."""

    def make(self, call: Call) -> None:
        """Make a call now, or as soon as the page is there."""
        if not self.is_loaded:
            self._waiting.append(call)
            return
        if call.before is not None:
            call.before()
        self._page.call(call.function, *call.values, done=call.done)

    def send_along(self) -> str:
        """Return the calls that wait, for the page to make: a JSON array of arrays, each a name and its values."""
        self._sent_along += self._waiting
        self._waiting = []
        return json.dumps([(call.function, *call.values) for call in self._sent_along])

    def drop(self) -> None:
        """Forget what waits and what was sent along: the page is to be loaded anew."""
        self.is_loaded = False
        self._waiting.clear()
        self._sent_along.clear()

    def take_over(self) -> None:
        """The page has our script: hear what came of the calls sent along, and make those that wait."""
        self.is_loaded = True
        sent, self._sent_along = self._sent_along, []
        if sent:
            for call in sent:
                if call.before is not None:
                    call.before()
            self._page.call("results", done=lambda results: _tell(sent, results))
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            self.make(call)


def _tell(calls: list[Call], results: object) -> None:
    """Hand each call what came of it: a text with a JSON array; anything else where the page ended meanwhile."""
    told = json.loads(results) if isinstance(results, str) and results else []
    for number, call in enumerate(calls):
        if call.done is not None:
            call.done(told[number] if number < len(told) else None)
