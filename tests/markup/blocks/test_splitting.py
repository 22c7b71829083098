"""Splitting: every block start is a point to go on from, and nothing found early changes later."""

from __future__ import annotations

import pytest

from editor.markup.blocks.splitting import dividers_in_order, restart_index
from editor.markup.renderer import Renderer, lines_of
from editor.markup.settings import MarkupSettings
from tests.hugo import random_markdown

RENDERER = Renderer(MarkupSettings(unsafe=True, attribute_block=True))
MORE = [
    "{{< details >}}\n",
    "{{< /details >}}",
    "{{% own %}}\n",
    "{{% /own %}}\n",
    "{{< own >}}",
    "<!--more-->",
    "\n\n",
    "text\n",
]


def shape(blocks):
    return [
        (block.start_line, block.end_line, block.text, [token.type for token in block.tokens])
        for block in blocks
    ]


@pytest.mark.parametrize("seed", range(150))
def test_the_size_of_a_chunk_does_not_matter(seed: int) -> None:
    text = "".join(
        random_markdown.blocks(seed * 10 + part) + MORE[(seed + part) % len(MORE)] for part in range(6)
    )
    lines = lines_of(text)
    whole = shape(RENDERER.split(lines, first_chunk=10_000))
    assert shape(RENDERER.split(lines, first_chunk=1)) == whole
    assert shape(RENDERER.split(lines, first_chunk=5)) == whole


@pytest.mark.parametrize("seed", range(150))
def test_splitting_may_begin_at_any_block(seed: int) -> None:
    text = "".join(random_markdown.blocks(seed * 10 + part) + "\n\n" for part in range(5))
    lines = lines_of(text)
    whole = shape(RENDERER.split(lines))
    for number, (start, *_) in enumerate(whole):
        assert shape(RENDERER.split(lines, start)) == whole[number:]


def test_block_lines_cover_everything_but_blank_lines() -> None:
    lines = lines_of("# a\n\n\npara\nmore\n- x\n\n\n  y\n\n```\n\n\n```\n")
    covered = {line for block in RENDERER.split(lines) for line in range(block.start_line, block.end_line)}
    assert {number for number, line in enumerate(lines) if line} <= covered
    assert 1 not in covered


def test_a_shortcode_over_several_lines_is_one_block() -> None:
    lines = lines_of("a\n\n{{< details >}}\n\n# not a heading of the page\n\n{{< /details >}}\n\nb\n")
    assert [(b.start_line, b.end_line) for b in RENDERER.split(lines)] == [(0, 1), (2, 7), (8, 9)]


def test_an_unclosed_fence_runs_to_the_end() -> None:
    blocks = list(RENDERER.split(lines_of("a\n\n```\nb\n\nc\n")))
    assert [(b.start_line, b.end_line) for b in blocks] == [(0, 1), (2, 6)]


def test_restart_goes_back_two_blocks_and_to_blocks_that_read_to_the_end() -> None:
    blocks = list(RENDERER.split(lines_of("a\n\nb\n\nc\n\nd\n\ne\n")))
    assert restart_index(blocks, 8) == 2
    assert restart_index(blocks, 0) == 0
    blocks = list(RENDERER.split(lines_of("{{< own >}}\n\nb\n\nc\n\nd\n\ne\n")))
    assert blocks[0].reads_to_end
    assert restart_index(blocks, 8) == 0


def test_only_the_first_divider_divides() -> None:
    blocks = list(RENDERER.split(lines_of("a\n\n<!--more-->\n\nb\n\nc <!--more--> d\n")))
    assert [block.divider for block in blocks] == ["", "first", "later"]
    assert dividers_in_order(blocks)
    assert not dividers_in_order(blocks[2:])


def test_definitions_are_found_while_splitting() -> None:
    blocks = list(RENDERER.split(lines_of("[A  b]: /u 'T'\n\n> [c]: <d>\n\n[^n]: note\n")))
    assert blocks[0].references == {"a b": ("/u", "T")}
    assert blocks[1].references == {"c": ("d", None)}
    assert blocks[2].footnotes == ("n",)


def test_equal_texts_have_equal_digests() -> None:
    first, second, third = RENDERER.split(lines_of("a\n\na\n\nb\n"))
    assert first.digest == second.digest != third.digest
