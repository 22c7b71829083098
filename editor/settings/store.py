"""Keeps the options in one JSON file in the user's settings folder."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import platformdirs

from editor.settings.kinds import Option, T


def settings_path() -> Path:
    """Return where the settings of this user lie."""
    return platformdirs.user_config_path("inkstone", appauthor=False) / "settings.json"


class SettingsStore:
    """The author's options; a damaged or unwritable file never stops the program.

    An entry that does not fit its option, or that no option has, is as good as absent, and stays in the file.
    `problem` is one sentence about what was wrong with the file, or "".
    """

    def __init__(self, path: Path) -> None:
        """Read the file at `path`; it need not exist."""
        self._path = path
        self._values: dict[str, object] = {}
        self._changed: set[str] = set()
        """What was set here: another running program may have changed the rest meanwhile."""
        self.problem = ""
        try:
            self._values = _entries(path)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problem = f"The settings in {path} could not be read ({error}); the defaults are used."
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".broken.json"))

    def get(self, option: Option[T]) -> T:
        """Return what the author chose, or the default."""
        try:
            return option.taken(self._values.get(option.key, option.default))
        except ValueError:
            return option.default

    def set(self, option: Option[T], value: T) -> None:
        """Change an option in memory; raises ValueError for what lies outside its range."""
        self._values[option.key] = option.taken(value)
        self._changed.add(option.key)

    def save(self) -> None:
        """Write the file atomically; sets `problem` instead of raising when that fails. Safe from any thread."""
        try:
            values = {**self._on_disk(), **{name: self._values[name] for name in tuple(self._changed)}}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Imported late: settings are read before the first picture, and written much later.
            import tempfile

            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                # As ASCII: a path may hold bytes that are no Unicode, which UTF-8 would refuse.
                json.dump(values, file, indent=1)
            Path(name).replace(self._path)
        except OSError as error:
            self.problem = f"The settings could not be saved to {self._path}: {error.strerror}."

    def _on_disk(self) -> dict[str, object]:
        """Return what the file holds now; what was read at the start where it cannot be read any more."""
        try:
            return _entries(self._path)
        except (OSError, ValueError):
            return dict(self._values)


def _entries(path: Path) -> dict[str, object]:
    """Return what a settings file holds; raises OSError or ValueError where it cannot be read."""
    try:
        read: object = json.loads(path.read_text("utf-8"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(read, dict):
        raise ValueError("it holds no table of options")
    return read
