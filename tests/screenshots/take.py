"""Takes the pictures in resources/screenshots/ from the real window, on screens of their own.

``python tests/screenshots/take.py [--only NAME ...] [--out FOLDER]``. The program is started as an author starts it,
with a home folder of its own, and is worked by key presses; a picture is taken once the screen is calm.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from screen import Screen, missing_programs

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL, LARGE = (1280, 800), (1920, 1080)


@dataclass(frozen=True)
class Shot:
    """One picture: what is opened, on which screen and in which theme, and the keys pressed before it is taken."""

    name: str
    opens: str
    size: tuple[int, int] = SMALL
    palette: str = "light"
    keys: tuple[str, ...] = ()


SHOTS = (
    *(
        Shot(f"{palette}-{width}x{height}", "tour/content/posts/welcome.en.md", (width, height), palette)
        for palette in ("light", "dark")
        for width, height in (SMALL, LARGE)
    ),
    Shot("chinese-article", "tour/content/posts/movable-type.md", LARGE),
    Shot("empty-site", "notes"),
    Shot("error", "broken/content/posts/broken.md"),
)

BROKEN = """---
title: 春天: 一個沒有加引號的標題
date: 2025-03-01
tags: [春天]
---

這篇文章的標題裡有冒號，YAML 讀不懂，Hugo 也不會發布任何東西。內文仍然可以編輯，檔案不會被改寫。
"""


def make_sites(folder: Path) -> None:
    """Make the sites that the pictures show: the tour, an empty one, one with an article that cannot be read."""
    shutil.copytree(ROOT / "resources" / "sample-site", folder / "tour")
    for name in ("notes", "broken"):
        (folder / name / "content" / "posts").mkdir(parents=True)
        (folder / name / "hugo.toml").write_text(
            'title = "Notes"\nbaseURL = "https://example.org/"\n', encoding="utf-8"
        )
    (folder / "broken/content/posts/broken.md").write_text(BROKEN, encoding="utf-8")


def take(shot: Shot, out: Path) -> Path:
    """Take one picture and return its path."""
    home = Path(tempfile.mkdtemp(prefix="inkstone-pictures-"))
    try:
        make_sites(home / "sites")
        settings = home / ".config" / "inkstone" / "settings.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"appearance.theme": shot.palette}), encoding="utf-8")
        with Screen(*shot.size) as screen:
            command = [sys.executable, "-m", "editor", str(home / "sites" / shot.opens)]
            with screen.running(command, home) as program:
                screen.follow(program, screen.whole, calm=4.0)
                for key in shot.keys:
                    screen.press(key)
                    screen.follow(program, screen.whole, calm=1.0, limit=5.0)
                target = out / f"{shot.name}.png"
                screen.save(target)
            if screen.complaints():
                raise RuntimeError(f"{shot.name}: the program printed\n{screen.complaints()}")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return target


def main(arguments: Sequence[str]) -> int:
    """Take the pictures asked for; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[shot.name for shot in SHOTS])
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "screenshots")
    options = parser.parse_args(arguments)
    lacking = missing_programs("xdotool")
    if lacking:
        print(
            f"pictures need {', '.join(lacking)} (as root, `make screenshots` installs them)", file=sys.stderr
        )
        return 1
    for shot in SHOTS:
        if not options.only or shot.name in options.only:
            try:
                print(take(shot, options.out))
            except RuntimeError as error:
                print(error, file=sys.stderr)
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
