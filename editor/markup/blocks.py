"""Top-level blocks of a Markdown text: found from any block start, so an edit re-splits only what it touched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from .block_rules import block_attributes

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

    def __init__(self, parser: MarkdownIt) -> None:
        self._parser = parser
        self._has_attributes = "block_attributes" in parser.block.ruler.get_active_rules()

    def split(
        self,
        lines: Sequence[str],
        start_line: int = 0,
        *,
        first_chunk: int = FIRST_CHUNK,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[Block]:
        """Yield the blocks from `start_line` on, which must be the start of a top-level block (or blank).

        `lines` have no line ends. Each block is yielded only when no further line could change it, and splitting
        keeps no memory between blocks: it may be stopped at any block, and continued from any block start.

        After an edit in lines [a, b): restart from `restart_line(...)`, and stop as soon as a yielded block lies
        past b and begins where an old block (moved) begins: all blocks from there on are the old ones.
        """
        line, chunk = start_line, first_chunk
        while line < len(lines) and not cancelled():
            end = min(len(lines), line + chunk)
            found = self._blocks_of(lines, line, end)
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

    def _blocks_of(self, lines: Sequence[str], start: int, end: int) -> list[Block]:
        source = "\n".join(lines[start:end])
        state = StateBlock(source, self._parser, {}, [])
        rules = self._parser.block.ruler.getRules("")
        blocks: list[Block] = []
        line = 0
        while line < state.lineMax:
            line = state.line = state.skipEmptyLines(line)
            if line >= state.lineMax:
                break
            state.tokens = []
            state.env = {"references": {}, "footnotes": []}
            after = self._parse_one(state, line, rules)
            while (
                self._has_attributes
                and after < state.lineMax
                and block_attributes(state, after, state.lineMax, False)
            ):
                after = state.line
            blocks.append(self._block(lines, start, line, after, state))
            line = after
        return blocks

    @staticmethod
    def _parse_one(state: StateBlock, line: int, rules: Sequence[RuleFuncBlockType]) -> int:
        for rule in rules:
            if rule(state, line, state.lineMax, False):
                break
        return max(state.line, line + 1)

    @staticmethod
    def _block(lines: Sequence[str], offset: int, first: int, after: int, state: StateBlock) -> Block:
        tokens = state.tokens
        end = after
        if not (tokens and tokens[0].type in ("fence", "html_block")):
            while end > first + 1 and state.isEmpty(end - 1):
                end -= 1
        for token in tokens:
            if token.map and first:
                token.map = [max(0, token.map[0] - first), token.map[1] - first]
        return Block(
            offset + first,
            offset + end,
            "\n".join(lines[offset + first : offset + end]),
            tokens,
            state.env["references"],
            tuple(state.env["footnotes"]),
        )


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
