"""Emoji by the names that Hugo knows."""

from __future__ import annotations

import html
import re

import pytest

from editor.markup.inline.emoji import emoji_names
from tests.hugo.oracle import publish_one


def test_names() -> None:
    names = emoji_names()
    assert names["smile"] == "😄" and names["+1"] == "👍" and "no-such-name" not in names


@pytest.mark.hugo
def test_every_name_is_hugos(hugo: str) -> None:
    names = emoji_names()
    body = "\n\n".join(f"x :{name}:" for name in names)
    published = publish_one(body, "enableEmoji = true\n")
    shown = [html.unescape(text) for text in re.findall(r"<p>x (.*?)</p>", published)]
    assert shown == list(names.values())
