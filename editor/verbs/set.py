"""`inkstone set`: give one front matter field a value in one or more articles."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from editor.articles.batch import Change, edit_articles
from editor.articles.front_matter.front_matter import FrontMatter
from editor.articles.front_matter.nodes import SourceError
from editor.articles.front_matter.yaml.reader import read_yaml
from editor.articles.processes import split_over_processes
from editor.articles.values import Value, as_map
from editor.verbs.report import complain

# Files that a process of its own is worth.
_PART = 250


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "assignment",
        metavar="KEY=VALUE",
        help="the field and its value in YAML flow style: tags=[a, b], draft=false, 'title=\"A: B\"'; "
        "a dotted key reaches into a map: menu.main.weight=5",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="an article")


def run(args: argparse.Namespace) -> int:
    """Set the field; returns 0, 1 when a file failed, 2 when KEY=VALUE cannot be read."""
    key, equals, written = args.assignment.partition("=")
    if not equals or not key.strip():
        complain(f"inkstone set: {args.assignment}", "expected KEY=VALUE")
        return 2
    try:
        value = parse_value(written)
    except SourceError as error:
        complain(f"inkstone set: {written}", f"not YAML (put text in quotes): {error.message}")
        return 2

    def change(fields: FrontMatter, order: Callable[[], Sequence[str]]) -> FrontMatter:
        path = field_path(fields, key.strip())
        is_new = len(path) == 1 and fields.key_as_written(path[0]) is None
        return fields.set(path, value, order() if is_new else ())

    return report(args.files, change)


def parse_value(written: str) -> Value:
    """Read a value as Hugo reads it in YAML; raises SourceError."""
    fields = as_map(read_yaml(f"x: {written}\n").value)
    if list(fields) != ["x"]:
        raise SourceError("A line that begins another field: only one is set at a time.", 0)
    return fields["x"]


def field_path(fields: FrontMatter, key: str) -> tuple[str, ...]:
    """A key as it stands in the article, else its dotted parts as a path into maps."""
    if "." not in key or fields.key_as_written(key) is not None:
        return (key,)
    parts = tuple(key.split("."))
    return parts if all(parts) else (key,)


def report(files: Sequence[Path], change: Change) -> int:
    """Apply a change to files, name those that failed on standard error, and return the exit status."""
    status = 0
    distinct = list(dict.fromkeys(files))
    try:
        for failure in split_over_processes(distinct, lambda part: edit_articles(part, change), _PART):
            complain(f"{failure.path}{failure.place}", failure.message)
            status = 1
    except ChildProcessError as error:
        complain(f"inkstone: {error}", "run it again, what is done stays done")
        status = 1
    return status
