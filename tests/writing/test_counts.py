"""People's counts, selections, adding up of blocks, and hostile markup. Hugo's counts: tests/hugo/test_counts.py."""

from __future__ import annotations

import pytest

from editor.writing.counts import PeopleCounts, Tally, counts_as_cjk, plain_text, tally_html, tally_text


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("", 0, 0),
        ("今天天氣很好，Hello world 123！", 9, 21),
        ("「他說」——好。", 3, 8),
        ("It's an e-mail of 1,203.5 words.", 6, 27),
        ("snake_case __init__", 2, 18),
        ("**bold** _it_ `code` # - >", 3, 21),
        ("한국어 문장 입니다", 3, 8),
        ("ひらがなカタカナー", 9, 9),
        ("हिन्दी भाषा", 2, 10),
        ("caf\u00e9 cafe\u0301", 2, 8),
        ("注音ㄅㄆㄇ", 5, 5),
        ("𠮷野家", 3, 3),
    ],
)
def test_people_count_letters_of_han_and_words_of_other_scripts(
    text: str, words: int, characters: int
) -> None:
    people = tally_text(text).people()
    assert (people.words, people.characters) == (words, characters)


def test_reading_time_adds_the_paces_of_both_scripts_and_rounds_up() -> None:
    assert tally_text("字" * 400).people().minutes == 1
    assert tally_text("字" * 401).people().minutes == 2
    assert tally_text("字" * 200 + " word" * 119).people().minutes == 1
    assert tally_text("字" * 200 + " word" * 120).people().minutes == 2
    assert tally_text("，。").people() == PeopleCounts(0, 2, 0)


def test_blocks_counted_apart_add_up_to_the_whole() -> None:
    blocks = [
        "<p>今天 &ldquo;one&rdquo;</p>\n",
        "<ul>\n<li>two</li>\n<li>三</li>\n</ul>\n",
        "<hr>\n",
        "<p>four</p>\n",
    ]
    assert sum((tally_html(block) for block in blocks), Tally()) == tally_html("".join(blocks))


def test_entities_count_as_their_character_for_people() -> None:
    tally = tally_html("<p>it&rsquo;s &lt;b&gt; &#20013;</p>")
    assert tally.people() == PeopleCounts(3, 8, 1)


def test_the_page_decides_before_the_site() -> None:
    assert counts_as_cjk("中", {}, site_has_cjk=True)
    assert not counts_as_cjk("中", {}, site_has_cjk=False)
    assert not counts_as_cjk("中", {"iscjklanguage": False}, site_has_cjk=True)
    assert counts_as_cjk("a", {"isCJKLanguage": True}, site_has_cjk=False)
    assert not counts_as_cjk("、ㄅー", {}, site_has_cjk=True)


@pytest.mark.parametrize(
    ("piece", "characters"),
    [
        ("<", 40_001),
        ("<a", 0),
        ('<a x="', 0),
        ("<a ='", 0),
        ("<!--", 0),
        ("<script>", 0),
        ("<script x='", 0),
        ("<style", 0),
        ("a.'", 120_001),
        ("&", 40_001),
        ("<script></script>", 1),
    ],
)
def test_hostile_markup_is_counted_in_time_that_grows_with_its_length(piece: str, characters: int) -> None:
    # Quadratic matching would take minutes here; the ratio is measured in tests/benchmarks.
    assert tally_html(piece * 40_000 + "'").characters == characters


def test_plain_text_drops_comments_scripts_and_tags() -> None:
    assert plain_text("a<!-- b --><i>c</i><script>d < e</script>f<p title='1>2'>g</p>h<br>i") == "acfg\nh\ni"
    assert plain_text("I <3 it > that") == "I <3 it > that"
