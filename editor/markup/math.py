"""Mathematics between passthrough delimiters as MathML, for the preview; the page itself gets the text as it stands."""

from __future__ import annotations

from functools import lru_cache
from html import escape

LONGEST_FORMULA = 4_000


@lru_cache(maxsize=512)
def mathml(formula: str, *, display: bool) -> str | None:
    """The formula as a `math` element; None when it is too long or cannot be read."""
    if len(formula) > LONGEST_FORMULA:
        return None
    # Loaded at the first formula: its tables cost a tenth of a second, and most articles have none.
    from latex2mathml.converter import convert

    try:
        return str(convert(formula, display="block" if display else "inline"))
    except Exception:  # noqa: BLE001  (the library raises many kinds for formulas it does not know)
        return None


def shown(text: str, opener: str, closer: str, *, display: bool) -> str:
    """What the preview shows for a passthrough: MathML, or its source marked as not understood."""
    formula = text[len(opener) : len(text) - len(closer)].strip()
    element = mathml(formula, display=display) if formula else None
    if element is not None:
        return f'<div class="math">{element}</div>' if display else element
    return f'<code class="math-source">{escape(text)}</code>'
