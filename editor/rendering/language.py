"""The language an article is written in, for the shapes of its letters: what the site says, corrected by the text."""

from __future__ import annotations

import re

_KANA = re.compile("[\u3041-\u30ff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_LETTER = re.compile(r"[^\W\d_]")
# Letters of everyday words that only one of the two scripts uses.
_TRADITIONAL = frozenset(
    "們這個來時說國對會為學沒還讓開關東車門問間書長見後從過進發現實點無與麼樣當電機應該經"
)
_SIMPLIFIED = frozenset(
    "们这个来时说国对会为学没还让开关东车门问间书长见后从过进发现实点无与么样当电机应该经"
)
_SAMPLE = 20_000


def language_of_text(declared: str, text: str) -> str:
    """Return a BCP 47 tag for an article: the declared one, unless its text is plainly in another East Asian script.

    Many sites in Chinese keep the `en-us` of Hugo's example configuration; then Han letters would get whatever
    shapes the system prefers. A bare `zh` is told apart into `zh-Hant` and `zh-Hans`.
    """
    tag = canonical(declared) or "en"
    primary = tag.split("-")[0]
    sample = text[:_SAMPLE]
    if primary in ("ja", "ko") or (primary in ("zh", "cmn", "yue") and "-" in tag):
        return tag
    han, kana, hangul = (len(pattern.findall(sample)) for pattern in (_HAN, _KANA, _HANGUL))
    letters = len(_LETTER.findall(sample))
    if primary in ("zh", "cmn", "yue"):
        return _chinese(sample)
    if han + kana + hangul < max(20, 0.3 * letters):
        return tag
    if kana > 0.1 * (han + kana):
        return "ja"
    if hangul > han:
        return "ko"
    return _chinese(sample)


def canonical(tag: str) -> str:
    """Return a language tag in its usual letter case (`zh-tw`: `zh-TW`), "" for what is none."""
    parts = tag.strip().replace("_", "-").split("-")
    if not all(part.isascii() and part.isalnum() and len(part) <= 8 for part in parts) or len(
        parts[0]
    ) not in (2, 3):
        return ""
    shaped = [parts[0].lower()]
    for part in parts[1:]:
        shaped.append(
            part.title()
            if len(part) == 4 and part.isalpha()
            else part.upper()
            if len(part) == 2
            else part.lower()
        )
    return "-".join(shaped)


def _chinese(text: str) -> str:
    traditional = sum(text.count(letter) for letter in _TRADITIONAL - _SIMPLIFIED)
    simplified = sum(text.count(letter) for letter in _SIMPLIFIED - _TRADITIONAL)
    return "zh-Hans" if simplified > traditional else "zh-Hant"
