"""One article as bytes: its front matter block and its body, given back exactly as they came.

On the start-up path: nothing here may import a front matter parser.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

UTF8_BOM = b"\xef\xbb\xbf"

# What a QTextDocument turns into a block boundary, and so what the editor form writes as "\n".
# U+2028 is no boundary there and stays a character.
LINE_END = re.compile("\r\n|[\n\r\u2029\ufdd0\ufdd1]")

# Hugo skips these before front matter (parser/pageparser/pagelexer_intro.go).
_LEADING = re.compile("[ \t\n\v\f\r\ufeff]*")
_AFTER_DELIMITER = re.compile("[ \t]*(?:\r\n|\n|\r|\\Z)")
_JSON_MARK = re.compile(r'\\.|[{}"]', re.DOTALL)
_BLANK_LINE = re.compile(r"(?:\r\n|[\n\r])[ \t]*(?:\r\n|[\n\r]|\Z)")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

# Beyond this many line pairs, the line ends of a rewritten stretch are taken from its neighbours.
_DIFF_LIMIT = 4_000_000


@dataclass(frozen=True, slots=True)
class FrontMatterBlock:
    """Where front matter stands in a text: offsets in characters.

    `start` and `end` enclose what the parser of `format` reads (for JSON with its braces), `stop` is where the
    body begins. `problem` says in one sentence why Hugo finds no end of it, "" when it does.
    """

    format: str
    start: int
    end: int
    stop: int
    problem: str = ""


NO_BLOCK = FrontMatterBlock("", 0, 0, 0)


def find_block(text: str) -> FrontMatterBlock:
    """Find the front matter of a text by Hugo's rules (not python-frontmatter's, which differ on `----` and blanks).

    An unclosed block ends before its first blank line, so that the rest stays editable as the body; its
    `problem` is set.
    """
    leading = _LEADING.match(text)
    lead = leading.end() if leading else 0
    opening = text[lead : lead + 3]
    if opening == "---":
        return _find_fenced(text, lead, "yaml", "---")
    if opening == "+++":
        return _find_fenced(text, lead, "toml", "+++")
    if opening[:1] == "{":
        return _find_json(text, lead)
    if opening[:1] in ("-", "+"):
        what = f"The text begins with {opening[0]}, which Hugo takes for front matter: give the article front matter."
        return FrontMatterBlock("", 0, 0, 0, what)
    return NO_BLOCK


def _find_fenced(text: str, lead: int, name: str, fence: str) -> FrontMatterBlock:
    start = lead + 3
    opened = start
    for mark in "\r\n":
        if text.startswith(mark, opened):
            opened += 1
    if opened > start and text.startswith(fence, opened):
        end = opened
    else:
        found = [at for at in (text.find("\n" + fence, start), text.find("\r" + fence, start)) if at >= 0]
        if not found:
            what = f"The front matter that begins with {fence} is never closed: no line begins with {fence} after it."
            return _unclosed(text, name, opened, start, what)
        end = min(found) + 1
    closing = _AFTER_DELIMITER.match(text, end + 3)
    return FrontMatterBlock(name, opened, end, closing.end() if closing else end + 3)


def _find_json(text: str, lead: int) -> FrontMatterBlock:
    level, quoted = 0, False
    for mark in _JSON_MARK.finditer(text, lead):
        sign = mark[0]
        if sign == '"':
            quoted = not quoted
        elif quoted or sign[0] == "\\":
            continue
        else:
            level += 1 if sign == "{" else -1
            if level == 0:
                end = mark.end()
                closing = _AFTER_DELIMITER.match(text, end)
                return FrontMatterBlock("json", lead, end, closing.end() if closing else end)
    return _unclosed(
        text, "json", lead, lead, "The front matter that begins with { is never closed by its }."
    )


def _unclosed(text: str, name: str, start: int, after: int, problem: str) -> FrontMatterBlock:
    blank = _BLANK_LINE.search(text, after)
    if blank is None:
        return FrontMatterBlock(name, start, len(text), len(text), problem)
    line_end = LINE_END.match(text, blank.start())
    stop = line_end.end() if line_end else blank.end()
    return FrontMatterBlock(name, start, stop, stop, problem)


@dataclass(frozen=True, slots=True)
class Article:
    """An article: `to_bytes` of `from_bytes` is the identity for any bytes.

    header: the front matter block with leading blank lines, delimiters and the line end after the closing one.
    body: the rest, exactly. read_only_reason: "" or one sentence why the file must not be written.
    """

    header: str = ""
    body: str = ""
    encoding: str = "utf-8"
    bom: bytes = b""
    read_only_reason: str = ""

    @classmethod
    def from_bytes(cls, data: bytes) -> Article:
        """Read a file's bytes; never raises: what is not UTF-8 text comes back read-only and lossless."""
        bom = UTF8_BOM if data.startswith(UTF8_BOM) else b""
        try:
            text = data[len(bom) :].decode("utf-8")
        except UnicodeDecodeError as error:
            return cls._from_other_encoding(data, error)
        reason = "The file holds NUL bytes, so it is no text file." if "\0" in text else ""
        stop = find_block(text).stop
        return cls(text[:stop], text[stop:], "utf-8", bom, reason)

    @classmethod
    def _from_other_encoding(cls, data: bytes, error: UnicodeDecodeError) -> Article:
        for bom, encoding, name in (
            (b"\xff\xfe", "utf-16-le", "UTF-16"),
            (b"\xfe\xff", "utf-16-be", "UTF-16"),
            (b"", "big5", "Big5"),
            (b"", "gb18030", "GB 18030"),
        ):
            if not data.startswith(bom) or (not bom and not _looks_double_byte(data)):
                continue
            try:
                text = data[len(bom) :].decode(encoding)
                if bom + text.encode(encoding) != data:
                    continue
            except UnicodeError:
                continue
            stop = find_block(text).stop
            reason = f"The file looks like {name}, and Hugo reads only UTF-8: convert it to UTF-8 to edit it."
            return cls(text[:stop], text[stop:], encoding, bom, reason)
        line = data.count(b"\n", 0, error.start) + 1
        reason = (
            "The file holds NUL bytes, so it is no text file."
            if b"\0" in data
            else f"The file is not UTF-8 (line {line}), and Hugo reads only UTF-8: convert it to edit it."
        )
        text = data.decode("latin-1")
        stop = find_block(text).stop
        return cls(text[:stop], text[stop:], "latin-1", b"", reason)

    def to_bytes(self) -> bytes:
        """Return the file's bytes."""
        return self.bom + (self.header + self.body).encode(self.encoding)

    @property
    def problem(self) -> str:
        """Why Hugo finds no front matter that ends here, in one sentence, or ""."""
        return find_block(self.header or self.body[:4096]).problem

    @property
    def newline(self) -> str:
        """The line end the file begins with; "\\n" for a file of one line."""
        found = LINE_END.search(self.header) or LINE_END.search(self.body)
        return found[0] if found and found[0] in ("\r\n", "\n", "\r") else "\n"

    @property
    def editor_header(self) -> str:
        """The header with "\\n" line ends only."""
        return fold_line_ends(self.header)

    @property
    def editor_body(self) -> str:
        """The body with "\\n" line ends only, as a QTextDocument holds it."""
        return fold_line_ends(self.body)

    def with_editor_body(self, text: str) -> Article:
        """Take an edited body: unchanged lines keep their own line end, new ones take their neighbours'."""
        return replace(self, body=restore_line_ends(self.body, text, self.newline))

    def with_editor_header(self, text: str) -> Article:
        """Take an edited header in the editor's form; line ends as in `with_editor_body`."""
        return replace(self, header=restore_line_ends(self.header, text, self.newline))

    def with_header(self, header: str) -> Article:
        """Take a header as it shall stand in the file."""
        return replace(self, header=header)


def _looks_double_byte(data: bytes) -> bool:
    """Whether so much of a text is above ASCII that it is more likely Chinese than accented Latin."""
    sample = data[:65536].translate(None, b" \t\r\n")
    return len(sample.translate(None, bytes(range(128)))) * 4 > len(sample)


def fold_line_ends(text: str) -> str:
    """Write every line end that a QTextDocument knows as "\\n"."""
    # Large texts pass here, and a search that finds each line of them keeps the whole program waiting.
    return text if _has_only_newlines(text) else LINE_END.sub("\n", text)


def _has_only_newlines(text: str) -> bool:
    return not any(end in text for end in "\r\u2029\ufdd0\ufdd1")


def restore_line_ends(old: str, new: str, newline: str) -> str:
    r"""Give the "\n" text `new` the line ends of `old`: matched lines their own, others their neighbour's.

    `newline` is for a text without any. Half a surrogate pair, which no file can hold, becomes U+FFFD.
    """
    try:
        new.encode()
    except UnicodeEncodeError:
        new = _LONE_SURROGATE.sub("\ufffd", new)
    if _has_only_newlines(old):
        return new if "\n" in old or newline == "\n" else new.replace("\n", newline)
    ends = LINE_END.findall(old)
    kinds = set(ends)
    if len(kinds) <= 1:
        end = ends[0] if ends else newline
        return new if end == "\n" else new.replace("\n", end)
    old_lines = LINE_END.split(old)
    new_lines = new.split("\n")
    if old_lines == new_lines:
        return old
    matched = _match_lines(old_lines, new_lines)
    chosen: list[str | None] = [ends[at] if at is not None and at < len(ends) else None for at in matched]
    previous = next((end for end in chosen if end), ends[0])
    pieces: list[str] = []
    for line, own in zip(new_lines[:-1], chosen, strict=False):
        previous = own or previous
        pieces += (line, previous)
    return "".join(pieces) + new_lines[-1]


def _match_lines(old: list[str], new: list[str]) -> list[int | None]:
    """For each new line the old line that it is or was, or None."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    matched: list[int | None] = [
        *range(head),
        *([None] * (len(new) - head - tail)),
        *range(len(old) - tail, len(old)),
    ]
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    steps: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old_middle), 0, len(new_middle))]
    if len(old_middle) * len(new_middle) <= _DIFF_LIMIT:
        # Imported late: only files of mixed line ends need it, and start-up must not pay.
        from difflib import SequenceMatcher

        steps = SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_opcodes()
    for _, a, b, c, d in steps:
        # An edited line is still that line.
        matched[head + c : head + c + min(b - a, d - c)] = range(head + a, head + a + min(b - a, d - c))
    return matched
