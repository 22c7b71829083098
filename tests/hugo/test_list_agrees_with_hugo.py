"""The catalogue against `hugo list all` and a real build: path, title, date, draft, address, published or not."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor import cli
from editor.articles.article import Article
from editor.site.casting import rfc3339
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site

pytestmark = pytest.mark.hugo

NO_DATE = "0001-01-01T00:00:00Z"
NOW = datetime.now(UTC)
# A page without an offset: the wall clock of Taipei, two hours ahead and two hours behind.
TAIPEI = NOW + timedelta(hours=8)
SOON, LATELY = (f"{TAIPEI + timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}" for hours in (2, -2))
YESTERDAY, TOMORROW = (f"{NOW + timedelta(days=days):%Y-%m-%d}" for days in (-1, 1))


def page(text: str = "", **fields: object) -> str:
    """An article with YAML front matter; values are written as they stand."""
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{lines}---\n{text or 'x'}\n"


@dataclass
class Example:
    """A site to be listed by both: its files, and the configuration unless a file brings it."""

    files: dict[str, str | bytes]
    config: str = ""
    links: dict[str, str] = field(default_factory=dict)


EXAMPLES = {
    "titles": Example(
        {
            "content/_index.md": "no front matter\n",
            "content/posts/_index.md": page(),
            "content/posts/plain.md": "only text\n",
            "content/posts/number.md": page(title=2024),
            "content/posts/float.md": page(title=1.50),
            "content/posts/yes.md": page(title="yes"),
            "content/posts/true.md": page(title="true"),
            "content/posts/null.md": page(title="~"),
            "content/posts/list.md": page(title="[a, b]"),
            "content/posts/map.md": page(title="{a: 1}"),
            "content/posts/date.md": page(title="2024-01-02"),
            "content/posts/upper.md": page(TITLE="Upper", Draft="true"),
            "content/posts/quoted.md": page(title="\"a: 'b' #c\""),
            "content/posts/folded.md": "---\ntitle: >\n  one\n  two\ndate: 2020-01-01\n---\nx",
            "content/posts/toml.md": "+++\ntitle = 2024-01-02\ndate = 2024-05-06\n+++\nx",
            "content/posts/toml-local.md": "+++\ntitle = 1.5\ndate = 2024-05-06T07:08:09\n+++\nx",
            "content/posts/toml-zoned.md": "+++\ntitle = 2024-01-02T03:04:05+08:00\ndate = 2024-05-06T07:08:09Z\n+++\n",
            "content/posts/json.md": '{"title": "J", "date": "2024-05-06T07:08:09+09:00", "tags": ["a"]}\nx',
            "content/posts/bom.md": "\ufeff---\ntitle: Bom\n---\nx",
            "content/posts/crlf.md": "---\r\ntitle: Crlf\r\ndate: 2020-02-02\r\n---\r\nx",
            "content/posts/blank.md": "\n\n---\ntitle: Blank\n---\nx",
            "content/Über Fuß.md": page(title="ü"),
            "content/中文/標題.md": page(title="中文標題"),
            "content/single.html": page(title="Html"),
            "content/mark.markdown": page(title="Mark"),
            "content/UPPER.MD": page(title="Up"),
            "content/v0.10.md": page(title="Dots"),
            "content/a.fr.md": page(title="No such language"),
            "content/.hidden.md": page(title="hidden"),
            "content/#edit.md": page(title="hidden"),
            "content/back.md~": page(title="hidden"),
            "content/.folder/in.md": page(title="hidden"),
        },
        "[security]\nallowContent = ['.*']\n",
    ),
    "dates": Example(
        {
            "content/p/soon.md": page(date=SOON),
            "content/p/lately.md": page(date=LATELY),
            "content/p/soon-publish.md": page(date="2020-01-01", publishDate=SOON),
            "content/p/pubdate.md": page(pubdate=SOON),
            "content/p/lastmod.md": page(lastmod=SOON),
            "content/p/modified.md": page(modified="2021-01-01"),
            "content/p/both.md": page(date=SOON, publishDate="2020-01-01"),
            "content/p/expired.md": page(expiryDate=LATELY),
            # The ends of the calendar, as programs write them for "never" and "always".
            "content/p/first.md": page(date=NO_DATE),
            "content/p/no-expiry.md": page(expiryDate=NO_DATE),
            "content/p/old-expiry.md": page(expiryDate="0001-01-01"),
            "content/p/last-expiry.md": page(expiryDate="9999-12-31T23:59:59Z"),
            "content/p/last.md": page(publishDate="9999-12-31T23:59:59Z"),
            "content/p/last-west.md": page(date="9999-12-31T23:59:59-08:00"),
            "content/p/first-publish.md": page(publishDate=NO_DATE, date=TOMORROW),
            "content/p/expires.md": page(expiryDate=SOON),
            "content/p/unpublish.md": page(unpublishdate=YESTERDAY),
            "content/p/draft.md": page(draft="true"),
            "content/p/draft-text.md": page(draft='"true"'),
            "content/p/draft-yes.md": page(draft="yes"),
            "content/p/draft-one.md": page(draft=1),
            "content/p/empty.md": page(date='""'),
            "content/p/null.md": page(date="~"),
            "content/p/offset.md": page(date="2024-05-01T09:30:00-03:30"),
            "content/p/space.md": page(date="2024-05-01 09:30:00 +0800"),
            "content/p/fraction.md": page(date="2024-05-01T09:30:00.123456789Z"),
            "content/p/words.md": page(date="02 Jan 2006"),
            "content/p/section/_index.md": page(title="Takes the newest"),
            "content/p/section/one.md": page(date="2023-03-03"),
            "content/p/section/two.md": page(date="2022-02-02"),
            "content/dated/_index.md": page(date="2019-01-01"),
            "content/dated/one.md": page(date="2023-03-03"),
            "content/future/_index.md": page(date=TOMORROW),
            "content/future/one.md": page(date="2023-03-03"),
        },
        'timeZone = "Asia/Taipei"\n',
    ),
    "file name dates": Example(
        {
            "content/p/2024-05-06-first-one.md": page(title="a"),
            "content/p/2024-05-06-10-20-30-second.md": page(title="b"),
            "content/p/2024-05-06_third.md": page(title="c", date="2020-01-01"),
            "content/p/2024-05-06-slug.md": page(title="d", slug="own"),
            "content/p/2024-13-40-no.md": page(title="e"),
            "content/p/2024-05-07-bundle/index.md": page(title="f"),
            "content/p/2024-05-06.md": page(title="g"),
            "content/p/plain.md": page(title="h", mydate="2021-01-01"),
        },
        '[frontmatter]\ndate = [":filename", "mydate", ":default"]\n',
    ),
    "cascade": Example(
        {
            "content/_index.md": page(
                cascade="\n- target: {path: /docs/**}\n  draft: true\n- params: {draft: true}\n  target: {path: /par/*}"
            ),
            "content/docs/a.md": page(title="draft by home"),
            "content/docs/b.md": page(title="own", draft="false"),
            "content/par/a.md": page(title="by params"),
            "content/par/deep/b.md": page(title="not matched"),
            "content/kinds/_index.md": page(
                cascade="{target: {kind: page}, title: Inherited, date: 2020-01-01}"
            ),
            "content/kinds/a.md": page(),
            "content/kinds/sub/_index.md": page(),
            "content/kinds/sub/b.md": page(date="2021-01-01"),
            "content/near/_index.md": page(cascade="{title: Far, draft: true}"),
            "content/near/sub/_index.md": page(cascade="{title: Near, draft: false}"),
            "content/near/sub/a.md": page(),
            "content/near/b.md": page(),
            "content/self/_index.md": page(cascade="{title: Of itself}"),
            "content/env/_index.md": page(
                cascade="\n- target: {environment: development}\n  draft: true\n- target: {environment: prod*}\n  title: P"
            ),
            "content/env/a.md": page(),
            "content/build/_index.md": page(cascade="{build: {render: never, list: always}}"),
            "content/build/a.md": page(title="not rendered"),
            "content/build/b.md": page(title="rendered", build="{render: always}"),
            "content/older/_index.md": page(cascade="{_target: {path: '/older/{a,b}'}, draft: true}"),
            "content/older/a.md": page(),
            "content/older/c.md": page(),
            "content/site/a.md": page(),
            "content/case/_index.md": page(cascade="{target: {path: '/Case/**', kind: Page}, draft: true}"),
            "content/case/a.md": page(),
        },
        "[[cascade]]\ntitle = 'From the configuration'\n[cascade.target]\npath = '/site/**'\n",
    ),
    "cascade of a page for itself": Example(
        {
            "content/p/_index.md": page(cascade="{title: Of the section, draft: false}"),
            "content/p/a.md": page(cascade="{draft: true}"),
            "content/p/own.md": page(draft="false", cascade="{draft: true}"),
            "content/p/title.md": page(cascade="{title: Of itself, date: 2020-01-01}"),
            "content/p/params.md": page(cascade="{params: {title: Inner, draft: true}}"),
            "content/p/build.md": page(cascade="{build: {render: never}}"),
            "content/p/leaf/index.md": page(cascade="{draft: true}"),
            "content/p/leaf/more.md": page(title="resource"),
            "content/p/here.md": page(cascade="[{target: {path: /p/here}, draft: true}]"),
            "content/p/elsewhere.md": page(cascade="[{target: {path: /p/other}, draft: true}]"),
            "content/p/kind.md": page(cascade="[{target: {kind: page}, draft: true}]"),
            "content/p/section.md": page(cascade="[{target: {kind: section}, draft: true}]"),
            "content/p/above.md": page(cascade="{draft: true}"),
            "content/p/above/below.md": page(title="below a folder of that name"),
            "content/q/leaf/index.md": page(title="with a section below", cascade="{date: 2020-01-01}"),
            "content/q/later.md": page(cascade="{date: 2999-01-01}"),
        }
    ),
    "build options": Example(
        {
            "content/p/never.md": page(build="{render: never}"),
            "content/p/link.md": page(build="{render: link}"),
            "content/p/false.md": page(build="{render: false}"),
            "content/p/unlisted.md": page(build="{list: never}"),
            "content/p/local.md": page(build="{list: local}"),
            "content/p/headless/index.md": page(headless="true"),
            "content/p/leaf/index.md": page(title="leaf"),
            "content/p/leaf/more.md": page(title="resource"),
            "content/p/leaf/below/index.md": page(title="resource"),
            "content/p/leaf/below/_index.md": page(title="resource"),
            "content/home/_index.md": page(draft="true"),
            "content/home/child.md": page(title="of a draft section"),
        }
    ),
    "kinds": Example(
        {
            "content/_index.md": page(title="Home"),
            "content/posts/_index.md": page(title="Posts"),
            "content/posts/a.md": page(title="a", tags="[one, Two]", series="Alpha"),
            "content/tags/_index.md": page(title="Tags"),
            "content/tags/one/_index.md": page(title="One"),
            "content/tags/unused/_index.md": page(title="Unused"),
            "content/series/_index.md": page(title="Series", draft="true"),
            "content/series/alpha/_index.md": page(title="Alpha"),
        },
        "disableKinds = ['section']\n[taxonomies]\ntag = 'tags'\nserie = 'series'\n",
    ),
    "twins": Example(
        {
            # Of a.md beside a/index.md Hugo takes now one and now the other, so neither is here.
            "content/p/b.html": page(title="html"),
            "content/p/b.md": page(title="md"),
            "content/p/Case.md": page(title="Upper"),
            "content/p/case.md": page(title="lower"),
            "content/p/two words.md": page(title="space"),
            "content/p/two-words.md": page(title="hyphen"),
        },
        "[security]\nallowContent = ['.*']\n",
    ),
    "languages by suffix": Example(
        {
            "content/_index.md": page(title="Home"),
            "content/_index.zh-tw.md": page(title="首頁"),
            "content/p/a.md": page(title="en", date="2024-01-01"),
            "content/p/a.zh-tw.md": page(title="zh", date="2024-01-01"),
            "content/p/b.ZH-TW.md": page(title="upper"),
            "content/p/c.de.md": page(title="switched off"),
            "content/p/d.fr.md": page(title="unknown"),
            "content/p/e.en.md": page(title="default named"),
            "content/p/v1.2.zh-tw.md": page(title="dots"),
            "content/p/leaf/index.md": page(title="leaf"),
            "content/p/leaf/index.zh-tw.md": page(title="葉"),
            "content/p/leaf/index.fr.md": page(title="resource"),
            "content/p/sec/_index.zh-tw.md": page(title="only zh", cascade="{draft: true}"),
            "content/p/sec/x.md": page(title="en is no draft"),
            "content/p/sec/x.zh-tw.md": page(title="zh is a draft"),
        },
        "defaultContentLanguage = 'en'\n[languages.en]\nweight = 2\n[languages.zh-tw]\nweight = 1\n"
        "timeZone = 'Asia/Taipei'\n[languages.de]\ndisabled = true\n",
    ),
    "languages by folder": Example(
        {
            "content/en/p/a.md": page(title="en"),
            "content/zh/p/a.md": page(title="zh", date="2024-01-01"),
            "content/zh/p/b.en.md": page(title="suffix wins?"),
            "content/zh/_index.md": page(title="首頁"),
        },
        "defaultContentLanguage = 'zh'\ndefaultContentLanguageInSubdir = true\n"
        "[languages.en]\ncontentDir = 'content/en'\n[languages.zh]\ncontentDir = 'content/zh'\n"
        "timeZone = 'Asia/Taipei'\n",
    ),
    "mounts": Example(
        {
            "content/posts/a.md": page(title="a"),
            "content/posts/drafts/b.md": page(title="left out"),
            "notes/one.md": page(title="note"),
            "notes/sub/two.md": page(title="note two"),
            "README.md": page(title="readme"),
            "zh/posts/a.md": page(title="中"),
            "unused/x.md": page(title="not mounted"),
        },
        "defaultContentLanguage = 'en'\n[languages.en]\n[languages.zh]\n"
        "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\nfiles = ['! posts/drafts/**']\n"
        "[[module.mounts]]\nsource = 'notes'\ntarget = 'content/blog/notes'\n"
        "[[module.mounts]]\nsource = 'README.md'\ntarget = 'content/about.md'\n"
        "[[module.mounts]]\nsource = 'zh'\ntarget = 'content'\n[module.mounts.sites.matrix]\nlanguages = ['zh']\n",
    ),
    "config folder": Example(
        {
            "config/_default/hugo.toml": "baseURL = 'https://example.org/'\ntitle = 'x'\ntimeZone = 'UTC'\n",
            "config/_default/languages.toml": "[en]\nweight = 1\n[zh]\nweight = 2\ncontentDir = 'chinese'\n",
            "config/_default/module.yaml": "mounts: []\n",
            "config/_default/cascade.yaml": "cascade:\n- target: {path: /p/*}\n  title: from cascade.yaml\n",
            "config/_default/params.zh.toml": "a = 1\n",
            "config/production/hugo.yaml": "timeZone: Asia/Taipei\n",
            "config/development/hugo.yaml": "timeZone: America/New_York\n",
            "content/p/a.md": page(date="2024-01-01"),
            "chinese/p/a.md": page(title="中"),
        }
    ),
    "yaml": Example(
        {
            "hugo.yaml": "---\nbaseURL: https://example.org/sub/\ntitle: y\ncontentDir: inhalt\nbuildDrafts: true\n"
            "languages:\n  de: {weight: 1}\ndefaultContentLanguage: de\n",
            "config.toml": "contentDir = 'wrong'\n",
            "inhalt/p/a.md": page(title="a", draft="true"),
        }
    ),
    "json": Example(
        {
            "config.json": '{"baseURL": "https://example.org/", "buildFuture": true, "BuildExpired": true}',
            "content/p/a.md": page(date=SOON),
            "content/p/b.md": page(expiryDate=YESTERDAY),
        }
    ),
    "theme": Example(
        {
            "content/p/a.md": page(title="a"),
            "content/search.md": page(title="mine"),
            "themes/t/content/search.md": page(title="of the theme"),
            "themes/t/content/archive.md": page(title="archive of the theme"),
            "themes/t/hugo.toml": "theme = 'base'\n",
            "themes/base/content/base.md": page(title="of the theme's theme"),
        },
        "theme = ['t']\n",
    ),
    "permalinks": Example(
        {
            "content/posts/_index.md": page(title="The Posts"),
            "content/posts/a.md": page(title="Hello, World (2)", date="2024-03-09"),
            "content/posts/b.md": page(title="中文 標題！", date="2024-03-09", slug="my slug"),
            "content/posts/leaf/index.md": page(title="Leaf", date="2024-11-30"),
            "content/posts/deep/down/c.md": page(title="C", date="2024-03-09"),
            "content/posts/no-date.md": page(title="none"),
            "content/posts/url.md": page(url="/else/where/"),
            "content/posts/url-file.md": page(url="/else/file.html"),
            "content/posts/url-relative.md": page(url="here"),
            "content/posts/url-tokens.md": page(title="T", url="/x/:slug/", slug="sl", date="2024-03-09"),
            "content/posts/url-han.md": page(url="/中文/路徑/"),
            "content/notes/C# & F#.md": page(title="sharp"),
            "content/notes/two  words.md": page(title="w"),
            "content/notes/Äpfel+Birnen.md": page(title="ä", slug="-trim-"),
            "content/notes/sub/_index.md": page(title="Sub Section", slug="sub-slug"),
            "content/notes/sub/x.md": page(title="X"),
            "content/essays/one/two/y.md": page(title="Y"),
            "content/essays/one/_index.md": page(title="One"),
            "content/top.md": page(title="Top"),
        },
        "[permalinks.page]\nposts = '/:year/:month/:day/:slug/'\nnotes = '/n/:sections/:contentbasename/'\n"
        "essays = '/:sectionslugs/:sections[1:]/:slugorcontentbasename'\n[permalinks.section]\nnotes = '/s/:sectionslugs'\n",
    ),
    "permalinks as a list": Example(
        {
            "content/en/articles/a.md": page(title="Hello", date="2024-05-01"),
            "content/de/articles/a.md": page(title="Hallo", date="2024-05-01"),
            "content/en/articles/_index.md": page(title="Articles"),
            "content/en/notes/n.md": page(title="Note", date="2024-05-01"),
            "content/en/notes/deep/n.md": page(title="Deep", date="2024-05-01"),
            "content/de/notes/n.md": page(title="Notiz", date="2024-05-01"),
            "content/en/env/e.md": page(title="E"),
            "content/en/Upper/u.md": page(title="U"),
            "content/en/top.md": page(title="Top"),
            "content/de/top.md": page(title="Oben"),
        },
        """defaultContentLanguage = 'en'
[languages.en]
contentDir = 'content/en'
[languages.de]
contentDir = 'content/de'
[[permalinks]]
pattern = '/dev/:slug/'
[permalinks.target]
path = '/env/**'
environment = 'development'
[[permalinks]]
pattern = '/live/:slug/'
[permalinks.target]
path = '/env/**'
environment = '{staging,production}'
[[permalinks]]
pattern = '/artikel/:year/:month/:slug/'
[permalinks.target]
path = '{/articles,/articles/**}'
kind = 'page'
[permalinks.target.sites.matrix]
languages = ['de']
[[permalinks]]
pattern = '/blog/:year/:month/:slug/'
[permalinks.target]
path = '{/articles,/articles/**}'
kind = 'page'
[permalinks.target.sites.matrix]
languages = ['en']
[[permalinks]]
pattern = '/list/:sections/'
[permalinks.target]
kind = 'section'
[[permalinks]]
pattern = '/n/:slug/'
[permalinks.target]
path = '/notes/*'
[[permalinks]]
pattern = '/up/:slug/'
[permalinks.target]
path = '/Upper/**'
[[permalinks]]
pattern = '/:contentbasename/of-the-top/'
[permalinks.target]
path = '/*'
""",
    ),
    "ugly": Example(
        {
            "content/p/a.md": page(title="a"),
            "content/p/B c.md": page(title="b"),
            "content/_index.md": page(title="home"),
            "content/p/_index.md": page(title="p"),
        },
        "uglyURLs = true\ndisablePathToLower = true\n",
    ),
    "without an address": Example(
        {"hugo.toml": "title = 't'\n", "content/p/a.md": page(title="a"), "content/_index.md": page()}
    ),
    "an address without a host": Example(
        {"hugo.toml": "baseURL = '/blog/'\n", "content/p/a.md": page(title="a")}
    ),
    "ignored": Example(
        {
            "content/p/a.md": page(title="a"),
            "content/p/a.draft.md": page(title="ignored"),
            "content/p/node/x.md": page(title="ignored too"),
        },
        "ignoreFiles = ['\\.draft\\.md$', '/node/']\n",
    ),
    "odd names": Example(
        {
            "content/p/👩‍🚀 🇹🇼.md": page(title="emoji"),
            "content/p/全形　空白.md": page(title="wide space"),
            "content/p/a  b.md": page(title="two spaces"),
            "content/p/it's (1), 50%!.md": page(title="marks"),
            "content/p/a+b=c&d.md": page(title="more marks"),
            "content/p/İSTANBUL.md": page(title="dotted"),
            "content/p/straße.md": page(title="eszett"),
            "content/p/cafe\u0301.md": page(title="decomposed"),
            "content/p/-dash-.md": page(title="dashes"),
            "content/p/_under_.md": page(title="under"),
            "content/p/_index_.md": page(title="not an index"),
            "content/p/index2.md": page(title="no index"),
            "content/q/Index.md": page(title="Upper index"),
            "content/q/resource.md": page(title="resource"),
            "content/r/_INDEX.MD": page(title="Upper branch"),
            "content/r/page.md": page(title="page"),
            "content/p/a.b.c.md": page(title="dots"),
            "content/p/x.md.md": page(title="twice"),
            "content/p/y.markdown": page(title="markdown"),
            "content/p/" + "x" * 200 + ".md": page(title="long"),
            "content/node_modules/readme.txt": "not content",
        }
    ),
    "bytes": Example(
        {
            "content/p/yaml.md": b"---\ntitle: caf\xe9\n---\nx",
            "content/p/json.md": b'{"title": "caf\xe9"}\nx',
            "content/p/body.md": b"---\ntitle: ok\n---\ncaf\xe9",
            "content/p/utf-16.md": "---\ntitle: x\n---\n".encode("utf-16"),
            "content/p/empty.md": b"",
            "content/p/only.md": b"---\n---",
            "content/p/cr.md": b"---\rtitle: cr\r---\rx",
            "content/p/space.md": b"  \n\t---\ntitle: space\n---\nx",
            "content/p/late.md": b"text\n---\ntitle: no\n---\nx",
            "content/p/dots.md": b"---\ntitle: dots\n...\n---\nx",
        }
    ),
    "links": Example(
        {
            "content/p/a.md": page(title="a"),
            "outside/o.md": page(title="o"),
        },
        links={"content/p/link.md": "a.md", "content/linked": "../outside"},
    ),
}


# Their configuration builds drafts and later articles, which `hugo list published` leaves out all the same.
BUILDS_MORE = {"yaml", "json"}


def write(root: Path, example: Example) -> Path:
    """Write an example to disk with a layout that names the file of every page that is rendered."""
    for name, text in example.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    for name, target in example.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    has_config = any(name.startswith(("hugo.", "config.", "config/")) for name in example.files)
    if not has_config:
        (root / "hugo.toml").write_text(f'baseURL = "https://example.org/"\ntitle = "t"\n{example.config}')
    layouts = root / "layouts"
    layouts.mkdir(exist_ok=True)
    (layouts / "all.html").write_text("{{ with .File }}FILE:{{ .Filename | safeHTML }}{{ end }}")
    return root


def listed(hugo: str, root: Path, which: str = "all") -> dict[str, dict[str, str]]:
    """What `hugo list all` (or another list) says, by path."""
    done = subprocess.run(
        [hugo, "list", which, "-s", str(root)], capture_output=True, text=True, errors="replace", check=False
    )
    assert done.returncode == 0, done.stderr
    table = done.stdout[done.stdout.index("path,slug") :]
    return {row["path"].replace(os.sep, "/"): row for row in csv.DictReader(io.StringIO(table))}


def published(hugo: str, root: Path) -> set[str]:
    """The files whose pages a build writes."""
    out = root / "published"
    done = subprocess.run(
        [hugo, "-s", str(root), "-d", str(out), "--noBuildLock"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = set()
    for path in out.rglob("*"):
        if path.is_file() and (text := path.read_text("utf-8", "replace")).startswith("FILE:"):
            found.add(Path(text.removeprefix("FILE:")).relative_to(root).as_posix())
    shutil.rmtree(out)
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_listed_page_agrees(
    name: str, hugo: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = write(tmp_path / "site", EXAMPLES[name])
    wanted = listed(hugo, root)
    assert wanted

    status = cli.run(["list", "--json", str(root)])
    ours = {entry["path"]: entry for entry in json.loads(capsysbinary.readouterr().out)}

    assert status == 0
    assert not wanted.keys() - ours.keys()
    got = {path: (ours[path]["title"], ours[path]["date"] or NO_DATE, ours[path]["draft"]) for path in wanted}
    assert got == {path: (row["title"], row["date"], row["draft"] == "true") for path, row in wanted.items()}
    assert {path: ours[path]["section"] for path in wanted} == {
        p: row["section"] for p, row in wanted.items()
    }
    if name not in BUILDS_MORE:
        published = listed(hugo, root, "published")
        assert {path for path in wanted if ours[path]["publishes"]} == published.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_published_is_what_a_build_writes(name: str, hugo: str, tmp_path: Path) -> None:
    root = write(tmp_path / "site", EXAMPLES[name])
    wanted = published(hugo, root)

    summaries = Catalogue.build(Site.find(root)).summaries()

    got = {s.path.relative_to(root).as_posix() for s in summaries if s.publishes}
    assert got == wanted
    assert all(bool(summary.publication.reason) != summary.publishes for summary in summaries)


@pytest.mark.parametrize("value", ["5", "abc", "[a]", "~", "{a: 1}", "[{a: 1}]", "'{}'"])
def test_a_shape_that_stops_the_build_is_told(value: str, hugo: str, tmp_path: Path) -> None:
    keys = ("params", "build", "sites", "cascade", "menu", "resources", "sitemap")
    for key in keys:
        root = write(tmp_path / key, Example({"content/p.md": page(**{key: value})}))
        done = subprocess.run(
            [hugo, "--source", str(root), "--renderToMemory"], capture_output=True, check=False
        )
        (summary,) = Catalogue.build(Site.find(root)).summaries()
        assert (key, summary.publication.state == "broken") == (key, done.returncode != 0)


@pytest.mark.parametrize("name", EXAMPLES)
def test_addresses_agree(
    name: str, hugo: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    root = write(tmp_path / "site", EXAMPLES[name])
    wanted = {path: row["permalink"] for path, row in listed(hugo, root).items()}

    catalogue = Catalogue.build(Site.find(root))
    cli.run(["list", "--json", str(root)])

    printed = {row["path"]: row["permalink"] for row in json.loads(capsysbinary.readouterr().out)}
    assert {path: printed[path] for path in wanted} == wanted
    assert {path: catalogue.permalink_of(root / path) for path in wanted} == wanted


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("corpus", "config"),
    [
        ("hextra", ""),
        (
            "hextra",
            "defaultContentLanguage='en'\n[languages.en]\n[languages.fa]\n[languages.ja]\n[languages.zh-cn]\n",
        ),
        ("hugo-docs", "timeZone = 'Asia/Taipei'\n"),
        ("hugo-theme-bootstrap", ""),
        ("hugo-theme-bootstrap", "[languages.en]\n[languages.zh-hant]\n[languages.zh-hans]\n"),
    ],
)
def test_the_corpora_agree(corpus: str, config: str, hugo: str, corpora: Path, tmp_path: Path) -> None:
    # Bodies are left out: they need the shortcodes of their own sites, and a listing does not read them.
    for source in sorted((corpora / corpus).rglob("*.md")):
        copy = tmp_path / "content" / source.relative_to(corpora / corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        article = Article.from_bytes(source.read_bytes())
        copy.write_bytes(Article(article.header, "x\n", article.encoding, article.bom).to_bytes())
    (tmp_path / "hugo.toml").write_text(f"baseURL = 'https://example.org/'\ncontentDir = 'content'\n{config}")
    wanted = listed(hugo, tmp_path)

    ours = {
        s.path.relative_to(tmp_path).as_posix(): s for s in Catalogue.build(Site.find(tmp_path)).summaries()
    }

    assert not wanted.keys() - ours.keys()
    got = {
        path: (s.title, rfc3339(s.date) if s.date else NO_DATE, s.draft)
        for path, s in ours.items()
        if path in wanted
    }
    assert got == {p: (row["title"], row["date"], row["draft"] == "true") for p, row in wanted.items()}
