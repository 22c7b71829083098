"""Code blocks: the text is always whole, hostile code is shown plain."""

from __future__ import annotations

import html
import re
import threading

import pytest

from editor.markup.attributes import Attributes
from editor.markup.code import CodeRenderer, highlight_attributes, highlight_options
from editor.markup.settings import Highlight

CODE = CodeRenderer(Highlight())


def text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize("language", ["python", "go", "html", "nosuch", "", "Python"])
def test_the_text_is_exactly_the_code(language: str) -> None:
    code = "\n\n\tif a < \"b\" && c > 'd':\n\n        pass  \n\n"
    assert text_of(CODE.html(code, language, {})) == code


def test_known_languages_are_coloured() -> None:
    assert '<span class="kd">func</span>' in CODE.html("func f() {}\n", "go", {})
    assert "<span" not in CODE.html("func f() {}\n", "nosuch", {})


def test_code_keeps_its_colours_on_a_busy_machine() -> None:
    """What others work meanwhile is not the code's: seen as a block that the preview showed plain, and Hugo coloured."""
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            pass

    others = [threading.Thread(target=work) for _ in range(12)]
    code = CodeRenderer(Highlight())
    try:
        for other in others:
            other.start()
        code.html("x = [1, 'two', f(3)]  # four\n" * 2_000, "python", {})
    finally:
        over.set()
        for other in others:
            other.join()
    assert '<span class="n">' in code.html("x = 1\n", "python", {})


@pytest.mark.parametrize(
    "code",
    ["'" + "\\" * 40, " " * 40_000 + "x", "(" * 500, "x = 1\n" * 50_000, "a" * 10_000],
    ids=["backslashes", "spaces", "brackets", "long", "wide"],
)
def test_code_that_could_take_long_is_plain(code: str) -> None:
    shown = CODE.html(code, "scala", {})
    assert "<span" not in shown and text_of(shown) == code


def test_line_numbers_and_marked_lines() -> None:
    shown = CODE.html("a\nb\nc\n", "text", {"linenos": "table", "linenostart": 7.0, "hl_lines": [2.0, "3-9"]})
    assert text_of(shown).split() == ["7", "8", "9", "a", "b", "c"]
    assert shown.count('<span class="line hl">') == 2


def test_options() -> None:
    assert highlight_options("linenos=table, hl_lines=8 15-17") == {"linenos": "table", "hl_lines": "8 15-17"}
    options, rest = highlight_attributes({"lineNos": True, "class": "x", "onclick": "y", "Title": "t"})
    assert options == {"linenos": True} and rest == {"class": "x", "title": "t"}


def test_attributes_are_escaped() -> None:
    assert '"><script>' not in CODE.html("x\n", "go", {}, {"title": '"><script>', "class": '"><b>'})


def test_code_that_is_too_much_keeps_the_frame_that_hugo_gives_it() -> None:
    shown = CODE.html("x" + " " * 60, "go", {})
    assert shown.startswith(
        '<div class="highlight"><pre tabindex="0" class="chroma"><code class="language-go"'
    )


def test_only_line_feeds_end_a_line() -> None:
    assert CODE.html("a\u2028b\x0cc\n", "go", {}).count('<span class="line">') == 1


def test_a_guess_names_the_fallback() -> None:
    shown = CodeRenderer(Highlight(guess_syntax=True)).html("x\n", "nosuch", {})
    assert '<code class="language-fallback" data-lang="fallback">' in shown


@pytest.mark.parametrize(
    "options",
    [
        *({"linenos": "table", "linenostart": start} for start in ("²", "--5", "9" * 5000, float("inf"))),
        *({"hl_lines": lines} for lines in ("²", ["²"], "1-²", "9" * 5000)),
    ],
)
def test_what_only_looks_like_a_number_counts_as_none(options: Attributes) -> None:
    numbered = {**options, "linenostart": "1"} if "linenostart" in options else {}

    assert CODE.html("a\n", "text", options) == CODE.html("a\n", "text", numbered)
