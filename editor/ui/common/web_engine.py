"""Settings that the web engine reads once, when it starts: its sandbox, and flags for work without a screen."""

from __future__ import annotations

import os
import sys

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
# Without a screen there is no graphics card to look for, and Chromium's own log says nothing to an author.
_HEADLESS_FLAGS = ("--disable-gpu", "--disable-logging", "--log-level=3")
ROOT_NOTICE = "inkstone: running as root, so the web engine works without its sandbox"


def prepare_engine(*, headless: bool = False) -> None:
    """Set the engine's flags; call it before the first page or profile is made. A second call changes nothing.

    Chromium refuses to start its sandbox for root; the notice on standard error says that it is off.
    """
    if headless:
        # Qt's own complaints about missing graphics would stand between the lines that name a file.
        os.environ.setdefault("QT_LOGGING_RULES", "*=false;*.critical=true")
    flags = os.environ.get(_FLAGS, "").split()
    wanted = list(_HEADLESS_FLAGS) if headless else []
    if _is_root() and "--no-sandbox" not in flags and os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") != "1":
        wanted.append("--no-sandbox")
        print(ROOT_NOTICE, file=sys.stderr)  # noqa: T201 - the one place where root is told
    added = [flag for flag in wanted if flag not in flags]
    if added:
        os.environ[_FLAGS] = " ".join([*flags, *added])


def _is_root() -> bool:
    return sys.platform.startswith("linux") and os.geteuid() == 0
