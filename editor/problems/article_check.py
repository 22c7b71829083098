"""Finds all that is wrong with the articles of one site: what `check` prints, the panel shows and the library marks."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from editor.rendering.site_reader import SiteReader
from editor.rendering.source import SourceError
from editor.site.catalogue.catalogue import Catalogue
from editor.site.content_path import MARKDOWN_EXTENSIONS
from editor.site.findings import Finding, article_findings, edited_findings, site_findings
from editor.site.header import parse_header
from editor.site.places import absolute

# Not to be judged from a bare folder of articles: the configuration decides.
NEED_A_CONFIGURATION = frozenset({"raw-html"})


class ArticleCheck:
    """Looks at the articles of a catalogue as it is now; what the whole site has in common is read once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._reader = SiteReader(catalogue.site, catalogue)

    def of_site(self) -> list[Finding]:
        """Return what is wrong with the site and with no article: configuration, folders, themes, terms."""
        known = self._catalogue.judged
        return [finding for finding in self._of_all if str(finding.path) not in known]

    def of_article(self, path: Path) -> Iterator[Finding]:
        """Yield what is wrong with an article of the site as its file stands: place, front matter, text."""
        name = absolute(path)
        judged, summary = self._catalogue.judged.get(name), self._catalogue.get(path)
        if judged is None or summary is None:
            return
        yield from self._of_place(name)
        yield from article_findings(judged, summary)
        if judged.page.header.problem is None and judged.page.content.extension in MARKDOWN_EXTENSIONS:
            yield from self._of_text(judged.page.path)

    def of_front_matter(self, path: Path | None, header: str) -> Iterator[Finding]:
        """Yield what is wrong with an article's place and front matter if its file held this front matter."""
        parsed = parse_header(header.encode("utf-8", "surrogateescape"))
        edited = self._catalogue.judged_as_edited(path, parsed) if path is not None else None
        if path is None or edited is None:
            if parsed.problem is not None:
                problem = parsed.problem
                yield Finding(
                    path or Path(), "error", "front-matter", problem.message, problem.line, problem.column
                )
            return
        yield from self._of_place(absolute(path))
        yield from edited_findings(*edited, header)

    def _of_place(self, name: str) -> Iterator[Finding]:
        return iter(self._by_place.get(name, ()))

    def _of_text(self, path: Path) -> Iterator[Finding]:
        """Yield what is wrong with an article's text, as the renderer sees it."""
        try:
            source = self._reader.read(path)
            problems = self._reader.render(source, judge=True).problems
        except SourceError as error:
            yield Finding(path, "error", "unreadable", f"{error}.")
            return
        before = source.article.editor_header.count("\n")
        for problem in problems:
            line = before + problem.line + 1
            if problem.code in NEED_A_CONFIGURATION and self._catalogue.site.is_bare:
                continue
            yield Finding(path, problem.severity, problem.code, problem.message, line, problem.start + 1)

    @cached_property
    def _by_place(self) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = {}
        for finding in self._of_all:
            found.setdefault(str(finding.path), []).append(finding)
        return found

    @cached_property
    def _of_all(self) -> tuple[Finding, ...]:
        return tuple(site_findings(self._catalogue))
