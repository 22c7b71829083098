"""`inkstone check`: what is wrong with a site, a folder or an article."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from editor.articles.problems import SEVERITIES, Problem, in_order
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.pages import is_content_name
from editor.site.places import absolute, is_file, is_within
from editor.site.site import Site, SiteError
from editor.verbs.report import complain, print_json, say


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
    found = in_order(find_all(site, args.path))
    if args.json:
        print_json([_as_json(site, problem) for problem in found])
    else:
        _print(site, found)
    return 1 if any(problem.severity == "error" for problem in found) else 0


def find_all(site: Site, path: Path) -> Iterator[Problem]:
    """Yield what is wrong at or below a path, and with the site's configuration in any case."""
    # Imported late: the other verbs must not pay for the renderer.
    from editor.problems.article_check import ArticleCheck

    catalogue = Catalogue.build(site)
    check = ArticleCheck(catalogue)
    wanted = absolute(path)
    everything = is_within(str(site.root), wanted)
    for problem in check.of_site():
        if everything or problem.code == "configuration" or is_within(str(problem.path), wanted):
            yield problem
    for name in catalogue.judged:
        if everything or is_within(name, wanted):
            yield from check.of_file(Path(name))
    if wanted not in catalogue.judged and is_content_name(wanted) and is_file(Path(wanted)):
        # Asked for by its name, it is looked at although the site makes no page of it.
        yield from check.of_file(Path(wanted))


def _shown(site: Site, problem: Problem) -> str:
    path = problem.path or site.root
    return path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else path.as_posix()


def _as_json(site: Site, problem: Problem) -> dict[str, str | int]:
    return {
        "path": _shown(site, problem),
        "line": problem.line,
        "column": problem.column,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
    }


def _print(site: Site, found: list[Problem]) -> None:
    for problem in found:
        place = _shown(site, problem)
        if problem.line:
            place += f":{problem.line}:{problem.column or 1}"
        say(f"{place}: {problem.severity}: {problem.message} [{problem.code}]")
    counts: Counter[str] = Counter(problem.severity for problem in found)
    parts = [
        f"{counts[kind]} {kind}{'s' if counts[kind] != 1 else ''}" for kind in SEVERITIES if counts[kind]
    ]
    say(", ".join(parts) if parts else "No problems found.")
