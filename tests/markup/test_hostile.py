"""Text made to break parsers: it renders, whole, without an error; and work grows with length, not faster."""

from __future__ import annotations

import sys

import pytest

from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings

RENDERER = Renderer(MarkupSettings(unsafe=True))
HOSTILE = {
    "open brackets": lambda n: "[" * n,
    "open images": lambda n: "![" * n,
    "bracket pairs": lambda n: "[" * n + "]" * n,
    "links left open": lambda n: "[a](" * n,
    "links in angles": lambda n: "[a](<b" * n,
    "link titles": lambda n: '[a](b "' * n,
    "references": lambda n: "[a][b]" * n,
    "reference definitions": lambda n: "".join(f"[r{i}]: /u{i}\n" for i in range(n)),
    "footnote calls": lambda n: "[^a]" * n + "\n\n[^a]: x",
    "asterisks": lambda n: "*a _b **c __d " * n,
    "doubled asterisks": lambda n: "a**b" * n,
    "underscores": lambda n: "_a" * n,
    "backticks": lambda n: "`a" * n,
    "backtick runs": lambda n: "".join("`" * (i % 200) + " " for i in range(n)),
    "angle brackets": lambda n: "<a " * n,
    "comments": lambda n: "a <!--\n" * n,
    "quotes": lambda n: "'a \"b " * n,
    "entities": lambda n: "&amp;&#x;&" * n,
    "addresses": lambda n: "http://a.b www. a@" * n,
    "parentheses": lambda n: "http://a.bc/" + "(" * n + ")" * n,
    "equal headings": lambda n: "# a\n" * n,
    "definition marks": lambda n: ": a\n" * n,
    "table rows": lambda n: "|a|b|\n|-|-|\n" + "|c\n" * n,
    "table columns": lambda n: "|" * n + "\n" + "|-" * n,
    "attributes": lambda n: "# a " + "{.x " * n,
    "quotation marks": lambda n: ">" * n + " a",
    "lazy lines": lambda n: "> a\n" + "b\n" * n,
    "blank lines": lambda n: "- a\n\n" * n,
    "shortcodes": lambda n: "{{< own >}}\n" * n,
    "shortcodes left open": lambda n: "{{< details >}}\n" * min(n, 200),
    "spaces": lambda n: " " * n + "a" + " " * n + "\nb",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_renders(name: str) -> None:
    before = sys.getrecursionlimit()
    rendered = RENDERER.render(HOSTILE[name](2_000))
    assert rendered.html or name == "reference definitions"
    assert sys.getrecursionlimit() == before


class Work:
    """Counts the lines of the program that run: the same on every machine, unlike seconds."""

    def __init__(self) -> None:
        self.lines = 0

    def __call__(self, frame, event, arg):
        if "/markup/" not in frame.f_code.co_filename and "markdown_it" not in frame.f_code.co_filename:
            return None
        self.lines += event == "line"
        return self


def work_for(text: str) -> int:
    work = Work()
    old = sys.gettrace()
    sys.settrace(work)
    try:
        RENDERER.render(text)
    finally:
        sys.settrace(old)
    return work.lines


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_length(name: str) -> None:
    make = HOSTILE[name]
    assert work_for(make(400)) < 2.6 * work_for(make(200)) + 2_000
