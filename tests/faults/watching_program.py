"""A small program for fault tests: watches a site and keeps its catalogue, under whatever limits it is started.

Reads one word per line from standard input (`list`, `rescan`, `quit`) and answers each with one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from tests.limits import LONG_S


def main() -> None:
    site = Site.find(Path(sys.argv[1]))
    notices: list[str] = []
    heard = threading.Condition()
    catalogue = Catalogue(site)

    def update(changes: list[FileChange]) -> None:
        paths = [change.path for change in changes] + [c.old_path for c in changes if c.old_path]
        with heard:
            catalogue.update(paths)
            heard.notify_all()

    watcher = Watcher.for_site(site, update, notice=notices.append)
    watcher.start()
    watcher.ready.wait()
    with heard:
        catalogue = Catalogue.build(site)
    answer({"ready": True, "notices": notices})
    for line in sys.stdin:
        word, _, argument = line.strip().partition(" ")
        if word == "quit":
            break
        if word == "rescan":
            watcher.rescan()
        if word == "until":
            # Wait until an article of this name is in the catalogue.
            with heard:
                while not any(summary.path.name == argument for summary in catalogue.summaries()):
                    heard.wait(LONG_S)
        with heard:
            found = {os.fsencode(s.path).decode("latin-1"): s.title for s in catalogue.summaries()}
            unreadable = [str(path) for path in catalogue.unreadable]
        answer({"found": found, "notices": notices, "unreadable": unreadable})
    watcher.stop()


def answer(value: object) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
