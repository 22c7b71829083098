"""A small site with one article that uses everything, and short ways to export it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from editor.export.document.document import Document
from editor.export.document.making import document_of
from editor.export.exporter import Exporter, Options, Outcome, State
from editor.export.formats import Format
from editor.export.plan import make_plan
from editor.rendering.site_reader import SiteReader
from editor.site.site import Site

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c23b22"/></svg>'

RICH = """---
title: '標題 & <b>"引號"</b>'
date: 2026-01-05T10:00:00+08:00
lastmod: 2026-02-01T08:00:00+08:00
author: 王小明
description: 一段「說明」
tags: [寫作, Hugo]
source_name: 來源 & 社
source_url: https://example.org/source?a=1&b=2
---

第一段文字，**粗體**、*斜體字*、`code`、~~刪除~~與[連結](<https://example.org/路?q=a b>)。註腳[^1]。

## 清單

- 甲
  - 乙
- [x] 完成

3. 三
4. 四

> 引用一段話。

```python
def f(x):
    return "中文"  # 註解
```

| 欄 | 數 |
|:---|---:|
| a  | 1  |

![近圖](near.png "說明") ![遠圖](https://example.org/far.png)

![靜態](/img/static.svg)

[往下](#清單)

[^1]: 註腳的**內容**。
"""


def png(width: int = 8, height: int = 4) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#c23b22").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    bundle = root / "content" / "posts" / "rich"
    bundle.mkdir(parents=True)
    (root / "static" / "img").mkdir(parents=True)
    (root / "hugo.toml").write_text(
        'baseURL = "https://example.org/blog/"\ntitle = "小站"\nlanguageCode = "zh-tw"\ntimeZone = "Asia/Taipei"\n'
    )
    (bundle / "index.md").write_text(RICH, "utf-8")
    (bundle / "near.png").write_bytes(png())
    (root / "static" / "img" / "static.svg").write_text(SVG)
    (root / "content" / "posts" / "plain.md").write_text("---\ntitle: Plain\n---\n\nPlain text.\n")
    (root / "content" / "posts" / "draft.md").write_text(
        "---\ntitle: Draft\ndraft: true\n---\n\nUnfinished.\n"
    )
    return root


@pytest.fixture
def rich(site: Path) -> Path:
    return site / "content" / "posts" / "rich" / "index.md"


@pytest.fixture
def document() -> Callable[[Path], Document]:
    def build(path: Path) -> Document:
        reader = SiteReader(Site.find(path))
        return document_of(reader, reader.read(path))

    return build


Export = Callable[..., list[Outcome]]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Export in this process, without workers; fails when an article fails."""

    def run(*paths: Path, form: str, **options: bool) -> list[Outcome]:
        chosen = Format(form)
        plan = make_plan(paths, chosen)
        assert plan.refused == ()
        exporter = Exporter(Options(chosen, tmp_path / "out", **options))
        outcomes = [exporter.export(job) for job in plan.jobs]
        assert [outcome.message for outcome in outcomes if outcome.state is State.FAILED] == []
        return outcomes

    return run
