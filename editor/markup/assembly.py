"""Putting rendered blocks together: definitions, heading ids, footnote numbers, quotes that cross blocks. No parsing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from editor.articles.problems import Problem
from editor.markup.blocks.splitting import Block, Reference
from editor.markup.built import HeadingSlot
from editor.markup.headings import unique
from editor.markup.path_hash import id_prefix
from editor.markup.serializer import escape
from editor.markup.settings import MarkupSettings, decoded

_IDS = re.compile(r"""\b(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
_CARD = '<div class="shortcode" '
_STRAIGHT = {"s": "'", "d": "&quot;"}
_SLOT = re.compile("\x02([hfqbn]):([^\x03]*)\x03")


@dataclass(frozen=True, slots=True)
class Definitions:
    """Labels that blocks define for one another: link references (normalised label) and footnotes."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()

    @classmethod
    def collect(cls, blocks: Iterable[Block]) -> Definitions:
        """All definitions of an article; the first of equal labels counts."""
        references: dict[str, Reference] = {}
        footnotes: set[str] = set()
        for block in blocks:
            for label, reference in block.references.items():
                references.setdefault(label, reference)
            footnotes.update(block.footnotes)
        return cls(references, frozenset(footnotes))

    def changed(self, newer: Definitions) -> set[str]:
        """Labels whose meaning differs, in the form of `RenderedBlock.uses`: render the blocks that use one again."""
        names = {
            f"ref:{label}"
            for label in self.references.keys() | newer.references.keys()
            if self.references.get(label) != newer.references.get(label)
        }
        return names | {f"fn:{label}" for label in self.footnotes ^ newer.footnotes}


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks of one kind: `opened` stay open behind this part, `borrowed` need one opened before it."""

    opened: int = 0
    borrowed: int = 0

    def after(self, waiting: int) -> int:
        """Open quotes after this part when `waiting` were open before it."""
        return max(0, waiting - self.borrowed) + self.opened


@dataclass(frozen=True, slots=True)
class Part:
    """HTML with open slots, and what the slots stand for; line numbers count from the block's first line.

    Slots are written STX kind ":" number ETX: "h" heading id, "f" footnote reference, "n" one that is not shown, "q" closing quote,
    "b" back links.
    """

    html: str
    headings: tuple[HeadingSlot, ...] = ()
    footnote_calls: tuple[str, ...] = ()
    fragments: tuple[tuple[str, int], ...] = ()
    single_quotes: Quotes = Quotes()
    double_quotes: Quotes = Quotes()

    @property
    def has_slots(self) -> bool:
        """False when `html` is final as it stands."""
        return "\x02" in self.html


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One block, rendered independently of every other block but for the definitions it `uses`.

    `uses` names each label that was looked up, found or not: "ref:LABEL" or "fn:LABEL".
    `footnotes` are (label, content) of the footnotes defined in the block: they are shown at the article's end.
    """

    main: Part
    footnotes: tuple[tuple[str, Part], ...] = ()
    uses: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RenderedHeading:
    """A heading of the article: level 1 to 6, its plain text, the id Hugo gives it, its line (0-based, in the body)."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Assembled:
    """The result of the global passes: one HTML string per block (the same object when nothing was open), and the tail."""

    blocks: tuple[str, ...]
    footnotes: str
    headings: tuple[RenderedHeading, ...]
    problems: tuple[Problem, ...] = ()
    """What only the whole article shows: equal heading ids, links to ids that are not there. Lines of the body."""


@dataclass(slots=True)
class _Footnote:
    """A footnote while numbers are given out."""

    part: Part
    number: int = 0
    calls: int = 0


class Assembly:
    """The global passes over an article's rendered blocks, under one site's settings."""

    def __init__(self, settings: MarkupSettings, path: str = "") -> None:
        """`path` is the page's, from which the prefix of footnote ids is made where the settings ask for one."""
        self._settings = settings
        self._prefix = id_prefix(path) if settings.footnotes.enable_auto_id_prefix else ""
        self._closing = {
            "s": escape(decoded(settings.typographer.right_single_quote)),
            "d": escape(decoded(settings.typographer.right_double_quote)),
        }

    def assemble(self, rendered: Sequence[RenderedBlock], start_lines: Sequence[int]) -> Assembled:
        """Fill every slot. `start_lines` are the blocks' first lines in the article's body."""
        self._taken: dict[str, int] = {}
        self._headings: list[RenderedHeading] = []
        self._problems: list[Problem] = []
        self._waiting = {"s": 0, "d": 0}
        self._notes = self._numbered(rendered)
        blocks: list[str] = []
        contents: dict[int, str] = {}
        first_note = True
        for block, start in zip(rendered, start_lines, strict=True):
            blocks.append(self._filled(block.main, start))
            if block.footnotes and first_note:
                first_note = False
                for other, line in zip(rendered, start_lines, strict=True):
                    self._fill_notes(other, line, contents)
        section = self._section(contents)
        problems = (*self._problems, *self._dead_links(rendered, start_lines, blocks, section))
        return Assembled(tuple(blocks), section, tuple(self._headings), problems)

    # -- footnotes --

    def _numbered(self, rendered: Sequence[RenderedBlock]) -> dict[str, _Footnote]:
        """Footnotes by label, numbered in the order of their first reference."""
        notes: dict[str, _Footnote] = {}
        for block in rendered:
            for label, part in block.footnotes:
                notes.setdefault(label, _Footnote(part))
        if notes:
            count = 0
            for part in _in_order(rendered):
                for label in part.footnote_calls:
                    note = notes.get(label)
                    if note and not note.number:
                        count += 1
                        note.number = count
        return notes

    def _fill_notes(self, block: RenderedBlock, start: int, contents: dict[int, str]) -> None:
        for label, part in block.footnotes:
            html = self._filled(part, start)
            note = self._notes[label]
            if note.part is part and note.number:
                contents[note.number] = html

    def _call(self, label: str) -> str:
        note = self._notes[label]
        repeat = note.calls or ""
        note.calls += 1
        return (
            f'<sup id="{self._prefix}fnref{repeat}:{note.number}">'
            f'<a href="#{self._prefix}fn:{note.number}" class="footnote-ref" '
            f'role="doc-noteref">{note.number}</a></sup>'
        )

    def _section(self, contents: Mapping[int, str]) -> str:
        if not contents:
            return ""
        numbered = {note.number: note for note in self._notes.values()}
        line = "<hr />" if self._settings.xhtml else "<hr>"
        items = []
        for number in sorted(contents):
            html = contents[number].replace("\x02b:\x03", self._back_links(numbered[number]))
            items.append(f'<li id="{self._prefix}fn:{number}">\n{html}</li>\n')
        return f'<div class="footnotes" role="doc-endnotes">\n{line}\n<ol>\n{"".join(items)}</ol>\n</div>\n'

    def _back_links(self, note: _Footnote) -> str:
        symbol = self._settings.footnotes.backlink_html
        return "".join(
            f'&#160;<a href="#{self._prefix}fnref{repeat or ""}:{note.number}" class="footnote-backref" '
            f'role="doc-backlink">{symbol}</a>'
            for repeat in range(note.calls)
        )

    # -- slots --

    def _filled(self, part: Part, start: int) -> str:
        html = part.html
        ids = [self._id(entry, start) for entry in part.headings] if part.headings else []
        if "\x02" in html:
            waiting = dict(self._waiting)

            def fill(match: re.Match[str]) -> str:
                kind, value = match[1], match[2]
                if kind == "h":
                    return ids[int(value)]
                if kind in "fn":
                    call = self._call(part.footnote_calls[int(value)])
                    return call if kind == "f" else ""
                if kind == "q":
                    mark = value[0]
                    return self._closing[mark] if int(value[1:]) <= waiting[mark] else _STRAIGHT[mark]
                return match[0]

            html = _SLOT.sub(fill, html)
        self._waiting["s"] = part.single_quotes.after(self._waiting["s"])
        self._waiting["d"] = part.double_quotes.after(self._waiting["d"])
        return html

    def _dead_links(
        self,
        rendered: Sequence[RenderedBlock],
        start_lines: Sequence[int],
        blocks: Sequence[str],
        section: str,
    ) -> Iterator[Problem]:
        known: set[str] | None = None
        for block, start in zip(rendered, start_lines, strict=True):
            for part in (block.main, *(part for _, part in block.footnotes)):
                for fragment, line in part.fragments:
                    name = unquote(fragment)
                    if not name or name in self._taken or name in ("top", "main-content"):
                        continue
                    if known is None:  # looked for only when one is missing
                        if any(_CARD in html for html in (*blocks, section)):
                            return  # a shortcode of the site may bring any id
                        known = {found for html in (*blocks, section) for found in _IDS.findall(html)}
                    if name not in known and not name.startswith((":~:", "fn")):
                        message = f"Nothing in this article has the id “{name}”."
                        yield Problem("warning", "anchor", message, start + line, start + line + 1)

    def _id(self, entry: HeadingSlot, start: int) -> str:
        name = entry.explicit
        if name:
            self._taken.setdefault(name, 0)
        elif entry.anchor:
            name = unique(entry.anchor, self._taken)
            if name != entry.anchor:
                line = start + entry.line
                message = f"Another heading has the id “{entry.anchor}” already: this one becomes “{name}”."
                self._problems.append(Problem("hint", "heading-id", message, line, line + 1))
        if entry.level:
            self._headings.append(RenderedHeading(entry.level, entry.text, name, start + entry.line))
        return name


def _in_order(rendered: Sequence[RenderedBlock]) -> Iterator[Part]:
    """All parts in the order in which Goldmark reads them: every footnote where the first one stands."""
    first_note = True
    for block in rendered:
        yield block.main
        if block.footnotes and first_note:
            first_note = False
            for other in rendered:
                for _, part in other.footnotes:
                    yield part
