"""Silent failures in running text: what Hugo publishes differently from what the author most likely meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from editor.articles.problems import Judgement, Problem
from editor.markup.emphasis_checks import emphasis_problems
from editor.markup.inline.parser import InlineParser
from editor.markup.inline.pieces import Bracket, Piece, RawHtml
from editor.markup.inline.position import InlinePosition

ALERT = re.compile(r"\[!([A-Za-z]+)\][-+]?[ \t]*(?:\n|$)")
"""The mark of an alert at the head of a quotation."""
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,100})\]")
_MOST_NOTES = 100  # in one paragraph


def raw_html_problems(pieces: Sequence[Piece], place: InlinePosition) -> Iterator[Problem]:
    """Tags that the site leaves out (`unsafe` off); one problem for each line."""
    lines: set[int] = set()
    for piece in pieces:
        if isinstance(piece, RawHtml) and not piece.html.startswith("<!--"):
            line, column = place.locate(piece.start)
            if line not in lines:
                lines.add(line)
                yield raw_html_problem(line, max(column, 0), column + len(piece.html) if column >= 0 else -1)


def raw_html_problem(line: int, start: int = 0, end: int = -1) -> Problem:
    """The problem of HTML that is left out."""
    message = "Hugo leaves this HTML out: the site does not allow raw HTML (markup.goldmark.renderer.unsafe)."
    return Problem("warning", "raw-html", message, line, line + 1, start, end)


def alert_problem(content: str, line: int) -> Problem | None:
    """A bare `[!NOTE]` at the head of a quotation, for a site whose theme does not render alerts."""
    match = ALERT.match(content)
    if not match:
        return None
    message = f"Hugo shows “[!{match[1]}]” as text: this site has no render hook for alerts."
    return Problem("warning", "alert", message, line, line + 1)


Finder = Callable[[str], Judgement | None]
"""Says what is wrong with an address; None when nothing is."""


def footnote_problems(pieces: Sequence[Piece], place: InlinePosition) -> Iterator[Problem]:
    """References to footnotes that nobody wrote: brackets that stay on the page."""
    content, told = place.content, 0
    for piece in pieces:
        if not isinstance(piece, Bracket) or piece.image or piece.destination is not None:
            continue
        match = _NOTE.match(content, piece.start)
        if match is None:
            continue
        message = f"This article has no footnote “{match[1]}”: Hugo shows “{match[0]}” as text."
        line, start = place.locate(piece.start)
        end = start + len(match[0]) if start >= 0 else -1
        yield Problem("warning", "footnote", message, line, line + 1, max(start, 0), end)
        told += 1
        if told == _MOST_NOTES:
            return  # each is looked up in the source's lines, and no author reads more


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A search for problems in inline text: only where its `sign` stands, and `applies` to the page."""

    sign: str
    find: Callable[[Checker, Sequence[Piece], InlinePosition], Iterable[Problem]]
    applies: Callable[[Checker], bool] = lambda _checker: True


class Checker:
    """Checks the running text of one page. Cheap where there is nothing to find."""

    def __init__(
        self,
        parser: InlineParser,
        *,
        render_hooks: Collection[str] | None,
        image_problem: Finder | None = None,
        link_problem: Finder | None = None,
    ) -> None:
        self.parser = parser
        self._unsafe = parser.settings.unsafe
        hooks = {name.removeprefix("render-") for name in render_hooks or ()}
        self._alerts_shown = render_hooks is None or bool(hooks & {"blockquote", "blockquote-alert"})
        self._finders: tuple[tuple[bool, str, Finder | None], ...] = (
            (True, "image", image_problem),
            (False, "link", link_problem),
        )
        self._checks = [check for check in TEXT_CHECKS if check.applies(self)]

    @property
    def finds_targets(self) -> bool:
        """Whether somebody knows where links and pictures lead to."""
        return any(finder for _, _, finder in self._finders)

    def text(
        self, pieces: Sequence[Piece], content: str, line: int, lines: Callable[[], Sequence[str]]
    ) -> list[Problem]:
        """The problems of inline text that begins in `line` of its block; `lines` gives the block's source lines."""
        wanted = [check for check in self._checks if check.sign in content]
        if not wanted:
            return []
        place = InlinePosition(content, line, lines())
        return [problem for check in wanted for problem in check.find(self, pieces, place)]

    def html_block(self, html: str, line: int) -> list[Problem]:
        """The problem of a raw HTML block that is left out."""
        left_out = not self._unsafe and not html.lstrip().startswith("<!--")
        return [raw_html_problem(line)] if left_out else []

    def quotation(self, content: str, line: int) -> list[Problem]:
        """The problem of an alert that the site shows as text; `content` is the quotation's first paragraph."""
        problem = None if self._alerts_shown else alert_problem(content, line)
        return [problem] if problem else []

    def targets(self, pieces: Sequence[Piece], place: InlinePosition) -> Iterator[Problem]:
        """Links and pictures that lead to nothing."""
        for piece in pieces:
            if not isinstance(piece, Bracket) or not piece.destination:
                continue
            for image, code, finder in self._finders:
                found = finder(piece.destination) if finder and image == piece.image else None
                if found is not None:
                    line, start = place.locate(piece.start)
                    yield Problem(found.severity, code, found.message, line, line + 1, max(start, 0))


TEXT_CHECKS: tuple[TextCheck, ...] = (
    TextCheck("*", lambda checker, pieces, place: emphasis_problems(pieces, place, checker.parser)),
    TextCheck(
        "<",
        lambda _checker, pieces, place: raw_html_problems(pieces, place),
        lambda checker: not checker.parser.settings.unsafe,
    ),
    TextCheck("[", Checker.targets, lambda checker: checker.finds_targets),
    TextCheck(
        "[^",
        lambda _checker, pieces, place: footnote_problems(pieces, place),
        lambda checker: checker.parser.settings.footnotes.enable,
    ),
)
"""All that is looked for in inline text, in the order in which it is told."""


def fragments(pieces: Sequence[Piece]) -> list[tuple[str, int]]:
    """Links into the article itself: (fragment, offset of the link in the text)."""
    return [
        (piece.destination[1:], piece.start)
        for piece in pieces
        if isinstance(piece, Bracket) and piece.destination and piece.destination.startswith("#")
    ]
