"""The blocks of an article as they stand on its page: slots filled, raw HTML kept together, differences told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from editor.markup.assembly import Assembled, Quotes, RenderedBlock
from editor.markup.blocks.splitting import Block
from editor.markup.live.open_elements import Flow, starts_apart
from editor.markup.live.patches import Patch, Piece, Splice

_LINE = re.compile(r'(?<= data-line=")[0-9]{1,9}(?=")')


@dataclass(slots=True, eq=False)
class PageEntry:
    """What became of a block: rendered, filled (`html`), and as the page has it (`shown`; None before it is sent)."""

    block: Block
    rendered: RenderedBlock
    flow: Flow
    html: str
    shown: str | None = None

    @property
    def piece(self) -> Piece:
        """The block for the page."""
        return Piece(self.shown or "", self.block.start_line, self.block.end_line)

    @property
    def is_final(self) -> bool:
        """Whether the block neither depends on the global passes nor changes their outcome for other blocks."""
        main = self.rendered.main
        if main.has_slots or main.headings or main.footnote_calls or self.rendered.footnotes:
            return False
        return (main.single_quotes, main.double_quotes) == (Quotes(), Quotes())


class RenderedPage:
    """The entries of the leading blocks of an article, in the end of all."""

    def __init__(self) -> None:
        self.entries: list[PageEntry] = []
        self._footnotes = ""
        self._shown_footnotes = ""
        self._was_complete = False
        self._grouped = False

    def publish(
        self,
        splice: Splice,
        count: int,
        again: Sequence[PageEntry],
        removed: Sequence[PageEntry],
        assemble: Callable[[], Assembled],
        is_complete: bool,
    ) -> Patch:
        """Fill the open slots, group what belongs together, and tell what differs from the page.

        `splice` lacks its pieces: the `count` entries from its place on are new, those in `again` rendered anew and
        `removed` gone. `assemble` runs the global passes over all entries; it is called only where they matter.
        """
        fresh = range(splice.at, splice.at + count)
        touched = [*self.entries[fresh.start : fresh.stop], *again]
        if is_complete != self._was_complete or not all(entry.is_final for entry in (*touched, *removed)):
            self._was_complete = is_complete
            touched += self._fill(assemble(), is_complete)
        footnotes = self._group(touched)
        splices = []
        if count or splice.removed or splice.moved:
            splices.append(replace(splice, pieces=tuple(self.entries[index].piece for index in fresh)))
        if len(touched) > count:
            others = {id(entry) for entry in touched}
            splices += [
                Splice(index, 1, (entry.piece,))
                for index, entry in enumerate(self.entries)
                if index not in fresh and id(entry) in others
            ]
        if footnotes == self._shown_footnotes:
            return Patch(tuple(splices))
        self._shown_footnotes = footnotes
        return Patch(tuple(splices), footnotes)

    def _fill(self, done: Assembled, is_complete: bool) -> list[PageEntry]:
        """Give every entry its final HTML; returns those whose HTML changed by it."""
        self._footnotes = done.footnotes if is_complete else ""
        changed = []
        for entry, html in zip(self.entries, done.blocks, strict=False):  # blocks may reach beyond the page
            if html is not entry.html and html != entry.html:
                entry.html = html
                changed.append(entry)
        return changed

    def _group(self, touched: list[PageEntry]) -> str:
        """Set what the page shall show; adds to `touched` what changed by it, and returns the footnotes to show.

        A block that leaves raw HTML open holds all blocks up to where it is closed: a browser reads them as one.
        """
        if not self._grouped and all(entry.flow.is_whole for entry in touched):
            for entry in touched:
                entry.shown = entry.html
            return self._footnotes
        groups, open_at_end = self._groups()
        self._grouped = open_at_end or any(len(group) > 1 for group in groups)
        for group in groups:
            html = _joined(group)
            if open_at_end and group is groups[-1]:
                html += self._footnotes
            for entry in group:
                shown = html if entry is group[0] else ""
                if shown != entry.shown:
                    entry.shown = shown
                    touched.append(entry)
        return "" if open_at_end else self._footnotes

    def _groups(self) -> tuple[list[list[PageEntry]], bool]:
        """Entries that must be put on the page together, and whether raw HTML is still open at the end."""
        state: tuple[str, ...] = ()
        groups: list[list[PageEntry]] = []
        for entry in self.entries:
            if starts_apart(state, entry.html):
                state = ()
                groups.append([])
            groups[-1].append(entry)
            state = entry.flow.after(state)
        return groups, bool(state)


def _joined(group: Sequence[PageEntry]) -> str:
    """The HTML of a group; lines inside it count from the group's first line."""
    first = group[0].block.start_line
    parts = [group[0].html]
    for entry in group[1:]:
        offset = entry.block.start_line - first
        parts.append(_LINE.sub(lambda line, offset=offset: str(int(line[0]) + offset), entry.html))  # type: ignore[misc]
    return "".join(parts)
