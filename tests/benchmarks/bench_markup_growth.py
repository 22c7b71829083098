"""How rendering time grows with an article's length: a doubled text should take about twice as long, whatever is in it."""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))


from editor.markup.renderer import Definitions, Renderer, lines_of  # noqa: E402
from editor.markup.settings import MarkupSettings  # noqa: E402
from tests.markup.test_hostile import HOSTILE  # noqa: E402

PROSE = "# 標題 {n}\n\n與 **文字** 中，[連結](https://example.org/{n})，`code` 與 “quotes” -- 等等。\n看 https://example.org 吧。\n\n"
PROSE += "- one\n- two *em*\n\n> quote\n\n| a | b |\n|---|---|\n| {n} | x |\n\n```python\nx = {n}\n```\n\n"


def article(size: int) -> str:
    """Prose, lists, tables and code of about `size` characters."""
    return "".join(PROSE.replace("{n}", str(n)) for n in range(size // len(PROSE)))


def seconds(renderer: Renderer, text: str) -> float:
    """Time of one rendering."""
    began = time.perf_counter()
    renderer.render(text)
    return time.perf_counter() - began


def main() -> None:
    """Print the stages for 1 MB, and time ratios for doubled hostile texts."""
    renderer = Renderer(MarkupSettings(unsafe=True))
    for size in (10_000, 100_000, 1_000_000):
        lines = lines_of(article(size))
        marks = [time.perf_counter()]
        blocks = list(renderer.split(lines, first_chunk=4096))
        marks.append(time.perf_counter())
        definitions = Definitions.collect(blocks)
        rendered = [renderer.render_block(block, definitions) for block in blocks]
        marks.append(time.perf_counter())
        renderer.assemble(rendered, [block.start_line for block in blocks])
        marks.append(time.perf_counter())
        split, render, assemble = (later - earlier for earlier, later in itertools.pairwise(marks))
        print(f"{size:>9,} characters: split {split:.3f} s, render {render:.3f} s, assemble {assemble:.4f} s")
    for name, make in HOSTILE.items():
        small, large = seconds(renderer, make(4_000)), seconds(renderer, make(8_000))
        print(f"{name:24s} x2 length: x{large / max(small, 1e-4):.1f} time ({large:.3f} s)")


if __name__ == "__main__":
    main()
