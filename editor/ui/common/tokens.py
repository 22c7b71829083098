"""The names of the colours that every palette has: a name that none has is found by mypy."""

from __future__ import annotations

from typing import Literal

Token = Literal[
    "paper",
    "panel",
    "ink",
    "ink_soft",
    "ink_faint",
    "line",
    "hover",
    "pressed",
    "current_line",
    "selection",
    "accent",
    "accent_ink",
    "accent_soft",
    "ok",
    "warn",
    "warn_soft",
    "code_paper",
    "syntax_mark",
    "syntax_heading",
    "syntax_link",
    "syntax_code",
    "syntax_quote",
    "syntax_html",
    "syntax_shortcode",
    "code_keyword",
    "code_string",
    "code_comment",
    "code_number",
    "code_name",
    "code_builtin",
]
"""The keys of each palette in `resources/styles/palette.json`, but for `scheme`, which says whether it is dark."""
