"""`inkstone export`: writes finished posts."""

from __future__ import annotations

import argparse
import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from editor.export.formats import Format
from editor.verbs.report import complain, say

if TYPE_CHECKING:
    from editor.export.exporter import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="articles, or folders that hold them"
    )
    parser.add_argument(
        "--to",
        required=True,
        choices=[form.value for form in Format],
        help="; ".join(f"{form}: {form.label}" for form in Format),
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="the folder to write to, made if missing"
    )
    parser.add_argument(
        "--fragment",
        action="store_true",
        help="with --to html: the article's HTML alone, what Hugo calls .Content",
    )
    parser.add_argument(
        "--drafts", action="store_true", help="drafts too; a draft named as a file is always exported"
    )


def run(args: argparse.Namespace) -> int:
    """Export; returns 0 when every file was written, 1 when one was not, 2 for a wrong use."""
    form = Format.named(args.to)
    if args.fragment and not form.has_fragment:
        complain("--fragment", f"it goes with --to {Format.HTML} only")
        return 2
    if args.out.exists() and not args.out.is_dir():
        complain(args.out, "it is not a folder, nothing can be written there")
        return 1
    # Imported late: every verb's module is loaded to know its arguments, and this brings lxml and the renderer.
    from editor.export.batch import run as run_batch
    from editor.export.exporter import Options, State
    from editor.export.plan import make_plan, overwritten_sources

    plan = make_plan(args.paths, form)
    refused = [*plan.refused, *overwritten_sources(plan, args.out)]
    for refusal in refused:
        complain(refusal.path, refusal.message)
    unwritable = {refusal.path for refusal in refused}
    jobs = [job for job in plan.jobs if job.source not in unwritable]
    options = Options(form, args.out.absolute(), fragment=args.fragment, drafts=args.drafts)
    counts: Counter[State] = Counter()
    try:
        with _printer(needed=form.needs_web_engine and bool(jobs)) as print_page:
            for outcome in run_batch(jobs, options, print_page=print_page):
                counts[outcome.state] += 1
                _tell(outcome)
    except _NoPrinterError as error:
        complain(f"--to {form}", str(error))
        return 1
    except KeyboardInterrupt:
        complain("inkstone export", f"stopped; {counts[State.WRITTEN]} of {len(jobs)} articles were written")
        return 130
    _summarise(counts[State.WRITTEN], counts[State.DRAFT], args.out)
    return 1 if refused or counts[State.FAILED] else 0


class _NoPrinterError(RuntimeError):
    """PDF is wanted and the web engine cannot be used; the text says why."""


@contextlib.contextmanager
def _printer(*, needed: bool) -> Iterator[Callable[[bytes], bytes] | None]:
    """Provide the PDF printer, which needs Qt and its web engine, but no screen."""
    if not needed:
        yield None
        return
    # Qt is loaded for PDF alone.
    try:
        from editor.ui.export.headless_printing import HeadlessPrinter
    except ImportError as error:
        raise _NoPrinterError(
            f"PDF needs Qt's web engine, which cannot be loaded ({error}); "
            "the system packages it needs are listed in the README"
        ) from error
    printer = HeadlessPrinter()
    try:
        yield printer.print_page
    finally:
        printer.close()


def _tell(outcome: Outcome) -> None:
    for warning in outcome.warnings:
        complain(outcome.job.source, f"warning: {warning}")
    if outcome.message:
        complain(outcome.job.source, outcome.message)


def _summarise(written: int, drafts: int, out: Path) -> None:
    left_out = ""
    if drafts:
        left_out = f"; {drafts} draft{'s' if drafts > 1 else ''} left out (--drafts takes them in)"
    say(f"{written} article{'' if written == 1 else 's'} written to {out}{left_out}")
