"""The language of an article: what the site says, corrected by the text."""

from __future__ import annotations

import pytest

from editor.rendering.language import language_of_text

TRADITIONAL = "這是一個關於臺灣的故事，我們說的語言與書寫的文字都應該讓讀者過得更好。" * 3
SIMPLIFIED = "这是一个关于软件的故事，我们说的语言与书写的文字都应该让读者过得更好。" * 3
JAPANESE = "これは日本語の文章です。漢字とひらがなとカタカナが混ざっています。" * 3
KOREAN = "이것은 한국어 문장입니다. 글자는 한글로 쓰여 있습니다." * 3


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("zh-tw", TRADITIONAL, "zh-TW"),
        ("zh-hant-hk", TRADITIONAL, "zh-Hant-HK"),
        ("zh", TRADITIONAL, "zh-Hant"),
        ("zh", SIMPLIFIED, "zh-Hans"),
        ("en-us", TRADITIONAL, "zh-Hant"),
        ("en-us", SIMPLIFIED, "zh-Hans"),
        ("en", JAPANESE, "ja"),
        ("en", KOREAN, "ko"),
        ("en", "An English text that cites 紅樓夢 once.", "en"),
        ("fr_CA", "Un texte.", "fr-CA"),
        ("", "A text.", "en"),
        ('en" onload="x', "A text.", "en"),
    ],
)
def test_language(declared: str, text: str, expected: str) -> None:
    assert language_of_text(declared, text) == expected
