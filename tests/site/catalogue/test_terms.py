"""Terms that are probably one, and titles with the capitals of a style."""

from __future__ import annotations

import pytest

from editor.site.catalogue.terms import fold_term
from editor.site.slugs import sanitized_path, title_case, urlize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hugo", "hugo"),
        ("AI 投資", "AI投資"),
        ("ＡＩ投資", "AI 投資"),
        ("雲端", "云端"),
        ("臺灣", "台湾"),
        ("open-source", "Open Source"),
        ("Straße", "STRASSE"),
        ("C＃", "c#"),
        ("ﾃﾞｰﾀ", "データ"),
    ],
)
def test_the_same_term_written_twice(one: str, other: str) -> None:
    assert fold_term(one) == fold_term(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C", "C#"), ("C#", "C++"), ("雲", "雲端"), ("Go", "Godot"), ("1.0", "10")]
)
def test_different_terms(one: str, other: str) -> None:
    assert fold_term(one) != fold_term(other)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Hello, World (2)", "hello-world-2"),
        ("中文 標題！", "中文-標題"),
        ("  a   b  ", "a-b"),
        ("a - b", "a-b"),
        ("C#", "c#"),
        ("50%", "50"),
        ("50%20", "50%20"),
        ("İ", "i"),
        ("cafe\u0301", "cafe\u0301"),
        ("", ""),
    ],
)
def test_paths(text: str, path: str) -> None:
    assert sanitized_path(text) == path


def test_urlize_escapes() -> None:
    assert urlize("中文 a") == "%E4%B8%AD%E6%96%87-a"
    assert sanitized_path("Café", remove_accents=True) == "cafe"
    assert sanitized_path("Café", to_lower=False) == "Café"


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("ap", "A Tale of the Sea: The End With Me"),
        ("chicago", "A Tale of the Sea: The End with Me"),
        ("go", "A Tale Of The Sea: The End With Me"),
        ("firstupper", "A tale of the sea: the end with me"),
        ("none", "a tale of the sea: the end with me"),
        ("", "A Tale of the Sea: The End With Me"),
    ],
)
def test_title_styles(style: str, written: str) -> None:
    assert title_case("a tale of the sea: the end with me", style) == written
