"""Three-way merge: what both sides did is kept, or the conflict is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.articles.merge import merge, merge_lines

BASE = ("---\ntitle: one  # mine\ntags: [a]\ndraft: true\n---\n", "first\n\nsecond\n\nthird\n")


def test_edits_that_do_not_touch_are_both_kept() -> None:
    mine = (BASE[0].replace("one", "two"), BASE[1].replace("first", "FIRST"))
    theirs = (BASE[0].replace("true", "false"), BASE[1].replace("third", "THIRD"))
    merged = merge(BASE, mine, theirs)
    assert merged.is_clean
    assert merged.header == "---\ntitle: two  # mine\ntags: [a]\ndraft: false\n---\n"
    assert merged.body == "FIRST\n\nsecond\n\nTHIRD\n"


def test_a_conflict_keeps_both_texts_and_writes_no_markers() -> None:
    mine = (BASE[0], BASE[1].replace("second", "mine"))
    theirs = (BASE[0], BASE[1].replace("second", "theirs"))
    merged = merge(BASE, mine, theirs)
    numbers = [number for number, hunk in enumerate(merged.hunks) if hunk.conflict]
    assert len(numbers) == 1
    assert (merged.hunks[numbers[0]].mine, merged.hunks[numbers[0]].theirs) == ("mine\n", "theirs\n")
    assert "<<<<" not in merged.body
    assert merged.choose(numbers[0], "theirs").body == theirs[1]
    assert merged.choose(numbers[0], "mine").body == mine[1]
    assert merged.choose(numbers[0], "both").body == "first\n\nmine\ntheirs\n\nthird\n"


def test_one_field_changed_on_both_sides_is_a_conflict_of_that_field() -> None:
    mine = (BASE[0].replace("one", "mine").replace("[a]", "[a, b]"), BASE[1])
    theirs = (BASE[0].replace("one", "theirs").replace("true", "false"), BASE[1])
    merged = merge(BASE, mine, theirs)
    assert [(c.key, c.mine, c.theirs) for c in merged.fields] == [("title", "mine", "theirs")]
    assert merged.header == "---\ntitle: mine  # mine\ntags: [a, b]\ndraft: false\n---\n"


def test_front_matter_that_does_not_parse_is_never_merged_by_guess() -> None:
    mine = ("---\ntitle: [\n---\n", BASE[1])
    theirs = (BASE[0].replace("true", "false"), BASE[1])
    merged = merge(BASE, mine, theirs)
    assert merged.header_conflict
    assert merged.header == mine[0]


LINES = st.lists(st.sampled_from(["a\n", "b\n", "文\n", "\u2028x\n", "\n"]), max_size=8).map("".join)


@settings(max_examples=300)
@given(base=LINES, mine=LINES, theirs=LINES)
def test_each_side_can_be_had_back(base: str, mine: str, theirs: str) -> None:
    hunks = merge_lines(base, mine, theirs)
    if not any(hunk.conflict for hunk in hunks):
        # Nothing that only one side wrote is gone: merging with an unchanged side gives the other.
        assert "".join(h.text for h in merge_lines(base, mine, base)) == mine
        assert "".join(h.text for h in merge_lines(base, base, theirs)) == theirs
    for side in (mine, theirs):
        text = "".join(hunk.mine if side is mine else hunk.theirs for hunk in hunks if hunk.conflict)
        assert all(part in side for part in text.splitlines(keepends=True))


@given(base=LINES, both=LINES)
def test_the_same_change_on_both_sides_is_no_conflict(base: str, both: str) -> None:
    hunks = merge_lines(base, both, both)
    assert "".join(hunk.text for hunk in hunks) == both
    assert not any(hunk.conflict for hunk in hunks)


def test_two_edits_far_apart_in_a_long_text_of_like_lines_are_no_conflict() -> None:
    lines = ["the same refrain\n", "\n"] * 1500
    base = "".join(lines)
    mine, theirs = "mine\n" + base, base + "theirs\n"
    hunks = merge_lines(base, mine, theirs)
    assert not any(hunk.conflict for hunk in hunks)
    assert "".join(hunk.text for hunk in hunks) == "mine\n" + base + "theirs\n"


def test_an_edit_in_the_midst_of_blank_lines_is_found() -> None:
    lines = [f"paragraph {number}\n\n" for number in range(400)]
    mine, theirs = list(lines), list(lines)
    mine[100], theirs[300] = "mine\n\n", "theirs\n\n"
    hunks = merge_lines("".join(lines), "".join(mine), "".join(theirs))
    assert not any(hunk.conflict for hunk in hunks)
    expected = list(lines)
    expected[100], expected[300] = "mine\n\n", "theirs\n\n"
    assert "".join(hunk.text for hunk in hunks) == "".join(expected)


@given(*[st.text("ab\n\u00e9\U0001f600", max_size=24)] * 3)
@settings(max_examples=200, deadline=None)
def test_a_conflict_knows_where_it_stands_in_my_text(base: str, mine: str, theirs: str) -> None:
    for hunk in merge_lines(base, mine, theirs):
        if hunk.conflict:
            assert mine[hunk.at : hunk.at + len(hunk.mine)] == hunk.mine
        else:
            assert hunk.at == -1


def test_choices_are_kept_where_the_places_are_the_same() -> None:
    base = "one\n\ntwo\n\nthree\n"
    mine = base.replace("one", "my one").replace("three", "my three")
    first = merge(
        ("", base), ("", mine), ("", base.replace("one", "their one").replace("three", "their three"))
    )
    chosen = first.choose(0, "theirs").choose(2, "both")
    again = merge(
        ("", base), ("", mine), ("", base.replace("one", "other one").replace("three", "their three"))
    )
    kept = again.with_choices_of(chosen)
    assert [hunk.choice for hunk in kept.hunks if hunk.conflict] == [None, "both"]
    assert kept.body == "my one\n\ntwo\n\nmy three\ntheir three\n"
    # What is written anew is what mine means then.
    assert chosen.write(2, "written\n").body == "their one\n\ntwo\n\nwritten\ntheir three\n"
