"""Entry point: a verb goes to the command line, anything else opens the window."""

# No `from __future__` here, and nothing but what Python itself has loaded by now: `python -m editor` looks for modules
# in the current folder first, and that may be a site.
import os
import sys

VERBS = frozenset({"export", "list", "set", "unset", "check", "new", "-h", "--help", "--version"})


def main() -> int:
    """Run `inkstone`; returns the exit status."""
    _leave_current_folder()
    # Imported late: only now modules come from where they should.
    from editor.surroundings import secure_process

    secure_process()
    arguments = sys.argv[1:]
    if arguments and arguments[0] in VERBS:
        # Imported late: the window's start-up must not pay for the command line, nor a verb for Qt.
        from editor import cli

        return cli.run(arguments)
    # Imported late: a verb runs on a machine that cannot load Qt.
    from editor.ui.app.interpreter import import_plainly

    import_plainly()
    # Imported after that: it brings a hundred modules along.
    from editor.ui.app.application import run_window

    return run_window(arguments)


def _leave_current_folder() -> None:
    """Take the current folder out of the places that modules come from, unless it is where this program lies."""
    home = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:
        # It was removed meanwhile.
        here = ""
    sys.path[:] = [
        folder
        for folder in sys.path
        if os.path.isabs(folder) and (os.path.realpath(folder) != here or here == home)
    ]


if __name__ == "__main__":
    sys.exit(main())
