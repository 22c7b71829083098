"""Faults 16 to 20 and 22: what is on disk after a save is what was there but for what the author changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor import cli
from editor.articles.article import Article
from editor.articles.storage.files import read, write

FILES = {
    "crlf": b"---\r\ntitle: x\r\n---\r\n\r\nOne word.\r\n",
    "cr": b"---\rtitle: x\r---\rOne word.\r",
    "mixed": b"---\ntitle: x\r\n---\r\nOne word.\nTwo\r\nThree\r",
    "bom": b"\xef\xbb\xbf---\ntitle: x\n---\nOne word.\n",
    "no last line end": b"---\ntitle: x\n---\nOne word.",
    "odd characters": "---\ntitle: x\n---\nOne word. \u00a0\u2028\u2029e\u0301 👩\u200d👧\u3000\n".encode(),
    "empty lines": b"\n\n---\ntitle: x\n---\n\n\n\nOne word.\n\n\n",
    "front matter only": b"---\ntitle: x\n---\n",
    "no front matter": b"One word.\n",
    "unclosed": b"---\ntitle: x\n\nOne word.\n",
    "unreadable front matter": b"---\ntitle: a: b\n---\nOne word.\n",
    "empty": b"",
}


@pytest.mark.parametrize("name", FILES)
def test_one_word_changed_in_the_editor(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(FILES[name])
    stored = read(path)
    article = Article.from_bytes(stored.data)
    edited = article.with_editor_body(article.editor_body.replace("word", "letter"))
    write(path, edited.with_editor_header(article.editor_header).to_bytes(), expected=stored.fingerprint)
    assert path.read_bytes() == FILES[name].replace(b"word", b"letter")


@pytest.mark.parametrize("name", FILES)
def test_saved_without_a_change(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(FILES[name])
    os.utime(path, ns=(10**18, 10**18))
    before = path.stat()
    stored = read(path)
    article = Article.from_bytes(stored.data)
    saved = article.with_editor_body(article.editor_body).with_editor_header(article.editor_header)
    write(path, saved.to_bytes(), expected=stored.fingerprint)
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ino, path.read_bytes()) == (
        before.st_mtime_ns,
        before.st_ino,
        FILES[name],
    )


@pytest.mark.parametrize("name", FILES)
def test_one_field_changed(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(FILES[name])
    status = cli.run(["set", "title=new", str(path)])
    if name in ("unclosed", "unreadable front matter"):
        assert (status, path.read_bytes()) == (1, FILES[name])
    elif name in ("empty", "no front matter"):
        assert (status, path.read_bytes()) == (0, b"---\ntitle: new\n---\n" + FILES[name])
    else:
        assert (status, path.read_bytes()) == (0, FILES[name].replace(b"title: x", b"title: new"))


@pytest.mark.parametrize("data", [b"caf\xe9\n", "文字".encode("utf-16"), b"a\0b\n", bytes(range(256))])
def test_what_is_no_utf8_text_is_read_only_and_lossless(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    article = Article.from_bytes(read(path).data)
    assert article.read_only_reason
    assert article.to_bytes() == data
    assert cli.run(["set", "title=new", str(path)]) == 1
    assert path.read_bytes() == data


def test_any_name(tmp_path: Path) -> None:
    for name in ("a\nb.md", "😀.md", "x" * 252 + ".md", os.fsdecode(b"\xff.md")):
        path = tmp_path / name
        write(path, b"one")
        write(path, b"two", expected=b"one")
        assert read(path).data == b"two"
