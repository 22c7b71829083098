"""Applies the rendering process's answers to a page, as the script of the preview does."""

from __future__ import annotations

from typing import Any

from editor.markup.live.patches import Patch, PatchedPage, Piece, Splice


def patched(page: PatchedPage, message: dict[str, Any]) -> PatchedPage:
    """Return the page after one "patch" message (see `editor.markup.live.worker`)."""
    if message["fresh"]:
        page = PatchedPage()
    splices = tuple(
        Splice(at, removed, tuple(Piece(*piece) for piece in pieces), moved)
        for at, removed, moved, pieces in message["splices"]
    )
    page.apply(Patch(splices, message["footnotes"]))
    return page
