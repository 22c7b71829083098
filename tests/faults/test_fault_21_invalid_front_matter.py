"""Fault 21: front matter that does not parse can be written around and by hand, and is never rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest

BROKEN = [
    "---\ntitle: a: b\n---\n",
    "---\ntags: [a, b\n---\n",
    "---\n\ttitle: tab\n---\n",
    "+++\ntitle = unquoted\n+++\n",
    '{\n"title": "a",,\n}\n',
]


@pytest.mark.parametrize("header", BROKEN)
def test_fault_21_the_block_stays_byte_for_byte(start, site: Path, header: str) -> None:
    path = site / "content" / "posts" / "broken.md"
    path.write_bytes(header.encode() + b"\ntext\n")
    driver = start(path)
    QTest.keyClicks(driver.pane, "words ")
    driver.save()
    assert path.read_bytes() == header.encode() + b"words \ntext\n"
    # By hand it is mended, as one undo step.
    mended = "---\ntitle: mended\n---\n"
    driver.article.set_header(mended, "by hand")
    driver.save()
    assert path.read_bytes() == mended.encode() + b"words \ntext\n"
    driver.article.undo_stack.undo()
    driver.save()
    assert path.read_bytes() == header.encode() + b"words \ntext\n"
