"""Words that no line could hold are broken for the printer, and nothing of them is lost."""

from __future__ import annotations

import pytest
from lxml import html

from editor.export.document.long_words import LONGEST, break_long_words


@pytest.mark.parametrize(
    "inside",
    [
        "x" * (3 * LONGEST + 7),
        "before " + "“‘" * LONGEST + " between " + "y" * LONGEST + " after",
        f"a <b>{'z' * 2 * LONGEST}</b>{'t' * 2 * LONGEST} <i>end</i>",
        f"<code>{'c' * LONGEST}</code>",
    ],
)
def test_pieces_are_short_and_hold_all_of_it(inside: str) -> None:
    body = html.fragment_fromstring(f"<div><p>{inside}</p></div>")
    text = body.text_content()
    break_long_words(body)
    assert body.text_content() == text
    texts = [part for element in body.iter() for part in (element.text, element.tail) if part]
    assert all(len(word) <= LONGEST for part in texts for word in part.split())
    assert len(texts) > 1 or len(inside) < 2 * LONGEST


def test_ordinary_text_stays_as_it_is() -> None:
    chinese = "一個沒有空格的段落，「很長」。" * LONGEST
    body = html.fragment_fromstring(f"<div><p>{'word ' * LONGEST}<b>x</b>{chinese}</p></div>")
    before = html.tostring(body)
    break_long_words(body)
    assert html.tostring(body) == before
