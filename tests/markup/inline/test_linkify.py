"""Bare addresses: what is one, and where it ends."""

from __future__ import annotations

import pytest

from editor.markup.inline.linkify import address_at


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/a.", "https://example.org/a"),
        ("https://example.org/a)", "https://example.org/a"),
        ("https://example.org/(a)", "https://example.org/(a)"),
        ("https://example.org/a).", "https://example.org/a"),
        ("https://example.org/a&amp;", "https://example.org/a"),
        ("https://example.org/a;", "https://example.org/a;"),
        ("https://example.org/說明", "https://example.org/"),
        ("https://example.org，", "https://example.org"),
        ("http://a.b:80/x?y#z", "http://a.b:80/x?y#z"),
        ("ftp://a.bc", "ftp://a.bc"),
        ("www.example.org/x,", "www.example.org/x"),
        ("a.b+c@d-e.fg.", "a.b+c@d-e.fg"),
    ],
)
def test_an_address(text: str, address: str) -> None:
    found = address_at(text, 0)
    assert found is not None and text[: found[0]] == address


@pytest.mark.parametrize(
    "text",
    [
        "example.org",
        "README.md",
        "http://localhost",
        "https://",
        "www.x",
        "a@b",
        "@a.bc",
        "a@b.cd-",
        "xhttp://a.bc",
    ],
)
def test_no_address(text: str) -> None:
    assert address_at(text, 0) is None
