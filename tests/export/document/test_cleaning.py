"""Only known elements survive; ids stay unique; nesting ends somewhere."""

from __future__ import annotations

import pytest
from lxml import html

from editor.export.document.cleaning import DEEPEST, clean
from editor.export.document.document import outside_address


def cleaned(source: str) -> str:
    return html.tostring(clean(source), encoding="unicode").removeprefix("<div>").removesuffix("</div>")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<script>x</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x" class="c">a</p>', '<p class="c">a</p>'),
        ('<a href="java\tscript:x">a</a>', "<a>a</a>"),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<a href="file:///etc/passwd">a</a>', "<a>a</a>"),
        ('<p style="color:red;position:fixed;background:url(http://x)">a</p>', '<p style="color:red">a</p>'),
        ('<td style="text-align: right">a</td>', "a"),
        ('<p id="a">1</p><p id="a">2</p>', '<p id="a">1</p><p>2</p>'),
        ("<custom-tag>kept</custom-tag>", "kept"),
        ('<input type="text"><input type="checkbox" checked>', '<input><input type="checkbox" checked>'),
        ("<svg><script>x</script></svg>after", "after"),
        ("<pre>  a\n\n  b</pre>", "<pre>  a\n\n  b</pre>"),
        ("<p>bell\x07 and \x1b[31m</p>", "<p>bell and [31m</p>"),
        ("<math><mi>x</mi><mo href='javascript:x'>+</mo></math>", "<math><mi>x</mi><mo>+</mo></math>"),
    ],
)
def test_what_is_left(source: str, expected: str) -> None:
    assert cleaned(source) == expected


def test_deep_nesting_is_flattened_and_its_text_kept() -> None:
    root = clean("<ul><li>" * 300 + "text")
    depth = max(sum(1 for _ in element.iterancestors()) for element in root.iter())
    assert depth <= DEEPEST
    assert root.text_content() == "text"


@pytest.mark.parametrize(
    ("href", "base", "expected"),
    [
        ("https://example.org/a b", "", "https://example.org/a%20b"),
        ("//example.org/a", "", "https://example.org/a"),
        ("/x/", "https://example.org/blog/posts/a/", "https://example.org/x/"),
        ("../b/", "https://example.org/blog/posts/a/", "https://example.org/blog/posts/b/"),
        ("../b/", "", ""),
        ("mailto:a@example.org", "", "mailto:a@example.org"),
        ("\\\\host\\share", "https://example.org/", ""),
        ("file:///etc/passwd", "https://example.org/", ""),
        ("smb://host/share", "https://example.org/", ""),
        ("https://", "", ""),
        ("http://[broken", "", ""),
        ("ja\nvascript:x", "https://example.org/", ""),
    ],
)
def test_where_a_link_leads(href: str, base: str, expected: str) -> None:
    assert outside_address(href, base) == expected
