"""`inkstone list`: every article with its date, whether Hugo publishes it, and why not."""

from __future__ import annotations

import argparse
from pathlib import Path

from editor.site.casting import rfc3339
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.summary import Summary
from editor.site.places import absolute, is_within
from editor.site.publishing import is_only_listed
from editor.site.site import Site, SiteError
from editor.site.urls import PermalinkError, Permalinks
from editor.verbs.report import columns, complain, padded, print_json, say


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
        help="print a JSON list: path, title, date, draft, publishes (null: unknown), why, tags, categories, "
        "section, language, permalink, problem",
    )


def run(args: argparse.Namespace) -> int:
    """Print the articles; status 1 when something could not be read."""
    try:
        site = Site.find(args.path)
    except SiteError as error:
        complain("inkstone list", str(error))
        return 1
    catalogue = Catalogue.build(site)
    chosen = [summary for summary in catalogue.summaries() if is_chosen(args.path, site, summary)]
    if args.json:
        addresses = Permalinks(site, catalogue.judged)
        print_json([as_json(catalogue, addresses, summary) for summary in chosen])
    else:
        print_table(site, chosen)
    return 1 if report_unreadable(site, catalogue, chosen) else 0


def is_chosen(path: Path, site: Site, summary: Summary) -> bool:
    """Whether an article lies at or below the path asked for; of a site's root, or above it, all do."""
    wanted = absolute(path)
    return is_within(str(site.root), wanted) or is_within(str(summary.path), wanted)


def as_json(catalogue: Catalogue, addresses: Permalinks, summary: Summary) -> dict[str, object]:
    """Return an article as the command line's contract gives it."""
    return {
        "path": shown_path(catalogue.site, summary.path),
        "title": summary.title,
        "date": rfc3339(summary.date) if summary.date is not None else None,
        "draft": summary.draft,
        "publishes": is_published(catalogue, summary),
        "why": summary.publication.reason,
        "tags": list(summary.tags),
        "categories": list(summary.categories),
        "section": summary.section,
        "language": summary.language,
        "permalink": permalink(catalogue, addresses, summary),
        "problem": summary.problem,
    }


def is_published(catalogue: Catalogue, summary: Summary) -> bool | None:
    """Whether `hugo list published` lists an article, None where that cannot be known.

    It does so too where build options alone leave the article without a page: then it stands in lists and feeds.
    """
    entry = catalogue.judged[str(summary.path)]
    if summary.publication.state == "hidden" and not entry.is_resource and entry.twin is None:
        return is_only_listed(entry.params)
    return summary.publishes


def permalink(catalogue: Catalogue, addresses: Permalinks, summary: Summary) -> str:
    """Return the address at which an article is or would be published; "" for one that has none or a refused one."""
    entry = catalogue.judged[str(summary.path)]
    if entry.is_resource or entry.twin is not None or catalogue.site.is_bare:
        return ""
    try:
        return addresses.permalink_of(entry)
    except PermalinkError:
        return ""


def shown_path(site: Site, path: Path) -> str:
    """Return a path relative to the site's root, POSIX; outside of it the whole path."""
    return path.relative_to(site.root).as_posix() if path.is_relative_to(site.root) else path.as_posix()


def print_table(site: Site, summaries: list[Summary]) -> None:
    """Print one line for each article: date, verdict, path, title, tags, and why it does not publish."""
    rows = [
        (
            summary.date.date().isoformat() if summary.date is not None else "-",
            summary.publication.state,
            shown_path(site, summary.path),
            summary.display_title,
            ", ".join(summary.tags),
            summary.publication.reason,
        )
        for summary in summaries
    ]
    widths = [max((columns(row[index]) for row in rows), default=0) for index in range(3)]
    for date, state, path, title, tags, why in rows:
        start = "  ".join(
            padded(text, width) for text, width in zip((date, state, path), widths, strict=True)
        )
        parts = [start, title, f"[{tags}]" if tags else "", f"({why})" if why else ""]
        say("  ".join(part for part in parts if part))


def report_unreadable(site: Site, catalogue: Catalogue, summaries: list[Summary]) -> bool:
    """Complain of what could not be read; returns whether there was anything."""
    for problem in site.config.problems:
        where = f"{problem.file}:{problem.line}" if problem.line else str(problem.file)
        complain(where, problem.message)
    for folder, reason in catalogue.unreadable.items():
        complain(folder, f"the folder cannot be listed: {reason}")
    broken = [summary for summary in summaries if summary.problem]
    for summary in broken:
        place = f":{summary.problem_line}:{summary.problem_column}" if summary.problem_line else ""
        complain(f"{summary.path}{place}", summary.problem)
    return bool(site.config.problems or catalogue.unreadable or broken)
