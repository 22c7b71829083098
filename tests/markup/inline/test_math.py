"""Formulas as MathML: nothing in them can act, and what is not understood stays readable."""

from __future__ import annotations

import pytest

from editor.markup.inline.math import LONGEST_FORMULA, mathml, shown


def test_a_formula() -> None:
    element = mathml(r"\frac{a}{b} < \text{if } x", display=True)
    assert element is not None
    assert element.startswith('<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">')
    assert "<mfrac>" in element and "<mo>&lt;</mo>" in element and "<mtext>if\u00a0</mtext>" in element


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\unicode{<script>alert(1)</script>}",
        r"<script>alert(1)</script>",
        r"\mathrm{&lt;script&gt;}",
    ],
)
def test_nothing_in_a_formula_can_act(formula: str) -> None:
    element = mathml(formula, display=False) or ""
    assert (
        "<script" not in element
        and "<img" not in element
        and "javascript:" not in element.replace("<mi>", "")
    )
    assert (
        "href" not in element.split(">")[1]
        and " onerror" not in element.replace("\u00a0", " ").split("&lt;")[0]
    )


def test_what_is_not_understood_is_shown_as_written() -> None:
    assert shown("$\\frac{$", "$", "$", display=False) == '<code class="math-source">$\\frac{$</code>'
    assert shown("$<b>$" + "x", "$", "x", display=False).count("<b>") == 0
    assert mathml("x" * (LONGEST_FORMULA + 1), display=False) is None
    assert mathml("{" * 3_000, display=False) is None
    assert shown("$$ $$", "$$", "$$", display=True) == '<code class="math-source">$$ $$</code>'


def test_blocks_stand_apart() -> None:
    assert shown("$$x$$", "$$", "$$", display=True).startswith('<div class="math"><math')
