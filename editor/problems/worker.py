"""Looks at a site's articles in a process of its own: pickled frames in on standard input, out on standard output.

The other end is `editor.problems.site_check`, which starts this process; nothing from outside is ever unpickled.
Each request is a `Request`; the answers are an `Order`, then a `Found` for each article that is not left out.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from editor.frames import receive, send
from editor.markup.limits import limit_memory
from editor.problems.changing_site import ChangingSite
from editor.problems.frames import Found, Order, Request

MEMORY = 4 * 1024**3
"""Bytes of address space."""


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read where the site is, then answer each request until the other side closes."""
    site = ChangingSite(receive(requests, Path))
    while True:
        changed, left_out = receive(requests, Request)
        wanted, gone = site.concerned(changed)
        send(answers, Order(wanted, gone))
        for name in wanted:
            if name not in left_out:
                send(answers, Found(name, site.problems_of(name)))


def _main() -> None:
    # Ctrl-C reaches every process of the terminal; the window ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MEMORY)
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(19)
    answers = os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between two frames.
    os.dup2(2, 1)
    with suppress(EOFError, OSError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
