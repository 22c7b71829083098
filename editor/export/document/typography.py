"""Typography that a style sheet cannot do by itself: stressed Han letters, pictures that stand alone."""

from __future__ import annotations

import re

from lxml import html

from editor.export.document.cleaning import Element, elements

EAST_ASIAN = "\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
"""Characters of the East Asian scripts and their punctuation, as the inside of a regular expression's set."""

_RUNS = re.compile(rf"[{EAST_ASIAN}]+")
_SLANTED = ("em", "i", "cite", "dfn", "var")


def prepare(body: Element, language: str) -> None:
    """Mark, for the style sheet, stressed Han text in an article in Chinese or Japanese and paragraphs of one picture."""
    for paragraph in elements(body, "p"):
        if is_picture_alone(paragraph):
            paragraph.set("class", "picture-alone")
    if language.lower().startswith(("zh", "ja")):
        for stressed in elements(body, *_SLANTED):
            _mark_han(stressed)


def is_picture_alone(paragraph: Element) -> bool:
    """Whether a paragraph shows one picture, linked or not, and nothing else."""
    if len(paragraph) != 1 or (paragraph.text_content() or "").strip():
        return False
    inner = paragraph[0]
    if inner.tag == "a" and len(inner) == 1:
        inner = inner[0]
    return inner.tag == "img"


def _mark_han(element: Element) -> None:
    """Wrap the Han parts of the text that stands directly in an element; nested elements are called for themselves."""
    holders: list[tuple[Element, bool]] = [(element, False), *((child, True) for child in element)]
    for holder, is_tail in reversed(holders):
        content = holder.tail if is_tail else holder.text
        if not content or not _RUNS.search(content):
            continue
        before, pieces = _split(content)
        if is_tail:
            holder.tail = before
            place = element.index(holder) + 1
        else:
            holder.text = before
            place = 0
        element[place:place] = pieces


def _split(content: str) -> tuple[str, list[Element]]:
    """Return the text before the first Han part, and a span for each Han part with what follows it as its tail."""
    matches = list(_RUNS.finditer(content))
    spans: list[Element] = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(content)
        span = html.Element("span", {"class": "stressed"})
        span.text, span.tail = match[0], content[match.end() : end]
        spans.append(span)
    return content[: matches[0].start()], spans
