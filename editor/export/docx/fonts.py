"""Fonts of a Word document: Latin and East Asian apart, chosen by the article's language."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml.xmlchemy import BaseOxmlElement

from editor.export.docx.xml import new, place

_EAST_ASIAN = {
    "zh-hant": "Microsoft JhengHei",
    "zh-hans": "Microsoft YaHei",
    "ja": "Yu Gothic",
    "ko": "Malgun Gothic",
}
_TAGS = {"zh-hant": "zh-TW", "zh-hans": "zh-CN", "ja": "ja-JP", "ko": "ko-KR"}


@dataclass(frozen=True, slots=True)
class Fonts:
    """Family names that the usual word processors carry; a missing one is replaced by them, glyph by glyph."""

    east_asian: str
    east_asian_tag: str
    """What tells Word the shape of Han glyphs, e.g. `zh-TW`."""
    latin: str = "Calibri"
    mono: str = "Consolas"

    def set(self, properties: BaseOxmlElement, latin: str = "") -> None:
        """Give run properties (`w:rPr`) these fonts, in place of any that come from the theme."""
        name = latin or self.latin
        place(
            properties,
            new("w:rFonts", {"ascii": name, "hAnsi": name, "cs": name, "eastAsia": self.east_asian}),
        )


def script_of(language: str) -> str:
    """Return `zh-hant`, `zh-hans`, `ja` or `ko` for a BCP 47 tag of those languages, else ""."""
    parts = language.lower().replace("_", "-").split("-")
    if parts[0] in ("zh", "cmn", "yue"):
        simplified = "hans" in parts or ("hant" not in parts and bool({"cn", "sg", "my"} & set(parts[1:])))
        return "zh-hans" if simplified else "zh-hant"
    return parts[0] if parts[0] in ("ja", "ko") else ""


def fonts_for(language: str) -> Fonts:
    """Return the fonts of an article in `language`; Han text of any other language is taken for Traditional Chinese."""
    script = script_of(language) or "zh-hant"
    return Fonts(_EAST_ASIAN[script], _TAGS[script])
