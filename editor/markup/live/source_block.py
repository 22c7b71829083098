"""A block that cannot be split or rendered, shown as its source text."""

from __future__ import annotations

from html import escape

from markdown_it.token import Token

from editor.articles.problems import Problem
from editor.markup.assembly import Part, RenderedBlock
from editor.markup.blocks.splitting import Block

SHOWN_SOURCE = 20_000
"""Characters of a block's source that are shown where the block cannot be rendered."""
SOURCE = Token("source", "", 0)
"""Marks a block that could not even be split."""


def as_source(block: Block) -> RenderedBlock:
    """A block as its plain source text, for one that cannot be rendered."""
    text = block.text if len(block.text) <= SHOWN_SOURCE else block.text[:SHOWN_SOURCE] + "…"
    problem = Problem(
        "warning",
        "not-rendered",
        "This block is too large or too deeply nested to be shown in the preview; it is shown as text.",
        0,
        block.end_line - block.start_line,
    )
    html = f'<pre class="ink-source"><code>{escape(text, quote=False)}</code></pre>\n'
    return RenderedBlock(Part(html), problems=(problem,))
