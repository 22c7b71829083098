"""Edits of front matter with Hugo as the judge: the new value is read as given, all else as before."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
from tests.articles.front_matter.odd_front_matter import KEYS, Block, edited_value, make_block, make_value
from tests.hugo.fields_by_hugo import lowered, read_by_hugo

pytestmark = pytest.mark.hugo

TITLE = "一個 \"新\": 標題 #1 'x'"
# Keys by which a page would look for a layout, or not be rendered at all, in the bare site of this test.
STEERING = re.compile(
    rb"(?m)^[\"']?(layout|type|outputs|_build|build|cascade|kind|lang|markup|headless)[\"']?(\s*[:=])"
)


def articles_of(corpora: Path, step: int) -> list[Article]:
    """Every step-th article of the corpora that has front matter, its body replaced, its steering keys renamed."""
    found = []
    for path in sorted(corpora.rglob("*.md"))[::step]:
        article = Article.from_bytes(path.read_bytes())
        if article.header and not article.read_only_reason:
            header = STEERING.sub(rb"xx_\1\2", article.header.encode()).decode()
            found.append(Article(header, "body\n", bom=article.bom))
    return found


def key_lines(header: str, key: str) -> range:
    """The lines that a top-level key takes, by the next thing at the same indentation."""
    front_matter = FrontMatter.read(header)
    if front_matter.key_as_written(key) is None:
        return range(0)
    lines = header.splitlines()
    first = front_matter.line_of(key) - 1
    later = [front_matter.line_of(other) - 1 for other in front_matter.fields]
    closing = max(index for index, line in enumerate(lines) if line[:3] in ("---", "+++") or line[:1] == "}")
    return range(first, min([line for line in later if line > first], default=closing))


def check_lines(before: str, after: str, key: str) -> None:
    """Everything outside the key's lines must be the same text, before and behind."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    mine = key_lines(before, key)
    if mine:
        head, tail = old[: mine.start], old[mine.stop :]
        assert new[: len(head)] == head
        assert not tail or new[-len(tail) :] == tail
        return
    at = next((i for i, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), len(old))
    more = len(new) - len(old)
    assert new[:at] + new[at + more :] == old, "more has changed than the lines of the new key"
    assert new[at].lstrip(" \t\"'").startswith(key)


def without(page: dict[str, Any], *keys: str) -> dict[str, Any]:
    """What Hugo has of a page but for some keys."""
    params = {key: value for key, value in page["params"].items() if key not in keys}
    return {"params": params, **{key: page[key] for key in ("title", "date", "draft") if key not in keys}}


def judge(
    articles: list[Article], change: Callable[[FrontMatter], FrontMatter], key: str, expected: Any
) -> int:
    """Change every article and let Hugo read both; returns how many were checked."""
    changed = []
    for article in articles:
        after = article.with_header(change(FrontMatter.read(article.header)).text)
        check_lines(article.header, after.header, key)
        assert after.to_bytes().endswith(article.body.encode())
        changed.append(after)
    pages = read_by_hugo([article.to_bytes() for article in (*articles, *changed)])
    for article, before, after in zip(articles, pages[: len(articles)], pages[len(articles) :], strict=True):
        assert not isinstance(after, str), f"{after}\n{article.header}"
        assert not isinstance(before, str)
        assert without(before, key) == without(after, key), article.header
        assert after["params"].get(key) == expected, article.header
    return len(articles)


@pytest.fixture(params=[pytest.param(9, id="sample"), pytest.param(1, id="all", marks=pytest.mark.slow)])
def articles(request: pytest.FixtureRequest, corpora: Path) -> list[Article]:
    """Articles of the corpora that Hugo can read; those it cannot are refused here too."""
    candidates = articles_of(corpora, request.param)
    readable = []
    for article, page in zip(candidates, read_by_hugo([one.to_bytes() for one in candidates]), strict=True):
        if isinstance(page, str):
            with pytest.raises(FrontMatterError):
                FrontMatter.read(article.header)
        else:
            readable.append(article)
    assert len(readable) > 100
    return readable


def test_draft_set_to_true(articles: list[Article]) -> None:
    assert judge(articles, lambda one: one.set("draft", True), "draft", True)


def test_title_with_every_sign_that_means_something(articles: list[Article]) -> None:
    assert judge(articles, lambda one: one.set("title", TITLE), "title", TITLE)


def test_tags_set_to_a_list(articles: list[Article]) -> None:
    assert judge(articles, lambda one: one.set("tags", ["alpha", "測試"]), "tags", ["alpha", "測試"])


def test_description_unset(articles: list[Article]) -> None:
    assert judge(
        [one for one in articles if "description" in FrontMatter.read(one.header).fields] or articles[:1],
        lambda one: one.unset("description"),
        "description",
        None,
    )


def test_same_value_changes_nothing(articles: list[Article]) -> None:
    for article in articles:
        front_matter = FrontMatter.read(article.header)
        for key, value in front_matter.fields.items():
            assert front_matter.set(key, value) is front_matter


def expected_by_hugo(value: Any, kind: str) -> Any:
    """Our value as Hugo holds it: JSON numbers are floats there, TOML dates of Go's own types."""
    if isinstance(value, dict):
        return {key: expected_by_hugo(item, kind) for key, item in value.items()}
    if isinstance(value, list):
        return [expected_by_hugo(item, kind) for item in value]
    if isinstance(value, datetime) and value.tzinfo:
        return ("time", value.isoformat().replace("+00:00", "Z"))
    for known, name in ((datetime, "LocalDateTime"), (date, "LocalDate"), (time, "LocalTime")):
        if isinstance(value, known):
            return (f"toml.{name}", value.isoformat())
    return float(value) if kind == "json" and type(value) is int else value


def edits(kind: str, count: int) -> Iterator[tuple[int, Block, FrontMatter, FrontMatter, str, str]]:
    """Made-up blocks and one edit of each: (seed, block, before, after, what, key)."""
    for seed in range(count):
        random = Random(seed)
        block = make_block(random, kind)
        if kind == "toml":
            # In CRLF files Hugo keeps the CR inside """ text, which is white space to a reader.
            block.chunks = [(key, text.replace("\r\n", "\n")) for key, text in block.chunks]
            block.newline = "\n"
        before = FrontMatter.read(block.text)
        key = random.choice([key for key, _ in block.chunks])
        what = random.choice(["set", "set", "unset", "new", "rename", "reorder"])
        try:
            if what == "set":
                after = before.set(key, edited_value(random, before.fields[key], kind))
            elif what == "unset":
                after = before.unset(key)
            elif what == "new":
                after = before.set("fresh", make_value(random, kind), ["fresh", *random.sample(KEYS, 5)])
            elif what == "rename":
                after = before.rename(key, "renamed key")
            else:
                names = [key for key, _ in block.chunks]
                random.shuffle(names)
                after = before.reorder(names)
        except FrontMatterRefused as refusal:
            assert kind == "toml" and "tables stand after" in refusal.reason
            continue
        yield seed, block, before, after, what, key


@pytest.mark.parametrize("kind", ["yaml", "toml", "json"])
@pytest.mark.parametrize(
    "count", [pytest.param(150, id="some"), pytest.param(4000, id="many", marks=pytest.mark.slow)]
)
def test_made_up_blocks(kind: str, count: int) -> None:
    cases = list(edits(kind, count))
    pages = read_by_hugo([one.text.encode() for case in cases for one in case[2:4]])
    for (seed, _, before, after, what, key), old, new in zip(cases, pages[::2], pages[1::2], strict=True):
        place = f"{kind} {seed}: {what} {key}\n{before.text}\n{after.text}"
        assert not isinstance(old, str), f"{old}\n{place}"
        assert not isinstance(new, str), f"{new}\n{place}"
        for front_matter, page in ((before, old), (after, new)):
            read = lowered(expected_by_hugo(dict(front_matter.fields), kind))
            # Hugo makes text of the title, and of a map that is a list of terms.
            assert {
                name: value for name, value in page["params"].items() if name in read and name != "title"
            } == {name: value for name, value in read.items() if name != "title"}, place
        if what in ("set", "unset"):
            assert without(old, key.lower()) == without(new, key.lower()), place


def test_an_article_that_hugo_cannot_read_is_refused_at_its_line() -> None:
    blocks = {
        "---\ntitle: a: b\n---\n": 2,
        "---\ntitle: x\ntitle: y\n---\n": 3,
        "---\ntitle: x\ntags:\n\t- a\n---\n": 4,
        '---\ntitle: "x\ndate: 2024-01-01\n---\n': 2,
        "---\ntitle: x\n": 1,
        "+++\ntitle = x\n+++\n": 2,
        '+++\ntitle = "x"\ntitle = "y"\n+++\n': 3,
        '{"title": "x",}\n': 1,
        '{\n"title": x\n}\n': 2,
    }
    for block, complaint in zip(blocks, read_by_hugo([text.encode() for text in blocks]), strict=True):
        assert isinstance(complaint, str), block
        with pytest.raises(FrontMatterError) as error:
            FrontMatter.read(block)
        assert (error.value.line, block) == (blocks[block], block)


def test_json_dump_is_not_needed_for_text() -> None:
    """A title as a program would write it into YAML, with the two halves of a character escaped apart."""
    block = f"---\ntitle: {json.dumps('寫 😀 字')}\n---\n"
    (page,) = read_by_hugo([block.encode()])
    assert not isinstance(page, str)
    assert FrontMatter.read(block).fields["title"] == page["title"] == "寫 😀 字"
