"""`inkstone unset`: remove one front matter field from one or more articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from editor.articles.front_matter.front_matter import FrontMatter
from editor.verbs.set import field_path, report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("key", metavar="KEY", help="the field; a dotted key reaches into a map: menu.main")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="an article")


def run(args: argparse.Namespace) -> int:
    """Remove the field where it is; returns 0, or 1 when a file failed."""

    def change(fields: FrontMatter, order: Callable[[], Sequence[str]]) -> FrontMatter:
        return fields.unset(field_path(fields, args.key.strip()))

    return report(args.files, change)
