"""The command line: parses the verbs and hands each to its module in `editor.verbs`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Protocol

from editor import __version__

# verb -> one line of help; each verb is the module `editor.verbs.<name>`.
VERBS = {
    "export": "write finished posts, in the formats of its --to",
    "list": "list every article: path, title, date, draft, whether it publishes, tags",
    "set": "set one front-matter field in one or more articles",
    "unset": "remove one front-matter field from one or more articles",
    "check": "report the problems of a site, a folder or an article",
    "new": "create an article from the site's archetype",
}


class Verb(Protocol):
    """What a module in `editor.verbs` offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the verb takes."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; returns the process's exit status."""


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
        module = _module(name)
        module.add_arguments(verb)
        verb.set_defaults(run=module.run)
    return parser


def _module(name: str) -> Verb:
    """Load the module of one verb and no other: each brings libraries that the others do without."""
    module: Verb
    match name:
        case "export":
            # Only when it is asked for.
            from editor.verbs import export as module
        case "list":
            # Only when it is asked for.
            from editor.verbs import list as module
        case "set":
            # Only when it is asked for.
            from editor.verbs import set as module
        case "unset":
            # Only when it is asked for.
            from editor.verbs import unset as module
        case "check":
            # Only when it is asked for.
            from editor.verbs import check as module
        case "new":
            # Only when it is asked for.
            from editor.verbs import new as module
        case _:
            raise ValueError(f"no module for the verb {name}: add its row here")
    return module


def run(arguments: Sequence[str]) -> int:
    """Run one verb; returns the process's exit status (0 done, 1 something failed, 2 usage)."""
    parser = build_parser(arguments[0] if arguments else "")
    args = parser.parse_args(arguments)
    if args.verb is None:
        parser.print_usage(sys.stderr)
        return 2
    status: int = args.run(args)
    return status
