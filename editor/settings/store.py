"""Keeps the options in one JSON file in the user's settings folder."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import platformdirs

from editor.settings.options import OPTIONS, Option


def settings_path() -> Path:
    """Return where the settings of this user lie."""
    return platformdirs.user_config_path("inkstone", appauthor=False) / "settings.json"


class SettingsStore:
    """Options by name; a damaged or unwritable file never stops the program.

    `problem` is one sentence about what was wrong with the file, or "".
    """

    def __init__(self, path: Path) -> None:
        """Read the file at `path`; it need not exist."""
        self._path = path
        self._values: dict[str, Any] = {}
        self._changed: set[str] = set()
        """What was set here: another running program may have changed the rest meanwhile."""
        self.problem = ""
        try:
            read = json.loads(path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError) as error:
            self.problem = f"The settings in {path} could not be read ({error}); the defaults are used."
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(".broken.json"))
            return
        if isinstance(read, dict):
            self._values = {name: value for name, value in read.items() if self._fits(name, value)}

    def get(self, name: str) -> Any:
        """Return an option's value or its default; raises KeyError for a name that is no option."""
        return self._values.get(name, OPTIONS[name].default)

    def set(self, name: str, value: Any) -> None:
        """Change an option in memory; raises KeyError or ValueError for what does not fit."""
        if not self._fits(name, value):
            raise ValueError(f"{name} cannot be {value!r}")
        self._values[name] = value
        self._changed.add(name)

    def save(self) -> None:
        """Write the file atomically; sets `problem` instead of raising when that fails. Safe from any thread."""
        try:
            values = {**self._on_disk(), **{name: self._values[name] for name in tuple(self._changed)}}
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                # As ASCII: a path may hold bytes that are no Unicode, which UTF-8 would refuse.
                json.dump(values, file, indent=1)
            Path(name).replace(self._path)
        except OSError as error:
            self.problem = f"The settings could not be saved to {self._path}: {error.strerror}."

    def _on_disk(self) -> dict[str, Any]:
        """Return what the file holds now; what was read at the start where it cannot be read any more."""
        try:
            read = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return dict(self._values)
        fitting = read if isinstance(read, dict) else {}
        return {name: value for name, value in fitting.items() if self._fits(name, value)}

    @staticmethod
    def _fits(name: str, value: Any) -> bool:
        option: Option | None = OPTIONS.get(name)
        if option is None:
            return False
        if isinstance(option.default, bool) or isinstance(value, bool):
            return isinstance(value, bool) and isinstance(option.default, bool)
        if isinstance(option.default, int | float):
            return (
                isinstance(value, int | float)
                and (option.least is None or value >= option.least)
                and (option.most is None or value <= option.most)
            )
        if isinstance(option.default, list):
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        return isinstance(value, str) and (not option.choices or value in option.choices)
