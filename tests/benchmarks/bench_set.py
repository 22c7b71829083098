"""One field set in thousands of files by `inkstone set`, beside python-frontmatter's load and dump of the same files.

``python tests/benchmarks/bench_set.py [--files 2000] [--rounds 5]``. The two take turns on fresh copies; the ratio
is the figure to look at, the seconds are the machine's. Ours also checks every edit by reading it again, and forces
every file to the disk before it takes the old one's place.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

BASELINE = """
import sys, pathlib, frontmatter
for name in pathlib.Path(sys.argv[1]).read_text("utf-8").split("\\0"):
    post = frontmatter.load(name)
    post["draft"] = True
    frontmatter.dump(post, name)
"""

ARTICLE = """---
title: "第 {number} 篇：用更少資源做更多事"
date: 2026-01-{day:02d}T10:00:00+08:00
description: "這是第 {number} 篇的摘要，長短與一篇真文章相近，好讓讀寫的工夫也相近。"
tags: ["Anthropic", "AI 投資", "Scaling Laws", "測試 {number}"]
categories: ["AI 產業"]
source_url: "https://www.example.com/watch?v={number}"
source_name: "Example Television"
draft: false
---

"""
PARAGRAPH = "紙上的字要靠墨，墨要靠硯。Words need ink, and ink needs a stone.\n\n"


def write_articles(folder: Path, count: int) -> list[str]:
    """Write the articles anew; returns their names."""
    names = []
    for number in range(count):
        path = folder / f"a{number}.md"
        path.write_text(ARTICLE.format(number=number, day=number % 28 + 1) + PARAGRAPH * 60, encoding="utf-8")
        names.append(str(path))
    return names


def seconds(command: Sequence[str]) -> float:
    """Run a command to its end; returns the time it took."""
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def main() -> int:
    """Measure and print; exit status 1 when ours takes longer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for _ in range(args.rounds):
            names = write_articles(folder, args.files)
            (folder / "names").write_text("\0".join(names), "utf-8")
            theirs.append(seconds([sys.executable, "-c", BASELINE, str(folder / "names")]))
            names = write_articles(folder, args.files)
            ours.append(seconds([sys.executable, "-m", "editor", "set", "draft=true", *names]))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"inkstone set, {args.files} files: {statistics.median(ours):.2f} s")
    print(f"python-frontmatter load and dump: {statistics.median(theirs):.2f} s")
    print(f"ratio {ratio:.2f} (1 or less is wanted)")
    return int(ratio > 1)


if __name__ == "__main__":
    sys.exit(main())
