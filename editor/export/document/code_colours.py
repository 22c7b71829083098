"""Colours of code on paper: the light palette's, by the class names that Chroma and Pygments share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from editor.resources import resource_path

# Chroma's classes for lines, marked lines and line numbers.
_LAYOUT = frozenset({"cl", "hl", "ln", "lnt"})
# Pygments' token tree in short class names: the longest beginning counts.
_TOKENS = {
    "k": "code_keyword",
    "ow": "code_keyword",
    "s": "code_string",
    "l": "code_string",
    "m": "code_number",
    "c": "code_comment",
    "cp": "code_builtin",
    "nf": "code_name",
    "nc": "code_name",
    "nn": "code_name",
    "nt": "code_keyword",
    "na": "code_name",
    "nb": "code_builtin",
    "bp": "code_builtin",
    "no": "code_number",
    "nd": "code_builtin",
    "gd": "code_keyword",
    "gi": "code_string",
    "gh": "code_name",
    "gu": "code_name",
}


def code_colours() -> dict[str, str]:
    """Return class prefix -> colour as six hexadecimal digits."""
    palette = json.loads(resource_path("styles/palette.json").read_text("utf-8"))["light"]
    return {prefix: palette[token].lstrip("#") for prefix, token in _TOKENS.items()}


def colour_of(classes: Iterable[str], colours: Mapping[str, str]) -> str:
    """Return the colour of a piece of code by its classes, "" for the text's own."""
    for name in classes:
        if len(name) <= 3 and name not in _LAYOUT:
            found = colours.get(name) or colours.get(name[:2]) or colours.get(name[:1])
            if found:
                return found
    return ""
