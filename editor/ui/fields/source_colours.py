"""Colours raw front matter by Pygments' tokens, bounded in length."""

from __future__ import annotations

from collections.abc import Container

from pygments.lexer import Lexer
from pygments.lexers.configs import TOMLLexer
from pygments.lexers.data import JsonLexer, YamlLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, String, Token
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor.ui.common import tokens
from editor.ui.common.palette import Palette
from editor.ui.common.raw_text import raw_text
from editor.ui.common.text_patch import utf16_length

_MOST_CHARACTERS = 20_000
"""Longer blocks stay plain: Pygments' time is not bounded by their length."""

_COLOURS: tuple[tuple[Container[object], tokens.Token], ...] = (
    (Comment, "code_comment"),
    (Name.Tag, "code_name"),
    (Name, "code_name"),
    (String, "code_string"),
    (Number, "code_number"),
    (Literal.Date, "code_number"),
    (Literal.Scalar, "ink"),
    (Keyword, "code_keyword"),
)
_PUNCTUATION: Container[object] = Token.Punctuation


class SourceColours(QSyntaxHighlighter):
    """Lexes the whole block once per change and colours it line by line."""

    def __init__(self, document: QTextDocument, palette: Palette) -> None:
        super().__init__(document)
        self._palette = palette
        self._revision = -1
        self._lines: list[list[tuple[int, int, QColor]]] = []

    def refresh(self) -> None:
        """Take over the palette's colours."""
        self._revision = -1
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        document = self.document()
        if document.revision() != self._revision:
            self._revision = document.revision()
            self._lines = self._lex(raw_text(document))
        number = self.currentBlock().blockNumber()
        spans = self._lines[number] if number < len(self._lines) else []
        for start, length, colour in spans:
            style = QTextCharFormat()
            style.setForeground(colour)
            self.setFormat(start, length, style)
        # A state of its own per look makes Qt go on to the lines below that look otherwise now.
        self.setCurrentBlockState(hash(tuple((s, n, c.rgb()) for s, n, c in spans)) & 0x7FFFFFFF)

    def _lex(self, text: str) -> list[list[tuple[int, int, QColor]]]:
        lines: list[list[tuple[int, int, QColor]]] = [[]]
        if len(text) > _MOST_CHARACTERS:
            return lines
        column = 0
        for token, value in _lexer_for(text).get_tokens(text):
            colour = self._colour_of(token)
            for index, part in enumerate(value.split("\n")):
                if index:
                    lines.append([])
                    column = 0
                length = utf16_length(part)
                if colour is not None and length:
                    lines[-1].append((column, length, colour))
                column += length
        return lines

    def _colour_of(self, token: object) -> QColor | None:
        for kind, name in _COLOURS:
            if token in kind:
                return self._palette.colour(name)
        return self._palette.colour("ink_faint") if token in _PUNCTUATION else None


def _lexer_for(text: str) -> Lexer:
    start = text.lstrip()[:3]
    lexer = TOMLLexer if start == "+++" else JsonLexer if start[:1] == "{" else YamlLexer
    # Every character must come back, or the places would be wrong.
    return lexer(stripnl=False, ensurenl=False)
