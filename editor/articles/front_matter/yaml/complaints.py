"""libyaml's complaints in the author's words."""

from __future__ import annotations

import yaml

from editor.articles.front_matter.nodes import SourceError

_WORDS_FOR = (
    ("mapping values are not allowed", "A colon and a space inside a value: put the value in quotes."),
    (
        "cannot start any token",
        "A tab, or a sign with a meaning of its own, begins this value: indent with spaces, or use quotes.",
    ),
    ("did not find expected key", "This line does not fit: check its indentation and the quotes before it."),
    ("could not find expected ':'", "A colon is missing after the key on this line."),
    ("unexpected end of stream", "A quote or a bracket is opened and never closed."),
    ("expected ',' or ']'", "A comma or the closing ] of this list is missing."),
    ("expected ',' or '}'", "A comma or the closing } of this map is missing."),
    (
        "unknown escape",
        "An unknown escape after a backslash: write \\\\ for a backslash, or use single quotes.",
    ),
    ("expected <block end>", "This line does not fit: check its indentation and the quotes before it."),
    ("sequence entries are not allowed", "A list item (- …) cannot begin here: put it on the next line."),
    ("tab character", "A tab is used as indentation: use spaces."),
    ("alphabetic or numeric", "* and & begin a reference: put the value in quotes."),
    ("special characters are not allowed", "A control character that YAML does not allow."),
)


def explain_yaml(error: yaml.MarkedYAMLError) -> SourceError:
    """Put libyaml's complaint into the author's words, at the place where reading stopped."""
    problem = error.problem or error.context or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    offset = mark.index if mark else 0
    if "end of stream" in problem and error.context_mark:
        # The end of the block helps nobody: say where the quote or bracket was opened.
        offset = error.context_mark.index
    for part, words in _WORDS_FOR:
        if part in problem:
            return SourceError(words, offset)
    return SourceError(f"The YAML cannot be read here: {problem}.", offset)
