"""The command that runs a module of ours in a process of its own, by where our code really is."""

from __future__ import annotations

import json

from editor.surroundings import interpreter, module_folders

# Isolated (-I), an interpreter asks neither the current folder nor variables where modules come from. It is told where
# this process has them from.
_BEGIN = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "import runpy; runpy.run_module(sys.argv.pop(1), run_name='__main__', alter_sys=True)"
)


def python_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module of ours: the same code as this process runs."""
    folders = json.dumps(module_folders())
    return [str(interpreter()), "-I", "-X", "utf8", "-c", _BEGIN, folders, module, *arguments]
