"""Emoji by name (`:smile:`), for sites with `enableEmoji`."""

from __future__ import annotations

from collections.abc import Mapping


def emoji_names() -> Mapping[str, str]:
    """Characters by name, without colons."""
    return {}
