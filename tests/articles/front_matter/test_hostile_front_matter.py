"""Front matter made to harm: bounded in memory, never a crash, read or refused in plain words."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MEMORY = 512 << 20  # bytes of address space for the reading process, Python and libyaml included


def yaml(text: str) -> str:
    return f"---\n{text}\n---\n"


def toml(text: str) -> str:
    return f"+++\n{text}\n+++\n"


BLOCKS = {
    "brackets": yaml("a: " + "[" * 30_000),
    "brackets on lines": yaml("a: " + "[\n" * 30_000),
    "braces": yaml("a: " + "{a: " * 30_000),
    "dashes": yaml("a:\n " + "- " * 30_000),
    "question marks": yaml("? " * 30_000),
    "indentation": yaml("\n".join(" " * depth + "a:" for depth in range(1_000))),
    "quoted brackets": yaml("a: " + '["]", ' * 30_000),
    "alias bomb": yaml(
        "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        + "\n".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10))
    ),
    "merge chain": yaml(
        "a0: &a0 {x: 1}\n" + "\n".join(f"a{i}: &a{i}\n  <<: [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))
    ),
    "wide merges": yaml(
        "b: &b {"
        + ",".join(f"k{i}: 1" for i in range(3_000))
        + "}\n"
        + "\n".join(f"m{i}:\n  <<: *b" for i in range(3_000))
    ),
    "itself": yaml("a: &a [*a]\nb: &b {b: *b}"),
    "keys": yaml("\n".join(f"k{i}: v" for i in range(50_000))),
    "anchors": yaml("\n".join(f"k{i}: &a{i} 1" for i in range(30_000))),
    "one long key": yaml("a" * 200_000 + ": 1"),
    "backslashes": yaml('a: "' + "\\" * 100_000),
    "colons": yaml("a: " + ": " * 100_000),
    "tabs": yaml("a:\n" + "\t" * 100_000),
    "tabs after dashes": yaml("a:\n" + "  -\tx\n" * 20_000),
    "digits": yaml("a: " + "1" * 500_000),
    "escaped halves": yaml('a: "' + "\\ud83d\\ude00" * 20_000 + '"'),
    "control characters": yaml('a: "' + "\x07" * 50_000 + '"'),
    "two megabytes": yaml("a: " + "x" * 2_000_000),
    "toml brackets": toml("a = " + "[" * 30_000),
    "toml braces": toml("a = " + "{a=" * 30_000),
    "toml dots": toml(".".join(["a"] * 20_000) + " = 1"),
    "toml tables": toml("\n".join(f"[{'.'.join(['a'] * depth)}]" for depth in range(1, 500))),
    "toml digits": toml("a = " + "1" * 500_000),
    "toml quotes": toml('a = """' + '"' * 100_000),
    "toml items": toml("[[a]]\nb = 1\n" * 20_000),
    "json brackets": '{"a":' + "[" * 30_000 + "]" * 30_000 + "}",
    "json braces": '{"a":' * 30_000 + "1" + "}" * 30_000,
    "json digits": '{"a":' + "1" * 500_000 + "}",
    "json backslashes": '{"a":"' + "\\" * 500_001,
    "json never closed": '{"a":"' + "x" * 500_001,
}
READ = {"itself", "keys", "anchors", "digits", "tabs after dashes", "toml items"}

READER = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
for name, text in json.load(sys.stdin).items():
    article = Article.from_bytes(text.encode())
    assert article.to_bytes() == text.encode()
    try:
        front_matter = FrontMatter.read(article.header)
    except FrontMatterError as error:
        print(json.dumps([name, error.message]))
        continue
    try:
        front_matter.set("fresh", 1)
        front_matter.set(next(iter(front_matter.fields)), "new")
    except FrontMatterRefused:
        pass
    print(json.dumps([name, ""]))
"""


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    """Name -> complaint or "" of all blocks, read by one process of little memory."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(MEMORY)],
        input=json.dumps(BLOCKS),
        capture_output=True,
        text=True,
        check=False,
    )
    answered = dict(json.loads(line) for line in done.stdout.splitlines())
    missing = [name for name in BLOCKS if name not in answered]
    assert not missing, f"ended at {missing[0]!r} with status {done.returncode}: {done.stderr[-500:]}"
    return answered


@pytest.mark.parametrize("name", BLOCKS)
def test_hostile_front_matter(name: str, answers: dict[str, str]) -> None:
    assert (answers[name] == "") == (name in READ)
    assert answers[name] == "" or answers[name].endswith(".")
