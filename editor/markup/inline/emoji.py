"""Emoji by name (`:smile:`), for sites with `enableEmoji`: the names that Hugo knows, asked of Hugo itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from editor.resources import resource_path


@cache
def emoji_names() -> Mapping[str, str]:
    """Characters by name, without colons."""
    lines = resource_path("emoji.tsv").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines)
