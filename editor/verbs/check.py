"""`inkstone check`: what is wrong with a site, a folder or an article."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from editor.site.catalogue import Catalogue
from editor.site.content_path import MARKDOWN_EXTENSIONS
from editor.site.findings import Finding, article_findings, site_findings
from editor.site.places import absolute, is_within
from editor.site.site import Site, SiteError
from editor.verbs.report import complain, print_json, say

if TYPE_CHECKING:
    from editor.export.source import SiteReader

# Not to be judged from a bare folder of articles: the configuration decides.
_NEED_A_CONFIGURATION = frozenset({"raw-html"})

_ORDER: dict[str, int] = {"error": 0, "warning": 1, "hint": 2}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Define the verb's arguments."""
    parser.add_argument(
        "path",
        nargs="?",
        default=".",
        type=Path,
        metavar="PATH",
        help="a site, a content folder, a folder inside one, or an article (default: the current folder)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print a JSON list: path, line, column (from 1, 0 for the whole file), severity, code, message",
    )


def run(args: argparse.Namespace) -> int:
    """Print the problems; status 1 when one is an error."""
    try:
        site = Site.find(args.path)
    except SiteError as error:
        complain("inkstone check", str(error))
        return 1
    found = sorted(set(find_all(site, args.path)), key=_place)
    if args.json:
        print_json([_as_json(site, finding) for finding in found])
    else:
        _print(site, found)
    return 1 if any(finding.severity == "error" for finding in found) else 0


def find_all(site: Site, path: Path) -> Iterator[Finding]:
    """Yield what is wrong at or below a path, and with the site's configuration in any case."""
    # Imported late: the other verbs must not pay for the renderer.
    from editor.export.source import SiteReader

    catalogue = Catalogue.build(site)
    reader = SiteReader(site)
    wanted = absolute(path)
    everything = is_within(str(site.root), wanted)
    for finding in site_findings(catalogue):
        if everything or finding.code == "configuration" or is_within(str(finding.path), wanted):
            yield finding
    for name, judged in catalogue.judged.items():
        summary = catalogue.get(judged.page.path)
        if summary is not None and (everything or is_within(name, wanted)):
            yield from article_findings(judged, summary)
            if judged.page.header.problem is None and judged.page.content.extension in MARKDOWN_EXTENSIONS:
                yield from _text_findings(reader, judged.page.path)


def _text_findings(reader: SiteReader, path: Path) -> Iterator[Finding]:
    """Yield what is wrong with an article's text, as the renderer sees it."""
    # Imported late, as above.
    from editor.export.source import SourceError

    try:
        source = reader.read(path)
        problems = reader.render(source, judge=True).problems
    except SourceError as error:
        yield Finding(path, "error", "unreadable", f"{error}.")
        return
    before = source.article.editor_header.count("\n")
    for problem in problems:
        line = before + problem.line + 1
        if problem.code in _NEED_A_CONFIGURATION and reader.site.is_bare:
            continue
        yield Finding(path, problem.severity, problem.code, problem.message, line, problem.start + 1)


def _place(finding: Finding) -> tuple[str, int, int, int]:
    return (str(finding.path), finding.line, finding.column, _ORDER[finding.severity])


def _shown(site: Site, path: Path) -> str:
    return path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else path.as_posix()


def _as_json(site: Site, finding: Finding) -> dict[str, str | int]:
    return {
        "path": _shown(site, finding.path),
        "line": finding.line,
        "column": finding.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
    }


def _print(site: Site, found: list[Finding]) -> None:
    for finding in found:
        place = _shown(site, finding.path)
        if finding.line:
            place += f":{finding.line}:{finding.column or 1}"
        say(f"{place}: {finding.severity}: {finding.message} [{finding.code}]")
    counts: Counter[str] = Counter(finding.severity for finding in found)
    parts = [f"{counts[kind]} {kind}{'s' if counts[kind] != 1 else ''}" for kind in _ORDER if counts[kind]]
    say(", ".join(parts) if parts else "No problems found.")
