"""What stands under an article's title: date, author and source, in the words of its language."""

from __future__ import annotations

from datetime import datetime

from lxml import html

from editor.export.document.cleaning import Element
from editor.export.document.document import outside_address
from editor.export.document.metadata import Metadata

_SOURCE = {"zh": "來源：", "zh-hans": "来源：", "ja": "出典：", "ko": "출처: ", "en": "Source: "}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def spoken_date(moment: datetime, language: str) -> str:
    """Return a date as a reader of that language writes it; other languages get the ISO form."""
    primary = language.lower().replace("_", "-").split("-")[0]
    if primary in ("zh", "cmn", "yue"):
        return f"{moment.year} 年 {moment.month} 月 {moment.day} 日"
    if primary == "ja":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    if primary == "ko":
        return f"{moment.year}년 {moment.month}월 {moment.day}일"
    if primary == "en":
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"
    return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"


def byline(metadata: Metadata) -> list[Element]:
    """Return the lines under the title, each an inline element; none when nothing is known."""
    lines: list[Element] = []
    first = html.Element("span")
    if metadata.date is not None:
        time = html.Element("time", {"datetime": metadata.date.isoformat()})
        time.text = spoken_date(metadata.date, metadata.language)
        first.append(time)
    names = _separator(metadata.language).join(metadata.authors)
    if names:
        author = html.Element("span", {"class": "author"})
        author.text = names
        if len(first):
            first[-1].tail = " · "
        first.append(author)
    if len(first):
        lines.append(first)
    if metadata.source_name or metadata.source_url:
        lines.append(_source(metadata))
    return lines


def _source(metadata: Metadata) -> Element:
    line = html.Element("span", {"class": "source"})
    line.text = _source_word(metadata.language)
    address = outside_address(metadata.source_url, "")
    name = metadata.source_name or metadata.source_url
    inner = html.Element("a", {"href": address}) if address else html.Element("span")
    inner.text = name
    line.append(inner)
    return line


def _source_word(language: str) -> str:
    tag = language.lower().replace("_", "-")
    parts = tag.split("-")
    if parts[0] == "zh" and {"hans", "cn", "sg"} & set(parts):
        return _SOURCE["zh-hans"]
    return _SOURCE.get(parts[0], _SOURCE["en"])


def _separator(language: str) -> str:
    return "、" if language.lower().startswith(("zh", "ja")) else ", "
