"""What Hugo silently publishes differently, and fixes that work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor.articles.problems import Fix, Judgement, Problem
from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import Cjk, MarkupSettings

PAGE = PageContext(render_hooks=frozenset())


def problems(text: str, **settings) -> list[Problem]:
    return list(Renderer(MarkupSettings(**settings), PAGE).render(text).problems)


def mended(text: str, fix: Fix) -> str:
    lines = text.split("\n")
    for change in sorted(fix.replacements, key=lambda change: (change.line, -change.start)):
        line = lines[change.line]
        lines[change.line] = line[: change.start] + change.text + line[change.end :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "outside", "space"),
    [
        ("與**「文字」**中", "與「**文字**」中", "與 **「文字」** 中"),
        ("**真，**她", "**真**，她", "**真，** 她"),
        ("> 1. 這是**“引”**的", "> 1. 這是“**引**”的", "> 1. 這是 **“引”** 的"),
        (
            "| a |\n|---|\n| 與*「文」*中 |",
            "| a |\n|---|\n| 與「*文*」中 |",
            "| a |\n|---|\n| 與 *「文」* 中 |",
        ),
        ("# 題**（註）**目", "# 題（**註**）目", "# 題 **（註）** 目"),
    ],
)
def test_emphasis_that_hugo_does_not_render(text: str, outside: str, space: str) -> None:
    (problem,) = problems(text)
    assert problem.code == "emphasis" and problem.severity == "warning"
    assert [mended(text, fix) for fix in problem.fixes] == [outside, space]
    for fix in problem.fixes:
        assert problems(mended(text, fix)) == []


def test_the_place_of_an_emphasis_problem() -> None:
    (problem,) = problems("首行\n\n- 項目\n  與**「文字」**中")
    assert (problem.line, problem.column, problem.end_column) == (3, 3, 11)


def test_escaped_spaces_are_offered_where_the_site_has_them() -> None:
    text = "與**「文字」**中"
    (problem,) = problems(text, cjk=Cjk(enable=True, escaped_space=True))
    assert mended(text, problem.fixes[1]) == "與\\ **「文字」**\\ 中"


@pytest.mark.parametrize(
    "text",
    [
        "2*3*4",
        "**/*.js",
        "a * b * c",
        "**bold** text",
        "中**文**字",
        "`與**「文」**中`",
        "與\\**「文」\\**中",
        "** 空 **",
    ],
)
def test_asterisks_that_are_no_mistake(text: str) -> None:
    assert problems(text) == []


def test_alerts_without_a_render_hook() -> None:
    assert [p.code for p in problems("> [!NOTE]\n> x")] == ["alert"]
    with_hook = PageContext(render_hooks={"render-blockquote-alert"})
    assert Renderer(MarkupSettings(), with_hook).render("> [!NOTE]\n> x").problems == ()
    assert Renderer(MarkupSettings()).render("> [!NOTE]\n> x").problems == ()


def test_raw_html_that_is_left_out() -> None:
    assert [(p.code, p.line) for p in problems("<div>x</div>\n\na <b>x</b>\n<i>y</i> <!-- c -->")] == [
        ("raw-html", 0),
        ("raw-html", 2),
        ("raw-html", 3),
    ]
    assert problems("<div>x</div>", unsafe=True) == []


def test_images_and_links_are_asked_of_the_site() -> None:
    page = PageContext(
        image_problem=lambda address: Judgement("No such image.") if address == "near.png" else None,
        link_problem=lambda address: Judgement("No such page.") if address == "gone/" else None,
    )
    found = (
        Renderer(MarkupSettings(), page)
        .render("![a](near.png)\n\n- [b](gone/) ![c](/ok.png) [d](/ok/)\n")
        .problems
    )
    assert [(p.code, p.line, p.message) for p in found] == [
        ("image", 0, "No such image."),
        ("link", 2, "No such page."),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n\n<!--more-->\n\n與**「文字」**中", 4),
        ("a\n<!--more-->\n與**「文字」**中", 2),
        ("a\n\n<!--more-->\n\n- b\n- 與**「文字」**中", 5),
        ("{{% note %}}\n\n與**「文字」**中\n{{% /note %}}", 2),
    ],
)
def test_lines_and_fixes_behind_a_divider_or_inside_a_shortcode(text: str, line: int) -> None:
    page = PageContext(shortcodes={"note": True}, render_hooks=frozenset())
    rendered = Renderer(MarkupSettings(), page).render(text)
    assert [problem.line for problem in rendered.problems] == [line]
    assert mended(text, rendered.problems[0].fixes[0]) == text.replace("**「文字」**", "「**文字**」")


def test_the_line_of_a_heading_behind_the_divider() -> None:
    rendered = Renderer(MarkupSettings()).render("a\n\n<!--more-->\n\n## b\n\nc\n")
    assert [heading.line for heading in rendered.headings] == [4]


def test_an_id_that_a_shortcode_of_the_site_may_bring_is_not_missed() -> None:
    page = PageContext(shortcodes={"include": False}, render_hooks=frozenset())
    for text, codes in (("[a](#b)\n", ["anchor"]), ('[a](#b)\n\n{{< include "x" >}}\n', [])):
        assert [problem.code for problem in Renderer(MarkupSettings(), page).render(text).problems] == codes


def test_what_only_a_whole_site_can_tell() -> None:
    text = "> [!NOTE]\n> x\n\n{{< param none >}} {{< ref none >}}\n"
    page = PageContext(render_hooks=frozenset(), find_page=lambda path, language: None)
    told = {problem.code for problem in Renderer(MarkupSettings(), page).render(text).problems}
    assert told == {"alert", "param-missing", "ref-broken"}
    assert not Renderer(MarkupSettings(), replace(page, whole_site=False)).render(text).problems


def test_a_parameter_that_is_missing_is_no_raw_html() -> None:
    rendered = Renderer(MarkupSettings(), PAGE).render("a {{% param none %}} b\n")
    assert [problem.code for problem in rendered.problems] == ["param-missing"]
