"""What the window and the rendering process tell each other, one JSON object a line.

Lines count from 0, offsets and lengths in UTF-16 units. `article` is the number of a text that was sent, `revision`
how many edits of it were; `length` is that of the whole text after an edit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict, final

from editor.articles.problems import Problem, Severity
from editor.articles.values import Fields

if TYPE_CHECKING:
    # The renderer comes with it, which the window does not wait for.
    from editor.markup.assembly import RenderedHeading


class LanguageData(TypedDict, total=False):
    """What rendering needs of one language's settings."""

    base_url: str
    markup: Fields
    enable_emoji: bool
    params: Fields


class SiteData(LanguageData, total=False):
    """What rendering needs of a site; what a language has of its own goes before. See `renderer.PageContext`."""

    pages: Mapping[str, Mapping[str, str]]
    """The addresses of the pages by language and Hugo's .Path."""
    aliases: Sequence[str]
    withheld: Mapping[str, Mapping[str, str]]
    """Why some of the pages are not published, likewise."""
    adapters: Sequence[str]
    """The places below which content adapters make pages."""
    shortcodes: Mapping[str, Collection[str]] | None
    """The site's own, by the folder of the layouts they stand in (`section_templates`)."""
    render_hooks: Mapping[str, Collection[str]] | None
    resolves_links: bool
    runs_inline: bool
    whole_site: bool
    languages: Mapping[str, LanguageData]


class PageData(TypedDict, total=False):
    """What rendering needs of an article besides its text."""

    logical_path: str
    path: str
    language: str
    title: str
    params: Fields


@final
class SiteRequest(SiteData):
    """The site of the articles that are opened from now on, and of the one that is open from its next "page" on."""

    op: Literal["site"]


@final
class PieceRequest(TypedDict):
    """A part of a long text, whose last part comes with "open"."""

    op: Literal["piece"]
    first: bool
    text: str


@final
class OpenRequest(TypedDict):
    """A whole text, or the last part of one that came in pieces."""

    op: Literal["open"]
    article: int
    revision: NotRequired[int]
    text: str
    pieces: NotRequired[bool]
    page: PageData


@final
class EditRequest(TypedDict):
    """One edit."""

    op: Literal["edit"]
    article: int
    revision: int
    at: int
    removed: int
    text: str
    length: int


@final
class PageRequest(TypedDict):
    """The same text with other data; under another site it gets a `number` that is its `article` from now on."""

    op: Literal["page"]
    article: int
    number: NotRequired[int]
    revision: NotRequired[int]
    page: PageData


@final
class AgainRequest(TypedDict):
    """The whole page once more."""

    op: Literal["again"]
    article: int
    revision: NotRequired[int]


@final
class CloseRequest(TypedDict):
    """No article is in front."""

    op: Literal["close"]


Request: TypeAlias = (
    SiteRequest | PieceRequest | OpenRequest | EditRequest | PageRequest | AgainRequest | CloseRequest
)

SplicePart: TypeAlias = tuple[str, int, int]
"""A block: its HTML, its start line and its end line."""


@final
class PatchAnswer(TypedDict):
    """What changes on the page; `fresh`: the page was empty before; `complete`: nothing is left to render."""

    op: Literal["patch"]
    article: int
    revision: int
    fresh: bool
    complete: bool
    splices: Sequence[tuple[int, int, int, Sequence[SplicePart]]]
    """At which block, how many of them go, by how many lines those after them move, and what comes."""
    footnotes: str | None


class ReplacementData(TypedDict):
    """An `articles.problems.Replacement`; the window, which has the document, knows what its line holds."""

    line: int
    start: int
    end: int
    text: str


class FixData(TypedDict):
    """An `articles.problems.Fix`."""

    label: str
    replacements: Sequence[ReplacementData]


class ProblemData(TypedDict):
    """An `articles.problems.Problem` of a text; one with the code "image" or "link" is still to be judged."""

    severity: Severity
    code: str
    message: str
    line: int
    end_line: int
    column: int
    end_column: int
    fixes: Sequence[FixData]


class HeadingData(TypedDict):
    """A `markup.assembly.RenderedHeading`."""

    level: int
    text: str
    id: str
    line: int


@final
class ReportAnswer(TypedDict):
    """What was found in the text, once typing rests."""

    op: Literal["report"]
    article: int
    revision: int
    problems: Sequence[ProblemData]
    headings: Sequence[HeadingData]


@final
class LostAnswer(TypedDict):
    """The text is no longer the editor's: "open" is to be sent again."""

    op: Literal["lost"]
    article: int | None


@final
class AliveAnswer(TypedDict):
    """There is nothing to show yet, but the work goes on; said every second while it does."""

    op: Literal["alive"]


Answer: TypeAlias = PatchAnswer | ReportAnswer | LostAnswer | AliveAnswer


def number_after(message: OpenRequest | EditRequest | PageRequest | AgainRequest) -> int:
    """The number that an article has once this is taken: what is answered to it bears that."""
    return message.get("number", message["article"]) if message["op"] == "page" else message["article"]


def problem_data(problem: Problem) -> ProblemData:
    """A problem of a text, to be sent."""
    return {
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "line": problem.line,
        "end_line": problem.end_line,
        "column": problem.column,
        "end_column": problem.end_column,
        "fixes": [
            {
                "label": fix.label,
                "replacements": [
                    {"line": one.line, "start": one.start, "end": one.end, "text": one.text}
                    for one in fix.replacements
                ],
            }
            for fix in problem.fixes
        ],
    }


def heading_data(heading: RenderedHeading) -> HeadingData:
    """A heading, to be sent."""
    return {"level": heading.level, "text": heading.text, "id": heading.id, "line": heading.line}
