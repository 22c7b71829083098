"""What Hugo prints, in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.publish.messages import Complaint, Reader, Ready, Rebuilt, Reconfigured, complaints_in

# Lines as Hugo 0.168 printed them on small sites with one mistake each.
COMPLAINTS = {
    'ERROR Rebuild failed: assemble: failed to create page from pageMetaSource /posts/a: "/t/posts/a.md:4:7": failed to extract shortcode: template for shortcode "nope" not found': Complaint(
        "There is no shortcode called “nope”.", Path("/t/posts/a.md"), 4, 7
    ),
    'ERROR error building site: assemble: failed to create page from pageMetaSource /bad1: "/s/content/bad1.md:2:8": [1:8] mapping value is not allowed in this context': Complaint(
        "Mapping value is not allowed in this context", Path("/s/content/bad1.md"), 2, 8
    ),
    'ERROR error building site: assemble: failed to create page from pageMetaSource /bad1: "/s/content/我的 文.md:6:1": failed to extract shortcode: shortcode "details" must be closed or self-closed': Complaint(
        "The shortcode “details” is not closed.", Path("/s/content/我的 文.md"), 6, 1
    ),
    'ERROR [en] REF_NOT_FOUND: Ref "nope.md": "/s/content/bad1.md:5:1": page not found': Complaint(
        "The link “nope.md” leads to no page of this site.", Path("/s/content/bad1.md"), 5, 1
    ),
    'ERROR error building site: render: [en v1.0.0 guest] failed to render pages: render of "/s/content/c.md" failed: "/s/layouts/single.html:2:3": execute of template failed: template: single.html:2:3: executing "single.html" at <.Foo>: can\'t evaluate field Foo in type *hugolib.pageState': Complaint(
        "The template single.html fails at “.Foo”: can't evaluate field Foo in type *hugolib.pageState",
        Path("/s/layouts/single.html"), 2, 3,
    ),
    'ERROR error building site: "/s/layouts/single.html:3:1": parse of template failed: template: single.html:3: missing value for if': Complaint(
        "Missing value for if", Path("/s/layouts/single.html"), 3, 1
    ),
    'ERROR failed to load modules: module "gone" not found in "/s/themes/gone"; either add it as a Hugo Module or store it in "/s/themes".: module does not exist': Complaint(
        "The theme or module “gone” is not on this machine."
    ),
    "ERROR failed to load config: \"/s/hugo.toml:5:5\": unmarshal failed: toml: unexpected character U+003D '=' at start of value": Complaint(
        "Unexpected character U+003D '=' at start of value", Path("/s/hugo.toml"), 5, 5
    ),
    "ERROR command error: server startup failed: listen tcp 127.0.0.1:4300: bind: address already in use": Complaint(
        "The port was taken by another program."
    ),
    "Error: unknown flag: --noBuildLock": Complaint("This version of Hugo is too old: it does not know --noBuildLock."),
}  # fmt: skip


@pytest.mark.parametrize("line", COMPLAINTS)
def test_complaint_in_plain_words(line: str) -> None:
    assert complaints_in(line) == [COMPLAINTS[line]]


def test_count_of_errors_is_no_complaint_beside_one() -> None:
    told = 'ERROR [en] REF_NOT_FOUND: Ref "x": "/s/a.md:5:1": page not found\nERROR error building site: logged 1 error(s)\n'
    assert [each.text for each in complaints_in(told)] == ["The link “x” leads to no page of this site."]


def test_there_is_always_a_complaint() -> None:
    assert complaints_in("")[0].text
    assert complaints_in("something odd")[0].text == "Something odd"


SESSION = """Watching for changes in /s/content
Start building sites …
Built in 4 ms
Web Server is available at http://localhost:4200/x/ (bind address 127.0.0.1) fr
Web Server is available at http://localhost:4201/ (bind address 127.0.0.1) en
Press Ctrl+C to stop
Change detected, rebuilding site (#1).
Source changed /posts/a.md
ERROR Rebuild failed: assemble: "/s/a.md:4:7": failed to extract shortcode: template for shortcode "nope" not found
Web Server is available at http://localhost:4200/x/ (bind address 127.0.0.1) fr
Total in 0 ms
\x1b[31mChange of config file detected, rebuilding site (#8).\x1b[0m
Rebuilt in 23 ms
"""


def test_session_of_a_server() -> None:
    reader = Reader()
    told = [message for line in SESSION.splitlines() for message in reader.take(line)]
    assert told == [
        Ready({"fr": "http://localhost:4200/x/", "en": "http://localhost:4201/"}),
        Rebuilt((Complaint("There is no shortcode called “nope”.", Path("/s/a.md"), 4, 7),)),
        Reconfigured(),
        Rebuilt(),
    ]
