"""Whether a block that was split anew is the one that stood there before."""

from __future__ import annotations

from editor.markup.blocks.splitting import Block


def are_alike(old: Block, new: Block, moved: int) -> bool:
    """Whether a block is the one before, `moved` lines further down."""
    return (
        old.start_line + moved == new.start_line
        and old.text == new.text
        # The same lines can mean something else when other lines follow: a shortcode that is closed there, say.
        and [(token.type, token.content) for token in old.tokens]
        == [(token.type, token.content) for token in new.tokens]
        and (old.calls, old.problems, old.divider, old.reads_to_end)
        == (new.calls, new.problems, new.divider, new.reads_to_end)
    )
