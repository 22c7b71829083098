"""Random Markdown for comparing with Hugo: pieces that meet in ways no author thinks of. Seeded, so runs repeat."""

from __future__ import annotations

import random

INLINE = [
    "a", "b c", "word", "中文", "。", "，", "「", "」", "**", "*", "_", "__", "~", "~~", "`", "``", "[", "]", "(", ")", "![", "](/u)",
    '](<a b> "t")', "<b>", "</b>", "<!-- c -->", "<http://x.yz>", "http://a.bc/d", "www.x.com", "q@w.er", "\\", "\\*", "&amp;", "&#39;",
    "&copy;", "'", '"', "--", "---", "...", "<<", ">>", "!", ":", "[^1]", "[ref]", "[text][ref]", "[ref][]", "|", "\\|", "  \n", "\\\n",
    "\n", "\n", " ", "\t", "1", "'s", "#", "=", "+", "{.x}", "$", "é", "😀", "\u3000", "\u00a0", "(http://e.fg)", "https://例.com", "x_y_z",
    "]:", "{", "}", "^2^", "==m==", "++i++", "$x$", "$$y$$", "\\(z\\)", ":smile:", "한글",
]  # fmt: skip
BLOCKS = [
    "- ", "* ", "+ ", "1. ", "2) ", "> ", "# ", "## ", "    ", "  ", "   ", "\t", "```\n", "~~~ py\n", "---\n", "***\n", "===\n", "\n",
    "\n\n", "| a | b |\n|---|:-:|\n", "a|b\n-|-\n", "[^1]: note\n", "[^2]: ", ": def\n", ":   def\n", "<div>\n", "</div>\n", "<!-- x\n",
    "-->\n", "<p>", "<b>\n", "- [ ] ", "- [x] ", "10. ", "* * *\n", "text\n", "<script>\n", "</script>\n", "<br/>\n", "{#id .c}\n",
    "Setext\n===\n", "Term\n: desc\n", "\n    code\n",
]  # fmt: skip
DEFINITIONS = "\n\n[ref]: /url 'title'\n\n[^1]: note\n"


def inline(seed: int, size: int = 9) -> str:
    """A paragraph of random inline pieces, with a reference and a footnote defined below it."""
    draw = random.Random(seed)
    return _plain("x " + "".join(draw.choice(INLINE) for _ in range(draw.randint(2, size))) + DEFINITIONS)


def blocks(seed: int, size: int = 9) -> str:
    """A few random blocks, broken into one another."""
    draw = random.Random(seed)
    parts = []
    for _ in range(draw.randint(2, size)):
        parts.append(draw.choice(BLOCKS if draw.random() < 0.45 else INLINE))
        parts.append("\n" if draw.random() < 0.15 else "")
    return _plain("".join(parts) + "\n")


def _plain(text: str) -> str:
    """Take a shortcode apart that came of two pieces: Hugo builds no page at all when it does not know one."""
    return text.replace("{{<", "{ {<")
