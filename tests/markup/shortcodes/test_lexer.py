"""Shortcodes: read as Hugo's lexer reads them, and what each puts on the page."""

from __future__ import annotations

import pytest

from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from editor.markup.shortcodes.lexer import Shortcode, ShortcodeError, ShortcodeReader, takes_content, typed


def read(text: str, inner: bool | None = False) -> Shortcode:
    found, end = ShortcodeReader(
        text, lambda name: inner, lambda name: "{{< /" in text or "{{% /" in text
    ).read(0)
    assert isinstance(found, Shortcode)
    assert found.source == text[:end]
    return found


def render(text: str, *, unsafe: bool = True, **page):
    return Renderer(MarkupSettings(unsafe=unsafe), PageContext(**page)).render(text)


@pytest.mark.parametrize(
    ("text", "named", "positional"),
    [
        ('{{< x "a b" `raw "q"` 12 -3 1.5 true word >}}', {}, ["a b", 'raw "q"', 12, -3, 1.5, True, "word"]),
        ('{{<x a="1" b=2 c=`d` e=false f=x/y >}}', {"a": "1", "b": 2, "c": "d", "e": False, "f": "x/y"}, []),
        ('{{% x a="say \\"hi\\"" %}}', {"a": 'say "hi"'}, []),
        ('{{< x\n  a="1"\n  b="2"\n>}}', {"a": "1", "b": "2"}, []),
        ("{{< ns/name >}}", {}, []),
    ],
)
def test_arguments(text: str, named: dict, positional: list) -> None:
    found = read(text)
    assert (found.named, found.positional) == (named, positional)
    assert found.inner is None


def test_content_and_nesting() -> None:
    found = read("{{< a >}}one {{< b 1 />}} two{{% c %}}three{{% /c %}}{{< /a >}}", True)
    first, b, second, c = found.inner or []
    assert (first, second) == ("one ", " two")
    assert isinstance(b, Shortcode) and b.positional == [1] and b.inner == []
    assert isinstance(c, Shortcode) and c.markup and c.inner == ["three"]


@pytest.mark.parametrize(
    ("text", "incomplete"),
    [
        ("{{< a", True),
        ('{{< a "open', False),
        ("{{< a 1 y=2 >}}", False),
        ("{{< a posts/x.md >}}", False),
        ("{{< /a >}}", False),
        ("{{< a >}}text", True),
        ("{{< a >}}{{< /b >}}", False),
        ("{{</* a", True),
    ],
)
def test_what_stops_hugo(text: str, incomplete: bool) -> None:
    with pytest.raises(ShortcodeError) as error:
        ShortcodeReader(text, lambda name: True, lambda name: True).read(0)
    assert error.value.incomplete is incomplete


def test_typed() -> None:
    assert [typed(word) for word in ("1", "1.0", "true", "True", "1a")] == [1, 1.0, True, "True", "1a"]


def test_takes_content() -> None:
    assert takes_content("<b>{{ .Inner | markdownify }}</b>")
    assert not takes_content('<img src="{{ .Get 0 }}">')


def test_commented_calls_are_text() -> None:
    assert render('{{</* figure src="x" */>}}\n').html == "<p>{{&lt; figure src=“x” &gt;}}</p>\n"


def test_a_sites_own_shortcode_is_a_card_with_its_content() -> None:
    html = render("{{< notice tip >}}\n**bold**\n{{< /notice >}}\n", shortcodes={"notice": True}).html
    assert '<div class="shortcode" data-name="notice">' in html
    assert "<strong>bold</strong>" in html and "tip" in html
    assert render("{{% notice %}}\n## H\n{{% /notice %}}\n").headings[0].id == "h"


def test_a_card_in_running_text_is_inline() -> None:
    html = render("a {{< badge x >}} b\n", shortcodes={"badge": False}).html
    assert html.startswith('<p>a <span class="shortcode"') and "<div" not in html


def test_names_and_arguments_are_escaped() -> None:
    html = render('{{< own "<script>alert(1)</script>" >}}\n', shortcodes={"own": False}).html
    assert "<script>" not in html


def test_an_unknown_name_is_an_error_only_when_the_site_is_known() -> None:
    assert [p.code for p in render("{{< nope >}}\n", shortcodes={}).problems] == ["shortcode-unknown"]
    assert render("{{< nope >}}\n").problems == ()


def test_an_unclosed_call_is_said_and_the_rest_stays_visible() -> None:
    rendered = render("a\n\n{{< details >}}\n\nrest\n")
    assert [(p.code, p.line) for p in rendered.problems] == [("shortcode-syntax", 2)]
    assert "<p>rest</p>" in rendered.html


def test_ref_uses_the_sites_pages() -> None:
    pages = {"posts/a.md": "/posts/a/"}
    found = render(
        '[x]({{< ref "posts/a.md#s" >}}) [y]({{% relref "posts/a.md" %}}) [z]({{< ref "gone.md" >}})\n',
        find_page=lambda path, language: pages.get(path),
        base_url="https://example.org/",
    )
    assert 'href="https://example.org/posts/a/#s"' in found.html and 'href="/posts/a/"' in found.html
    assert [p.code for p in found.problems] == ["ref-broken"]


def test_parameters_of_page_and_site() -> None:
    found = render(
        "{{< param Author.Name >}} {{< param site >}} {{< param none >}}\n",
        params={"author": {"name": "A & B"}},
        site_params={"Site": 3},
    )
    assert found.html.startswith("<p>A &amp; B 3 ")
    assert [p.code for p in found.problems] == ["param-missing"]


@pytest.mark.parametrize(
    "name", ["youtube abc", "vimeo 123", "x user=a id=1", "gist a b", "instagram c", 'qr text="t"']
)
def test_remote_content_is_a_quiet_card_in_the_preview(name: str) -> None:
    html = render(
        f"{{{{< {name} />}}}}\n" if name.startswith("qr") else f"{{{{< {name} >}}}}\n", preview=True
    ).html
    assert "shortcode-remote" in html
    assert "src=" not in html and "<iframe" not in html and "<script" not in html


def test_addresses_in_figures_cannot_run() -> None:
    html = render('{{< figure src="javascript:alert(1)" link="data:text/html,x" >}}\n').html
    assert "javascript:" not in html and "data:" not in html


def test_content_obeys_the_sites_raw_html_setting() -> None:
    assert "<b>" not in render("{{< details >}}<b>x</b>{{< /details >}}\n", unsafe=False).html
    assert "<b>" in render("{{< details >}}<b>x</b>{{< /details >}}\n").html


def test_calls_nested_without_end_are_cut_off() -> None:
    text = "{{< details >}}" * 80 + "x" + "{{< /details >}}" * 80
    codes = {problem.code for problem in render(text + "\n").problems}
    assert codes & {"shortcode-syntax", "shortcode-nesting"}
