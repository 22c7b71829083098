"""Says how long an article is: in the status line, and at length in its tooltip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from editor.ui.common.counted import counted
from editor.writing.counts import HugoCounts, PeopleCounts


def count_line(people: PeopleCounts, *, is_han: bool) -> str:
    """Return words and reading time on one short line; `is_han` counts in characters."""
    words = f"{people.words:,} {_tr('字')}"
    if not is_han:
        words = counted(people.words, _tr("1 word"), _tr("{0} words"))
    return _tr("{0} · {1} min").format(words, people.minutes)


def count_details(people: PeopleCounts, hugo: HugoCounts) -> str:
    """Return what Hugo counts beside what people count."""
    read = counted(hugo.minutes, _tr("1 minute to read"), _tr("{0} minutes to read"))
    words = counted(hugo.words, _tr("Hugo publishes 1 word"), _tr("Hugo publishes {0} words"))
    return "\n".join(
        (
            f"{words}, {read}.",
            _tr("People count {0}: Han characters and words, without punctuation.").format(
                f"{people.words:,}"
            ),
            counted(people.characters, _tr("1 character in all."), _tr("{0} characters in all.")),
        )
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CountWords", text)
