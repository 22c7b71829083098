"""Counts the words of the page in front: each block once, again only when it changed."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

from editor.markup.live.messages import PatchAnswer
from editor.writing.counts import Tally, tally_html

SLICE = 0.004
"""Seconds of counting at a time: a megabyte is counted between the keys, not before them."""


class ArticleCounts(QObject):
    """Follows the patches of a page; `counted` carries the `Tally` of the whole once all blocks are counted.

    Hugo counts what it rendered, and so do we: the patches hold each block's HTML.
    """

    counted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._html: list[str] = []
        self._tallies: list[Tally | None] = []
        self._footnotes = Tally()
        self._next = 0  # all blocks before it are counted
        self._is_complete = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._count)

    def take(self, message: PatchAnswer) -> None:
        """Take one patch of the rendering process."""
        if message["fresh"]:
            self._html, self._tallies, self._footnotes = [], [], Tally()
            self._next = 0
        for at, removed, _moved, pieces in message["splices"]:
            self._next = min(self._next, at)
            self._html[at : at + removed] = [piece[0] for piece in pieces]
            self._tallies[at : at + removed] = [None] * len(pieces)
        if message["footnotes"] is not None:
            self._footnotes = tally_html(message["footnotes"])
        self._is_complete = message["complete"]
        self.tell()

    def tell(self) -> None:
        """Tell what there is to count, once all of the page is known."""
        if self._is_complete:
            self._timer.start()

    def hold(self) -> None:
        """Another article comes in front, or none: nothing is told of the page that is still there."""
        self._timer.stop()

    def _count(self) -> None:
        end = time.perf_counter() + SLICE
        while self._next < len(self._tallies):
            if self._tallies[self._next] is None:
                self._tallies[self._next] = tally_html(self._html[self._next])
            self._next += 1
            if not self._next % 16 and time.perf_counter() > end:
                return
        self._timer.stop()
        self.counted.emit(_total(self._tallies, self._footnotes))


def _total(tallies: list[Tally | None], footnotes: Tally) -> Tally:
    done = [tally for tally in tallies if tally is not None]
    done.append(footnotes)
    return Tally(
        sum(t.chunks for t in done),
        sum(t.cjk_words for t in done),
        sum(t.ideographs for t in done),
        sum(t.spelled for t in done),
        sum(t.characters for t in done),
    )
