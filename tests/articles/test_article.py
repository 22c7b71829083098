"""An article keeps its bytes: encodings, marks and line ends come back as they were."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.articles.article import LINE_END, Article, find_block

BLOCKS = [
    # text, format, what the parser reads, the body
    ("", "", "", ""),
    ("no front matter\n", "", "", "no front matter\n"),
    ("* a list\n", "", "", "* a list\n"),
    ("---\n---\n", "yaml", "", ""),
    ("---\n---", "yaml", "", ""),
    ("---\ntitle: x\n---\nbody", "yaml", "title: x\n", "body"),
    ("---\r\ntitle: x\r\n---\r\nbody", "yaml", "title: x\r\n", "body"),
    ("---\rtitle: x\r---\rbody", "yaml", "title: x\r", "body"),
    ("---\ntitle: x\n---  \t\nbody", "yaml", "title: x\n", "body"),
    ("---\ntitle: x\n---more", "yaml", "title: x\n", "more"),
    ("---\ntitle: x\n----\nbody", "yaml", "title: x\n", "-\nbody"),
    ("--- \ntitle: x\n---\n", "yaml", " \ntitle: x\n", ""),
    ("\n\n \t---\ntitle: x\n---\nbody", "yaml", "title: x\n", "body"),
    ("\ufeff\n---\ntitle: x\n---\nbody", "yaml", "title: x\n", "body"),
    ("---\ntext: |\n  ---\n---\nbody\n---\n", "yaml", "text: |\n  ---\n", "body\n---\n"),
    ("+++\ntitle = 'x'\n+++\nbody", "toml", "title = 'x'\n", "body"),
    ('+++\nx = """\n---\n"""\n+++\nbody', "toml", 'x = """\n---\n"""\n', "body"),
    ('{"a": "}"}\nbody', "json", '{"a": "}"}', "body"),
    ('{"a": "\\"}"} \nbody', "json", '{"a": "\\"}"}', "body"),
    ('{\n"a": {"b": {}}\n}\r\nbody', "json", '{\n"a": {"b": {}}\n}', "body"),
    ("{{< figure >}} text", "json", "{{< figure >}}", " text"),
]


@pytest.mark.parametrize(("text", "kind", "source", "body"), BLOCKS)
def test_front_matter_ends_where_hugo_ends_it(text: str, kind: str, source: str, body: str) -> None:
    block = find_block(text)
    assert (block.format, text[block.start : block.end], text[block.stop :]) == (kind, source, body)
    assert not block.problem


@pytest.mark.hugo
def test_hugo_finds_the_same_bodies(hugo: str, tmp_path: Path) -> None:
    """`.RawContent` of each text is our body, but for blanks behind the closing delimiter."""
    (tmp_path / "content").mkdir()
    (tmp_path / "layouts").mkdir()
    (tmp_path / "hugo.toml").write_text(
        'disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "home", "section"]\n'
    )
    (tmp_path / "layouts/single.html").write_text(
        '{{ with resources.FromString (printf "raw/%s" .File.ContentBaseName) .RawContent }}{{ .Publish }}{{ end }}'
    )
    readable = [
        (text, body) for text, _, _, body in BLOCKS if text[:1] not in ("-", "{") or text[:3] == "---"
    ]
    for number, (text, _) in enumerate(readable):
        (tmp_path / f"content/d{number}.md").write_bytes(text.encode())
    subprocess.run([hugo, "--quiet", "--source", str(tmp_path)], check=True, capture_output=True)
    for number, (text, body) in enumerate(readable):
        raw = (tmp_path / f"public/raw/d{number}").read_bytes().decode()
        assert raw.lstrip(" \t\r\n") == body.lstrip(" \t\r\n"), text


@pytest.mark.parametrize(
    ("text", "header"),
    [
        ("---\ntitle: x\n\nThe body begins.\n", "---\ntitle: x\n"),
        ("---\n\nA rule, and no front matter.\n", "---\n"),
        ("---\ntitle: x", "---\ntitle: x"),
        ("+++\ntitle = 'x'\r\n\r\nbody", "+++\ntitle = 'x'\r\n"),
        ('{\n"title": "x"\n\nbody', '{\n"title": "x"\n'),
    ],
)
def test_an_unclosed_block_leaves_the_body_to_be_written(text: str, header: str) -> None:
    block = find_block(text)
    assert "never closed" in block.problem
    article = Article.from_bytes(text.encode())
    assert article.header == header
    assert article.to_bytes() == text.encode()


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_any_bytes_come_back(data: bytes) -> None:
    assert Article.from_bytes(data).to_bytes() == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "big5", "gb18030", "latin-1"])
def test_other_encodings_come_back_and_are_not_written(encoding: str) -> None:
    text = (
        "---\ntitle: caf\u00e9\n---\n"
        if encoding == "latin-1"
        else "---\ntitle: 測試文字中文\n---\n\n中文內容在這裡。\n"
    )
    data = text.encode(encoding)
    article = Article.from_bytes(data)
    assert article.to_bytes() == data
    assert (article.read_only_reason == "") == (encoding == "utf-8-sig")
    if encoding not in ("utf-16-be", "utf-8-sig"):
        assert "UTF-8" in article.read_only_reason
        assert article.header + article.body == text


def test_binary_is_not_written() -> None:
    for data in (b"\x89PNG\r\n\x1a\n\0\0", b"text\0text\n"):
        article = Article.from_bytes(data)
        assert "NUL" in article.read_only_reason
        assert article.to_bytes() == data


def test_the_editor_form_folds_what_ends_a_block_in_a_text_document(qapp: object) -> None:
    """Every character, set into a document and read back, must be folded by us exactly where Qt makes a new block."""
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    for code in [*range(1, 0x3100), *range(0xE000, 0x10000)]:
        document.setPlainText(f"a{chr(code)}b")
        assert (document.blockCount() == 2) == bool(LINE_END.fullmatch(chr(code))), hex(code)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_file_of_one_line_end_keeps_it(newline: str) -> None:
    article = Article.from_bytes(newline.join(["---", "a: 1", "---", "one", "two", ""]).encode())
    assert article.newline == newline
    assert article.editor_body == "one\ntwo\n"
    edited = article.with_editor_body("one\nnew\ntwo").with_editor_header("---\na: 1\nb: 2\n---\n")
    assert edited.to_bytes() == newline.join(["---", "a: 1", "b: 2", "---", "one", "new", "two"]).encode()


MIXED = st.lists(
    st.tuples(
        st.text(alphabet="ab中 ", min_size=1, max_size=4), st.sampled_from(["\n", "\r\n", "\r", "\u2029"])
    ),
    max_size=12,
)


@given(st.text(alphabet="ab中\n\r\u2029\u2028", max_size=30))
def test_mixed_line_ends_survive_the_editor(body: str) -> None:
    article = Article(body=body)
    assert article.with_editor_body(article.editor_body).body == body


@given(MIXED, st.data())
def test_an_edit_of_one_line_leaves_the_other_line_ends(
    lines: list[tuple[str, str]], data: st.DataObject
) -> None:
    body = "".join(text + end for text, end in lines) + "last"
    at = data.draw(st.integers(0, len(lines)))
    edited = Article(body=body).editor_body.split("\n")
    edited[at] = "something unlike the others"
    after = Article(body=body).with_editor_body("\n".join(edited)).body
    before_it = "".join(text + end for text, end in lines[:at])
    behind_it = "".join(text + end for text, end in lines[at + 1 :]) + ("last" if at < len(lines) else "")
    assert after.startswith(before_it)
    assert after.endswith(behind_it)


@given(st.text(), st.text())
def test_what_an_author_types_can_always_be_saved(body: str, typed: str) -> None:
    edited = Article.from_bytes(body.encode("utf-8", "replace")).with_editor_body(typed)
    if not edited.read_only_reason:
        saved = edited.to_bytes()
        assert saved.decode("utf-8").endswith(edited.body)
        assert Article.from_bytes(saved).to_bytes() == saved


def test_half_a_character_becomes_a_mark() -> None:
    assert Article().with_editor_body("a\ud83db").to_bytes() == "a\ufffdb".encode()


def test_special_characters_survive_a_one_letter_edit() -> None:
    body = "NBSP\u00a0 LS\u2028 NFD e\u0301 ZWJ 👩\u200d👩\u200d👧 full\u3000width\r\nnext\nlast without end"
    article = Article.from_bytes(body.encode())
    edited = article.with_editor_body(article.editor_body.replace("next", "text"))
    assert edited.to_bytes() == body.replace("next", "text").encode()


def test_a_long_body_is_matched_without_a_stall() -> None:
    lines = [f"line {number}" + ("\r\n" if number % 2 else "\n") for number in range(20_000)]
    article = Article(body="".join(lines))
    text = "\n".join(f"other {number}" for number in range(20_000))
    assert article.with_editor_body(text).editor_body == text


def test_the_start_up_path_stays_light() -> None:
    code = "import sys, editor.articles.article; print(*sorted(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"yaml", "tomli", "tomllib", "frontmatter", "json", "difflib", "hashlib"} & set(loaded)
