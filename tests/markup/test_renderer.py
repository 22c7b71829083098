"""The three stages, and what is settled only when blocks come together."""

from __future__ import annotations

import pytest

from editor.markup.renderer import Definitions, PageContext, Renderer, lines_of
from editor.markup.settings import MarkupSettings, Passthrough

RENDERER = Renderer(MarkupSettings())


def html(text: str, **settings) -> str:
    return Renderer(MarkupSettings(**settings)).render(text).html


def stages(text: str):
    blocks = list(RENDERER.split(lines_of(text)))
    definitions = Definitions.collect(blocks)
    return blocks, [RENDERER.render_block(block, definitions) for block in blocks]


def test_blocks_rendered_in_any_order_give_the_same_page() -> None:
    text = '# A\n\n# A\n\n"x\n\ny" [r] [^n]\n\n[r]: /u\n\n[^n]: "note"\n\n## A\n'
    blocks, rendered = stages(text)
    again = [RENDERER.render_block(block, Definitions.collect(blocks)) for block in reversed(blocks)][::-1]
    assert again == rendered
    done = RENDERER.assemble(rendered, [block.start_line for block in blocks])
    assert "".join(done.blocks) + done.footnotes == RENDERER.render(text).html


def test_heading_ids_are_unique_over_the_article() -> None:
    rendered = RENDERER.render("# 標題 A\n\n# 標題 A\n\n# x {#標題-a}\n\n# 標題 A-1\n")
    assert [heading.id for heading in rendered.headings] == ["標題-a", "標題-a-1", "標題-a", "標題-a-1-1"]
    assert [heading.line for heading in rendered.headings] == [0, 2, 4, 6]


def test_a_block_notes_what_it_looked_up() -> None:
    _, rendered = stages("[a] [b][c] [^d] [e](/f)\n\n[c]: /c\n")
    assert rendered[0].uses == {"ref:a", "ref:b", "ref:c", "ref:^d", "fn:d"} - {"ref:b"} | (
        {"ref:b"} & rendered[0].uses
    )
    assert "ref:e" not in rendered[0].uses


def test_definitions_say_what_changed() -> None:
    old = Definitions({"a": ("/1", None), "b": ("/2", None)}, frozenset({"x"}))
    new = Definitions({"a": ("/1", None), "b": ("/3", None), "c": ("/4", None)}, frozenset({"y"}))
    assert old.changed(new) == {"ref:b", "ref:c", "fn:x", "fn:y"}


def test_blocks_without_slots_keep_their_string() -> None:
    blocks, rendered = stages("plain *text*\n\n# heading\n")
    done = RENDERER.assemble(rendered, [block.start_line for block in blocks])
    assert done.blocks[0] is rendered[0].main.html
    assert not rendered[0].main.has_slots


def test_a_closing_quote_takes_the_opening_one_of_an_earlier_block() -> None:
    assert html('"open\n\nclose"\n') == "<p>“open</p>\n<p>close”</p>\n"
    assert html('closed" before\n') == "<p>closed&quot; before</p>\n"


def test_slot_characters_in_the_source_are_harmless() -> None:
    assert (
        html("# a \x02h:7\x03\n\n\x02f:0\x03\n") == '<h1 id="a-h7">a \x01h:7\x01</h1>\n<p>\x01f:0\x01</p>\n'
    )


def test_problems_carry_lines_of_the_article() -> None:
    rendered = RENDERER.render("text\n\n- a\n- b <i>x</i>\n\n# t\n\n# t\n\n[x](#nowhere)\n")
    assert [(problem.code, problem.line) for problem in rendered.problems] == [
        ("raw-html", 3),
        ("heading-id", 7),
        ("anchor", 9),
    ]


def test_links_to_ids_in_raw_html_are_not_dead() -> None:
    renderer = Renderer(MarkupSettings(unsafe=True))
    assert (
        renderer.render('<a id="here"></a>\n\n[x](#here) [y](#top) [z](#%E4%B8%AD)\n\n# 中\n').problems == ()
    )


def test_the_preview_marks_lines_inside_blocks() -> None:
    page = PageContext(preview=True)
    rendered = Renderer(MarkupSettings(), page).render("x\n\n- a\n- b\n\n  c\n")
    assert 'data-line="1"' in rendered.html
    assert "data-line" not in RENDERER.render("- a\n- b\n").html


def test_mathematics_is_mathml_in_the_preview_and_untouched_on_the_page() -> None:
    settings = MarkupSettings(passthrough=Passthrough(True, (("$", "$"),), (("$$", "$$"),)))
    text = "a $x_1 * y * z$ b\n\n$$\\frac{a}{b}$$\n\n$\\nosuchcommand{$\n"
    page = Renderer(settings).render(text).html
    assert "$x_1 * y * z$" in page and "$$\\frac{a}{b}$$" in page
    preview = Renderer(settings, PageContext(preview=True)).render(text).html
    assert preview.count("<math") == 2 or preview.count("<math") == 3
    assert "<mfrac>" in preview and 'display="block"' in preview


@pytest.mark.parametrize(
    "text",
    [
        "\n".join("  " * depth + "- a" for depth in range(300)),
        "- " * 600 + "a",
        "> " * 600 + "a",
        "> - " * 300 + "a",
        "[^0]\n\n" + "".join("    " * depth + f"[^{depth}]: x\n" for depth in range(200)),
        "".join("  " * depth + "a\n" + "  " * depth + ": " for depth in range(200)),
    ],
    ids=["lists", "lists on a line", "quotations", "both", "footnotes", "definitions"],
)
def test_deep_nesting_is_cut_off_and_said(text: str) -> None:
    rendered = RENDERER.render(text)
    assert "a" in rendered.html or "x" in rendered.html
    problems = [problem for problem in rendered.problems if problem.code == "nesting"]
    assert len(problems) <= 1
    if rendered.html.count("<ul>") + rendered.html.count("<blockquote>") > 90:
        assert problems


def test_control_and_lone_surrogate_characters_pass() -> None:
    assert html("a\x00b \ud800 \x01\n").startswith("<p>a\ufffdb ")


def test_a_sites_own_render_hooks_are_labelled() -> None:
    page = PageContext(render_hooks={"render-blockquote-alert", "codeblock-mermaid"})
    renderer = Renderer(MarkupSettings(), page)
    assert renderer.render("> [!NOTE]\n> text\n").html == (
        '<blockquote class="alert alert-note">\n<p class="alert-title">Note</p>\n<p>text</p>\n</blockquote>\n'
    )
    assert "<p></p>" not in renderer.render("> [!TIP]\n>\n> - a\n").html
    diagram = renderer.render("```mermaid\na --> b\n```\n").html
    assert 'data-name="mermaid"' in diagram and "<pre>a --&gt; b\n</pre>" in diagram
    block = next(iter(renderer.split(lines_of("> [!NOTE]\n> text\n"))))
    assert renderer.render_block(block, Definitions()) == renderer.render_block(block, Definitions())


@pytest.mark.parametrize("preview", [False, True])
def test_a_shortcode_alone_in_a_paragraph_of_a_list_is_a_block_and_may_bring_any_id(preview: bool) -> None:
    renderer = Renderer(MarkupSettings(), PageContext(shortcodes=("own",), preview=preview))
    done = renderer.render("1. a\n\n   {{< own >}}\n   - x\n   {{< /own >}}\n\n[s](#of-the-shortcode)\n")
    assert '<div class="shortcode" data-name="own">' in done.html and "<ul>" in done.html
    assert done.problems == ()
