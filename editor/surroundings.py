"""What a program finds around it: variables, search path and working folder, without the current folder and sites.

A site is hostile until its author trusts it, and Inkstone is often started inside one: nothing that lies there may
be run because a list of folders has an empty or relative entry, or one that leads into the site.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import editor

# Lists of places that code comes from; an empty or relative entry means the current folder.
_FOLDERS = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FRAMEWORK_PATH", "DYLD_INSERT_LIBRARIES",
            "PYTHONPATH", "NODE_PATH", "QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QML2_IMPORT_PATH",
            "QTWEBENGINEPROCESS_PATH", "GIO_EXTRA_MODULES", "GTK_PATH", "GCONV_PATH")  # fmt: skip
# The linker looks for a bare name in these in the folders of the system.
_LIBRARIES = ("LD_PRELOAD", "LD_AUDIT")
# What makes an interpreter run something before what it was asked to.
_FIRST = (
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "PYTHONINSPECT",
    "NODE_OPTIONS",
    "BASH_ENV",
    "ENV",
    "PERL5OPT",
    "RUBYOPT",
)


def own_folder() -> Path:
    """Return the folder that programs work in: private, empty, of no site."""
    # Imported here: most verbs start no program.
    import platformdirs

    folder = platformdirs.user_state_path("inkstone", appauthor=False) / "run"
    try:
        # A variable may name a place below the current folder, which may be a site.
        if folder.is_absolute():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return folder
    except OSError:
        pass
    # A home that cannot be written: the folder of our own code holds nothing of a site either.
    return Path(editor.__file__).resolve().parent


def secure_process(sites: Iterable[Path] = ()) -> None:
    """Take the current folder and these sites out of this process's own variables.

    For what Qt and the libraries of the system start by themselves. A variable that is safe is not touched: another
    thread may be reading it.
    """
    for name, value in _safe_lists(_refused(sites)).items():
        if value != os.environ.get(name):
            os.environ[name] = value
    if sys.platform == "win32":
        os.environ["NODEFAULTCURRENTDIRECTORYINEXEPATH"] = "1"


def environment(sites: Iterable[Path] = ()) -> dict[str, str]:
    """Return the variables for a program: the author's, without ways into the current folder and the sites."""
    variables = {name: value for name, value in os.environ.items() if name not in _FIRST}
    variables.update(_safe_lists(_refused(sites)))
    return {name: value for name, value in variables.items() if value or name not in (*_FOLDERS, *_LIBRARIES)}


def find_program(name: str, path: str | None = None, sites: Iterable[Path] = ()) -> Path | None:
    """Return the program of this name on PATH (or `path`): never one of the current folder or of these sites."""
    refused = _refused(sites)
    # Only a program itself: Windows runs a script through a shell that has its own ways to look for it.
    file = f"{name}.exe" if sys.platform == "win32" else name
    for folder in (os.environ.get("PATH", os.defpath) if path is None else path).split(os.pathsep):
        place = Path(folder) / file
        # A link may lead into the site from anywhere.
        if not _is_safe(folder, refused) or _is_inside(str(place), refused):
            continue
        if place.is_file() and os.access(place, os.X_OK):
            return place
    return None


def interpreter() -> Path:
    """Return the Python that runs this process.

    Python itself looks for its own name on the search path where it was started by its name alone, and may find a
    file of the current folder.
    """
    believed = Path(sys.executable)
    try:
        running = Path("/proc/self/exe").readlink()
    except OSError:
        # Another system, which tells Python by itself.
        return believed
    return believed if os.path.realpath(believed) == os.path.realpath(running) else running


def module_folders() -> list[str]:
    """Return where this process has its modules from, without the current folder; our own package is among them."""
    home = str(Path(editor.__file__).resolve().parent.parent)
    here = _current_folder()
    named = [(folder, os.path.realpath(folder)) for folder in sys.path if _is_absolute(folder)]
    folders = [folder for folder, real in named if real != here or real == home]
    return folders if home in (real for _, real in named) else [home, *folders]


def _safe_lists(refused: Sequence[str]) -> dict[str, str]:
    """The variables that are lists of folders or libraries, each without its unsafe entries."""
    safe = {}
    for name in _FOLDERS:
        if name in os.environ:
            entries = os.environ[name].split(os.pathsep)
            safe[name] = os.pathsep.join(entry for entry in entries if _is_safe(entry, refused))
    for name in _LIBRARIES:
        if name in os.environ:
            entries = os.environ[name].replace(" ", ":").split(":")
            bare = [entry for entry in entries if entry and ("/" not in entry or _is_safe(entry, refused))]
            safe[name] = ":".join(bare)
    if not safe.get("PATH"):
        # Without any, a shell may look in the current folder; so does Windows by Python's own default.
        safe["PATH"] = os.environ.get("SYSTEMROOT", "") if sys.platform == "win32" else os.defpath
    return safe


def _refused(sites: Iterable[Path]) -> list[str]:
    """The folders nothing is run from. A current folder that holds the author's home is not refused as a whole."""
    refused = [os.path.realpath(site) for site in sites]
    here = _current_folder()
    # Not Path.home: it raises where the user has no home.
    home = os.path.expanduser("~")  # noqa: PTH111
    if here and not any(
        _lies_in(os.path.realpath(place), here) for place in (home, sys.prefix) if _is_absolute(place)
    ):
        refused.append(here)
    return refused


def _current_folder() -> str:
    try:
        return os.path.realpath(Path.cwd())
    except OSError:
        # It was removed meanwhile.
        return ""


def _is_safe(folder: str, refused: Sequence[str]) -> bool:
    return (
        _is_absolute(folder)
        and os.path.realpath(folder) != _current_folder()
        and not _is_inside(folder, refused)
    )


def _is_absolute(place: str) -> bool:
    # Not Path: the empty text would become ".".
    return os.path.isabs(place)  # noqa: PTH117


def _is_inside(place: str, refused: Sequence[str]) -> bool:
    real = os.path.realpath(place)
    return any(_lies_in(real, folder) for folder in refused)


def _lies_in(place: str, folder: str) -> bool:
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)
