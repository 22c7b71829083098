"""Time from process start to the article's text on the screen, beside ghostwriter's, on one screen.

``python tests/benchmarks/bench_startup.py [--rounds 5] [--pictures FOLDER]``. The two programs take turns, so that
whatever else the machine does falls on both; the ratio is the figure to look at, the seconds are the machine's.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from screen import Area, Screen, missing_programs, seconds_until_shown

# A paragraph of each script; repeated, it makes the 10 KB article that the design's figures were taken with.
PARAGRAPHS = (
    "紙上的字要靠墨，墨要靠硯。一篇文章從打開到看見第一行，不該讓人等。這一段是用來量時間的，"
    "所以沒有什麼要緊的話，只求長短適中、標點齊全，*偶爾*有**重點**，也有`程式碼`。",
    "Words need ink, and ink needs a stone. Between opening an article and seeing its first line there should "
    "be nothing to wait for. This paragraph is here to be timed: it has *emphasis*, **weight** and a [link](#).",
)


@dataclass(frozen=True)
class Program:
    """One program to time: how it is started, and where on the screen its text stands."""

    name: str
    command: tuple[str, ...]
    area: Area
    settings: tuple[tuple[str, str], ...] = ()

    def home(self, folder: Path) -> Path:
        """Return a home folder for it, with its settings in place."""
        home = folder / self.name
        for name, text in self.settings:
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        home.mkdir(exist_ok=True)
        return home


GHOSTWRITER = Program(
    "ghostwriter",
    ("ghostwriter",),
    Area(0, 40, 760, 880),
    (
        (
            ".config/ghostwriter/ghostwriter.conf",
            "[Preview]\nhtmlPreviewOpen=true\n\n[Window]\nsidebarOpen=false\n\n[Session]\nrestoreSession=false\n",
        ),
    ),
)
# The writing pane as the window lays it out at this size; --pictures shows whether it still does.
INKSTONE = Program("inkstone", (sys.executable, "-m", "editor"), Area(264, 120, 500, 800))


def article() -> str:
    """Return an article of about 10 KB."""
    blocks = ["---\ntitle: 一篇用來計時的文章\ndate: 2025-01-01\n---\n"]
    while sum(len(block.encode()) for block in blocks) < 10_000:
        number = len(blocks)
        blocks.append(f"## 第 {number} 節\n" if number % 4 == 1 else PARAGRAPHS[number % 2] + "\n")
    return "\n".join(blocks)


def measure(rounds: int, pictures: Path | None) -> dict[str, list[float]]:
    """Return the seconds of every counted start, by program."""
    seconds: dict[str, list[float]] = {program.name: [] for program in (INKSTONE, GHOSTWRITER)}
    work = Path(tempfile.mkdtemp(prefix="inkstone-startup-"))
    try:
        site = work / "site"
        (site / "content").mkdir(parents=True)
        (site / "hugo.toml").write_text('title = "t"\n', encoding="utf-8")
        page = site / "content" / "timed.md"
        page.write_text(article(), encoding="utf-8")
        homes = {program.name: program.home(work) for program in (INKSTONE, GHOSTWRITER)}
        with Screen() as screen:
            # The first round fills the file cache and first-run files, and does not count.
            for turn in range(rounds + 1):
                for program in (INKSTONE, GHOSTWRITER):
                    with screen.running([*program.command, str(page)], homes[program.name]) as running:
                        # Long enough for the panels that come after the text: they must not push it.
                        shown = screen.follow(running, program.area, calm=4.0)
                        if turn:
                            seconds[program.name].append(seconds_until_shown(shown))
                        elif pictures:
                            screen.save(pictures / f"{program.name}.png")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return seconds


def main(arguments: Sequence[str]) -> int:
    """Print the table; returns 0 also when it is skipped, with the reason printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="counted starts of each program")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of each program's window")
    options = parser.parse_args(arguments)
    lacking = missing_programs("ghostwriter")
    if lacking:
        print(f"skipped: {', '.join(lacking)} not installed (as root, `make bench` installs them)")
        return 0
    seconds = measure(options.rounds, options.pictures)
    print(f"article of {len(article().encode()) / 1000:.1f} KB, {options.rounds} starts each, taking turns")
    for name, values in seconds.items():
        spread = f"{min(values):.2f} to {max(values):.2f}"
        print(f"{name:12} text on screen after {statistics.median(values):.2f} s (median; {spread})")
    ratio = statistics.median(seconds["inkstone"]) / statistics.median(seconds["ghostwriter"])
    print(f"ratio to ghostwriter: {ratio:.2f} (aim: at most 1.0)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
