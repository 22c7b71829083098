"""All articles of a site looked at in a process: what `check` finds, what a change concerns, what is bounded."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.problems.changing_site import ChangingSite
from editor.problems.site_check import SiteCheck
from editor.site.site import Site
from editor.verbs.check import find_all

PAGE = "---\ntitle: T\ndate: 2020-01-01\n---\n\n"
FILES = {
    "hugo.toml": "baseURL = 'https://example.org/'\n",
    "content/a.md": PAGE + '[b]({{< ref "b" >}})\n',
    "content/b.md": PAGE + "Text.\n",
    "content/c.md": PAGE + "![p](/p.png)\n",
    "content/d.md": PAGE + "Text.\n",
    "static/p.png": "x",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def check(root: Path) -> Iterator[SiteCheck]:
    watch = SiteCheck(root)
    yield watch
    watch.close()


def wrong(check: SiteCheck, changed: list[Path] | None) -> dict[str, list[str]]:
    return {
        looked.path.name: [finding.code for finding in looked.problems or ()]
        for looked in check.look(changed, lambda: False)
    }


def test_it_finds_what_check_finds(root: Path, check: SiteCheck) -> None:
    (root / "content" / "e.md").write_text("---\ntitle: E\ndate: soon\n---\n{{< nosuch >}}\n![x](none.png)\n")
    found = [finding for looked in check.look(None, lambda: False) for finding in looked.problems or ()]
    assert set(found) == set(find_all(Site.find(root), root))
    assert {finding.code for finding in found} == {"date", "shortcode-unknown", "image"}


def test_a_change_concerns_itself_and_what_may_depend_on_it(root: Path, check: SiteCheck) -> None:
    assert wrong(check, None) == {"a.md": [], "b.md": [], "c.md": [], "d.md": []}
    (root / "content" / "d.md").write_text(PAGE + "Other text.\n")
    assert wrong(check, [root / "content" / "d.md"]) == {"d.md": []}
    (root / "content" / "b.md").unlink()
    assert wrong(check, [root / "content" / "b.md"]) == {"b.md": [], "a.md": ["ref-broken"], "c.md": []}
    (root / "static" / "p.png").unlink()
    assert wrong(check, [root / "static" / "p.png"])["c.md"] == ["image"]


def test_a_template_that_comes_mends_the_articles_that_call_it(root: Path) -> None:
    (root / "content" / "d.md").write_text(PAGE + "{{< mine >}}\n")
    site = ChangingSite(root)
    first, _ = site.concerned(None)
    assert [f.code for name in first for f in site.problems_of(name)] == ["shortcode-unknown"]
    (root / "layouts" / "shortcodes").mkdir(parents=True)
    (root / "layouts" / "shortcodes" / "mine.html").write_text("x")
    again, _ = site.concerned([str(root / "layouts" / "shortcodes" / "mine.html")])
    assert str(root / "content" / "d.md") in again
    assert [f.code for name in again for f in site.problems_of(name)] == []


def test_cancelled_it_ends_its_process_and_goes_on_when_asked_again(root: Path, check: SiteCheck) -> None:
    for number in range(200):
        (root / "content" / f"n{number}.md").write_text(PAGE)
    looked = check.look(None, lambda: False)
    next(looked)
    looked.close()
    stop = [False]
    for _ in check.look(None, lambda: stop[0]):
        stop[0] = True
    stop[0] = False
    assert len(wrong(check, None)) == 204


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs on this system")
def test_what_is_no_file_does_not_hold_it(root: Path, check: SiteCheck) -> None:
    os.mkfifo(root / "content" / "pipe.md")
    assert wrong(check, None)["pipe.md"] == ["front-matter"]
