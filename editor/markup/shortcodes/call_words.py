"""What stands in a shortcode's call, as text: its arguments, some of them as attributes, its label; and what it names."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from editor.articles.values import Value
from editor.markup.shortcodes.lexer import Argument, Shortcode


def label_of(call: Shortcode) -> str:
    """Return the name of a call with its arguments, for a card."""
    arguments = [text_of(value) for value in call.positional]
    arguments += [f"{name}={text_of(value)}" for name, value in call.named.items()]
    text = f' <span class="shortcode-arguments">{escape(" ".join(arguments))}</span>' if arguments else ""
    return f'<span class="shortcode-name">{escape(call.name)}</span>{text}'


def text_of(value: Argument | None) -> str:
    """Return an argument as templates write it; "" for none."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def attributes_of(call: Shortcode, *names: str) -> str:
    """Return those of the arguments that are given, as HTML attributes."""
    return "".join(
        f' {name}="{escape(text_of(call.get(name)))}"' for name in names if text_of(call.get(name))
    )


def look_up(params: Mapping[str, Value], name: str) -> object:
    """Return a parameter by name, keys in any case, dots for tables; None for none."""
    current: object = params
    for part in name.lower().split("."):
        if not isinstance(current, Mapping):
            return None
        current = next((value for key, value in current.items() if str(key).lower() == part), None)
    return current
