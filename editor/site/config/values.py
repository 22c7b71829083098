"""One setting as Hugo casts it: to yes or no, to text, to a list of texts, to a table."""

from __future__ import annotations

from editor.site.config.files import Table


def truth(value: object, default: bool = False) -> bool:
    """Return a setting as yes or no the way Hugo casts it (true, "true", 1, "1" …)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        # strconv.ParseBool; anything else is no.
        return value in {"1", "t", "T", "true", "TRUE", "True"}
    if isinstance(value, int | float):
        return value != 0
    return default


def text_of(value: object) -> str:
    """Return a setting as text; what is no text or number is ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def texts_of(value: object) -> list[str]:
    """Return a setting that may be one text or a list of them."""
    if isinstance(value, list | tuple):
        return [text_of(item) for item in value if text_of(item)]
    return [text_of(value)] if text_of(value) else []


def table_of(value: object) -> Table:
    """Return a setting as a table, an empty one when it is none."""
    return value if isinstance(value, dict) else {}
