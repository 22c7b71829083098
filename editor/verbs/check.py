"""`inkstone check`: what is wrong with a site, a folder or an article."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from editor.site.catalogue.catalogue import Catalogue
from editor.site.findings import Finding
from editor.site.places import absolute, is_within
from editor.site.site import Site, SiteError
from editor.verbs.report import complain, print_json, say

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
    from editor.problems.article_check import ArticleCheck

    catalogue = Catalogue.build(site)
    check = ArticleCheck(catalogue)
    wanted = absolute(path)
    everything = is_within(str(site.root), wanted)
    for finding in check.of_site():
        if everything or finding.code == "configuration" or is_within(str(finding.path), wanted):
            yield finding
    for name in catalogue.judged:
        if everything or is_within(name, wanted):
            yield from check.of_article(Path(name))


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
