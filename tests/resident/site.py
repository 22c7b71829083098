"""The resident's site: a small theme, eight articles in three formats, and what else lies about in a real folder."""

from __future__ import annotations

import os
from pathlib import Path

CONFIG = """baseURL = "https://example.org/"
title = "小站"
theme = "ink"
timeZone = "Asia/Taipei"
hasCJKLanguage = true
[taxonomies]
tag = "tags"
category = "categories"
"""

THEME = {
    "layouts/_default/baseof.html": '<html><body>{{ block "main" . }}{{ end }}</body></html>\n',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
    "layouts/_default/list.html": '{{ define "main" }}{{ range .Pages }}{{ .Title }}{{ end }}{{ end }}\n',
    "layouts/_default/_markup/render-image.html": '<img src="{{ .Destination | safeURL }}">\n',
    "layouts/shortcodes/note.html": "<aside>{{ .Inner }}</aside>\n",
}

ALPHA = """---
title: "Alpha"
date: 2026-01-05T10:00:00+08:00
description: "The first of all, 第一篇"
tags: ["寫作", "Hugo"]
categories: ["筆記"]
weight: 3
source_url: "https://example.org/a"
draft: false  # not yet
---

第一段文字。A first paragraph with a [link](beta.md) and a no\u00a0break.

## Part one

- one
- two

與**「重點」**中 and a note.[^1]

[^1]: The note of *alpha*.
"""

# As an archetype makes it: keys without a value.
BETA = """---
title: Beta
date: 2026-02-01
description:
summary:
tags:
weight:
draft: true
---

# Beta

Some {{< note >}}inner{{< /note >}} text, see [alpha]({{< ref "alpha.md" >}}).

![missing](nowhere.png)
"""

GAMMA = """+++
title = "Gamma"
date = 2026-03-01T08:30:00+08:00
description = "In TOML"
tags = ["Hugo", "toml"]
weight = 7
draft = false

[params]
mood = "calm"
+++

Gamma begins, after [beta](../beta/) and before [delta](/posts/delta/#end).

## Part of gamma

1. first
2. second

```python
print("gamma")
```
"""

DELTA = """{
  "title": "Delta",
  "date": "2026-04-01T00:00:00Z",
  "description": "",
  "tags": ["json"],
  "draft": false
}

Delta text, 中文與 English。

> A quote of delta.
"""

# The same name as `alpha.md` but for its case, and the same title.
TWIN = """---
title: Alpha
description:
tags: []
---
The other alpha.

## Twin part
"""

NFC = """---
title: "Café composed"
description: "composed"
tags:
  - 筆記
---
Café, composed.
"""

NFD = """+++
title = "Cafe\u0301 decomposed"
description = ""
+++
Cafe\u0301, decomposed.  👩\u200d👧 stays.
"""

BROKEN = """---
title: "never closed
tags: [a
---
The text below broken front matter.

# Still a heading
"""

ARTICLES: tuple[tuple[str, str], ...] = (
    ("posts/alpha.md", ALPHA),
    ("posts/beta.md", BETA),
    ("posts/gamma.md", GAMMA),
    ("posts/delta.md", DELTA),
    ("posts/Alpha.md", TWIN),
    ("notes/caf\u00e9.md", NFC),
    ("notes/cafe\u0301.md", NFD),
    ("notes/broken.md", BROKEN),
)
"""Path below `content` and text of each article; steps name them by their number."""

WILD = ("posts/Alpha.md", "notes/broken.md")
BIG, BINARY, FIFO = "notes/big.md", "notes/binary.md", "notes/x.md"


def make_site(root: Path, *, with_big: bool = False, tame: bool = False) -> None:
    """Write the site; the article of a megabyte only where it is asked for, since it slows every step.

    A `tame` one has nothing that Hugo refuses, so that its theme can be shown.
    """
    content = root / "content"
    for name, text in ARTICLES:
        if tame and name in WILD:
            continue
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="")
    if not tame:
        (content / BINARY).write_bytes(bytes(range(256)) * 20)
    if not tame and hasattr(os, "mkfifo"):
        os.mkfifo(content / FIFO)
    if with_big:
        (content / BIG).write_text(big_text(), "utf-8")
    (root / "static").mkdir()
    (root / "hugo.toml").write_text(CONFIG, "utf-8")
    for name, text in THEME.items():
        path = root / "themes/ink" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def big_text() -> str:
    """An article of about a megabyte."""
    paragraph = (
        "## Part {0}\n\n一段很長的文字 and some English words in paragraph {0}, with *marks* and `code`.\n\n"
    )
    head = '---\ntitle: "Big"\ndescription: ""\n---\n'
    return head + "".join(paragraph.format(number) * 8 for number in range(900))
