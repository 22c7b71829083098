"""The command line: parses the verbs and hands each to its module in `editor.verbs`."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from editor import __version__

# verb -> one line of help; each verb is the module `editor.verbs.<name>`.
VERBS = {
    "export": "write finished posts as HTML, PDF, DOCX, EPUB or Markdown bundles",
    "list": "list every article: path, title, date, draft, whether it publishes, tags",
    "set": "set one front-matter field in one or more articles",
    "unset": "remove one front-matter field from one or more articles",
    "check": "report the problems of a site, a folder or an article",
    "new": "create an article from the site's archetype",
}


def build_parser(chosen: str = "") -> argparse.ArgumentParser:
    """Return the parser for all verbs; the arguments of the chosen one only, so that no verb pays for another."""
    parser = argparse.ArgumentParser(
        prog="inkstone",
        description="A desktop editor for Hugo sites. Without a verb, opens PATH (a site, a content folder "
        "or an article) in a window; without a path, the tour.",
        usage="inkstone [PATH] | inkstone VERB ...",
    )
    parser.add_argument("--version", action="version", version=f"inkstone {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name, summary in VERBS.items():
        verb = verbs.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        if name != chosen:
            continue
        # A verb's collaborators are imported only when that verb is used: opening a window must not pay for them.
        module = importlib.import_module(f"editor.verbs.{name}")
        module.add_arguments(verb)
        verb.set_defaults(run=module.run)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the process's exit status (0 done, 1 something failed, 2 usage)."""
    parser = build_parser(arguments[0] if arguments else "")
    args = parser.parse_args(arguments)
    if args.verb is None:
        parser.print_usage(sys.stderr)
        return 2
    status: int = args.run(args)
    return status
