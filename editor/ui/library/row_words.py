"""The words for a row of the library: its label, its state, what its tooltip and a screen reader say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from editor.articles.problems import Problem
from editor.site.catalogue.summary import Summary
from editor.ui.common.plain_text import one_line, tooltip
from editor.ui.library.query import Row, SectionRow

_MOST_TOLD = 3  # problems in a tooltip
_LONGEST = 400


def section_label(section: str) -> str:
    """Return the name of a section as shown; Hugo's top level has none of its own."""
    return section or _tr("Top level")


def state_label(summary: Summary) -> str:
    """Return the word for why an article is not published as it stands, or may not be; "" when it is."""
    if summary.problem:
        return _tr("Broken")
    if summary.is_resource:
        return _tr("Resource")
    return {
        "draft": _tr("Draft"),
        "scheduled": _tr("Scheduled"),
        "expired": _tr("Expired"),
        "hidden": _tr("Hidden"),
        "broken": _tr("Broken"),
        "unknown": _tr("Unknown"),
    }.get(summary.publication.state, "")


def row_text(row: Row) -> str:
    """Return what stands in a row: the title, or the section with its number of articles."""
    return one_line(_section_text(row) if isinstance(row, SectionRow) else row.display_title, _LONGEST)


def spoken(row: Row) -> str:
    """Return what a screen reader says of a row."""
    if isinstance(row, SectionRow):
        return one_line(_section_text(row), _LONGEST)
    date = row.date.date().isoformat() if row.date is not None else ""
    return one_line(", ".join(part for part in (row.display_title, date, state_label(row)) if part), _LONGEST)


def article_tooltip(summary: Summary, problems: Sequence[Problem]) -> str:
    """Return an article's title and path, why it is not published, and the first of its problems."""
    lines = [summary.display_title, summary.logical_path]
    if summary.problem:
        lines.append(_at(summary.problem_line) + summary.problem)
        problems = ()
    elif summary.publication.reason:
        lines.append(summary.publication.reason)
    lines += [_at(problem.line) + problem.message for problem in problems[:_MOST_TOLD]]
    if len(problems) > _MOST_TOLD:
        lines.append(_tr("Problems in all: {0}").format(len(problems)))
    return tooltip("\n".join(one_line(line, _LONGEST) for line in lines))


def _section_text(row: SectionRow) -> str:
    return f"{section_label(row.section)} ({row.count})"


def _at(line: int | None) -> str:
    return _tr("line {0}: ").format(line) if line else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)
