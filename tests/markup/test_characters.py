"""Escapes, entities, addresses and labels as Goldmark treats them."""

from __future__ import annotations

import pytest

from editor.markup.characters import (
    entities_resolved,
    escaped_address,
    find_closing,
    is_dangerous,
    is_punctuation,
    link_label,
    resolved,
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\*a\* \a \\", r"*a* \a \ ".rstrip()),
        ("&amp;&copy;&nosuch;&amp", "&©&nosuch;&amp"),
        ("&#65;&#x4E2D;&#0;&#x110000;&#12345678;", "A中\ufffd\ufffd&#12345678;"),
        (r"\&amp;", "&amp;"),
        ("a\x00b", "a\ufffdb"),
    ],
)
def test_resolved(source: str, text: str) -> None:
    assert resolved(source) == text


def test_only_named_entities_count_for_heading_ids() -> None:
    assert entities_resolved("&amp; &#39; &rsquo;") == "& &#39; ’"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/a b", "/a%20b"),
        ("/中", "/%E4%B8%AD"),
        ("/%20%zz%2G", "/%20%25zz%2G"),
        ('/"<>[]\\a^`{|}', "/%22%3C%3E%5B%5D%5Ca%5E%60%7B%7C%7D"),
        (r"/x\_y&auml;", "/x_y%C3%A4"),
        ("/a?b=c&d=e#f", "/a?b=c&d=e#f"),
    ],
)
def test_escaped_address(written: str, address: str) -> None:
    assert escaped_address(written) == address


def test_bare_addresses_keep_their_references() -> None:
    assert escaped_address("http://a/&amp;", resolve=False) == "http://a/&amp;"


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "JavaScript:x", "vbscript:x", "file:///x", "data:text/html,x", "data:image/svg+xml;x"],
)
def test_dangerous(address: str) -> None:
    assert is_dangerous(address)


@pytest.mark.parametrize(
    "address", ["/x", "https://x", "data:image/png;base64,x", "mailto:x", "javascripts", "#javascript:"]
)
def test_harmless(address: str) -> None:
    assert not is_dangerous(address)


def test_labels_fold_case_and_spaces() -> None:
    assert link_label("  ẞ \n\t Foo ") == link_label("SS foo") == "ss foo"


def test_find_closing() -> None:
    assert find_closing(r"a\]b]", 0, "[", "]") == 4
    assert find_closing("a[b]", 0, "[", "]") == -1
    assert find_closing("abc]", 0, "[", "]", 3) == -1


def test_punctuation_is_of_any_script() -> None:
    assert all(map(is_punctuation, "，「。$+€")) and not any(map(is_punctuation, "a中1é"))
