"""`inkstone check` finds an error exactly where Hugo's build fails: on small sites, each with one thing right or wrong."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from editor import cli
from tests.hugo.test_list_agrees_with_hugo import page

pytestmark = pytest.mark.hugo

CONFIG = "baseURL = 'https://example.org/'\n"
A, B = "content/posts/a.md", "content/posts/b.md"
ADAPTER = "content/books/_content.gotmpl"

Files = dict[str, str]


def ref(target: str, **fields: object) -> str:
    """An article with a `ref`."""
    return page(f'[x]({{{{< ref "{target}" >}}}})', title="A", date="2024-05-01", **fields)


def tagged(*terms: str, **fields: object) -> str:
    """An article with tags."""
    return page(title="B", tags=json.dumps(terms), **fields)


NEST = page("{{< nest >}}", title="A")

SITES: dict[str, Files] = {
    "ref to an article": {A: ref("b"), B: page(title="B")},
    "ref to nothing": {A: ref("nope")},
    "ref to a draft": {A: ref("b"), B: page(title="B", draft="true")},
    "ref to a draft that is built": {
        A: ref("b"),
        B: page(title="B", draft="true"),
        "hugo.toml": CONFIG + "buildDrafts = true\n",
    },
    "ref to a later one": {A: ref("b"), B: page(title="B", date="2999-01-01")},
    "ref to an expired one": {A: ref("b"), B: page(title="B", expiryDate="2001-01-01")},
    "ref to one that is not rendered": {A: ref("b"), B: page(title="B", build="{render: never}")},
    "ref to one that is not listed": {A: ref("b"), B: page(title="B", build="{render: never, list: never}")},
    "ref to a headless one": {A: ref("b"), "content/posts/b/index.md": page(title="B", headless="true")},
    "ref to a resource": {
        A: ref("b/c"),
        "content/posts/b/index.md": page(title="B"),
        "content/posts/b/c.md": page(title="C"),
    },
    "ref by a name that a draft has too": {
        A: ref("n"),
        "content/x/n.md": page(title="N", draft="true"),
        "content/y/n.md": page(title="N"),
    },
    "ref by a name that two have": {
        A: ref("n"),
        "content/x/n.md": page(title="N"),
        "content/y/n.md": page(title="N"),
    },
    "ref to an alias": {A: ref("/old"), B: page(title="B", aliases="[/old]")},
    "a broken ref in a draft": {A: ref("nope", draft="true")},
    "a broken ref in a later one": {A: page('{{< ref "nope" >}}', title="A", date="2999-01-01")},
    "a broken ref in one that is not rendered": {A: ref("nope", build="{render: never}")},
    "a broken ref in one that is not rendered, in a site without feeds": {
        A: ref("nope", build="{render: never}"),
        "hugo.toml": CONFIG + "disableKinds = ['RSS']\n",
    },
    "a broken ref in one that is neither rendered nor listed": {
        A: ref("nope", build="{render: never, list: never}")
    },
    "a broken ref in a headless one": {"content/posts/a/index.md": ref("nope", headless="true")},
    "a broken ref in a resource": {
        "content/posts/a/index.md": page(title="A"),
        "content/posts/a/r.md": ref("nope"),
    },
    "an unknown shortcode in a draft": {A: page("{{< nope >}}", title="A", draft="true")},
    "an unknown shortcode in one that is not rendered": {
        A: page("{{< nope >}}", title="A", build="{render: never}")
    },
    "an unclosed shortcode in a draft": {A: page("{{< figure", title="A", draft="true")},
    "an unknown shortcode in a resource": {
        "content/posts/a/index.md": page(title="A"),
        "content/posts/a/r.md": page("{{< nope >}}", title="R"),
    },
    "no such parameter in a draft": {A: page('{{< param "nope" >}}', title="A", draft="true")},
    "no such parameter": {A: page('{{< param "nope" >}}', title="A")},
    "broken front matter in a draft": {A: "---\ntitle: a: b\ndraft: true\n---\n"},
    "broken front matter in a resource": {
        "content/posts/a/index.md": page(title="A"),
        "content/posts/a/r.md": "---\ntitle: a: b\n---\n",
    },
    "no date in a draft": {A: page(title="A", date="nope", draft="true")},
    "no date in a resource": {
        "content/posts/a/index.md": page(title="A"),
        "content/posts/a/r.md": page(date="nope"),
    },
    "ref to a term": {A: ref("/tags/go"), B: tagged("Go")},
    "ref to a term by its name": {A: ref("go"), B: tagged("Go")},
    "ref to a term with a space": {A: ref("/tags/a b"), B: tagged("A B")},
    "ref to a term with a slash": {A: ref("/tags/a/b"), B: tagged("a/b")},
    "ref to a term with a slash, as a dash": {A: ref("/tags/a-b"), B: tagged("a/b")},
    "ref to a term with a dot": {A: ref("/tags/v1.0"), B: tagged("v1.0")},
    "ref to a term like a file": {A: ref("/tags/x.md"), B: tagged("x.md")},
    "ref to a Chinese term": {A: ref("/tags/中文-標籤"), B: tagged("中文 標籤")},
    "ref to no term": {A: ref("/tags/nope"), B: tagged("Go")},
    "ref to a term of a draft": {A: ref("/tags/go"), B: tagged("Go", draft="true")},
    "ref to a term of a later one": {A: ref("/tags/go"), B: tagged("Go", date="2999-01-01")},
    "ref to a term of one that is not listed": {A: ref("/tags/go"), B: tagged("Go", build="{list: never}")},
    "ref to a term of one that is not rendered": {
        A: ref("/tags/go"),
        B: tagged("Go", build="{render: never}"),
    },
    "ref to a term of a headless one": {
        A: ref("/tags/go"),
        "content/posts/b/index.md": tagged("Go", headless="true"),
    },
    "ref to a term below params": {A: ref("/tags/go"), B: page(title="B", params="{tags: [Go]}")},
    "ref to a term of a section": {A: ref("/tags/go"), "content/s/_index.md": tagged("Go")},
    "ref to a term of the home page": {A: ref("/tags/go"), "content/_index.md": tagged("Go")},
    "ref to a term by cascade": {
        A: ref("/tags/go"),
        "content/s/_index.md": page(title="S", cascade="{tags: [Go]}"),
        "content/s/c.md": page(title="C"),
    },
    "ref to a number as a term": {A: ref("/tags/2024"), B: page(title="B", tags="[2024]")},
    "ref to a term in other case": {A: ref("/Tags/GO"), B: page(title="B", Tags="[Go]")},
    "ref to a term that has only a file": {A: ref("/tags/go"), "content/tags/go/_index.md": page(title="Go")},
    "ref to a term whose file is a draft": {
        A: ref("/tags/go"),
        "content/tags/go/_index.md": page(title="Go", draft="true"),
        B: tagged("Go"),
    },
    "ref to a taxonomy": {A: ref("/tags")},
    "ref to a taxonomy of the site's own": {
        A: ref("/topics/x"),
        B: page(title="B", topics="[x]"),
        "hugo.toml": CONFIG + "[taxonomies]\ntopic = 'topics'\n",
    },
    "ref to a taxonomy that the site has not": {
        A: ref("/tags"),
        "hugo.toml": CONFIG + "[taxonomies]\ntopic = 'topics'\n",
    },
    "ref to a term where terms are disabled": {
        A: ref("/tags/go"),
        B: tagged("Go"),
        "hugo.toml": CONFIG + "disableKinds = ['term']\n",
    },
    "ref to a taxonomy where they are disabled": {
        A: ref("/tags"),
        B: tagged("Go"),
        "hugo.toml": CONFIG + "disableKinds = ['taxonomy']\n",
    },
    "ref to a section where they are disabled": {
        A: ref("/posts"),
        "hugo.toml": CONFIG + "disableKinds = ['section']\n",
    },
    "ref to a page where they are disabled": {
        "content/_index.md": ref("/posts/a"),
        A: page(title="A"),
        "hugo.toml": CONFIG + "disableKinds = ['page']\n",
    },
    "ref to a section by its name": {A: ref("posts")},
    "ref to a section of drafts": {A: ref("/x"), "content/x/y.md": page(title="Y", draft="true")},
    "ref to a section above another": {A: ref("/x"), "content/x/y/z.md": page(title="Z")},
    "ref to a folder inside a section": {A: ref("/x/y"), "content/x/y/z.md": page(title="Z")},
    "ref to a section whose file is a draft": {
        A: ref("/x"),
        "content/x/_index.md": page(title="X", draft="true"),
        "content/x/y.md": page(title="Y"),
    },
    "ref to an article below a draft section": {
        A: ref("/x/y"),
        "content/x/_index.md": page(title="X", draft="true"),
        "content/x/y.md": page(title="Y"),
    },
    "ref to a page of an adapter": {
        A: ref("/books/dune"),
        ADAPTER: '{{ .AddPage (dict "path" "dune" "title" "Dune") }}',
    },
    "ref to a page deep below an adapter": {
        A: ref("/books/x/y"),
        ADAPTER: '{{ .AddPage (dict "path" "x/y" "title" "Y") }}',
    },
    "ref by its name to a page of an adapter": {
        A: ref("dune"),
        ADAPTER: '{{ .AddPage (dict "path" "dune" "title" "Dune") }}',
    },
    "ref to the section of an adapter": {
        A: ref("/books"),
        ADAPTER: '{{ .AddPage (dict "path" "dune" "title" "Dune") }}',
    },
    "a shortcode of the section": {A: NEST, "layouts/posts/_shortcodes/nest.html": "x"},
    "a shortcode of the section, in other case": {
        "content/Posts/a.md": NEST,
        "layouts/Posts/_shortcodes/nest.html": "x",
    },
    "a shortcode of the section, deep below": {
        "content/posts/x/y/a.md": NEST,
        "layouts/posts/_shortcodes/nest.html": "x",
    },
    "a shortcode of a section inside": {
        "content/posts/x/y/a.md": NEST,
        "layouts/posts/x/_shortcodes/nest.html": "x",
    },
    "a shortcode of another section": {
        "content/notes/a.md": NEST,
        "layouts/posts/_shortcodes/nest.html": "x",
    },
    "a shortcode of the section, on its page": {
        "content/posts/_index.md": NEST,
        "layouts/posts/_shortcodes/nest.html": "x",
    },
    "a shortcode for a bundle": {
        "content/posts/b/index.md": NEST,
        "layouts/posts/b/_shortcodes/nest.html": "x",
    },
    "a shortcode of the section, in a folder": {
        A: page("{{< sub/nest >}}", title="A"),
        "layouts/posts/_shortcodes/sub/nest.html": "x",
    },
    "a shortcode of the section, by the older name": {A: NEST, "layouts/posts/shortcodes/nest.html": "x"},
    "a shortcode by the older name": {A: NEST, "layouts/shortcodes/nest.html": "x"},
    "a shortcode among the defaults": {A: NEST, "layouts/_default/_shortcodes/nest.html": "x"},
    "a shortcode of the theme, for the section": {
        A: NEST,
        "themes/t/layouts/posts/_shortcodes/nest.html": "x",
        "hugo.toml": CONFIG + "theme = 't'\n",
    },
    "a shortcode for a type": {
        "content/x/a.md": page("{{< nest >}}", title="A", type="posts"),
        "layouts/posts/_shortcodes/nest.html": "x",
    },
    "a shortcode for a type in other case": {
        "content/x/a.md": page("{{< nest >}}", title="A", type="Posts"),
        "layouts/posts/_shortcodes/nest.html": "x",
    },
    "ref to a page far from an adapter": {
        A: ref("/nope/dune"),
        ADAPTER: '{{ .AddPage (dict "path" "dune" "title" "Dune") }}',
    },
}


def write(root: Path, files: Files) -> Path:
    layouts = {"layouts/single.html": "{{ .Content }}", "layouts/list.html": "{{ .Content }}"}
    for name, text in {"hugo.toml": CONFIG, **layouts, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.mark.parametrize("name", SITES)
def test_an_error_is_where_the_build_fails(
    name: str, hugo: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = write(tmp_path / "site", SITES[name])
    built = subprocess.run(
        [hugo, "build", "-s", str(root), "--renderToMemory"], capture_output=True, text=True, check=False
    )

    status = cli.run(["check", "--json", str(root)])

    found = json.loads(capsysbinary.readouterr().out)
    errors = [problem["message"] for problem in found if problem["severity"] == "error"]
    assert (built.returncode != 0) == bool(errors), (built.stderr, found)
    assert status == bool(errors)


def test_what_an_adapter_makes_is_called_unknown(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = write(tmp_path / "site", SITES["ref to a page of an adapter"])

    assert cli.run(["check", "--json", str(root)]) == 0

    (problem,) = json.loads(capsysbinary.readouterr().out)
    assert (problem["severity"], problem["code"]) == ("hint", "ref-unknown")
    assert (
        problem["message"]
        == "Whether there is a page “/books/dune” only Hugo knows: a content adapter makes pages at /books."
    )
