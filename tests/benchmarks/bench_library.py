"""What one letter in the library's search costs: filter, arrange and draw, at 1,000 and at 10,000 articles.

``python tests/benchmarks/bench_library.py [--articles 10000]``. The figure to look at is the ratio to the time the
same panel takes to draw itself without any change: what is drawn is the same at every length.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.library.panel import LibraryPanel

WORDS = [
    "draft",
    "editor",
    "static",
    "site",
    "front",
    "matter",
    "preview",
    "bundle",
    "archetype",
    "section",
    "archive",
    "garden",
    "river",
    "lantern",
]
HAN = "人工智慧產業模型訓練資料算力投資商業落地速度團隊素質研究市場"


def make_site(root: Path, count: int) -> Site:
    """Write a site of `count` articles, every second one with a Chinese title."""
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    for number in range(count):
        start = number * 7 % 20
        title = HAN[start : start + 12] if number % 2 else " ".join(WORDS[number % 9 :][:5]).title()
        folder = root / "content" / ("posts" if number % 3 else "notes")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"article-{number}.md").write_text(
            f"---\ntitle: {title} {number}\ndate: 20{10 + number % 15}-0{1 + number % 9}-11\n"
            f"tags: [topic-{number % 60}, 寫作]\ndraft: {str(number % 5 == 0).lower()}\n---\n\ntext\n",
            "utf-8",
        )
    return Site.find(root)


def seconds(work: Callable[[], object], rounds: int = 7) -> float:
    """Return the median time of some rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(panel: LibraryPanel, catalogue: Catalogue) -> dict[str, float]:
    """Return seconds for each thing an author does."""
    shown = QSignalSpy(panel.articles_shown)

    def follow(ask: Callable[[], None]) -> None:
        """Ask the panel to follow the catalogue, and wait until it has."""
        before = shown.count()
        ask()
        while shown.count() == before:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    follow(lambda: panel.show_catalogue(catalogue))
    field = panel.findChild(QLineEdit)
    assert field is not None
    draw = panel.list.viewport().repaint

    def search(text: str) -> Callable[[], None]:
        def run() -> None:
            field.setText("")
            field.setText(text)
            draw()

        return run

    def ask(**changes: object) -> Callable[[], None]:
        def run() -> None:
            panel.filters.clear()
            panel.filters.set_query(replace(panel.filters.query, **changes))
            draw()

        return run

    return {
        "draw only": seconds(draw),
        "clear and search 'ar'": seconds(search("ar")),
        "clear and search '算力'": seconds(search("算力")),
        "clear and filter drafts": seconds(ask(state="draft")),
        "clear and filter a tag": seconds(ask(tag="topic-3")),
        "a change on disk": seconds(lambda: (follow(lambda: panel.update_articles([])), draw())),
    }


def main() -> int:
    """Print a table: milliseconds at both lengths, and the ratio to drawing alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    application = QApplication.instance() or QApplication([])
    palette, tasks = Palette("light"), Tasks()
    panel = LibraryPanel(palette, tasks)
    panel.resize(280, 900)
    panel.show()
    application.processEvents()
    results = []
    for length in (count // 10, count):
        with tempfile.TemporaryDirectory() as folder:
            results.append(measure(panel, Catalogue.build(make_site(Path(folder), length))))
    tasks.shut_down()
    few, many = results
    print(f"{'':28}{count // 10:>10,}{count:>10,}   to drawing alone")
    for name, slow in many.items():
        print(
            f"{name:28}{few[name] * 1000:>7.1f} ms{slow * 1000:>7.1f} ms{slow / many['draw only']:>12.1f} x"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
