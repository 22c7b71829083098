"""Looks at web addresses in fields: whether a browser or mail program can open them."""

from __future__ import annotations

from urllib.parse import urlsplit


def is_openable(text: str) -> bool:
    """Whether a link can be opened in a browser or mail program: http, https or mailto."""
    if any(char.isspace() or not char.isprintable() for char in text.strip()):
        return False
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return False
    return (parts.scheme in ("http", "https") and bool(parts.netloc)) or (
        parts.scheme == "mailto" and bool(parts.path)
    )
