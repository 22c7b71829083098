"""Blocks put on the page one by one make the tree that a browser builds of all of them in one go."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from editor.markup.live.article import LiveDocument
from editor.markup.live.open_elements import UNENDED, flow_of
from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings

UNSAFE = Renderer(
    MarkupSettings.from_config({"goldmark": {"renderer": {"unsafe": True}}}), PageContext(preview=True)
)
BLOCKS = [
    "para\n",
    "para <b>bold\n",
    "x</b> y\n",
    "*em* <i>it</i>\n",
    "## head\n",
    "- one\n- two\n",
    "> quote <div> in\n",
    "```\n<div>\n```\n",
    "a < b & c > d\n",
    "<div>\n",
    "<div class='x' title=\"a > b\">\n",
    "</div>\n",
    "<p>\n",
    "<p align=center>text\n",
    "</p>\n",
    "<span>\n",
    "</span>\n",
    "<b>\n",
    "</b>\n",
    "<ul><li>a<li>b</ul>\n",
    "<table><tr><td>\n",
    "</td></tr></table>\n",
    "<details><summary>s</summary>\n",
    "</details>\n",
    "<br/>\n",
    "<div/>\n",
    "<hr>\n",
    "<!-- c -->\n",
    "<!-- open\n",
    "--> x\n",
    "<!-->\n",
    "<!doctype html>\n",
    "<?php x ?>\n",
    "<style>p > a {}</style>\n",
    "<textarea>\n",
    "</textarea>\n",
    "<script>\n",
    "</script>\n",
    "<svg><path/></svg>\n",
    "<svg><g>\n",
    "</svg>\n",
    "<a href='x'>\n",
    "</a>\n",
    "<em><strong></em>\n",
    "</strong>\n",
    "<img src=x>\n",
    "<select><option>a\n",
    "</select>\n",
    "<dl><dt>a<dd>b</dl>\n",
    "<center>\n",
    "</center>\n",
    "<a title='unclosed>\n",
    "<button>\n",
    "</button>\n",
    "<iframe src=x></iframe>\n",
    "<title>\n",
    "{{% note %}}\n",
    "text {{% note %}} more\n",
    "{{% /note %}}\n",
    "{{< box >}}\n",
    "in **box**\n",
    "{{< /box >}}\n",
    "{{% youtube abc %}}\n",
]


def tree(html: str) -> str:
    fragment = html5lib.parseFragment(html, container="div", treebuilder="etree")
    return html5lib.serialize(fragment, tree="etree", omit_optional_tags=False, quote_attr_values="always")


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(BLOCKS), max_size=9).map("\n".join))
@example("<p>\n\npara\n\n<span>\n\n## head\n")
def test_pieces_parse_as_the_whole(text: str) -> None:
    page = LiveDocument(UNSAFE).load(text)
    apart = "".join(tree(piece.html) for piece in page.pieces) + tree(page.footnotes)
    assert apart == tree(page.html)


@pytest.mark.parametrize(
    ("html", "opens"),
    [
        ("<p>x</p>", ()),
        ("<div><p>x", ("div", "p")),
        ("<p>a<div>b</div>", ()),
        ("<b><i></b>", ("i",)),
        ("<ul><li>a<li>b</ul>", ()),
        ("<svg><path/></svg>", ()),
        ("<div/>", ("div",)),
        ("<textarea>", ("textarea", UNENDED)),
        ("<!-- x", (UNENDED,)),
        ("<a title='x>", (UNENDED,)),
        ("<script>a < b</script>", ()),
    ],
)
def test_what_stays_open(html: str, opens: tuple[str, ...]) -> None:
    assert flow_of(html).opens == opens


def test_hostile_tags_take_no_time() -> None:
    assert UNENDED in flow_of('<a b="' * 20_000 + '<a x="').opens
