"""Fault 50: names with a newline, emoji, 255 bytes, invalid UTF-8: listed safely, watched, and told apart."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from editor import cli
from tests.faults.watching import make_site
from tests.site.watching.heard import watching

NAMES = [
    b"new\nline.md",
    "👩‍🚀 🇹🇼.md".encode(),
    b"x" * 252 + b".md",
    b"latin-\xe9.md",
    b"\x1b[31mred\x1b[0m.md",
    b"tab\there.md",
    b"-rf.md",
    b"a;b&c|d.md",
    "\u202egpj.md".encode(),
    "全形　空白.md".encode(),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = make_site(tmp_path / "site", 0)
    for name in NAMES:
        (root / "content" / os.fsdecode(name)).write_bytes(b"---\ntitle: T\n---\n")
    return root


def test_fault_50_json_gives_every_name_back(site: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["list", "--json", str(site)]) == 0

    entries = json.loads(capfdbinary.readouterr().out)

    assert sorted(os.fsencode(entry["path"]) for entry in entries) == sorted(
        b"content/" + name for name in NAMES
    )


def test_fault_50_the_table_has_one_line_each_and_no_control_characters(
    site: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.run(["list", str(site)]) == 0

    out = capfdbinary.readouterr().out.decode("utf-8")

    lines = out.removesuffix("\n").split("\n")
    assert len(lines) == len(NAMES)
    assert all(char.isprintable() or char in "\u200d\u3000" for line in lines for char in line)


def test_fault_50_they_are_watched(tmp_path: Path) -> None:
    with watching(tmp_path) as heard:
        for name in NAMES:
            path = tmp_path / os.fsdecode(name)
            path.write_bytes(b"x")
            heard.wait_for_change("created", path)
            path.write_bytes(b"y")
            heard.wait_for_change("edited", path)
            path.unlink()
            heard.wait_for_change("removed", path)
