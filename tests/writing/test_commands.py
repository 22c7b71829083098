"""Writing commands against the pairs of lines in tests/cases/writing/commands.txt."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing import emphasis, headings, links, lists
from editor.writing.edit import Selection, apply

COMMANDS = {
    "bold": partial(emphasis.toggle, mark="**"),
    "italic": partial(emphasis.toggle, mark="*"),
    "strike": partial(emphasis.toggle, mark="~~"),
    "code": partial(emphasis.toggle, mark="`"),
    "bullets": lists.toggle_bullets,
    "numbers": lists.toggle_numbers,
    "tasks": lists.toggle_tasks,
    "quote": lists.toggle_quote,
    "enter": lists.continue_item,
    "indent": lists.indent,
    "outdent": lists.outdent,
    "link": links.insert_link,
    **{f"heading{n}": partial(headings.set_level, level=n) for n in range(7)},
}


def read_cases() -> list[tuple[str, str, str]]:
    text = (Path(__file__).parent.parent / "cases" / "writing" / "commands.txt").read_text("utf-8")
    cases = re.findall(r"^== (.+)\n((?:.*\n)+?)-> ((?:.*\n?)+?)(?=^== |\Z)", text, re.M)
    return [(name, before.removesuffix("\n"), after.rstrip("\n")) for name, before, after in cases]


def selection_of(marked: str) -> Selection:
    start = re.search(r"[|⟦]", marked)
    assert start, marked
    text = marked.replace("|", "", 1) if start[0] == "|" else marked.replace("⟦", "").replace("⟧", "")
    end = start.start() if start[0] == "|" else marked.index("⟧") - 1
    return Selection(text, start.start(), end)


def marked(selection: Selection) -> str:
    text, start, end = selection.text, selection.start, selection.end
    if start == end:
        return text[:start] + "|" + text[start:]
    return text[:start] + "⟦" + text[start:end] + "⟧" + text[end:]


CASES = read_cases()


def test_the_case_file_is_read() -> None:
    assert len(CASES) >= 43


@pytest.mark.parametrize(("name", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_command(name: str, before: str, after: str) -> None:
    selection = selection_of(before)
    edit = COMMANDS[name.partition(":")[0]](selection)
    assert ("none" if edit is None else marked(apply(selection, edit))) == after


@pytest.mark.parametrize(("place", "after"), [(0, 0), (1, 0), (3, 2), (5, 3), (6, 3), (7, 4)])
def test_a_place_inside_an_indent_that_is_cut_stays_in_its_line(place: int, after: int) -> None:
    selection = Selection(" ab\n  cd", place, place)
    edit = COMMANDS["outdent"](selection)
    assert edit is not None
    moved = apply(selection, edit)
    assert (moved.text, moved.start, moved.end) == ("ab\ncd", after, after)


@given(
    st.sampled_from(sorted(COMMANDS)),
    st.text(alphabet="ab *_`~>-1.#[]()「」。，\n\t😀文", max_size=30),
    st.data(),
)
def test_any_command_on_any_lines_keeps_within_them(name: str, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = COMMANDS[name](Selection(text, start, end))
    if edit is None:
        return
    assert 0 <= edit.start <= edit.end <= len(text)
    after = apply(Selection(text, start, end), edit)
    assert 0 <= after.start <= after.end <= len(after.text)
    # No command takes a letter away.
    letters = [char for char in text.casefold() if char.isalpha()]
    assert [char for char in after.text.casefold() if char.isalpha() and char != "x"] == letters
