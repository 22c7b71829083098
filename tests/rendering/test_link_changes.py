"""Links that a rename or a removal would break: all forms, and none that stays whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.rendering.link_changes import LostLink, lost_links
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site


class Quiet:
    """A task that nobody follows."""

    def report(self, done: int, total: int) -> None:
        pass

    def cancelled(self) -> bool:
        return False


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/blog/"\n'
        "[languages.en]\nweight = 1\n[languages.fr]\nweight = 2\n"
        "[markup.goldmark.renderHooks.link]\nuseEmbedded = 'fallback'\n"
    )
    posts = tmp_path / "content" / "posts"
    (posts / "trip").mkdir(parents=True)
    (posts / "alpha.md").write_text(
        "---\ntitle: Alpha\naliases: [/first/]\n---\n\n[own](#top) [beta](beta.md)\n"
    )
    (posts / "alpha.fr.md").write_text("---\ntitle: Alpha FR\n---\n\nTexte.\n")
    (posts / "beta.md").write_text("---\ntitle: Beta\n---\n\nNothing leads anywhere.\n")
    (posts / "trip" / "index.md").write_text(
        "---\ntitle: Trip\n---\n\n![](a.png) [x](/blog/posts/trip/a.png)\n"
    )
    (posts / "trip" / "a.png").write_bytes(b"picture")
    return tmp_path


def lines(root: Path, body: str, olds: list[str], new: str | None, name: str = "notes/n.md") -> list[int]:
    """The lines of an article's body (from 1) with a link that would be lost."""
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: N\n---\n{body}", "utf-8")
    return [lost.line - 3 for lost in lost(root, olds, new) if lost.path == path]


def lost(root: Path, olds: list[str], new: str | None, **unsaved: bytes) -> list[LostLink]:
    posts = root / "content" / "posts"
    catalogue = Catalogue.build(Site.find(root))
    texts = {posts / f"{name}.md": data for name, data in unsaved.items()}
    return lost_links(catalogue, [posts / old for old in olds], posts / new if new else None, texts, Quiet())


@pytest.mark.parametrize(
    "link",
    [
        '{{< ref "alpha" >}}',
        '{{< ref "alpha.md" >}}',
        '{{< ref "/posts/alpha" >}}',
        '{{< ref "posts/alpha.md" >}}',
        '{{< relref "/posts/alpha.md#part" >}}',
        '{{% ref path="../posts/alpha" %}}',
        '{{< ref path="alpha.md" lang="en" >}}',
        '{{< ref path="alpha.md" lang="fr" >}}',
        '[x]({{< relref "alpha" >}})',
        "[x](/posts/alpha.md)",
        "[x](../posts/alpha.md)",
        "[x](/blog/posts/alpha/)",
        "[x](/blog/posts/alpha)",
        "[x](../../posts/alpha/#part 'title')",
        "[x](</blog/posts/Alpha/>)",
        "[x](/blog/posts/al%70ha/)",
        "[x](/blog/posts/al&#112;ha/)",
        "[x](https://example.org/blog/posts/alpha/)",
        "[x][id]\n\n[id]: /blog/posts/alpha/",
        "[id][]\n\n[id]: /posts/alpha.md 'title'",
        "[id]\n\n[id]: <../posts/alpha.md>",
        "- item\n\n    > [x](/posts/alpha.md)",
    ],
)
def test_a_link_in_any_form_would_be_lost(root: Path, link: str) -> None:
    both = ["alpha.md", "alpha.fr.md"] if "fr" in link else ["alpha.md"]
    assert len(lines(root, f"Text.\n\n{link}\n", both, None)) == 1
    if "fr" not in link:
        assert len(lines(root, f"Text.\n\n{link}\n", both, "alpha2.md")) == 1


def test_the_line_and_its_text_are_told(root: Path) -> None:
    path = root / "content" / "notes.md"
    path.write_text('---\ntitle: N\n---\nOne.\n\nSee {{< ref "alpha" >}} there.\n')
    assert lost(root, ["alpha.md"], "alpha2.md") == [LostLink(path, 6, 'See {{< ref "alpha" >}} there.')]


@pytest.mark.parametrize(
    "link",
    [
        '{{< ref "beta" >}}',
        '{{< ref "nowhere" >}}',
        "[x](/blog/posts/beta/)",
        "[alpha](https://elsewhere.org/blog/posts/alpha/)",
        "[x](/blog/posts/alphabet/)",
        '`{{</* ref "alpha" */>}}`',
        "`[x](/posts/alpha.md)`",
        "alpha",
    ],
)
def test_what_does_not_lead_there_is_left_out(root: Path, link: str) -> None:
    assert lines(root, f"{link}\n", ["alpha.md"], "alpha2.md") == []


def test_an_alias_at_the_old_address_keeps_links_but_no_ref(root: Path) -> None:
    alpha = root / "content" / "posts" / "alpha.md"
    alpha.write_text("---\ntitle: Alpha\naliases: [/posts/alpha/]\n---\n\nText.\n")
    body = '[x](/blog/posts/alpha/)\n\n{{< ref "alpha" >}}\n'
    assert lines(root, body, ["alpha.md"], "alpha2.md") == [3]
    assert lines(root, body, ["alpha.md"], None) == [1, 3]


def test_an_address_of_its_own_stays(root: Path) -> None:
    alpha = root / "content" / "posts" / "alpha.md"
    alpha.write_text("---\ntitle: Alpha\nslug: mine\n---\n\nText.\n")
    assert lines(root, "[x](/blog/posts/mine/) [y](/posts/alpha.md)\n", ["alpha.md"], "alpha2.md") == [1]
    assert lines(root, "[x](/blog/posts/mine/)\n", ["alpha.md"], "alpha2.md") == []
    assert lines(root, "[x](/blog/posts/mine/)\n", ["alpha.md"], None) == [1]


def test_a_name_that_two_pages_would_have_is_no_name_any_more(root: Path) -> None:
    # Hugo stops at a `ref` by name that two pages answer to.
    other = root / "content" / "notes"
    other.mkdir()
    (other / "gamma.md").write_text("---\ntitle: Gamma\n---\n\nText.\n")
    (root / "content" / "essays").mkdir()
    (root / "content" / "essays" / "e.md").write_text('---\ntitle: E\n---\n{{< ref "gamma" >}}\n')
    assert [one.line for one in lost(root, ["alpha.md"], "gamma.md")] == [4]


def test_pictures_of_a_renamed_bundle_are_lost_outside_of_it_only(root: Path) -> None:
    body = "![](/blog/posts/trip/a.png)\n\n![](/blog/posts/trip/none.png)\n"
    assert lines(root, body, ["trip"], "voyage") == [1]
    found = lost(root, ["trip"], "voyage")
    # Its own picture moves along; the one by the folder's name does not.
    assert [(one.path.name, one.line) for one in found if one.path.parent.name == "trip"] == [("index.md", 5)]


def test_unsaved_text_counts_and_not_what_the_file_holds(root: Path) -> None:
    text = b'---\ntitle: Beta\n---\n\n\n{{< ref "alpha" >}}\n'
    assert [one.line for one in lost(root, ["alpha.md"], "alpha2.md", beta=text)] == [6]
    (root / "content" / "posts" / "beta.md").write_bytes(text)
    assert lost(root, ["alpha.md"], "alpha2.md", beta=b"---\ntitle: Beta\n---\n\nGone.\n") == []


def test_links_among_articles_that_go_together_are_no_loss(root: Path) -> None:
    (root / "content" / "posts" / "beta.md").write_text('---\ntitle: Beta\n---\n{{< ref "alpha" >}}\n')
    assert len(lost(root, ["alpha.md"], None)) == 1
    assert lost(root, ["alpha.md", "beta.md"], None) == []


def test_another_language_takes_the_page_out_of_this_one(root: Path) -> None:
    assert lines(root, '{{< ref "beta" >}}\n', ["beta.md"], "beta.fr.md") == [1]


@pytest.mark.parametrize(
    "link",
    [
        "{{< ref alpha >}}",
        "{{<ref `alpha`>}}",
        "[x](\n/posts/alpha.md)",
        "[x]:\n  /posts/alpha.md\n\n[x]",
        "![a [x](/posts/alpha.md) b](none.png)",
        "[x](/posts/al\\pha.md) [y](/posts/alpha.md 'a (b')",
    ],
)
def test_a_link_written_oddly_would_be_lost_too(root: Path, link: str) -> None:
    assert len(lines(root, f"Text.\n\n{link}\n", ["alpha.md"], "alpha2.md")) == 1


def test_a_name_with_spaces_and_one_letter_are_found(root: Path) -> None:
    posts = root / "content" / "posts"
    (posts / "My Page.md").write_text("---\ntitle: My\n---\n\nText.\n")
    (posts / "a.md").write_text("---\ntitle: A\n---\n\nText.\n")
    body = '{{< ref "My Page" >}}\n{{< ref "my-page.md" >}}\n[x](/posts/My%20Page.md)\n{{< ref a >}}\n[a](/blog/posts/a/)\n'
    assert lines(root, body, ["My Page.md"], "b.md") == [1, 2, 3]
    assert lines(root, body, ["a.md"], "b.md") == [4, 5]
