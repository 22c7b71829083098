"""`inkstone check`: each kind of finding, with its place and its status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from editor import cli


def page(*lines: str, text: str = "x") -> str:
    return "---\n" + "".join(f"{line}\n" for line in lines) + f"---\n{text}\n"


def check(
    root: Path, capfd: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[dict[str, object]]]:
    status = cli.run(["check", "--json", *(arguments or (str(root),))])
    out, err = capfd.readouterr()
    assert err == ""
    return status, json.loads(out)


def make(root: Path, files: dict[str, str], config: str = "") -> Path:
    for name, text in {"hugo.toml": config, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


CASES = {
    "front-matter": ({"a.md": page("title: A", "tags: [x", "date: 2020-01-01")}, ("error", 4)),
    "date": ({"a.md": page("title: A", "date: 2024-05-01 09:30")}, ("error", 3)),
    "not-yes-or-no": ({"a.md": page("title: A", "draft: yes")}, ("warning", 3)),
    "no-title": ({"a.md": page("date: 2020-01-01")}, ("hint", 0)),
    "terms-in-one-text": ({"a.md": page("title: A", "tags: 甲、乙, c")}, ("warning", 3)),
    "removed-field": ({"a.md": page("title: A", "_build: {render: never}")}, ("error", 3)),
    "not-a-table": ({"a.md": page("title: A", "params: text")}, ("error", 3)),
    "web-address": ({"a.md": page("title: A", "aliases: ['https://example.org/a']")}, ("error", 3)),
    "cascade-key": ({"_index.md": page("title: A", "cascade: {kind: page}")}, ("error", 3)),
    "same-page": ({"two words.md": page("title: A"), "two-words.md": page("title: B")}, ("warning", 0)),
    "same-address": ({"a.md": page("title: A", "url: /b/"), "b.md": page("title: B")}, ("warning", 0)),
    "alias-taken": ({"a.md": page("title: A", "aliases: [/b]"), "b.md": page("title: B")}, ("warning", 0)),
    "near-duplicate-terms": (
        {"a.md": page("title: A", "tags: [雲端]"), "b.md": page("title: B", "tags: [云端]")},
        ("hint", 0),
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_each_finding(code: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    files, (severity, line) = CASES[code]
    root = make(tmp_path, {f"content/{name}": text for name, text in files.items()})

    status, found = check(root, capfd)

    assert [(entry["code"], entry["severity"], entry["line"]) for entry in found] == [(code, severity, line)]
    assert status == (1 if severity == "error" else 0)
    assert found[0]["message"]
    assert list(found[0]) == ["path", "line", "column", "severity", "code", "message"]


@pytest.mark.parametrize(
    ("config", "code", "line"),
    [
        ("title = 'x'\nbroken = yes\n", "configuration", 2),
        ("timeZone = 'Mars/Olympus'\n", "configuration", 0),
        ("theme = 'absent'\n", "theme", 0),
        ("[permalinks]\nposts = '/:unknowntoken/'\n", "permalink", 0),
    ],
)
def test_the_configuration(
    config: str, code: str, line: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path, {"content/posts/a.md": page("title: A")}, config)

    status, found = check(root, capfd)

    assert [(entry["path"], entry["code"], entry["line"]) for entry in found] == [("hugo.toml", code, line)]
    assert status == 1


def test_the_text_is_checked_with_lines_of_the_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    text = "first\n\n{{< nothing-of-this-name >}}"
    root = make(tmp_path, {"content/a.md": page("title: A", text=text)})

    status, found = check(root, capfd)

    assert status == 1
    assert [(entry["path"], entry["line"], entry["severity"]) for entry in found] == [
        ("content/a.md", 6, "error")
    ]


def test_shortcodes_of_a_theme_that_is_not_here_are_not_judged(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = make(
        tmp_path,
        {"content/a.md": page("title: A", text="{{< of-the-theme >}}")},
        "[[module.imports]]\npath = 'github.com/some/theme'\n",
    )

    assert check(root, capfd) == (0, [])


def test_a_good_site_has_nothing_to_say(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make(
        tmp_path, {"content/a.md": page("title: A", "tags: [x]"), "content/b/index.md": page("title: B")}
    )

    assert check(root, capfd) == (0, [])
    assert cli.run(["check", str(root)]) == 0
    assert capfd.readouterr().out == "No problems found.\n"


def test_only_the_path_asked_for(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make(
        tmp_path, {"content/a/x.md": page("date: 2020-01-01"), "content/b/y.md": page("date: 2020-01-01")}
    )

    _, found = check(root, capfd, str(root / "content" / "a"))

    assert [entry["path"] for entry in found] == ["content/a/x.md"]


def test_the_printed_form(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make(
        tmp_path, {"content/a.md": page("title: A", "draft: yes"), "content/b.md": page("title: a: b")}
    )

    assert cli.run(["check", str(root)]) == 1

    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == (
        "content/a.md:3:1: warning: “yes” is text for Hugo and counts as no; write true or false. [not-yes-or-no]"
    )
    assert lines[1].startswith("content/b.md:2:")
    assert lines[2] == "1 error, 1 warning"


def test_a_file_that_is_no_text(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path, {"content/a.md": "x"})
    (root / "content" / "a.md").write_bytes(b"---\ntitle: A\n---\n\xff\xfe\x00binary")

    status, found = check(root, capfd)

    assert status == 1
    assert [entry["code"] for entry in found] == ["unreadable"]


BARE = """> [!NOTE]
> x <b>y</b>

{{< own >}} {{< param none >}} {{< ref "/elsewhere" >}} [x](/about/) [x](b.md) ![x](/root.png) ![x](none.png)
"""


def test_a_folder_without_a_site_is_not_called_wrong_for_what_the_site_would_say(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.md").write_text(page("title: A", text=BARE), "utf-8")
    (tmp_path / "near.png").write_text("x")

    assert check(tmp_path, capfd) == (0, [])

    (tmp_path / "a.md").write_text(page("title: A", text="![x](near.png) 與**「文字」**中"), "utf-8")
    assert [entry["code"] for entry in check(tmp_path, capfd)[1]] == ["image", "emphasis"]


def test_what_a_theme_that_is_not_here_may_do_is_not_called_wrong(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    module = "[[module.imports]]\npath = 'github.com/some/theme'\n"
    text = "> [!NOTE]\n> x\n\n[x](/about/) [x](b.md) ![x](/root.png)"
    root = make(tmp_path, {"content/a.md": page("title: A", text=text)}, module)

    assert check(root, capfd) == (0, [])


def test_shortcodes_written_in_the_article_are_not_unknown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    body = "{{< time.inline >}}{{ now }}{{< /time.inline >}} {{< time.inline />}}"
    root = make(
        tmp_path, {"content/a.md": page("title: A", text=body), "layouts/page.html": "{{ .Content }}"}
    )
    assert check(root, capfd) == (0, [])
