"""The renderer against Hugo itself: real articles, CommonMark's examples, random Markdown under many settings.

What differs is printed with its cause; the figures are those the program promises.
"""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from tests.hugo import random_markdown
from tests.hugo.compare import difference
from tests.hugo.oracle import publish
from tests.limits import LONG_S

pytestmark = pytest.mark.hugo

UNSAFE = "[markup.goldmark.renderer]\nunsafe = true\n"
PLAIN_CODE = "[markup.highlight]\ncodeFences = false\n"
SETTINGS = {
    "raw HTML allowed": UNSAFE + PLAIN_CODE,
    "Hugo's defaults": "",
    "hard wraps, XHTML, ASCII ids": """
[markup.goldmark.renderer]
hardWraps = true
xhtml = true
unsafe = true
[markup.goldmark.parser]
autoIDType = "github-ascii"
[markup.goldmark.extensions.typographer]
disable = true
"""
    + PLAIN_CODE,
    "extras, attributes, passthrough": """
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser]
autoIDType = "blackfriday"
autoDefinitionTermID = true
[markup.goldmark.parser.attribute]
block = true
[markup.goldmark.extensions]
strikethrough = false
linkifyProtocol = "http"
[markup.goldmark.extensions.extras]
delete = {enable = true}
insert = {enable = true}
mark = {enable = true}
subscript = {enable = true}
superscript = {enable = true}
[markup.goldmark.extensions.passthrough]
enable = true
delimiters = {block = [['$$', '$$']], inline = [['\\(', '\\)'], ['$', '$']]}
"""
    + PLAIN_CODE,
    "CJK, emoji, extensions off": """
enableEmoji = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
table = false
definitionList = false
taskList = false
linkify = false
footnote = false
[markup.goldmark.extensions.cjk]
enable = true
eastAsianLineBreaks = true
eastAsianLineBreaksStyle = "css3draft"
escapedSpace = true
[markup.goldmark.extensions.typographer]
leftDoubleQuote = "&laquo;"
emDash = "X"
"""
    + PLAIN_CODE,
}


def renderer_for(config: str) -> Renderer:
    table = tomllib.loads(config)
    settings = MarkupSettings.from_config(
        table.get("markup", {}), enable_emoji=table.get("enableEmoji", False)
    )
    return Renderer(settings, PageContext(title="t"))


def differences(bodies: Mapping[str, str], config: str) -> dict[str, str]:
    """What differs from Hugo, by name of the article."""
    renderer = renderer_for(config)
    published = publish(bodies, config)
    found = {}
    for name, html in published.items():
        if apart := difference(html, renderer.render(bodies[name]).html):
            found[name] = apart
    return found


def judge(bodies: Mapping[str, str], config: str, share: float) -> None:
    found = differences(bodies, config)
    for name, apart in found.items():
        print(f"{name}: {bodies[name][:200]!r}\n{apart}")
    assert len(found) <= (1 - share) * len(bodies), f"{len(found)} of {len(bodies)} articles differ from Hugo"


@functools.cache
def corpus(folder: Path) -> dict[str, str]:
    """The bodies of the real articles that use no shortcodes."""
    bodies = {}
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text("utf-8", errors="replace")
        header = re.match(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\n\1[ \t]*\r?\n", text, re.DOTALL)
        body = text[header.end() :] if header else text
        if len(body) >= 80 and "{{<" not in body and "{{%" not in body:
            bodies[str(path.relative_to(folder))] = body.replace("{{", "{ {")
    return bodies


@pytest.mark.corpora
def test_real_articles(corpora: Path, hugo: str) -> None:
    bodies = corpus(corpora)
    sample = dict(list(bodies.items())[::6])
    judge(sample, UNSAFE + PLAIN_CODE, 0.99)


@pytest.mark.corpora
@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
def test_all_real_articles(corpora: Path, hugo: str, name: str) -> None:
    judge(corpus(corpora), SETTINGS[name], 0.99)


@pytest.mark.corpora
def test_shortcodes_of_real_articles(corpora: Path, hugo: str) -> None:
    """Real placements of shortcodes, with Hugo's own in place of those that only the sites' themes have."""
    tag = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]+)((?:[^\"`]|\"[^\"]*\"|`[^`]*`)*?)[>%]\}\}")
    bodies = {}
    for path in sorted(corpora.rglob("*.md"))[::5]:
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8", errors="replace"), flags=re.DOTALL)
        closed = {match[3] for match in tag.finditer(text) if match[2]}
        paired = sum(1 for match in tag.finditer(text) if match[3] in closed and not match[2])
        if not tag.search(text) or paired != sum(1 for match in tag.finditer(text) if match[2]):
            continue

        def built_in(match: re.Match[str], closed: set[str] = closed) -> str:
            mark, slash, name = match[1], match[2], match[3]
            end = ">" if mark == "<" else "%"
            if "/*" in match[0]:
                return match[0]
            if name not in closed:
                return f'{{{{{mark} figure src="{name.replace("/", "-")}.png" caption="**c**" {end}}}}}'
            return f"{{{{{mark} {slash}details {end}}}}}"

        bodies[str(path.relative_to(corpora))] = tag.sub(built_in, text)
    kept = {}
    while bodies and not kept:  # an article that Hugo refuses stops the build of all
        try:
            publish(bodies, UNSAFE)
            kept = bodies
        except RuntimeError:
            bodies = {name: body for name, body in bodies.items() if _builds(body)}
    judge(kept, UNSAFE + PLAIN_CODE, 0.99)


def _builds(body: str) -> bool:
    try:
        publish({"one": body}, UNSAFE)
    except RuntimeError:
        return False
    return True


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("make", [random_markdown.inline, random_markdown.blocks], ids=["inline", "blocks"])
def test_random_markdown(make, name: str, hugo: str) -> None:
    bodies = {str(seed): make(seed) for seed in range(300)}
    judge(bodies, SETTINGS[name], 0.99)


@pytest.mark.slow
@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("make", [random_markdown.inline, random_markdown.blocks], ids=["inline", "blocks"])
def test_much_random_markdown(make, name: str, hugo: str) -> None:
    bodies = {str(seed): make(seed, 14) for seed in range(1000, 7000)}
    judge(bodies, SETTINGS[name], 0.99)


@pytest.fixture(scope="session")
def commonmark_examples(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The examples of CommonMark 0.31, from the package that its authors publish (never committed: CC BY-SA)."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is needed to fetch the package commonmark-spec")
    folder = tmp_path_factory.mktemp("commonmark")
    command = [npm, "pack", "commonmark-spec@0.31.2"]
    try:
        subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=LONG_S, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"the package commonmark-spec cannot be fetched here: {error}")
    packed = next(folder.glob("*.tgz"), None)
    if packed is None:
        pytest.skip("the package commonmark-spec cannot be fetched here")
    shutil.unpack_archive(packed, folder)
    text = (folder / "package" / "spec.txt").read_text("utf-8").split("<!-- END TESTS -->")[0]
    examples = re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", text, re.MULTILINE | re.DOTALL)
    return [markdown.replace("→", "\t") for markdown, _ in examples]


def test_commonmark_examples(commonmark_examples: list[str], hugo: str) -> None:
    assert len(commonmark_examples) > 600
    bodies = {str(number): example for number, example in enumerate(commonmark_examples)}
    judge(bodies, UNSAFE + PLAIN_CODE, 0.99)
