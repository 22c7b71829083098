"""What Hugo reads in single values: YAML scalars and structures, TOML and JSON values, dates."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from editor.articles.dates import parse_date
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from tests.hugo.fields_by_hugo import lowered, read_by_hugo
from tests.hugo.test_front_matter import expected_by_hugo

pytestmark = pytest.mark.hugo

# The table of what surprises: YAML 1.1 has other values for most of these.
TABLE = ["yes", "no", "on", "off", "y", "n", "12:30:45", "0123", "0x1F", "1_000", "1.0", "~", "2024-05-01"]
SCALARS = [
    *TABLE,
    *[
        "Yes",
        "TRUE",
        "True",
        "true",
        "tRue",
        "FALSE",
        "null",
        "Null",
        "NULL",
        "nUll",
        ".inf",
        "-.inf",
        "+.inf",
        ".Inf",
        ".NaN",
        ".nan",
        "12:30",
        "089",
        "0X1F",
        "0o17",
        "0O17",
    ],
    *[
        "0b11",
        "0b2",
        "_1",
        "1__0",
        "1_",
        "1.",
        ".5",
        "-.5",
        "+.5",
        "-1",
        "+1",
        "+-1",
        "-+1",
        "--1",
        "1e3",
        "1E3",
        "1.5e3",
        "1e-3",
        "1.e3",
        "1.5E+3",
        "-0",
        "+0",
        "00",
        "0",
        "0.0",
        "-0.0",
    ],
    *[
        "1.2.3",
        "2024",
        "08",
        "-010",
        "+010",
        "-0x1F",
        "0x",
        "0x1_F",
        "0x_1",
        "0_1",
        "0_x1",
        "1_0.5",
        "0.1_0",
        "._5",
        "1._5",
        "0.e",
        "12e",
        ".",
        "..",
        "+",
        "=",
        "<<",
        "1-",
        "1a",
    ],
    *["18446744073709551615", "18446744073709551616", "9223372036854775807", "-9223372036854775808"],
    *[
        "-9223372036854775809",
        "1.5e400",
        "0xFFFFFFFFFFFFFFFF",
        "0xFFFFFFFFFFFFFFFFF",
        "infinity",
        "inf",
        "nan",
        "0x1.8p3",
        "1,000",
    ],
    *[
        "2024-05-01T10:00:00+08:00",
        "a:b",
        "http://x.y/z",
        "::a",
        ":a",
        "-a",
        "?a",
        "a|b",
        "a#b",
        "C#",
        "｛a｝",
        "「a」",
        "１２",
        "１.５",
    ],
    "2024-05-01 10:00:00",
    "",
    "# only a comment",
    "a #c",
    'a "b"',
    "a & b",
    "a, b",
    "a]",
    "a\tb",
    "a  b",
    "\ta",
    "a\t# c",
    "a\u00a0",
    "\u3000a",
    "a\u0085b",
    "a\u2028b",
    "a\u0007b",
    "a\ufeffb",
    '".5"',
    "'1'",
    "'it''s'",
    r'"a\tb\u4e2d\x41\U0001F600\/\N\_\L\P\e\0"',
    r'"\ud83d\ude00"',
    '"a"#c',
    "!!str 1",
    "!!float 1",
    "!!bool yes",
    "!!null x",
    "!!binary aGk=",
    "!foo x",
    "&x a",
    "a\n  b\n\n  c",
    '"a\n  b\n\n  c"',
    "|\n  a\n   b\n",
    "|-\n  a  \n",
    "|+\n  a\n\n",
    "|2\n   a\n",
    ">\n  a\n  b\n\n  c\n",
    ">-\n  a\n   b\n  c\n",
    "[a, 'b', \"c\", 1, 2.5, true, ~, ]",
    "[a,\n  b # c\n]",
    "[http://a.b, c d]",
    "{a: 1, b}",
    "{a:1, 'b':2}",
    "[a: 1]",
    "[]",
    "{}",
]
STRUCTURES = [
    "b: &b {p: 1, q: 2}\nx:\n  <<: *b\n  q: 3\n",
    "b: &b {p: 1, q: 2}\nx:\n  q: 3\n  <<: *b\n",
    "b: &b {p: 1}\nc: &c {p: 9, r: 3}\nx:\n  <<: [*b, *c]\n",
    "x: &a 1\nz: &a 2\ny: *a\n",
    "x: &a [*a]\n",
    "? x\n: 1\n",
    "'x y' : 1\n",
    "x:\n- a\n- b\n",
    "x:\n  -\ta\n  - \tb\n",
    "x:\n  - a: 1\n    b: 2\n  - c\n",
    "x:\n  - - a\n    - b\n",
    "x:\n  -\n    a: 1\n",
    "x: 1\n...\n# c\n",
    "x: 1\n...\nmore\n",
    "...\n",
    "{x: 1, y: [2]}\n",
    "1: a\ntrue: b\n0x10: e\n",
    "  x: 1\n  y: 2\n",
    "x: |\n  a\n # c\ny: 1\n",
    "x: >-\n  a\n\n  # b\ny: 1\n",
    "x:\n\n\n  a\n",
    "",
    "# c\n",
    "x: 1\nx: 2\n",
    "x: {a: 1, a: 2}\n",
    "x: a: b\n",
    "x: @a\n",
    "x: *a\n",
    "x: [a\n",
    'x: "a\n',
    "x: - a\n",
    "x:\n\t- a\n",
    " x: 1\ny: 2\n",
    "x: 1\n y: 2\n",
    "- a\n",
    "a\n",
    "[a]: 1\n",
    "x: |# c\n a\n",
    'x: "\\q"\n',
    # A dash with nothing after it, at the column of the keys, takes in what follows.
    "x:\n-\ny: 1\n",
    "x:\n- a\n- # c\n\ny: 1\nz:\n  q: 1\n",
    "x:\n- &a\ny: 1\n",
    "x:\n- k:\n  -\n  y: 1\n- q\nz: 1\n",
    "x:\n-\ny:\n-\nz: 1\n",
    "x:\n-\ny: 1\nx: 2\n",
    "x:\n-\n<<: {a: 1}\n",
    "x:\n  -\ny: 1\n",
    "x:\n-\n- b\ny: 1\n",
    "x:\n- a:\ny: 1\n",
    "x:\n- - \ny: 1\n",
    # Text over several lines inside braces, and text blocks without text.
    "x: {a: b\n  c}\n",
    "x: {a: [b\n c]}\n",
    "x: [a: b\n c]\n",
    "x: [a\n b]\n",
    'x: {a: "b\n c"}\n',
    "x: {a: b\n}\n",
    "x: |\n\n# c\ny: 1\n",
    "x: >-\n\n\n# c\n",
    # In quotes goccy counts CRLF as two line ends.
    'x: "a\n  b"\n',
    "x: ['a\n\n  b']\n",
    'x: &k "a \\\n  b"\n',
    "x: |\n\n   # c\ny: 1\n",
    "x: |+\n\ny: 1\n",
    "x: |+\n\n\n",
    "x: |\ny: 1\n",
]
TOML = [
    *[
        "1",
        "1.0",
        "1e3",
        "+1",
        "-0",
        "0xFF",
        "0o17",
        "0b1",
        "1_000",
        "inf",
        "nan",
        "true",
        "[]",
        "{}",
        "2024-05-01",
        "2024-05-01T10:00:00",
        "10:00:00",
        "07:30",
    ],
    *["2024-05-01T10:00:00Z", "2024-05-01T10:00:00+08:00", "2024-05-01T10:00Z"],
    "2024-05-01 10:00:00+08:00",
    '"x\\e\\x41"',
    "'''\nx\n'''",
    '"""\nx \\\n   y"""',
    '""" "" """',
    "{b = 1,}",
    "{\n b = 1 }",
    "[1,\n2, # c\n]",
    *["01", "1.", ".5", "True", "yes", "9223372036854775808", "1e400", "2024-13-01"],
    "1 2",
    '"\\ud800"',
]
JSON = [
    *[
        "1",
        "1.0",
        "1e3",
        "-0",
        "true",
        "null",
        "[]",
        "{}",
        '"x"',
        '"\\ud83d"',
        '"\\ud83d\\ude00"',
        '"\\/\\b\\u0041"',
        '{"b":[true,null]}',
    ],
    *["01", ".5", "NaN", "'x'", "[1,]", "{b:1}"],
    '"a\tb"',
]
DATES = [
    *[
        "2024-05-01",
        "2024-05-01T10:00:00",
        "2024-05-01T10:00:00Z",
        "2024-05-01T10:00:00+08:00",
        "2024-05-01T10:00:00+0800",
    ],
    "2024-05-01 10:00:00",
    "2024-05-01 10:00:00Z",
    "2024-05-01 10:00:00+0800",
    "2024-05-01 10:00:00+08:00",
    "2024-05-01 10:00:00 +0800",
    "2024-05-01 10:00:00 +08:00",
    "2024-05-01 10:00:00.5 -0700 MST",
    "2024-05-01T9:00:00",
    "2024-05-01T10:00:00.25+08:00",
    "Wed, 01 May 2024 10:00:00 +0800",
    "Wed, 01 May 2024 10:00:00 CST",
    "01 May 24 10:00 +0800",
    "01 May 24 10:00 CST",
    "Wednesday, 01-May-24 10:00:00 CST",
    "Wed May  1 10:00:00 2024",
    "Wed May  1 10:00:00 CST 2024",
    "Wed May 01 10:00:00 +0800 2024",
    "01 May 2024",
    "01 may 2024",
    "1714550400",
    # What Hugo does not take for a date.
    "2024-05-01 09:30",
    "2024/05/01",
    "2024-5-1",
    "May 1, 2024",
    "2024-02-30",
    "2024-05-01T25:00:00",
    "2024-05-01T10:00:00 +08:00",
    "2024-05-01t10:00:00z",
]


def compare(blocks: list[str], kind: str) -> None:
    """Every block must be read as Hugo reads it, and refused where Hugo refuses it."""
    wrong = []
    for block, page in zip(blocks, read_by_hugo([block.encode() for block in blocks]), strict=True):
        try:
            ours: Any = lowered(expected_by_hugo(dict(FrontMatter.read(block).fields), kind))
        except FrontMatterError as error:
            ours = str(error)
        theirs = (
            page
            if isinstance(page, str)
            else {key: page["params"].get(key) for key in page["params"] if key != "draft"}
        )
        if isinstance(page, str) != isinstance(ours, str) or (
            not isinstance(page, str) and not alike(theirs, ours)
        ):
            wrong.append((block, theirs, ours))
    assert not wrong


def alike(one: Any, other: Any) -> bool:
    """Equality with types, and NaN like itself."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    if isinstance(one, float) and isinstance(other, float) and math.isnan(one):
        return math.isnan(other)
    return type(one) is type(other) and one == other


def test_there_are_fifty_more_than_the_table() -> None:
    assert len(set(SCALARS)) >= len(TABLE) + 50


def test_yaml_scalars() -> None:
    compare([f"---\nx: {scalar}\nq: 1\n---\n" for scalar in SCALARS], "yaml")


def test_yaml_structures() -> None:
    compare([f"---\n{text}---\n" for text in STRUCTURES], "yaml")


def test_yaml_structures_with_other_line_ends() -> None:
    for newline in ("\r\n", "\r"):
        compare([f"---\n{text}---\n".replace("\n", newline) for text in STRUCTURES], "yaml")


def test_toml_values() -> None:
    compare([f"+++\nx = {value}\n+++\n" for value in TOML], "toml")


def test_json_values() -> None:
    compare([f'{{"x": {value}}}\n' for value in JSON], "json")


def test_dates() -> None:
    """Without an offset a date is the site's; the test site says no zone, so it is UTC there and here."""
    blocks = [
        f'---\ndate: "{text}"\n---\n' if not text.isdigit() else f"---\ndate: {text}\n---\n" for text in DATES
    ]
    zone = ZoneInfo("UTC")
    for text, page in zip(DATES, read_by_hugo([block.encode() for block in blocks]), strict=True):
        moment = parse_date(int(text) if text.isdigit() else text, zone)
        if isinstance(page, str):
            assert moment is None, text
            continue
        assert moment is not None, text
        written = moment.isoformat(timespec="microseconds" if moment.microsecond else "seconds")
        assert page["date"] in (("time", written.replace("+00:00", "Z")), ("time", _trimmed(written))), text


def _trimmed(written: str) -> str:
    """A moment with the zeros after its fraction left out, as Go writes it."""
    head, _, tail = written.partition(".")
    fraction, offset = tail[:6].rstrip("0"), tail[6:]
    return f"{head}.{fraction}{offset}".replace("+00:00", "Z")


def test_a_zone_of_the_site_counts_for_dates_without_an_offset() -> None:
    moment = parse_date("2024-05-01", ZoneInfo("Asia/Taipei"))
    assert moment is not None
    assert moment.utcoffset() == timedelta(hours=8)
