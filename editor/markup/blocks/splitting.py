"""Top-level blocks of a Markdown text: found from any block start, so an edit re-splits only what it touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.articles.problems import Problem
from editor.markup.blocks.parser import BlockParser
from editor.markup.blocks.rules import block_attributes
from editor.markup.blocks.tokens import next_content
from editor.markup.shortcodes.expansion import DIVIDER, DIVIDER_TOKEN, Expanded, Expander
from editor.markup.shortcodes.lexer import Shortcode

_NO_SLOTS = {2: 1, 3: 1}  # other control characters, as invisible as these

FIRST_CHUNK = 48
LARGEST_CHUNK = 4096


Reference = tuple[str, str | None]
"""A link reference definition: destination and title as written (escapes still in them), None without a title."""


@dataclass(slots=True, eq=False)
class Block:
    """One top-level block: lines `start_line` to `end_line` (0-based, half-open) of the article's body.

    Blank lines between blocks belong to no block. `tokens` are the block-level markdown-it tokens (their `map`
    counts from the block's first line); inline content is still unparsed, so a block is cheap until it is rendered.
    """

    start_line: int
    end_line: int
    text: str
    tokens: list[Token]
    references: dict[str, Reference] = field(default_factory=dict)
    footnotes: tuple[str, ...] = ()
    calls: tuple[Shortcode, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What splitting found; line numbers count from the block's first line."""
    divider: str = ""
    """"first" when `<!--more-->` stands in it and divides the summary, "later" when another one before it does."""
    reads_to_end: bool = False
    """True when lines after `end_line` decided the parse beyond the next two blocks (an unclosed shortcode, say):
    after any later edit this block must be split again."""

    @property
    def digest(self) -> str:
        """A hash of the source text: equal digests split and render alike (given equal definitions)."""
        return hashlib.blake2b(self.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def moved(self, lines: int) -> Block:
        """Shift the block down by `lines` in place (an edit above it); returns itself."""
        self.start_line += lines
        self.end_line += lines
        return self


class Splitter:
    """Finds top-level blocks with the block rules of a configured markdown-it parser."""

    def __init__(self, parser: MarkdownIt, expander: Expander | None = None) -> None:
        self._parser = parser
        self._rules = cast(BlockParser, parser.block)
        self._expander = expander or Expander(None)
        self._has_attributes = "block_attributes" in parser.block.ruler.get_active_rules()

    def split(
        self,
        lines: Sequence[str],
        start_line: int = 0,
        *,
        first_chunk: int = FIRST_CHUNK,
        dividers: bool = True,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Block]:
        """Yield the blocks from `start_line` on, which must be the start of a top-level block (or blank).

        `lines` have no line ends. Each block is yielded only when no further line could change it, and splitting
        keeps no memory between blocks: it may be stopped at any block, and continued from any block start.

        After an edit in lines [a, b): restart from `restart_line(...)`, and stop as soon as a yielded block lies
        past b and begins where an old block (moved) begins: all blocks from there on are the old ones.
        """
        divider = next((n for n, text in enumerate(lines) if DIVIDER in text), -1) if dividers else -1
        closings: dict[str, int] = {}
        line, chunk = start_line, first_chunk
        while line < len(lines) and not cancelled():
            end = min(len(lines), line + chunk)
            source = self._expander.expand(lines, line, end, divider, closings)
            found = self._blocks_of(lines, source)
            complete = end == len(lines)
            if not complete:
                # More lines could still change the last block, and a `:` line join it to a definition list before it.
                del found[-2:]
            yield from found
            if complete:
                return
            if found:
                line = found[-1].end_line
                chunk = min(chunk * 2, LARGEST_CHUNK)
            else:
                chunk *= 4

    def _blocks_of(self, lines: Sequence[str], source: Expanded) -> list[Block]:
        text = "\n".join(source.lines)
        if "\x02" in text or "\x03" in text:
            text = text.translate(_NO_SLOTS)
        state = StateBlock(text, self._parser, {}, [])
        blocks: list[Block] = []
        line = 0
        while line < state.lineMax:
            line = state.line = state.skipEmptyLines(line)
            if line >= state.lineMax:
                break
            state.tokens = []
            state.env = {"references": {}, "footnotes": [], "problems": []}
            after = self._parse_one(state, line, source)
            blocks.append(_block(lines, source, line, after, state))
            line = after
        return blocks

    def _parse_one(self, state: StateBlock, line: int, source: Expanded) -> int:
        """Parse one block and whatever cannot be taken from it; the line after it."""
        after = self._rules.one(state, line, state.lineMax)
        while after < state.lineMax:
            if self._has_attributes and block_attributes(state, after, state.lineMax, False):
                after = state.line
                continue
            # Lines of one source unit (a shortcode) stay together: an edit restarts at source lines.
            following = next_content(state, after, state.lineMax)
            if following >= state.lineMax or source.begins[following] >= source.ends[after - 1]:
                break
            after = self._rules.one(state, following, state.lineMax)
        return after


def _block(lines: Sequence[str], source: Expanded, first: int, after: int, state: StateBlock) -> Block:
    tokens = state.tokens
    end = after
    if not (tokens and tokens[-1].type in ("fence", "html_block")):
        while end > first + 1 and state.isEmpty(end - 1):
            end -= 1
    begins, ends = source.begins, source.ends
    start_line, end_line = begins[first], ends[end - 1]
    origins = source.origins
    for token in tokens:
        if token.map:
            top, bottom = min(token.map[0], len(origins) - 1), min(token.map[1], len(origins))
            token.map = [origins[top] - start_line, origins[max(bottom - 1, top)] + 1 - start_line]
    block = Block(
        start_line,
        end_line,
        "\n".join(lines[start_line:end_line]),
        tokens,
        state.env["references"],
        tuple(state.env["footnotes"]),
        problems=tuple(
            problem.moved(origins[problem.line] - problem.line - start_line)
            for problem in state.env["problems"]
        ),
    )
    if DIVIDER in block.text:
        block.divider = "first" if any(DIVIDER_TOKEN in text for text in source.lines[first:end]) else "later"
    if source.calls or source.problems or source.reads_to_end:
        _add_units(block, source)
    return block


def _add_units(block: Block, source: Expanded) -> None:
    within = range(block.start_line, block.end_line)
    block.calls = tuple(call for line, calls in source.calls.items() if line in within for call in calls)
    for call in block.calls:
        call.place(call.line - block.start_line)
    met = [problem for line, found in source.problems.items() if line in within for problem in found]
    block.problems += tuple(problem.moved(-block.start_line) for problem in met)
    block.reads_to_end = any(line in within for line in source.reads_to_end)


def dividers_in_order(blocks: Sequence[Block]) -> bool:
    """Whether the first `<!--more-->` and only it was taken for the summary divider; if not, split all anew.

    An edit that adds or removes the first one changes what a later one means.
    """
    wanted = "first"
    for block in blocks:
        if block.divider:
            if block.divider != wanted:
                return False
            wanted = "later"
    return True


def restart_index(blocks: Sequence[Block], line: int) -> int:
    """Index of the block from which to split again after an edit that begins in `line`.

    Two whole blocks before the edited one: a definition list reaches over a paragraph to the `:` line after it,
    and any block may be continued by what follows it. Blocks that read to the end are restarted too.
    """
    low, high = 0, len(blocks)
    while low < high:
        middle = (low + high) // 2
        if blocks[middle].end_line <= line:
            low = middle + 1
        else:
            high = middle
    index = max(0, low - 2)
    for at in range(index):
        if blocks[at].reads_to_end:
            return at
    return index
