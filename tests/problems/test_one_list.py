"""What the panel is given for an article and what `inkstone check` prints of it are one list, problem by problem."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from editor import cli
from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.articles.problems import Problem, in_order
from editor.markup.live.worker import Worker
from editor.problems.article_check import ArticleCheck
from editor.rendering.site_reader import SiteReader
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.verdict import verdict_on
from editor.ui.panels.article_problems import look_at
from editor.ui.preview.context import preview_context
from editor.verbs.check import find_all
from tests.problems.faulty_site import make_faulty_site

SAMPLE = 150
"""Articles of each of the corpora."""

Row = tuple[str, int, int, str, str, str]


class Window:
    """What the window does with an article, without the window: context, rendering process, whole list."""

    def __init__(self, root: Path) -> None:
        site = Site.find(root)
        self.catalogue = Catalogue.build(site)
        self.check = ArticleCheck(self.catalogue)
        self.reader = SiteReader(site)
        self.site_data = self.reader.plain_data(self.catalogue)

    def problems(self, path: Path) -> list[Row]:
        article = Article.from_bytes(path.read_bytes())
        in_text = self._reported(path, article)
        beginning = "" if article.header else article.editor_body[:4096]
        return rows(look_at(self.check, path, article, article.editor_header, beginning, in_text))

    def _reported(self, path: Path, article: Article) -> list[Problem]:
        try:
            fields: Mapping[str, Any] = FrontMatter.read(article.editor_header).fields
        except FrontMatterError:
            fields = {}
        gained = {key: found.value for key, found in verdict_on(self.catalogue, path, fields)[1].items()}
        context = preview_context(path, fields, self.reader, self.site_data, gained)
        page = {"language": context.get("language", ""), **context["page"]}
        answers = served(
            [
                {"op": "site", **context["site"]},
                {"op": "open", "article": 1, "text": article.editor_body, "page": page},
            ]
        )
        (report,) = [answer for answer in answers if answer["op"] == "report"]
        return [Problem(**{**problem, "fixes": ()}) for problem in report["problems"]]


def served(requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answers of the rendering process, as they come through its pipes."""
    waiting = [json.loads(json.dumps(request)) for request in requests]
    answers: list[str] = []

    def receive(seconds: float | None) -> dict[str, Any] | None:
        if waiting:
            return waiting.pop(0)
        if seconds is None:
            raise EOFError
        return None

    Worker(receive, lambda: bool(waiting), lambda answer: answers.append(json.dumps(answer))).run()
    return [json.loads(answer) for answer in answers]


def rows(problems: Iterable[Problem]) -> list[Row]:
    return [(str(p.path), p.line, p.column, p.severity, p.code, p.message) for p in problems]


def compare(root: Path, most: int | None = None) -> set[str]:
    """Hold the two lists equal for articles of a site; returns the codes that were met."""
    window = Window(root)
    names = sorted(window.catalogue.judged)
    chosen = names[:: max(1, len(names) // most)] if most else names
    check = ArticleCheck(Catalogue.build(Site.find(root)))
    everywhere = [problem for problem in check.of_site() if problem.code == "configuration"]
    met: set[str] = set()
    for name in chosen:
        printed = rows(in_order([*everywhere, *check.of_file(Path(name))]))
        assert window.problems(Path(name)) == printed, name
        met |= {row[4] for row in printed}
    return met


def test_the_sample_site(root: Path) -> None:
    assert compare(root / "resources" / "sample-site")


def test_each_kind_of_error(tmp_path: Path) -> None:
    make_faulty_site(tmp_path)
    assert compare(tmp_path) >= {
        "alias-taken", "anchor", "configuration", "date", "front-matter", "image", "link", "param-missing",
        "ref-broken", "same-address", "same-page", "shortcode-syntax", "shortcode-unknown", "terms-in-one-text",
        "unreadable",
    }  # fmt: skip


def test_the_whole_list_is_what_the_command_prints(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    make_faulty_site(tmp_path)
    window = Window(tmp_path)
    for name in ("posts/errors.md", "posts/unclosed.md", "posts/dash.md", "outside.md", "posts/ignored.md"):
        path = tmp_path / "content" / name if name != "outside.md" else tmp_path / name
        cli.run(["check", "--json", str(path)])
        printed = [
            (
                str(tmp_path / entry["path"]),
                entry["line"],
                entry["column"],
                entry["severity"],
                entry["code"],
                entry["message"],
            )
            for entry in json.loads(capfd.readouterr().out)
        ]
        shown = window.problems(path)
        if not name.startswith("posts/") or name == "posts/ignored.md":
            # No article of the site: what keeps the site from being read is not its fault.
            printed = [row for row in printed if row[4] != "configuration"]
        assert printed and shown == printed, name


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: A\n---\n\n<b>raw</b> ![p](none.png) {{< x >}} 與**「文字」**中\n"
    )
    assert compare(tmp_path) == {"emphasis"}


def test_the_cases(shared: Path) -> None:
    sites = sorted({file.parent for file in (shared / "cases").rglob("hugo.*") if file.suffix != ".py"})
    if not sites:
        pytest.skip("no cases with a site of their own in the shared material")
    for site in sites:
        compare(site)


@pytest.mark.parametrize("name", ["hextra", "hugo-docs", "hugo-theme-bootstrap"])
def test_the_corpora(corpora: Path, name: str) -> None:
    if not (corpora / name).is_dir():
        pytest.skip(f"no corpus {name} in the shared material")
    compare(corpora / name, SAMPLE)


def test_a_check_of_one_article_lists_the_configuration_too(tmp_path: Path) -> None:
    make_faulty_site(tmp_path)
    path = tmp_path / "content" / "posts" / "good.md"
    found = list(find_all(Site.find(path), path))
    assert {problem.code for problem in found} == {"configuration"}
    assert rows(found) == Window(tmp_path).problems(path)


@pytest.mark.parametrize("beginning", ["- a list\n- of two\n", "+ plus\n"])
def test_a_text_that_hugo_takes_for_front_matter_is_an_error(
    tmp_path: Path, hugo: str, beginning: str
) -> None:
    (tmp_path / "hugo.toml").write_text("baseURL = 'https://example.org/'\n")
    path = tmp_path / "content" / "a.md"
    path.parent.mkdir()
    path.write_text(beginning)
    check = ArticleCheck(Catalogue.build(Site.find(tmp_path)))
    assert [(p.code, p.severity, p.line) for p in check.of_file(path)] == [("front-matter", "error", 1)]
    assert subprocess.run([hugo, "-s", str(tmp_path)], capture_output=True, check=False).returncode != 0
