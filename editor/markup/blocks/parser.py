"""The block parser: markdown-it's, with the rules that a site's settings switch on, and Goldmark's where they differ."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from editor.articles.problems import Problem
from editor.markup.blocks.blockquotes import blockquote
from editor.markup.blocks.fences import fenced_code, indented_code
from editor.markup.blocks.lists import list_block
from editor.markup.blocks.paragraphs import BLOCK_STARTERS, ParagraphRule
from editor.markup.blocks.rules import HeadingRule, block_attributes, footnote_definition, html_block
from editor.markup.settings import MarkupSettings

DEEPEST_NESTING = 200
"""Levels of lists, quotations and the like (a list counts twice): deeper content is shown as text."""
_ENDS_TEXT: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
_PARAGRAPH_ENDINGS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def new_parser(settings: MarkupSettings) -> MarkdownIt:
    """A markdown-it parser with the block rules that the site's settings switch on."""
    parser = MarkdownIt("zero", {"maxNesting": DEEPEST_NESTING, "html": True})
    parser.block = BlockParser()
    parser.block.ruler.enableOnly(["code", "fence", "blockquote", "hr", "list"])
    rules = parser.block.ruler
    rules.at("code", indented_code)
    rules.at("fence", fenced_code, _PARAGRAPH_ENDINGS)
    rules.at("blockquote", blockquote, _PARAGRAPH_ENDINGS)
    rules.at("list", list_block, _ENDS_TEXT)
    rules.at("heading", HeadingRule(settings), _ENDS_TEXT)
    rules.at("html_block", html_block, _ENDS_TEXT)
    rules.at("paragraph", ParagraphRule(settings))
    rules.enable(["heading", "html_block", "paragraph"])
    if settings.footnotes.enable:
        rules.before("heading", "footnote", footnote_definition, _PARAGRAPH_ENDINGS)
    if settings.attribute_block:
        rules.before("code", "block_attributes", block_attributes, _PARAGRAPH_ENDINGS)
    return parser


class BlockParser(ParserBlock):
    """markdown-it's block parser, which says where nesting was cut off and goes straight to plain paragraphs."""

    def one(self, state: StateBlock, line: int, end: int) -> int:
        """Parse the block at `line` (not blank); the line after it."""
        rules = self.ruler.getRules("")
        state.line = line
        at = state.bMarks[line] + state.tShift[line]
        if state.src[at] not in BLOCK_STARTERS and state.sCount[line] - state.blkIndent < 4:
            rules = rules[-1:]  # only a paragraph begins with a letter
        for rule in rules:
            if rule(state, line, end, False):
                break
        return max(state.line, line + 1)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Parse the lines of a container, and note whether blank lines lie between its blocks (`state.tight`)."""
        line, blank, tight = startLine, False, True
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= DEEPEST_NESTING:
                self._cut_off(state, line, endLine)
                return
            first = len(state.tokens)
            line = self.one(state, line, endLine)
            state.line = line
            if blank and _counts_as_spread(state.tokens[first:]):
                tight = False
            state.tight = tight
            blank = line - 1 < endLine and state.isEmpty(line - 1)
            if line < endLine and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line

    @staticmethod
    def _cut_off(state: StateBlock, line: int, end: int) -> None:
        """Too deep: the rest of the container is shown as plain text."""
        stop = line
        while stop < end and (state.isEmpty(stop) or state.sCount[stop] >= state.blkIndent):
            stop += 1
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(line, stop, state.blkIndent, True)
        token.map = [line, stop]
        state.line = stop
        if not any(problem.code == "nesting" for problem in state.env["problems"]):
            message = (
                "Lists or quotations are nested too deeply for the preview; the rest is shown as plain text."
            )
            state.env["problems"].append(Problem("hint", "nesting", message, line, stop))


def _counts_as_spread(tokens: list[Token]) -> bool:
    """Whether a block behind a blank line makes the list around it loose.

    Goldmark loses sight of the blank line where it makes a paragraph into something else.
    """
    if not tokens or tokens[0].type in ("table", "footnote_open"):
        return False
    if tokens[0].type == "dl_open":
        return any(token.type == "dd_open" and not token.meta["tight"] for token in tokens[:8])
    return True
