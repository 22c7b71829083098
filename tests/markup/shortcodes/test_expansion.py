"""Source lines to the lines that Markdown sees, and back to where they were written."""

from __future__ import annotations

from editor.markup.shortcodes.expansion import DIVIDER_TOKEN, Expander


def expand(text: str, known=None, divider: int = -1):
    lines = text.split("\n")
    return Expander(known).expand(lines, 0, len(lines), divider)


def test_plain_lines_stay_as_they_are() -> None:
    out = expand("a\n{{ .X }}\n\n`{{`")
    assert out.lines == ["a", "{{ .X }}", "", "`{{`"]
    assert out.begins == out.origins == [0, 1, 2, 3] and out.ends == [1, 2, 3, 4]


def test_a_call_over_lines_is_one_unit() -> None:
    out = expand('a\n{{< figure\n  src="x"\n>}} b\nc')
    assert out.lines[0] == "a" and out.lines[1].endswith(" b") and out.lines[2] == "c"
    assert (out.begins[1], out.ends[1]) == (1, 4)
    assert out.calls[1][0].named == {"src": "x"}


def test_content_of_the_page_keeps_its_lines() -> None:
    out = expand("{{% own %}}\n## a\n\n## b\n{{% /own %}}\nc")
    at = dict(zip(out.lines, out.origins, strict=True))
    assert (at["## a"], at["## b"], at["c"]) == (1, 3, 5)
    assert set(zip(out.begins, out.ends, strict=True)) == {(0, 5), (5, 6)}


def test_whether_a_tag_opens_content_is_seen_from_what_follows() -> None:
    assert expand("{{< own >}}\n\nx").reads_to_end == {0}
    assert len(expand("{{< own >}}\n\nx\n{{< /own >}}").begins) == 1
    assert expand("{{< own >}}\nx\n{{< /own >}}", {"own": True}).reads_to_end == set()


def test_equal_calls_have_equal_placeholders() -> None:
    first, second, third = expand("{{< x 1 >}}\n{{< x 1 >}}\n{{< x 2 >}}").lines
    assert first == second != third


def test_the_divider_stands_apart_and_swallows_blanks() -> None:
    out = expand("a <!--more-->\n\n   b\nc <!--more-->", divider=0)
    assert out.lines == ["a ", "", DIVIDER_TOKEN, "", "b", "c <!--more-->"]


def test_errors_are_told_and_the_text_stays() -> None:
    out = expand("a\n{{< bad arg/ument >}}\nb")
    assert [problem.line for problem in out.problems[1]] == [1]
    assert out.lines == ["a", "{{< bad arg/ument >}}", "b"]
