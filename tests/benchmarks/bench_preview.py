"""Key press to changed pixels in the preview, beside ghostwriter's, on one screen, at 10 KB, 100 KB and 1 MB.

``python tests/benchmarks/bench_preview.py [--keys 25] [--sizes 10,100,1000] [--pictures FOLDER]``. The two programs
take turns at each size. Keys are typed at the start of the article, whose first block is a plain paragraph. The time
of a key includes the X server's; the ratio to ghostwriter is the figure to look at, the milliseconds are the machine's.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench_startup import GHOSTWRITER, INKSTONE, PARAGRAPHS, Program
from screen import Area, Running, Screen, missing_programs, seconds_until_shown

LONGEST = 20.0
"""Seconds to wait for one key's change."""
LETTERS = "mnopqrstuvw"


@dataclass(frozen=True)
class Panes:
    """Where a program has its writing pane and its preview on a screen of 1600 by 1000."""

    program: Program
    writing: Area
    preview: Area


INKSTONE_PANES = Panes(INKSTONE, Area(264, 120, 500, 800), Area(800, 120, 470, 830))
GHOSTWRITER_PANES = Panes(GHOSTWRITER, Area(20, 40, 720, 880), Area(804, 40, 770, 900))


@dataclass(frozen=True)
class Figures:
    """Seconds until the preview stood on the screen, and of each key; processor seconds of all keys."""

    opened: float
    keys: tuple[float, ...]
    processor: float


def article(size: int) -> str:
    """Return an article of about `size` bytes: a plain first paragraph, then headings, text, lists, tables, code."""
    blocks = ["A plain first paragraph to type into. 這是第一段。"]
    length = 0
    while length < size:
        number = len(blocks)
        block = (
            f"## 第 {number} 節 Part {number}",
            PARAGRAPHS[0],
            PARAGRAPHS[1] + f"[^{number}]\n\n[^{number}]: A note. 一個註。",
            "- one *item*\n- [x] two\n  - nested 三",
            "| a | 乙 |\n|---|---:|\n| 1 | 2 |\n| 3 | 4 |",
            "```python\ndef area(width: float) -> float:\n    return width * 2  # plain\n```",
        )[number % 6]
        blocks.append(block)
        length += len(block.encode()) + 2
    return "\n\n".join(blocks) + "\n"


def measure(screen: Screen, panes: Panes, path: Path, home: Path, keys: int, picture: Path | None) -> Figures:
    """Open the article, type so many keys at its start, each after the last one's change."""
    with screen.running([*panes.program.command, str(path)], home) as running:
        shown = screen.follow(running, panes.preview, calm=8.0, limit=90.0)
        try:
            opened = seconds_until_shown(shown)
        except RuntimeError:
            opened = float("nan")  # the preview stayed empty
        typist = subprocess.Popen(
            ["xdotool", "-"], stdin=subprocess.PIPE, text=True, env=screen.environment(home)
        )
        try:
            x, y = (
                panes.writing.left + panes.writing.width // 2,
                panes.writing.top + panes.writing.height // 2,
            )
            say(typist, f"mousemove {x} {y} click 1")
            say(typist, f"mousemove {screen.width - 1} {screen.height - 1} key ctrl+Home")
            screen.follow(running, screen.whole, calm=1.5, limit=10.0)
            before = processor_seconds(running)
            times = [time_of_key(screen, typist, panes.preview, LETTERS[turn % 11]) for turn in range(keys)]
            spent = processor_seconds(running) - before
        finally:
            if typist.stdin:
                typist.stdin.close()
            typist.wait(5)
        if picture:
            screen.save(picture)
        return Figures(opened, tuple(times[1:]), spent)


def say(typist: subprocess.Popen[str], command: str) -> None:
    """Have xdotool do something at once."""
    assert typist.stdin
    typist.stdin.write(command + "\n")
    typist.stdin.flush()


def time_of_key(screen: Screen, typist: subprocess.Popen[str], area: Area, letter: str) -> float:
    """Return the seconds from a key to the first changed pixel of an area, once the area rests; `LONGEST` at most."""
    resting = screen.look(area)
    rest = time.perf_counter()
    while time.perf_counter() - rest < 0.4:
        time.sleep(0.005)
        if (now := screen.look(area)) != resting:
            resting, rest = now, time.perf_counter()
    start = time.perf_counter()
    say(typist, f"key --delay 0 {letter}")
    while time.perf_counter() - start < LONGEST:
        if screen.look(area) != resting:
            return time.perf_counter() - start
        time.sleep(0.001)
    return LONGEST


def processor_seconds(running: Running) -> float:
    """User and system seconds of the program and its children so far."""
    children: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(folder.name))
        ticks[int(folder.name)] = int(fields[11]) + int(fields[12])
    total, waiting = 0, [running.process.pid]
    while waiting:
        process = waiting.pop()
        total += ticks.get(process, 0)
        waiting += children.get(process, [])
    return total / 100


def main(arguments: Sequence[str]) -> int:
    """Print a line for each program and size; returns 0 also when it is skipped, with the reason printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=25, help="keys typed into each article")
    parser.add_argument("--sizes", default="10,100,1000", help="sizes of the articles in kilobytes")
    parser.add_argument("--pictures", type=Path, help="folder for a picture of each window in the end")
    options = parser.parse_args(arguments)
    lacking = missing_programs("ghostwriter", "xdotool")
    if lacking:
        print(f"skipped: {', '.join(lacking)} not installed (as root, `make bench` installs them)")
        return 0
    work = Path(tempfile.mkdtemp(prefix="inkstone-preview-"))
    try:
        (work / "site" / "content").mkdir(parents=True)
        (work / "site" / "hugo.toml").write_text('title = "t"\n', encoding="utf-8")
        homes = {panes: panes.program.home(work) for panes in (INKSTONE_PANES, GHOSTWRITER_PANES)}
        with Screen() as screen:
            for size in map(int, options.sizes.split(",")):
                path = work / "site" / "content" / f"size{size}.md"
                path.write_text(article(size * 1000), encoding="utf-8")
                medians = []
                for panes, home in homes.items():
                    name = panes.program.name
                    picture = options.pictures / f"{name}-{size}.png" if options.pictures else None
                    figures = measure(screen, panes, path, home, options.keys, picture)
                    medians.append(statistics.median(figures.keys))
                    slow = statistics.quantiles(figures.keys, n=20)[-1]
                    print(
                        f"{size:5} KB {name:12} preview shown {figures.opened:5.2f} s   key to preview "
                        f"{medians[-1] * 1000:4.0f} ms, p95 {slow * 1000:4.0f} ms   processor {figures.processor:5.2f} s",
                        flush=True,
                    )
                print(
                    f"{size:5} KB ratio to ghostwriter {medians[0] / medians[1]:.2f} (aim: at most 1.0)",
                    flush=True,
                )
                print(screen.complaints(), end="")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
