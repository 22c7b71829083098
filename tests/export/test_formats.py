"""A format is one row: the command line offers it, the plan names its files, the exporter makes it."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from editor.cli import build_parser
from editor.export.exporter import Exporter, Options, State
from editor.export.formats import Format, Way
from editor.export.plan import make_plan


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").touch()
    article = tmp_path / "content" / "trip.md"
    article.parent.mkdir()
    article.write_text("---\ntitle: Trip\n---\nWords.\n")
    return article


@pytest.mark.parametrize("form", list(Format))
def test_the_command_line_offers_it_with_its_label(form: Format) -> None:
    parser = build_parser("export")
    args = parser.parse_args(["export", "a.md", "--to", form.value, "--out", "out"])
    assert Format.named(args.to) is form
    assert form.label


def test_a_name_that_no_format_has_is_refused() -> None:
    with pytest.raises(ValueError, match="doc"):
        Format.named("doc")


@pytest.mark.parametrize("form", list(Format))
def test_it_is_planned_and_made(tmp_path: Path, article: Path, form: Format) -> None:
    [job] = make_plan([article], form).jobs
    outcome = Exporter(Options(form, tmp_path / "out")).export(job)
    assert outcome.message == ""
    if form.needs_web_engine:
        assert outcome.state is State.TO_PRINT
        assert outcome.page is not None
        return
    assert outcome.state is State.WRITTEN
    assert outcome.target is not None
    assert outcome.target.suffix == (".md" if form.way is Way.GATHERED else form.suffix)
    assert outcome.target.stat().st_size


@pytest.mark.parametrize("form", list(Format))
def test_it_is_the_same_in_a_worker(form: Format) -> None:
    assert pickle.loads(pickle.dumps(form)) is form
