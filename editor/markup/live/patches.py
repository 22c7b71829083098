"""What travels from the rendered article to the page that shows it: pieces, and patches of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it stands on the page: its HTML and its source lines (0-based, half-open).

    A block inside raw HTML that another block opened has no HTML of its own: the opening block's piece holds it.
    """

    html: str
    start_line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Splice:
    """Pieces `at` to `at + removed` become `pieces`; the lines of all pieces after them move by `moved`."""

    at: int
    removed: int
    pieces: tuple[Piece, ...]
    moved: int = 0


@dataclass(frozen=True, slots=True)
class Patch:
    """What changes on the page, in this order. `footnotes` is the new section after the blocks, None where it stays."""

    splices: tuple[Splice, ...] = ()
    footnotes: str | None = None

    def __bool__(self) -> bool:
        return bool(self.splices) or self.footnotes is not None


@dataclass(slots=True)
class PatchedPage:
    """The pieces of a page and its footnote section; `apply` is what the page's own script does with a patch."""

    pieces: list[Piece] = field(default_factory=list)
    footnotes: str = ""

    @property
    def html(self) -> str:
        """The page as one string."""
        return "".join(piece.html for piece in self.pieces) + self.footnotes

    def apply(self, patch: Patch) -> None:
        """Change the page as the patch says."""
        for splice in patch.splices:
            after = splice.at + splice.removed
            moved = [
                Piece(piece.html, piece.start_line + splice.moved, piece.end_line + splice.moved)
                for piece in self.pieces[after:]
            ]
            self.pieces[splice.at :] = [*splice.pieces, *moved]
        if patch.footnotes is not None:
            self.footnotes = patch.footnotes
