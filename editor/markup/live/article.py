"""An article while it is written: an edit goes in, a patch of the changed blocks comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor.articles.problems import Problem
from editor.markup.assembly import Assembled, Definitions, RenderedHeading
from editor.markup.blocks.splitting import Block, dividers_in_order, restart_index
from editor.markup.limits import OutOfTimeError, time_limit
from editor.markup.live.alike import are_alike
from editor.markup.live.dirty_lines import DirtyLines
from editor.markup.live.open_elements import WHOLE, flow_of, flow_of_plain
from editor.markup.live.patches import Patch, PatchedPage, Splice
from editor.markup.live.rendered_page import PageEntry, RenderedPage
from editor.markup.live.source_block import SOURCE, as_source
from editor.markup.live.source_text import SourceText
from editor.markup.renderer import Renderer

FIRST_SCREEN = 40
"""Blocks that are put on the page before the rest of a long article is even split."""
BLOCK_SECONDS = 1.0
"""A block that takes longer is shown as its source."""
SPLIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of an article, as `Rendered.problems`, and its headings."""

    problems: tuple[Problem, ...]
    headings: tuple[RenderedHeading, ...]


class LiveDocument:
    """The text of one article, its blocks, and the page made of them.

    `load` does all at once. For an article that is being written: `open`, then `advance` until `is_complete`, with
    `change` and `refresh` in between as edits arrive. The page always equals one made from scratch.
    """

    def __init__(
        self,
        renderer: Renderer,
        *,
        block_seconds: float = BLOCK_SECONDS,
        first_screen: int = FIRST_SCREEN,
        on_block: Callable[[], None] = lambda: None,
    ) -> None:
        """`on_block` is called at each block that was split or rendered: a sign of life in long work."""
        self._on_block = on_block
        self._renderer = renderer
        self._first_screen = first_screen
        self._block_seconds = block_seconds
        self.open("")

    # -- all at once

    def load(self, text: str) -> PatchedPage:
        """Take a text and return its whole page."""
        self.open(text)
        page = PatchedPage()
        while not self.is_complete:
            page.apply(self.advance(lambda: False))
        return page

    # -- step by step

    @property
    def length(self) -> int:
        """Length of the text in UTF-16 units."""
        return self._text.length

    @property
    def is_changed(self) -> bool:
        """Whether edits wait for `refresh`."""
        return self._dirty is not None

    @property
    def is_complete(self) -> bool:
        """Whether every block is on the page."""
        return self._splitting is None and len(self._sheet.entries) == len(self._blocks)

    def open(self, text: str) -> None:
        """Take a text; nothing is split or rendered yet, and the page is empty."""
        self._text = SourceText(text)
        self._blocks: list[Block] = []
        self._sheet = RenderedPage()
        self._definitions = Definitions()
        # Blocks with footnotes that are not on the page yet, rendered for those that call them; by the block's id().
        self._ahead: dict[int, PageEntry] = {}
        # Whether blocks were found since the definitions were collected.
        self._undefined = False
        self._dirty: DirtyLines | None = None
        self._splitting: Iterator[Block] | None = self._split(0)

    def start_over(self, renderer: Renderer | None = None) -> None:
        """Take the present text as if it were opened now: for a page that lost what it showed, or another renderer."""
        self._renderer = renderer or self._renderer
        self.open(str(self._text))

    def advance(self, stop: Callable[[], bool]) -> Patch:
        """Bring more blocks onto the page until `stop()` says so: first a screenful, then the rest in batches."""
        goal = self._find_blocks(stop)
        again = self._define() if self._undefined else []
        first = len(self._sheet.entries)
        for block in self._blocks[first:goal]:
            ahead = id(block) in self._ahead
            self._sheet.entries.append(self._ahead.pop(id(block)) if ahead else self._render(block))
            if stop():
                break
        return self._publish(Splice(first, 0, ()), len(self._sheet.entries) - first, again)

    def change(self, start: int, removed: int, inserted: str) -> None:
        """Note an edit; `refresh` makes it visible. Several may be noted before one `refresh`."""
        if self._splitting is not None:
            # The blocks known so far must all be those of the text before the edit.
            self._blocks.extend(self._splitting)
            self._splitting, self._undefined = None, True
        change = self._text.replace(start, removed, inserted)
        if self._dirty is None:
            self._dirty = DirtyLines(change.first, change.first + change.removed, 0)
        self._dirty.add(change)

    def refresh(self) -> Patch:
        """Split and render again what the noted edits touched; returns the difference for the page."""
        if self._dirty is None:
            return Patch()
        dirty, self._dirty = self._dirty, None
        visible_to = None if self.is_complete else len(self._sheet.entries)
        first, last, new = self._resplit(dirty)
        old = self._blocks[first:last]
        self._blocks[first:last] = new
        self._ahead.clear()
        if dirty.moved:
            for block in self._blocks[first + len(new) :]:
                block.moved(dirty.moved)
        removed = self._sheet.entries[first:last]
        del self._sheet.entries[first:last]
        redefined = self._undefined or any(b.references or b.footnotes for b in (*old, *new))
        again = self._define() if redefined else []
        if visible_to is not None and first >= visible_to:
            return self._publish(Splice(visible_to, 0, ()), 0, again)
        self._sheet.entries[first:first] = [self._render(block) for block in new]
        return self._publish(Splice(first, len(removed), (), dirty.moved), len(new), again, removed)

    def use(self, renderer: Renderer) -> Patch:
        """Render the same text with other data of the page; `renderer` must have the same settings."""
        if self.is_changed:
            raise RuntimeError("noted edits must be refreshed first")
        self._renderer = renderer
        self._ahead.clear()
        again, before = [], []
        for entry in self._sheet.entries:
            fresh = self._render(entry.block)
            if fresh.rendered != entry.rendered:
                before.append(replace(entry))
                entry.rendered, entry.flow, entry.html = fresh.rendered, fresh.flow, fresh.html
                again.append(entry)
        return self._publish(Splice(len(self._sheet.entries), 0, ()), 0, again, before)

    def read_anew(self, renderer: Renderer) -> tuple[Patch, Patch]:
        """Split and render the same text by a renderer that may read it otherwise; what comes out alike stays."""
        if self._splitting is not None:
            self._blocks.extend(self._splitting)
            self._splitting, self._undefined = None, True
        self._renderer = renderer
        self._dirty = DirtyLines(0, len(self._text.lines), 0)
        return self.refresh(), self.use(renderer)

    def report(self) -> Report:
        """What the author should know about the text as it stands on the page. Costs a look over the whole article."""
        done = self._assembled()
        own = (
            problem.moved(entry.block.start_line)
            for entry in self._sheet.entries
            for problem in entry.rendered.problems
        )
        return Report((*own, *done.problems, *self._renderer.extension_problems), done.headings)

    # -- the page

    def _publish(
        self, splice: Splice, count: int, again: Sequence[PageEntry], removed: Sequence[PageEntry] = ()
    ) -> Patch:
        return self._sheet.publish(splice, count, again, removed, self._assembled, self.is_complete)

    def _assembled(self) -> Assembled:
        parts = [entry.rendered for entry in self._sheet.entries]
        lines = [entry.block.start_line for entry in self._sheet.entries]
        if not self.is_complete:
            # Blocks on the page may call footnotes that stand further down.
            for block in self._blocks[len(parts) :]:
                if block.footnotes:
                    if id(block) not in self._ahead:
                        self._ahead[id(block)] = self._render(block)
                    parts.append(self._ahead[id(block)].rendered)
                    lines.append(block.start_line)
        return self._renderer.assemble(parts, lines)

    # -- blocks

    def _split(self, line: int) -> Iterator[Block]:
        """Split from `line`; where the text defeats the parser, the rest becomes one block of plain source."""
        lines = self._text.lines
        blocks = self._renderer.split(lines, line)
        while True:
            try:
                with time_limit(SPLIT_SECONDS):
                    block = next(blocks, None)
            except (OutOfTimeError, RecursionError, MemoryError):
                yield Block(line, len(lines), "\n".join(lines[line:]), [SOURCE], reads_to_end=True)
                return
            if block is None:
                return
            line = block.end_line
            self._on_block()
            yield block

    def _find_blocks(self, stop: Callable[[], bool]) -> int:
        """Go on splitting: a screenful at first, then until `stop()`; returns how many blocks may be rendered now."""
        if self._splitting is None:
            return len(self._blocks)
        first = not self._blocks
        self._undefined = True
        for block in self._splitting:
            self._blocks.append(block)
            if (first and len(self._blocks) == self._first_screen) or (not first and stop()):
                return self._first_screen
        self._splitting = None
        return len(self._blocks)

    def _resplit(self, dirty: DirtyLines) -> tuple[int, int, list[Block]]:
        """Find the blocks `first` to `last` that an edit replaced, and their successors; equal neighbours stay."""
        old = self._blocks
        first = restart_index(old, dirty.first)
        last, new = first, []
        for block in self._split(old[first].start_line if first else 0):
            if block.start_line >= dirty.end:
                while last < len(old) and old[last].start_line + dirty.moved < block.start_line:
                    last += 1
                if last < len(old) and old[last].start_line + dirty.moved == block.start_line:
                    break
            new.append(block)
        else:
            last = len(old)
        if not dividers_in_order([*old[:first], *new, *old[last:]]):
            # Another `<!--more-->` divides the summary now, and that changes how its lines are read.
            return 0, len(old), list(self._split(0))
        while new and first < last and are_alike(old[first], new[0], 0):
            first += 1
            del new[0]
        while new and first < last and are_alike(old[last - 1], new[-1], dirty.moved):
            last -= 1
            del new[-1]
        return first, last, new

    def _define(self) -> list[PageEntry]:
        """Collect the definitions anew and render again what is on the page and uses a changed one; returns that."""
        newer = Definitions.collect(self._blocks)
        self._undefined = False
        changed = self._definitions.changed(newer)
        self._definitions = newer
        if not changed:
            return []
        self._ahead.clear()
        again = [entry for entry in self._sheet.entries if not changed.isdisjoint(entry.rendered.uses)]
        for entry in again:
            fresh = self._render(entry.block)
            entry.rendered, entry.flow, entry.html = fresh.rendered, fresh.flow, fresh.html
        return again

    def _render(self, block: Block) -> PageEntry:
        """Render one block within its time; one that cannot be rendered is shown as its source."""
        self._on_block()
        try:
            with time_limit(self._block_seconds):
                rendered = (
                    as_source(block)
                    if SOURCE in block.tokens
                    else self._renderer.render_block(block, self._definitions)
                )
                # Only raw HTML and shortcodes can leave an element open.
                raw = "<" in block.text or "{{" in block.text
                flow = flow_of(rendered.main.html) if raw else flow_of_plain(rendered.main.html)
        except Exception:  # noqa: BLE001 - whatever one block does to the renderer, the others must be shown
            # Its inner state is unknown after an interruption.
            self._renderer = Renderer(self._renderer.settings, self._renderer.page)
            rendered, flow = as_source(block), WHOLE
        return PageEntry(block, rendered, flow, rendered.main.html)
