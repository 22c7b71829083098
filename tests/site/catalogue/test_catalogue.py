"""The catalogue: built, kept in step, searched."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.site.catalogue.catalogue import Catalogue, Filter
from editor.site.site import Site
from editor.site.watching.changes import FileChange
from tests.site.conftest import MakeSite

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def article(**fields: object) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n\nThe text of it.\n"


FILES = {
    "content/posts/_index.md": article(title="Posts"),
    "content/posts/old.md": article(
        title="Old", date="2020-01-01", tags="[Hugo, 寫作]", categories="[Notes]"
    ),
    "content/posts/new.md": article(title="New", date="2026-01-01", tags="[hugo]", draft="true"),
    "content/posts/later.md": article(title="Later", date="2026-03-02T00:00:00Z"),
    "content/notes/plain.md": article(title="晶片 Notes"),
    "content/notes/broken.md": "---\ntitle: a: b\n---\n",
}


def build(root: Path, now: datetime = NOW) -> Catalogue:
    return Catalogue.build(Site.find(root), now=lambda: now)


def names(catalogue: Catalogue, wanted: str | Filter) -> list[str]:
    return [summary.path.stem for summary in catalogue.filter(wanted)]


def test_newest_first_and_those_without_a_date_last(make_site: MakeSite) -> None:
    catalogue = build(make_site(FILES))

    stems = [summary.path.stem for summary in catalogue.summaries()]

    assert stems == ["_index", "later", "new", "old", "broken", "plain"]


def test_a_broken_article_is_listed_with_its_place(make_site: MakeSite) -> None:
    root = make_site(FILES)

    summary = build(root).get(root / "content/notes/broken.md")

    assert summary is not None
    assert (summary.problem_line, summary.publication.state) == (2, "broken")
    assert summary.problem
    assert summary.display_title == "broken"


def test_progress_and_cancel(make_site: MakeSite) -> None:
    root = make_site({f"content/p/{number}.md": article(title=number) for number in range(450)})
    seen: list[tuple[int, int]] = []

    full = Catalogue.build(Site.find(root), on_progress=lambda done, total: seen.append((done, total)))
    part = Catalogue.build(Site.find(root), cancelled=lambda: True)
    some = Catalogue.build(Site.find(root), cancelled=iter([False, True]).__next__)

    assert seen == [(0, 450), (200, 450), (400, 450), (450, 450)]
    assert len(full.summaries()) == 450
    assert len(part.summaries()) == 0
    assert len(some.summaries()) == 200


def test_filters(make_site: MakeSite) -> None:
    catalogue = build(make_site(FILES))

    assert names(catalogue, "old") == ["old"]
    assert names(catalogue, "OLD hugo") == ["old"]
    assert names(catalogue, "ｎｏｔｅｓ 晶片") == ["plain"]
    assert names(catalogue, "text") == []
    assert names(catalogue, Filter("text", in_body=True)) == ["_index", "later", "new", "old", "plain"]
    assert names(catalogue, Filter(draft=True)) == ["new"]
    assert names(catalogue, Filter(section="notes")) == ["broken", "plain"]
    assert names(catalogue, Filter(tag="Hugo")) == ["old"]
    assert names(catalogue, Filter(category="Notes")) == ["old"]
    assert names(catalogue, Filter(state="scheduled")) == ["later"]
    assert names(catalogue, Filter(language="fr")) == []


def test_the_text_is_searched_as_it_is_now(make_site: MakeSite) -> None:
    root = make_site(FILES)
    catalogue = build(root)
    assert names(catalogue, Filter("elephant", in_body=True)) == []

    path = root / "content/posts/old.md"
    path.write_text(path.read_text() + "\nAn elephant.\n")
    changes = catalogue.update([path])

    assert changes == [FileChange("edited", path)]
    assert names(catalogue, Filter("elephant", in_body=True)) == ["old"]


def test_terms_and_near_duplicates(make_site: MakeSite) -> None:
    root = make_site(
        {
            "content/a.md": article(tags="[Hugo, 寫作, AI 投資]"),
            "content/b.md": article(tags="[hugo, 写作]"),
            "content/c.md": article(tags="[Hugo, ＡＩ投資]"),
            "content/d.md": article(tags="one bare text", params="{tags: [from params]}"),
            "content/leaf/index.md": article(tags="[x]"),
            "content/leaf/resource.md": article(tags="[not counted]"),
        }
    )
    catalogue = build(root)

    assert catalogue.terms("tags") == {
        "Hugo": 2,
        "hugo": 1,
        "寫作": 1,
        "写作": 1,
        "AI 投資": 1,
        "ＡＩ投資": 1,
        "from params": 1,
        "x": 1,
    }
    assert catalogue.near_duplicates("tags") == [("Hugo", "hugo"), ("AI 投資", "ＡＩ投資"), ("写作", "寫作")]


def test_field_habits(make_site: MakeSite) -> None:
    root = make_site(
        {
            "content/p/a.md": article(
                title="A", date="2026-01-01", Source_URL="https://www.example.org/x", source_name="Ex"
            ),
            "content/p/b.md": article(
                title="B", date="2026-01-02", source_url="https://example.org/y", source_name="Ex"
            ),
            "content/p/c.md": article(title="C", source_url="https://other.org/", source_name="Other"),
            "content/p/_index.md": article(title="Section", other=1),
            "content/q/d.md": article(weight=1),
        }
    )
    catalogue = build(root)

    habits = catalogue.field_habits("p")

    assert habits.articles == 3
    assert [(habit.key, round(habit.share, 2)) for habit in habits.fields] == [
        ("title", 1.0),
        ("date", 0.67),
        ("source_url", 1.0),
        ("source_name", 1.0),
    ]
    assert [habit.key for habit in habits.usual(0.9)] == ["title", "source_url", "source_name"]
    assert catalogue.field_habits("nowhere").fields == ()
    assert catalogue.source_names() == {"example.org": {"Ex": 2}, "other.org": {"Other": 1}}


def test_an_update_is_idempotent_and_knows_content_from_time(make_site: MakeSite) -> None:
    root = make_site(FILES)
    catalogue = build(root)
    path = root / "content/posts/old.md"

    os.utime(path, (1, 1))
    assert catalogue.update([path]) == []
    path.write_text(article(title="Older"))
    assert catalogue.update([path]) == [FileChange("edited", path)]
    assert catalogue.update([path]) == []


def test_a_touch_counts_where_dates_come_from_files(make_site: MakeSite) -> None:
    root = make_site(FILES, config="[frontmatter]\ndate = [':fileModTime']\n")
    catalogue = build(root)
    path = root / "content/posts/old.md"

    os.utime(path, (86_400, 86_400))
    assert catalogue.update([path]) == [FileChange("edited", path)]
    assert catalogue.get(path).date == datetime(1970, 1, 2, tzinfo=UTC)  # type: ignore[union-attr]


def test_created_removed_and_folders(make_site: MakeSite) -> None:
    root = make_site(FILES)
    catalogue = build(root)
    posts, notes = root / "content/posts", root / "content/notes"

    (posts / "one.md").write_text(article(title="One"))
    (posts / "deep").mkdir()
    (posts / "deep" / "two.md").write_text(article(title="Two"))
    assert [(c.kind, c.path.name) for c in catalogue.update([posts])] == [
        ("created", "two.md"),
        ("created", "one.md"),
    ]
    shutil.rmtree(notes)
    assert [(c.kind, c.path.name) for c in catalogue.update([notes])] == [
        ("removed", "broken.md"),
        ("removed", "plain.md"),
    ]
    assert catalogue.summaries() == build(root).summaries()


def test_what_is_no_article_is_not_taken_up(make_site: MakeSite) -> None:
    root = make_site(
        {**FILES, "static/readme.md": "x", "content/posts/.hidden.md": "x", "content/.git/x.md": "x"}
    )
    catalogue = build(root)
    before = catalogue.summaries()

    paths = [root / "static/readme.md", root / "content/posts/.hidden.md", root / "content/.git/x.md"]
    paths += [root / "content/.git", root / "hugo.toml", root / "absent.md", root.parent]
    assert catalogue.update(paths) == []
    assert catalogue.summaries() == before


def test_a_cascade_that_changes_reaches_the_articles_below(make_site: MakeSite) -> None:
    root = make_site(FILES)
    catalogue = build(root)
    index = root / "content/posts/_index.md"

    index.write_text(article(title="Posts", cascade="{draft: true}"))
    changed = {change.path.stem for change in catalogue.update([index])}

    assert changed == {"_index", "old", "later"}
    assert names(catalogue, Filter(draft=True)) == ["_index", "later", "new", "old"]


def test_time_passes(make_site: MakeSite) -> None:
    root = make_site({**FILES, "content/posts/ends.md": article(title="Ends", expiryDate="2026-03-05")})
    clock = [NOW]
    catalogue = Catalogue.build(Site.find(root), now=lambda: clock[0])

    assert catalogue.next_change() == datetime(2026, 3, 2, tzinfo=UTC)
    assert catalogue.pass_time() == []
    clock[0] += timedelta(days=1)
    assert [change.path.stem for change in catalogue.pass_time()] == ["later"]
    assert catalogue.next_change() == datetime(2026, 3, 5, tzinfo=UTC)
    clock[0] += timedelta(days=7)
    assert [change.path.stem for change in catalogue.pass_time()] == ["ends"]
    assert catalogue.next_change() is None
    assert catalogue.summaries() == build(root, clock[0]).summaries()


def test_a_large_file_is_read_only_as_far_as_its_front_matter(make_site: MakeSite) -> None:
    root = make_site({"content/big.md": article(title="Big") + "x" * 30_000_000})
    long_header = "---\ntitle: Long\nlist:\n" + "- item\n" * 30_000 + "---\n"
    (root / "content/long.md").write_text(long_header + "text")

    catalogue = build(root)

    assert {summary.title for summary in catalogue.summaries()} == {"Big", "Long"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"---",
        b"---\n",
        b"---\ntitle: x",
        b"+++\n",
        b"{",
        b"\x00" * 100,
        b"\xff\xfe-\x00",
        b"---\n" + b"[" * 50_000,
        b"---\na: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n",
        b"---\n- a\n---\n",
        b"---\n: \n---\n",
        b"\r\r\r",
    ],
)
def test_hostile_files_harm_nothing(data: bytes, make_site: MakeSite) -> None:
    root = make_site({"content/good.md": article(title="Good")})
    (root / "content/bad.md").write_bytes(data)

    catalogue = build(root)

    assert len(catalogue.summaries()) == 2
    assert catalogue.get(root / "content/good.md").title == "Good"  # type: ignore[union-attr]
    assert catalogue.filter(Filter("good", in_body=True))


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["write", "remove", "move", "cascade", "leaf", "touch"]),
        st.integers(0, 5),
        st.integers(0, 5),
        st.sampled_from(
            ["title: T", "draft: true", "date: 2021-02-03", "tags: [a, b]", "broken: [", "slug: s"]
        ),
    ),
    max_size=12,
)
PLACES = ["a.md", "p/a.md", "p/b.md", "p/q/c.md", "p/q/index.md", "p/Q.md"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTIONS)
def test_after_any_changes_the_catalogue_is_what_a_new_one_would_be(
    tmp_path: Path, actions: list[tuple[str, int, int, str]]
) -> None:
    root = tmp_path / "site"
    shutil.rmtree(root, ignore_errors=True)
    content = root / "content"
    content.mkdir(parents=True)
    (root / "hugo.toml").write_text("title = 'x'\n")
    catalogue = build(root)
    for action, first, second, line in actions:
        path, other = content / PLACES[first], content / PLACES[second]
        index = path.parent / "_index.md"
        touched = [path]
        path.parent.mkdir(parents=True, exist_ok=True)
        if action == "write":
            path.write_text(f"---\n{line}\n---\ntext {second}\n")
        elif action == "remove":
            path.unlink(missing_ok=True)
        elif action == "move" and path.is_file():
            other.parent.mkdir(parents=True, exist_ok=True)
            path.replace(other)
            touched.append(other)
        elif action == "cascade":
            index.write_text(
                f"---\ncascade: {{{line.replace('broken: [', 'build: {render: never}')}}}\n---\n"
            )
            touched.append(index)
        elif action == "leaf":
            (path.parent / "index.md").write_text(f"---\n{line}\n---\n")
            touched.append(path.parent / "index.md")
        elif path.is_file():
            os.utime(path, (5, 5))
        catalogue.update(touched)

        assert catalogue.summaries() == build(root).summaries()
        assert catalogue.update(touched) == []
