"""What the outline and the word count cost, and that their time grows with the text and no faster.

``python tests/benchmarks/bench_writing.py``. The ratio is the time for twice the text; 2 is linear, 4 quadratic.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from editor.writing.counts import tally_html, tally_text
from editor.writing.outline import find_headings

SECTION = (
    "## 用更少資源做更多事 and a heading\n\n一千億美元對上一兆四千億美元。這是目前在**算力**投資承諾上的差距，將近十四倍。\n"
    "- a list item with `code`\n- [a link](https://example.org/) and *emphasis*\n\n"
    "```sh\n# not a heading\nmake test\n```\n\nA paragraph of plain words that goes on for a line or so.\n\n"
)
HTML = "<h2 id='x'>用更少資源做更多事</h2>\n<p>一千億美元 &amp; <em>some</em> words<br>more</p>\n<ul>\n<li>one</li>\n</ul>\n"
CASES: dict[str, tuple[Callable[[str], object], str]] = {
    "outline": (find_headings, SECTION),
    "count of Markdown": (tally_text, SECTION),
    "count of HTML": (tally_html, HTML),
    "outline of open fences": (find_headings, "```\n"),
    "outline of indented headings": (find_headings, "    # a\n"),
    "count of open tags": (tally_html, '<a x="'),
    "count of open comments": (tally_html, "<!--"),
    "count of open scripts": (tally_html, "<script>"),
}


def seconds(work: Callable[[str], object], text: str) -> float:
    """Return the best time of some rounds."""
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        work(text)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    """Print milliseconds at 100 KB and the ratio of 200 KB to it."""
    print(f"{'':32}{'100 KB':>10}{'200 KB to it':>16}")
    for name, (work, piece) in CASES.items():
        text = piece * (100_000 // len(piece.encode()))
        once, twice = seconds(work, text), seconds(work, text * 2)
        print(f"{name:32}{once * 1000:>7.2f} ms{twice / once:>14.1f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
