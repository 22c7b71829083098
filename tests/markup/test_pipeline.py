"""Further Python-Markdown extensions plug into the same pipeline."""

from __future__ import annotations

from editor.markup.renderer import Renderer
from editor.markup.settings import MarkupSettings

TEXT = "# T [[Page]]\n\n- [[A]] `[[code]]` <b>x</b>\n\n| a |\n|---|\n| [[B]] |\n\nx[^1]\n\n[^1]: [[C]]\n\n<div>[[raw]]</div>\n"


def render(*extensions: str):
    return Renderer(MarkupSettings(unsafe=True, python_markdown_extensions=extensions)).render(TEXT)


def test_inline_patterns_reach_every_text_but_code_and_raw_html() -> None:
    html = render("wikilinks").html
    assert [f'href="/{name}/"' in html for name in ("Page", "A", "B", "C", "code", "raw")] == [True] * 4 + [
        False
    ] * 2
    assert "<code>[[code]]</code>" in html and "<div>[[raw]]</div>" in html and "<b>x</b>" in html


def test_without_extensions_nothing_changes() -> None:
    assert "[[Page]]" in render().html


def test_an_extension_that_is_missing_is_said() -> None:
    rendered = render("no_such_extension_at_all", "wikilinks")
    assert [problem.code for problem in rendered.problems] == ["extension"]
    assert 'href="/A/"' in rendered.html


def test_an_extension_that_fails_is_left_out() -> None:
    rendered = render("tests.markup.failing_extension")
    assert [problem.code for problem in rendered.problems] == ["extension"]
    assert "<h1" in rendered.html and "</table>" in rendered.html
