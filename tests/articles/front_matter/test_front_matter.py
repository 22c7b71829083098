"""Front matter read and edited: the cases of tests/cases/front_matter, and what no file can say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
from editor.articles.front_matter.yaml.reader import read_yaml
from editor.articles.values import same
from tests.articles.front_matter.odd_front_matter import KEYS, edited_value, make_block, make_value

CASES = Path(__file__).parents[2] / "cases" / "front_matter"


def cases() -> Iterator[Any]:
    """(block, edit, result) of every case file; a sign at the end stands for a missing line end."""
    for path in sorted(CASES.glob("*.txt")):
        _, *blocks = path.read_text("utf-8").split("%%\n")
        for number, written in enumerate(blocks):
            block, *edits = written.split("%> ")
            for edit in edits:
                command, _, result = edit.partition("\n")
                ends = [text.removesuffix("⏎\n") for text in (block, result)]
                yield pytest.param(*ends, command, id=f"{path.stem} {number}: {command}")


def apply(front_matter: FrontMatter, command: str) -> FrontMatter:
    """Apply an edit as the case files write it."""
    what, _, rest = command.partition(" ")
    if what == "set":
        key, _, value = rest.partition(" =")
        value, _, order = value.partition(" @ ")
        return front_matter.set(path(key), read_yaml(f"x: {value.strip()}\n").value["x"], order.split())
    if what == "unset":
        return front_matter.unset(path(rest))
    if what == "rename":
        old, _, new = rest.partition(" -> ")
        return front_matter.rename(path(old), new)
    return front_matter.reorder(rest.split())


def path(written: str) -> tuple[str | int, ...]:
    return tuple(int(step) if step.isdigit() else step for step in written.split("/"))


@pytest.mark.parametrize(("block", "result", "command"), list(cases()))
def test_case(block: str, result: str, command: str) -> None:
    if result.startswith("refused: "):
        with pytest.raises(FrontMatterRefused) as refusal:
            apply(FrontMatter.read(block), command)
        assert refusal.value.reason == result.removeprefix("refused: ").rstrip("\n")
    else:
        assert apply(FrontMatter.read(block), command).text == result


@pytest.mark.parametrize(("block", "result", "command"), list(cases()))
def test_case_with_crlf(block: str, result: str, command: str) -> None:
    if result.startswith("refused: ") or not block:
        return
    edited = apply(FrontMatter.read(block.replace("\n", "\r\n")), command)
    assert edited.text == result.replace("\n", "\r\n")


def test_the_case_files_are_there() -> None:
    assert {name.stem for name in CASES.glob("*.txt")} >= {"yaml", "toml", "json", "none"}
    assert len(list(cases())) > 120


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["yaml", "toml", "json"]))
def test_a_field_set_or_unset_touches_its_own_lines_only(random: Random, kind: str) -> None:
    block = make_block(random, kind)
    front_matter = FrontMatter.read(block.text)
    key = random.choice([key for key, _ in block.chunks])
    before, after = block.around(key)
    value = edited_value(random, front_matter.fields[key], kind)
    was_table = kind == "toml" and isinstance(front_matter.fields[key], (dict, list))
    changed = front_matter.set(key, value)
    # In TOML a table that becomes a plain value has to move up; commas of JSON stand on the neighbours' lines.
    if kind == "yaml" or (kind == "toml" and not was_table and not isinstance(value, dict)):
        assert changed.text.startswith(before)
        assert changed.text.endswith(after)
    wanted = FrontMatter.read(changed.text).fields
    assert same(dict(wanted), {**front_matter.fields, key: wanted[key]})
    if not (kind == "toml" and "-" in str(value)[:8]):
        assert same(wanted[key], value)
    removed = front_matter.unset(key)
    assert list(removed.fields) == [name for name in front_matter.fields if name != key]
    if kind == "yaml":
        assert removed.text.startswith(before)
        assert removed.text.endswith(after)


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["yaml", "toml", "json"]))
def test_a_new_field_moves_nothing(random: Random, kind: str) -> None:
    block = make_block(random, kind)
    order = ["fresh", *random.sample(KEYS, 6)]
    random.shuffle(order)
    front_matter = FrontMatter.read(block.text)
    changed = front_matter.set("fresh", make_value(random, kind), order)
    old, new = block.text, changed.text
    head = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
    assert new.endswith(old[head:])
    assert list(changed.unset("fresh").fields) == list(front_matter.fields)
    if block.newline == "\r\n":
        assert "\n" not in new.replace("\r\n", "")


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["yaml", "toml", "json"]))
def test_fields_in_another_order_keep_their_values_and_lines(random: Random, kind: str) -> None:
    block = make_block(random, kind)
    front_matter = FrontMatter.read(block.text)
    names = list(front_matter.fields)
    random.shuffle(names)
    try:
        changed = front_matter.reorder(names)
    except FrontMatterRefused as refusal:
        assert "tables stand after" in refusal.reason
        return
    assert list(changed.fields) == names
    assert sorted(line.rstrip(",") for line in changed.text.splitlines()) == sorted(
        line.rstrip(",") for line in block.text.splitlines()
    )


@settings(deadline=None)
@given(
    st.text(max_size=60),
    st.sampled_from(["---\ntitle: old\n---\n", "+++\ntitle = 'old'\n+++\n", '{"title": "old"}\n', ""]),
)
def test_any_text_can_be_a_title(text: str, block: str) -> None:
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        with pytest.raises(FrontMatterRefused):
            FrontMatter.read(block).set("title", text)
        return
    changed = FrontMatter.read(block).set("title", text)
    assert FrontMatter.read(changed.text).get("title") == text


def test_reading() -> None:
    front_matter = FrontMatter.read("\n---\ntitle: x\nTags: [a, b]\n\ndraft: no\n---\n")
    assert front_matter.format == "yaml"
    assert dict(front_matter.fields) == {"title": "x", "Tags": ["a", "b"], "draft": "no"}
    assert front_matter.get("tags") == ["a", "b"]
    assert front_matter.key_as_written("TITLE") == "title"
    assert front_matter.key_as_written("none") is None
    assert front_matter.get("none", 5) == 5
    assert [front_matter.line_of(key) for key in ("title", "tags", "draft", "none")] == [3, 4, 6, 1]


def test_no_front_matter() -> None:
    front_matter = FrontMatter.read("", "\r\n")
    assert front_matter.format == ""
    assert not front_matter.fields
    assert (
        front_matter.set("title", "x").set("draft", True).text == "---\r\ntitle: x\r\ndraft: true\r\n---\r\n"
    )


def test_a_change_leaves_the_old_one_as_it_was() -> None:
    front_matter = FrontMatter.read("---\ntags: [a]\n---\n")
    changed = front_matter.set("tags", ["a", "b"])
    assert front_matter.fields["tags"] == ["a"]
    assert changed.fields["tags"] == ["a", "b"]
    assert changed.set("tags", ["a"]).text == front_matter.text


@pytest.mark.parametrize(
    ("written", "moment", "expected"),
    [
        (
            "2026-01-05T10:00:00+08:00",
            datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=8))),
            "2026-02-03T04:05:06+08:00",
        ),
        (
            "2026-01-05 10:00:00 +0800",
            datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=-3))),
            "2026-02-03 04:05:06 -0300",
        ),
        ("2026-01-05T10:00:00Z", datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC), "2026-02-03T04:05:06Z"),
        ("2026-01-05 10:00:00", datetime(2026, 2, 3, 4, 5, 6), "2026-02-03 04:05:06"),
        ("2026-01-05", datetime(2026, 2, 3), "2026-02-03"),
        ("2026-01-05", date(2026, 2, 3), "2026-02-03"),
        ('"2026-01-05"', date(2026, 2, 3), '"2026-02-03"'),
        (
            "2026-01-05T10:00:00.500+08:00",
            datetime(2026, 2, 3, 4, 5, 6, tzinfo=timezone(timedelta(hours=8))),
            "2026-02-03T04:05:06.000+08:00",
        ),
    ],
)
def test_a_new_date_is_written_as_the_old_one(written: str, moment: date, expected: str) -> None:
    changed = FrontMatter.read(f"---\ndate: {written} # when\n---\n").set("date", moment)
    assert changed.text == f"---\ndate: {expected} # when\n---\n"
    if not written.startswith('"'):
        in_toml = FrontMatter.read("+++\ndate = 2020-01-01T00:00:00Z\n+++\n").set("date", moment)
        assert in_toml.get("date") == moment


@pytest.mark.parametrize(
    ("block", "line", "column", "part"),
    [
        ("---\ntitle: a: b\n---\n", 2, 9, "colon"),
        ("\n\n---\ntitle: x\ntitle: y\n---\n", 5, 1, "already stands on line 4"),
        ("---\r\ntitle: x\r\ntags:\r\n\t- a\r\n---\r\n", 4, 1, "tab"),
        ('---\na: 1\ntitle: "x\ndate: 2024-01-01\n---\n', 3, 8, "never closed"),
        ("---\ntags: [a, b\n---\n", 3, 1, "closing ]"),
        ("---\ntitle: @x\n---\n", 2, 8, "sign"),
        ("---\n- a\n---\n", 2, 1, "key: value"),
        ("---\ntitle: x\n", 1, 4, "never closed"),
        ("+++\na = 1\ntitle = x\n+++\n", 3, 9, "quotes"),
        ('+++\r\na = 1\r\na = "y"\r\n+++\r\n', 3, 1, "twice"),
        ('{\n"title": x\n}\n', 2, 10, "quotes"),
        ('{"title": "x",}\n', 1, 15, "key"),
    ],
)
def test_a_complaint_names_its_place_in_plain_words(block: str, line: int, column: int, part: str) -> None:
    with pytest.raises(FrontMatterError) as error:
        FrontMatter.read(block)
    assert part in error.value.message
    assert error.value.line == line
    if "twice" not in part:
        assert error.value.column == column


def test_what_is_locked_says_why() -> None:
    front_matter = FrontMatter.read("---\na: &x [1]\nb: *x\nc: {t: !!str 1}\nd: 1\nD: 2\ne: 1\n---\n")
    assert "(&x)" in front_matter.locked_reason("a")
    assert "tag" in front_matter.locked_reason("c")
    assert "Hugo reads only one" in front_matter.locked_reason("d")
    assert [front_matter.locked_reason(key) for key in ("b", "e", "none")] == ["", "", ""]


def test_impossible_edits_are_refused() -> None:
    yaml = FrontMatter.read("---\ntitle: x\nmenu: main\nlist: [1]\n---\n")
    for edit in (
        lambda: yaml.set(("menu", "main", "weight"), 1),
        lambda: yaml.set(("list", 5), 1),
        lambda: yaml.set("title", 1 << 70),
        lambda: yaml.rename("title", "LIST"),
        lambda: yaml.rename("none", "x"),
        lambda: yaml.rename("title", " "),
        lambda: yaml.reorder(["title", "none"]),
        lambda: FrontMatter.read('{"a": 1}\n').set("a", float("nan")),
        lambda: FrontMatter.read("+++\na = 1\n+++\n").set("a", [None]),
    ):
        with pytest.raises(FrontMatterRefused) as refusal:
            edit()
        assert refusal.value.reason.endswith(".")


@pytest.mark.parametrize("block", ["---\na: 1\n---\n", "+++\na = 1\n+++\n", '{"a": 1}\n'])
def test_below_the_end_nothing_but_blank_lines_may_stand(block: str) -> None:
    changed = FrontMatter.read(block + "\n \n").set("a", 2).text
    assert changed == block.replace("1", "2") + "\n \n"
    with pytest.raises(FrontMatterError) as error:
        FrontMatter.read(block + "\n  text\n---\n")
    assert (error.value.line, error.value.column) == (block.count("\n") + 2, 3)


def test_unset_of_what_is_not_there() -> None:
    front_matter = FrontMatter.read("---\ntitle: x\nmenu: {a: 1}\n---\n")
    assert front_matter.unset("none") is front_matter
    assert front_matter.unset(("menu", "b")) is front_matter


def test_bom_and_article_round() -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\nbody\rwith\nmixed\r\nends"
    article = Article.from_bytes(data)
    changed = article.with_header(FrontMatter.read(article.header, article.newline).set("draft", True).text)
    assert changed.to_bytes() == data.replace(b"title: x\r\n", b"title: x\r\ndraft: true\r\n")


@pytest.mark.parametrize(
    "block", ["---\ntitle: {}\n---\n", '+++\ntitle = "{}"\n+++\n', '{{"title": "{}"}}\n']
)
@pytest.mark.parametrize("text", ["a\ud83d", "\udcff\U0010f000"])
def test_half_a_character_in_the_source_is_read(block: str, text: str) -> None:
    """An input can hold it; the file will have U+FFFD in its place."""
    assert (
        str(FrontMatter.read(block.format(text)).fields["title"]).rstrip("\U0010f000")[-1]
        in "\ud83d\udcff\ufffd"
    )
