"""Inline pieces to elements: the tree below a paragraph, and the plain texts that ids and `alt` are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from editor.markup.characters import escaped_address, resolved
from editor.markup.inline import math
from editor.markup.inline.addresses import PageAddresses
from editor.markup.inline.east_asian import keeps_soft_break
from editor.markup.inline.emphasis import Delimiters
from editor.markup.inline.pieces import (
    AutoLink,
    Bracket,
    Break,
    Code,
    EmojiCode,
    FootnoteCall,
    LinkEnd,
    Piece,
    RawHtml,
    Symbol,
    TaskBox,
    TextPiece,
    Verbatim,
)
from editor.markup.nodes import Raw, add_text, slot
from editor.markup.settings import MarkupSettings

QUOTE = "'"
OMITTED = "<!-- raw HTML omitted -->"


@dataclass(slots=True)
class InlineResult:
    """What inline content leaves open for the whole article."""

    footnote_calls: list[str] = field(default_factory=list)


class _Growing:
    """The elements that are open, and the text waiting to be put into the innermost."""

    def __init__(self, root: Element) -> None:
        self._stack = [root]
        self.text: list[str] = []

    def here(self) -> Element:
        """The innermost element, with all text put in."""
        if self.text:
            add_text(self._stack[-1], "".join(self.text))
            self.text.clear()
        return self._stack[-1]

    def open(self, tag: str) -> None:
        """Open an element inside."""
        self._stack.append(SubElement(self.here(), tag))

    def enter(self, element: Element) -> None:
        """Go into an element that stands there already."""
        self._stack.append(element)

    def close(self) -> None:
        """Close the innermost element."""
        self.here()
        self._stack.pop()


class InlineTree:
    """Turns pieces into elements under one site's settings."""

    def __init__(
        self, settings: MarkupSettings, addresses: PageAddresses | None = None, *, math: bool = False
    ) -> None:
        self._settings = settings
        self._addresses = addresses or PageAddresses(settings)
        self._math = math
        self._break_style = (
            settings.cjk.east_asian_line_breaks_style
            if (settings.cjk.enable and settings.cjk.east_asian_line_breaks)
            else ""
        )

    def append(self, root: Element, pieces: Sequence[Piece], result: InlineResult) -> None:
        """Append `pieces` to `root`."""
        growing = _Growing(root)
        skip_to = -1
        for index, piece in enumerate(pieces):
            if index <= skip_to:
                continue
            if isinstance(piece, TextPiece):
                growing.text.append(self._text(piece.source))
            elif isinstance(piece, Symbol):
                growing.text.append(_symbol(piece))
            elif isinstance(piece, Delimiters):
                for _ in piece.closes:
                    growing.close()
                growing.text.append(piece.character * piece.length)
                for tag in reversed(piece.opens):
                    growing.open(tag)
            elif isinstance(piece, Break):
                self._line_break(growing, piece, pieces, index)
            elif isinstance(piece, Bracket):
                skip_to = self._bracket(growing, piece, pieces, result)
            elif isinstance(piece, LinkEnd):
                growing.close()
            else:
                self._leaf(growing.here(), piece, result)
        growing.here()

    def _text(self, source: str) -> str:
        if self._settings.cjk.enable and self._settings.cjk.escaped_space and "\\ " in source:
            source = _drop_escaped_spaces(source)
        return resolved(source)

    def _leaf(self, parent: Element, piece: Piece, result: InlineResult) -> None:
        if isinstance(piece, Code):
            SubElement(parent, "code").text = AtomicString(piece.content.replace("\x00", "\ufffd"))
        elif isinstance(piece, RawHtml):
            if self._settings.unsafe:
                parent.append(Raw(piece.html))
            elif not piece.html.startswith("<!--"):
                parent.append(Raw(OMITTED))
        elif isinstance(piece, AutoLink):
            self._auto_link(parent, piece)
        elif isinstance(piece, FootnoteCall):
            parent.append(Raw(slot("f", len(result.footnote_calls))))
            result.footnote_calls.append(piece.label)
        elif isinstance(piece, TaskBox):
            checked = {"checked": ""} if piece.checked else {}
            SubElement(parent, "input", {**checked, "disabled": "", "type": "checkbox"}).tail = " "
        elif isinstance(piece, EmojiCode):
            add_text(parent, piece.characters)
        elif isinstance(piece, Verbatim):
            shown = (
                math.shown(piece.text, piece.opener, piece.closer, display=False)
                if self._math
                else piece.text
            )
            parent.append(Raw(shown))

    def verbatim(self, piece: Verbatim) -> str:
        """A passthrough as HTML: untouched as Hugo writes it, or as MathML."""
        if not self._math:
            return piece.text
        return math.shown(piece.text, piece.opener, piece.closer, display=piece.block)

    def _line_break(self, growing: _Growing, piece: Break, pieces: Sequence[Piece], index: int) -> None:
        if piece.hard or self._settings.hard_wraps:
            SubElement(growing.here(), "br")
            growing.text.append("\n")
        elif not self._break_style or self._keeps_break(pieces, index, piece):
            growing.text.append("\n")

    def _bracket(
        self, growing: _Growing, piece: Bracket, pieces: Sequence[Piece], result: InlineResult
    ) -> int:
        """Open a link or add an image; the index of the last piece used up."""
        if piece.destination is None:
            growing.text.append("![" if piece.image else "[")
        elif piece.image:
            self._image(growing.here(), piece, pieces, result)
            return piece.end
        else:
            growing.enter(self._link(growing.here(), piece))
        return -1

    def _keeps_break(self, pieces: Sequence[Piece], index: int, piece: Break) -> bool:
        """Whether a soft break stays, for the CJK extension: it looks only at text on both sides."""
        before = pieces[index - 1] if index else None
        if isinstance(before, Symbol) and before.undecided:
            preceding = before.source  # most such quotes stay what they are, text
        elif isinstance(before, TextPiece) and not piece.alone:
            preceding = before.source[-1]
        else:
            return True
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if isinstance(after, TextPiece):
            following = after.source[0]
        elif isinstance(after, Delimiters) and not after.closes and after.length:
            following = after.character
        elif isinstance(after, Bracket) and after.destination is None:
            following = "!" if after.image else "["
        else:
            return False
        return keeps_soft_break(preceding, following, self._break_style)

    def _link(self, parent: Element, piece: Bracket) -> Element:
        attributes = {"href": self._addresses.link(piece.destination or "")}
        if piece.title is not None:
            attributes["title"] = resolved(piece.title)
        return SubElement(parent, "a", attributes)

    def _image(self, parent: Element, piece: Bracket, pieces: Sequence[Piece], result: InlineResult) -> None:
        alt = "".join(self._alt_parts(pieces[piece.index + 1 : piece.end], result))
        attributes = {"src": self._addresses.image(piece.destination or ""), "alt": alt}
        if piece.title is not None:
            attributes["title"] = resolved(piece.title)
        SubElement(parent, "img", attributes)

    def _alt_parts(self, pieces: Sequence[Piece], result: InlineResult) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, TextPiece):
                yield self._text(piece.source)
            elif isinstance(piece, Symbol):
                yield _symbol(piece)
            elif isinstance(piece, Code):
                yield piece.content
            elif isinstance(piece, FootnoteCall):  # shows nothing there, yet counts
                yield slot("n", len(result.footnote_calls))
                result.footnote_calls.append(piece.label)
            elif isinstance(piece, Delimiters):
                yield piece.character * piece.length
            elif isinstance(piece, Bracket) and piece.destination is None:
                yield "![" if piece.image else "["
            elif isinstance(piece, Break):
                yield "<br>\n" if piece.hard or self._settings.hard_wraps else "\n"

    def _auto_link(self, parent: Element, piece: AutoLink) -> None:
        target = piece.text
        if piece.kind == "www":
            target = f"{self._settings.linkify_protocol}://{target}"
        address = escaped_address(target, resolve=False)
        if piece.kind == "email" and not address.lower().startswith("mailto:"):
            address = "mailto:" + address
        SubElement(parent, "a", {"href": self._addresses.bare(address)}).text = AtomicString(piece.text)


def _symbol(piece: Symbol) -> str:
    if not piece.undecided:
        return piece.text
    return slot("q", f"{'s' if piece.source == QUOTE else 'd'}{piece.undecided}")


def _drop_escaped_spaces(source: str) -> str:
    out: list[str] = []
    position = 0
    while position < len(source):
        if source[position] == "\\" and position + 1 < len(source):
            if source[position + 1] != " ":
                out.append(source[position : position + 2])
            position += 2
        else:
            out.append(source[position])
            position += 1
    return "".join(out)
