"""Entry point: a verb goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys

VERBS = frozenset({"export", "list", "set", "unset", "check", "new", "-h", "--help", "--version"})


def main() -> int:
    """Run `inkstone`; returns the exit status."""
    arguments = sys.argv[1:]
    if arguments and arguments[0] in VERBS:
        # Imported late: the window's start-up must not pay for the command line, nor a verb for Qt.
        from editor import cli

        return cli.run(arguments)
    # Imported late: a verb runs on a machine that cannot load Qt.
    from editor.ui.application import run_window

    return run_window(arguments)


if __name__ == "__main__":
    sys.exit(main())
