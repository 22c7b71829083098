"""Passthrough blocks inside a paragraph, mathematics for instance: where they part the text around them."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from editor.markup.inline.emphasis import Delimiters
from editor.markup.inline.pieces import Bracket, LinkEnd, Piece, TextPiece, Verbatim
from editor.markup.inline.tree import InlineResult, InlineTree
from editor.markup.nodes import Raw, add_text


def split_at_blocks(pieces: Sequence[Piece]) -> list[Verbatim | list[Piece]]:
    """Pieces cut at passthrough blocks that stand directly in the paragraph."""
    groups: list[Verbatim | list[Piece]] = []
    current: list[Piece] = []
    depth = 0
    for piece in pieces:
        if isinstance(piece, Verbatim) and piece.block and depth == 0:
            if current:
                groups.append(current)
            groups.append(piece)
            current = []
            continue
        if isinstance(piece, Delimiters):
            depth += len(piece.opens) - len(piece.closes)
        elif isinstance(piece, Bracket) and piece.destination is not None:
            depth += 1
        elif isinstance(piece, LinkEnd):
            depth -= 1
        current.append(piece)
    if current or not groups:
        groups.append(current)
    return groups


def append_divided(
    parent: Element,
    groups: Sequence[Verbatim | list[Piece]],
    tree: InlineTree,
    result: InlineResult,
    *,
    hidden: bool,
) -> None:
    """Append a paragraph with passthrough blocks in it: they stand apart, and the text around them keeps to itself.

    `hidden`: it is one of a tight list's, without an element of its own.
    """
    if hidden and isinstance(groups[0], Verbatim) and not len(parent):
        # Goldmark breaks the line behind an item's tag before anything but text.
        add_text(parent, "\n")
    for number, group in enumerate(groups):
        if isinstance(group, Verbatim):
            parent.append(Raw(tree.verbatim(group)))
        elif hidden:
            _trim_beside_blocks(group, first=number == 0, last=number + 1 == len(groups))
            tree.append(parent, group, result)
            if number + 1 < len(groups):
                add_text(parent, "\n")
        else:
            paragraph = SubElement(parent, "p")
            tree.append(paragraph, group, result)
            paragraph.tail = "\n"


def _trim_beside_blocks(group: list[Piece], *, first: bool, last: bool) -> None:
    """In tight list items the blanks beside a passthrough block go away."""
    if not last and isinstance(group[-1], TextPiece):
        group[-1].source = group[-1].source.rstrip(" \t")
    if not first and isinstance(group[0], TextPiece):
        group[0].source = group[0].source.lstrip(" \t")
