"""The frames of videos, as Hugo's own templates write them. Nothing is fetched."""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlencode

from editor.markup.shortcodes.call_words import attributes_of, text_of
from editor.markup.shortcodes.lexer import Shortcode

_FRAME_STYLE = "position: absolute; top: 0; left: 0; width: 100%; height: 100%; border:0;"
_BOX_STYLE = "position: relative; padding-bottom: 56.25%; height: 0; overflow: hidden;"


def youtube_frame(call: Shortcode, identity: str) -> str:
    """Hugo's YouTube frame."""

    def switch(name: str, default: int) -> int:
        value = str(call.get(name)).lower()
        return 1 if value in ("true", "1") else 0 if value in ("false", "0") else default

    loop, autoplay = switch("loop", 0), switch("autoplay", 0)
    query: dict[str, str | float] = {
        "autoplay": autoplay,
        "controls": switch("controls", 1),
        "end": call.get("end") or 0,
        "loop": loop,
        "mute": switch("mute", 0) or autoplay,
    }
    if loop:
        query["playlist"] = identity
    query["start"] = call.get("start") or 0
    allow = (
        "accelerometer; autoplay; clipboard-write; encrypted-media; gyroscope; picture-in-picture; web-share"
    )
    if switch("allowFullScreen", 1):
        allow += "; fullscreen"
    box = attributes_of(call, "class") or f' style="{_BOX_STYLE}"'
    style = "" if text_of(call.get("class")) else f' style="{_FRAME_STYLE}"'
    source = escape(f"https://www.youtube.com/embed/{quote(identity)}?{urlencode(query)}")
    loading = escape(text_of(call.get("loading")) or "eager")
    title = escape(text_of(call.get("title")) or "YouTube video")
    return (
        f'<div{box}>\n\t\t\t<iframe allow="{allow}" loading="{loading}" referrerpolicy="strict-origin-when-cross-origin" '
        f'src="{source}"{style} title="{title}"></iframe>\n\t\t</div>\n'
    )


def vimeo_frame(call: Shortcode, identity: str) -> str:
    """Hugo's Vimeo frame."""
    box = attributes_of(call, "class") or f' style="{_BOX_STYLE}"'
    style = "" if text_of(call.get("class")) else f' style="{_FRAME_STYLE}"'
    allow = "" if call.get("allowFullScreen") is False else ' allow="fullscreen"'
    source = f"https://player.vimeo.com/video/{quote(identity)}?dnt=0"
    extra = attributes_of(call, "loading", "title")
    return f'<div{box}>\n<iframe src="{source}"{style}{allow}{extra}>\n</iframe>\n</div>\n'
