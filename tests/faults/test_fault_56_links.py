"""Fault 56: a click opens http(s) and mailto only; other kinds ask or are refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl

from editor.ui.preview.links import is_outside, read_link


@pytest.mark.parametrize(
    ("address", "meaning", "target"),
    [
        ("https://example.org/a?b#c", "outside", "https://example.org/a?b#c"),
        ("http://example.org/", "outside", "http://example.org/"),
        ("mailto:a@example.org", "outside", "mailto:a@example.org"),
        ("inkstone://example.org/x", "outside", "https://example.org/x"),
        ("inkstone://site/posts/b/#%E7%AF%80", "article", "/posts/b/#節"),
        ("inkstone://site/posts/%E6%96%87/", "article", "/posts/文/"),
        ("tel:123", "question", "tel:123"),
        ("ftp://example.org/", "question", "ftp://example.org/"),
        ("obsidian://open?vault=x", "question", "obsidian://open?vault=x"),
        ("ms-msdt:/id", "question", "ms-msdt:/id"),
        ("smb://host/share", "refused", None),
        ("javascript:alert(1)", "refused", None),
        ("JavaScript:alert(1)", "refused", None),
        ("data:text/html,x", "refused", None),
        ("vbscript:x", "refused", None),
        ("file:///etc/passwd", "refused", None),
        ("blob:https://example.org/1", "refused", None),
        ("about:blank", "refused", None),
        ("chrome://settings", "refused", None),
        ("view-source:https://example.org/", "refused", None),
        ("qrc:/x", "refused", None),
        ("inkstone://preview/page", "refused", None),
        ("inkstone:x", "refused", None),
        ("\\\\host\\share", "refused", None),
        ("http://[broken", "refused", None),
        ("", "refused", None),
    ],
)
def test_fault_56_what_a_link_means(address: str, meaning: str, target: str | None) -> None:
    link = read_link(address)
    assert link.meaning == meaning
    if target is not None:
        assert link.target == target
    if link.meaning == "outside":
        assert is_outside(QUrl(link.target))
