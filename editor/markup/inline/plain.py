"""The plain text of inline pieces, which ids of headings are made from."""

from __future__ import annotations

from collections.abc import Sequence

from editor.markup.characters import entities_resolved
from editor.markup.inline.emphasis import Delimiters
from editor.markup.inline.pieces import Bracket, Break, Code, EmojiCode, LinkEnd, Piece, Symbol, TextPiece


def plain_text(pieces: Sequence[Piece]) -> str:
    """The text as Hugo takes it: source text, and of nested elements only what their first child gives."""
    out: list[str] = []
    depth_kept: list[bool] = [True]  # per open element: does its next child count
    merging = False  # a delimiter left over joins the text before it, as does that text's line end
    after_text = False
    for piece in pieces:
        if isinstance(piece, Delimiters):
            for _ in piece.closes:
                depth_kept.pop()
                merging = False
            if piece.length:
                merging = _child(out, depth_kept, piece.character * piece.length, merging)
            for _ in piece.opens:
                depth_kept.append(_open(depth_kept))
                merging = False
        elif isinstance(piece, Bracket):
            if piece.destination is None:
                merging = _child(out, depth_kept, "![" if piece.image else "[", merging)
            else:
                depth_kept.append(_open(depth_kept))
                merging = False
        elif isinstance(piece, LinkEnd):
            depth_kept.pop()
            merging = False
        elif isinstance(piece, Break) and after_text:
            if merging:
                out.append("\n")
            merging = False
        else:
            merging = _child(out, depth_kept, _plain(piece), False) and isinstance(piece, TextPiece)
        after_text = isinstance(piece, TextPiece)
    return entities_resolved("".join(out))


def _open(kept: list[bool]) -> bool:
    """Whether the content of an element opened here counts."""
    counts = kept[-1]
    if len(kept) > 1:
        kept[-1] = False
    return counts


def _child(out: list[str], kept: list[bool], text: str, merging: bool) -> bool:
    """Add a child's text if it counts; says whether it did."""
    counts = kept[-1] or merging
    if counts:
        out.append(text)
    if len(kept) > 1:
        kept[-1] = False
    return counts


def _plain(piece: Piece) -> str:
    if isinstance(piece, TextPiece):
        return piece.source
    if isinstance(piece, (Code,)):
        return piece.content
    if isinstance(piece, Symbol):
        return piece.text if not piece.undecided else ""
    if isinstance(piece, Break):
        return "\n"
    return piece.name if isinstance(piece, EmojiCode) else ""
