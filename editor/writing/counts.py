"""Counts words and reading time twice: as Hugo counts, so that the numbers agree, and as people count."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# Go's unicode.IsSpace; str.split() splits at U+001C..U+001F as well, which Go keeps inside a word.
_NOT_GO_SPACE: Final = dict.fromkeys(range(0x1C, 0x20), "x")

# What html/template's StripTags drops: comments, scripts and styles with their content, tags; and from a tag
# it cannot read, all the rest. Possessive, so that hostile markup is looked at once.
_INSIDE_TAG: Final = r"""(?:[^<>"'=]|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))*+"""
_MARKUP: Final = re.compile(
    rf"<!--(?:.*?-->|.*+)|<(script|style)\b{_INSIDE_TAG}(?:>.*?</\1\b|.*+){_INSIDE_TAG}>?"
    rf"|</?[a-z]{_INSIDE_TAG}(?:>|.*+)",
    re.DOTALL | re.IGNORECASE,
)

# The scripts that Hugo's detection asks for: Han, Hangul, Hiragana, Katakana (Unicode's Scripts.txt).
# Neither CJK punctuation nor Bopomofo is among them.
_HAN: Final = (
    "\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufa6d\ufa70-\ufad9\U00016fe2\U00016fe3\U00016ff0-\U00016ff6\U00020000-\U0002a6df"
    "\U0002a700-\U0002ebe0\U0002ebf0-\U0002ee5d\U0002f800-\U0002fa1d\U00030000-\U00033479"
)
_KANA: Final = (
    "\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357"
    "\uff66-\uff6f\uff71-\uff9d\U0001aff0-\U0001affe\U0001b000-\U0001b122\U0001b132-\U0001b167\U0001f200"
)
_HANGUL: Final = (
    "\u1100-\u11ff\u302e\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c\uac00-\ud7a3"
    "\ud7b0-\ud7c6\ud7cb-\ud7fb\uffa0-\uffdc"
)
_CJK: Final = re.compile(f"[{_HAN}{_KANA}{_HANGUL}]")

# People count every Han letter, kana and Bopomofo sign, and Korean by its spaces.
_IDEOGRAPHS: Final = f"{_HAN}{_KANA}\u30fc\u3105-\u312f\u31a0-\u31bf"

WORDS_A_MINUTE: Final = 238
"""Silent reading of non-fiction in English (Brysbaert 2019, a meta-analysis of 190 studies)."""
CHARACTERS_A_MINUTE: Final = 400
"""Silent reading of Chinese, between the 260 of reading aloud and the 500 that Hugo assumes."""


@dataclass(frozen=True, slots=True)
class HugoCounts:
    """What `.WordCount`, `.FuzzyWordCount` and `.ReadingTime` (minutes) publish."""

    words: int
    fuzzy_words: int
    minutes: int


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """What an author means: `words` is Han characters plus words of other scripts, without punctuation.

    `characters` is every visible character, punctuation too; `minutes` is rounded up, 0 for no text.
    """

    words: int
    characters: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The countable matter of a piece of text; pieces that end at white space add up.

    A preview that keeps its blocks apart can so count one changed block and sum the rest.
    """

    chunks: int = 0
    """Pieces between white space: Hugo's words outside CJK."""
    cjk_words: int = 0
    """As `chunks`, but a piece with any multi-byte character counts its characters."""
    ideographs: int = 0
    """Han letters, kana, Bopomofo."""
    spelled: int = 0
    """Words of the scripts that are spelled with letters, and numbers."""
    characters: int = 0
    """Characters that are no white space."""

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.chunks + other.chunks,
            self.cjk_words + other.cjk_words,
            self.ideographs + other.ideographs,
            self.spelled + other.spelled,
            self.characters + other.characters,
        )

    def hugo(self, *, cjk: bool) -> HugoCounts:
        """Return Hugo's numbers; `cjk` is what `counts_as_cjk` says of the page."""
        words = self.cjk_words if cjk else self.chunks
        if words == 0:
            return HugoCounts(0, 0, 0)
        # Both round up since Hugo 0.168 at the latest; older ones gave 100 words a fuzzy 200.
        return HugoCounts(words, -(-words // 100) * 100, -(-words // (500 if cjk else 212)))

    def people(self) -> PeopleCounts:
        """Return the numbers people mean; mixed text adds both reading paces."""
        minutes = self.ideographs / CHARACTERS_A_MINUTE + self.spelled / WORDS_A_MINUTE
        return PeopleCounts(self.ideographs + self.spelled, self.characters, -int(-minutes // 1))


def tally_html(content: str) -> Tally:
    """Tally rendered HTML (Hugo's `.Content`, or one of its blocks)."""
    plain = plain_text(content)
    return _tally(plain, html.unescape(plain))


def tally_text(text: str) -> Tally:
    """Tally plain text, such as a selection; Markdown's marks are punctuation and count for no word."""
    return _tally(text, text)


def plain_text(content: str) -> str:
    """Return the text of HTML as Hugo's `.Plain` has it up to white space: entities stay as written."""
    if "<" not in content and ">" not in content:
        return content
    for line_end in ("</p>", "<br>", "<br />"):
        content = content.replace(line_end, "\n")
    return _MARKUP.sub("", content)


def counts_as_cjk(source: str, fields: Mapping[str, object], *, site_has_cjk: bool) -> bool:
    """Whether Hugo counts a page's characters: `source` is the whole file, `fields` its front matter.

    `isCJKLanguage` in the page decides alone; without it, `hasCJKLanguage` of the site lets Hugo look for
    a Han, Hangul, Hiragana or Katakana letter anywhere in the file, front matter and comments included.
    """
    for key, value in fields.items():
        if key.lower() == "iscjklanguage":
            return _as_go_bool(value)
    return site_has_cjk and _CJK.search(source) is not None


def _as_go_bool(value: object) -> bool:
    # spf13/cast: a string is true only in strconv.ParseBool's spellings ("yes" is not), null is false.
    if isinstance(value, str):
        return value in {"1", "t", "T", "true", "True", "TRUE"}
    return value != 0 if isinstance(value, int | float) else False


def _tally(hugo_text: str, read_text: str) -> Tally:
    if not hugo_text.isprintable() and any(mark in hugo_text for mark in "\x1c\x1d\x1e\x1f"):
        hugo_text = hugo_text.translate(_NOT_GO_SPACE)
    chunks = hugo_text.split()
    cjk_words = sum(1 if chunk.isascii() else len(chunk) for chunk in chunks)
    # Decomposed letters (NFD) are one character to a reader.
    read_text = unicodedata.normalize("NFC", read_text)
    ideographs = spelled = 0
    for match in _people_words().finditer(read_text):
        run = match.group(1)
        if run:
            ideographs += len(run)
        else:
            spelled += 1
    characters = sum(map(len, read_text.split()))
    return Tally(len(chunks), cjk_words, ideographs, spelled, characters)


@functools.cache
def _people_words() -> re.Pattern[str]:
    # \w knows no combining marks: without them Hindi, Thai and Arabic with vowel signs fall to pieces.
    marks = "".join(
        chr(code) for code in range(0x0300, 0x2000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me")
    )
    letters = rf"(?:[^\W_{_IDEOGRAPHS}]++[{marks}]*+)++"
    return re.compile(rf"([{_IDEOGRAPHS}]++)|{letters}(?:['’.,\-‑·_]++{letters})*+")
