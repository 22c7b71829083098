"""The text of a code block in Word: runs of one colour, without the numbers of its lines."""

from __future__ import annotations

from lxml.html import fragment_fromstring

from editor.export.docx.code_pieces import code_pieces

COLOURS = {"k": "aa0000", "s": "00aa00"}


def test_neighbours_of_one_colour_are_one_run_and_the_last_line_end_goes() -> None:
    code = fragment_fromstring(
        '<code><span class="k">if</span><span class="k">&#32;not</span> x<span class="s">"y"</span>\n</code>'
    )
    assert code_pieces(code, COLOURS) == [("if not", "aa0000"), (" x", ""), ('"y"', "00aa00"), ("", "")]


def test_line_numbers_are_left_out_and_what_stands_inside_has_the_colour_around_it() -> None:
    code = fragment_fromstring(
        '<code><span class="ln">1</span><span class="k">a<span class="w">b</span></span><br>c</code>'
    )
    assert code_pieces(code, COLOURS) == [("ab", "aa0000"), ("\nc", "")]
