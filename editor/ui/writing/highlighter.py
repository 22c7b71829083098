"""Colours the Markdown that is in sight, and only what an edit changed."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextDocument, QTextLayout

from editor.ui.common import fonts
from editor.ui.common.palette import Palette
from editor.ui.common.text_patch import utf16_length
from editor.ui.common.tokens import Token
from editor.writing import syntax

_COLOURS: dict[str, Token] = {
    "mark": "syntax_mark",
    "link_mark": "syntax_mark",
    "info": "syntax_mark",
    "item": "accent",
    "link": "syntax_link",
    "auto": "syntax_link",
    "image": "syntax_link",
    "footnote": "syntax_link",
    "code": "syntax_code",
    "code_block": "syntax_code",
    "math": "syntax_code",
    "quote": "syntax_quote",
    "html": "syntax_html",
    "comment": "syntax_html",
    "escape": "syntax_mark",
    "strike": "ink_faint",
    "shortcode": "syntax_shortcode",
    "unrendered": "warn",
}
_MONOSPACE = frozenset(("code", "code_block", "math"))
# A block's user state is ours: the syntax state it leaves, times this, plus the generation it was coloured in.
_GENERATIONS = 8


class Highlighter(QObject):
    """Keeps the formats of the visible blocks up to date.

    QSyntaxHighlighter formats a whole document when it is attached: in a megabyte that is the difference
    between a window at once and one a second later. Here blocks get their format when they come in sight;
    states of blocks out of sight are found by a scan that only looks for fences, comments and math.
    """

    def __init__(self, document: QTextDocument, palette: Palette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._palette = palette
        self._formats: dict[str, QTextCharFormat] = {}
        self._known = 0  # blocks before this number know the state they leave
        self._generation = 1
        self._block_count = document.blockCount()
        self._first = self._last = 0
        document.contentsChange.connect(self._follow_edit)
        palette.changed.connect(self._recolour)

    def show(self, first: int, last: int) -> None:
        """Colour the blocks from number `first` to `last`, those that came in sight."""
        self._first, self._last = first, last
        self._scan_states(first)
        block = self._document.findBlockByNumber(first)
        while block.isValid() and block.blockNumber() <= last:
            if block.blockNumber() >= self._known or block.userState() % _GENERATIONS != self._generation:
                self._colour(block)
            block = block.next()

    def _follow_edit(self, position: int, removed: int, added: int) -> None:
        block = self._document.findBlock(position)
        first = block.blockNumber()
        end = self._document.findBlock(position + added)
        last = end.blockNumber() if end.isValid() else self._document.blockCount() - 1
        delta = self._document.blockCount() - self._block_count
        self._block_count += delta
        if self._known <= first:
            return
        if last - first > 200:
            # A large paste: what is in sight is coloured when the pane shows it.
            self._known = first
            return
        self._known = max(first, self._known + delta)
        changed = True
        while block.isValid() and (block.blockNumber() <= last or changed):
            if block.blockNumber() > max(self._last, last):
                # Out of sight: its colour waits until the pane shows it.
                self._known = min(self._known, block.blockNumber())
                break
            before = block.userState() // _GENERATIONS
            self._colour(block)
            changed = block.userState() // _GENERATIONS != before
            block = block.next()

    def _scan_states(self, number: int) -> None:
        if self._known >= number:
            return
        block = self._document.findBlockByNumber(self._known)
        state = self._state_before(block)
        while block.isValid() and block.blockNumber() < number:
            state = syntax.next_state(block.text(), state)
            block.setUserState(state * _GENERATIONS)
            block = block.next()
        self._known = number

    @staticmethod
    def _state_before(block: QTextBlock) -> int:
        previous = block.previous()
        return max(previous.userState() // _GENERATIONS, syntax.TEXT) if previous.isValid() else syntax.TEXT

    def _colour(self, block: QTextBlock) -> None:
        text = block.text()
        spans, state = syntax.scan(text, self._state_before(block))
        block.setUserState(state * _GENERATIONS + self._generation)
        self._known = max(self._known, block.blockNumber() + 1)
        layout = block.layout()
        ranges = [self._range(text, span) for span in spans]
        if ranges or layout.formats():
            layout.setFormats(ranges)
            self._document.markContentsDirty(block.position(), block.length())

    def _range(self, text: str, span: syntax.Span) -> QTextLayout.FormatRange:
        out = QTextLayout.FormatRange()
        if text.isascii():
            out.start, out.length = span.start, span.length
        else:
            out.start = utf16_length(text[: span.start])
            out.length = utf16_length(text[span.start : span.start + span.length])
        out.format = self._format(span.kind)
        return out

    def _format(self, kind: str) -> QTextCharFormat:
        if kind not in self._formats:
            self._formats[kind] = self._make_format(kind)
        return self._formats[kind]

    def _make_format(self, kind: str) -> QTextCharFormat:
        made = QTextCharFormat()
        token = _COLOURS.get(kind)
        if token:
            made.setForeground(self._palette.colour(token))
        if kind in _MONOSPACE:
            made.setFontFamilies(fonts.code_families())
        if kind.startswith("heading"):
            made.setForeground(self._palette.colour("syntax_heading"))
            made.setFontWeight(QFont.Weight.Bold)
        elif kind == "strong":
            made.setFontWeight(QFont.Weight.Bold)
        elif kind == "emphasis":
            made.setFontItalic(True)
        elif kind == "strike":
            made.setFontStrikeOut(True)
        elif kind == "unrendered":
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
            made.setUnderlineColor(self._palette.colour("accent"))
        return made

    def _recolour(self) -> None:
        self._formats.clear()
        self._generation = self._generation % (_GENERATIONS - 1) + 1
        self.show(self._first, self._last)
