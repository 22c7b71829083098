"""Finds, reads and merges a site's configuration files in Hugo's order."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from editor.articles.front_matter import FrontMatter, FrontMatterError

# Hugo takes the first of these that exists and no other (hugo docs, "Configure Hugo").
BASE_NAMES = ("hugo", "config")
EXTENSIONS = ("toml", "yaml", "yml", "json")
CONFIG_FOLDER = "config"

# A configuration larger than this is no configuration: it is reported and not read.
SIZE_LIMIT = 8 * 1024 * 1024

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ConfigProblem:
    """A configuration file that cannot be used as it stands; `line` is 1-based, 0 when unknown."""

    file: Path
    line: int
    message: str


@dataclass(slots=True)
class ConfigSource:
    """The merged configuration: lower-cased keys, the files it came from, what was wrong with them."""

    table: Table = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    problems: list[ConfigProblem] = field(default_factory=list)


def base_file(root: Path) -> Path | None:
    """Return the one configuration file Hugo takes from `root`, or None."""
    for name in BASE_NAMES:
        for extension in EXTENSIONS:
            candidate = root / f"{name}.{extension}"
            if candidate.is_file():
                return candidate
    return None


def config_folder(root: Path) -> Path | None:
    """Return the ``config`` folder when it holds what Hugo reads without an option, else None."""
    folder = root / CONFIG_FOLDER
    return folder if (folder / "_default").is_dir() else None


def environment() -> str:
    """Return the environment a build uses: HUGO_ENVIRONMENT, else Hugo's default for publishing."""
    return os.environ.get("HUGO_ENVIRONMENT") or os.environ.get("HUGO_ENV") or "production"


def read_configuration(root: Path, environment_name: str | None = None) -> ConfigSource:
    """Read what Hugo would read below `root`; a file that does not parse is reported and left out."""
    source = ConfigSource()
    main = base_file(root)
    if main is not None:
        _merge_file(source, main, ())
    folder = root / CONFIG_FOLDER
    for part in ("_default", environment_name or environment()):
        for path in _files_below(folder / part):
            _merge_file(source, path, _key_path(path))
    return source


def read_table(path: Path) -> Table:
    """Read one TOML, YAML or JSON file into a table with lower-cased keys.

    Raises OSError when it cannot be read and ConfigError when it does not parse.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise ConfigError("the file is too large for a configuration", 0)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("the file is not UTF-8 text", 0) from error
    extension = path.suffix.lower().removeprefix(".")
    try:
        table = _parse(text, extension)
    except RecursionError as error:
        raise ConfigError("the file is nested too deeply", 0) from error
    return lowered(table)


class ConfigError(ValueError):
    """A configuration file that does not parse: `message` for the author, `line` 1-based or 0."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def lowered(table: Mapping[Any, Any]) -> Table:
    """Return `table` with every key in lower case at every depth, as Hugo compares keys."""
    return {str(key).lower(): _lowered_value(value) for key, value in table.items()}


def merge(target: Table, extra: Mapping[str, Any]) -> None:
    """Lay `extra` over `target` in place: tables merge key by key, any other value replaces."""
    for key, value in extra.items():
        present = target.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            merge(present, value)
        else:
            target[key] = value


def _lowered_value(value: Any) -> Any:
    if isinstance(value, dict):
        return lowered(value)
    if isinstance(value, list):
        return [_lowered_value(item) for item in value]
    return value


def _parse(text: str, extension: str) -> Table:
    if extension == "toml":
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ConfigError(f"TOML: {error}", _toml_line(error, text)) from error
    if extension == "json":
        try:
            table = json.loads(text) if text.strip() else {}
        except json.JSONDecodeError as error:
            raise ConfigError(f"JSON: {error.msg}", error.lineno) from error
    else:
        table = _parse_yaml(text)
    if not isinstance(table, dict):
        raise ConfigError("the file holds no table of settings", 1)
    return table


def _parse_yaml(text: str) -> Any:
    # One YAML reader for the whole program: the one that follows Hugo's scalar rules for front matter.
    lines = text.splitlines(keepends=True)
    opened = 0
    while opened < len(lines) and not lines[opened].strip():
        opened += 1
    dashed = opened < len(lines) and lines[opened].strip() == "---"
    kept = "".join(lines[opened + 1 :] if dashed else lines)
    if not kept.strip():
        return {}
    try:
        return dict(FrontMatter.read(f"---\n{kept.rstrip()}\n---\n").fields)
    except FrontMatterError as error:
        shift = opened if dashed else -1
        raise ConfigError(f"YAML: {error.message}", max(error.line + shift, 1)) from error


def _toml_line(error: tomllib.TOMLDecodeError, text: str) -> int:
    # Python 3.14 tells the line as an attribute; before that only the message does.
    line = getattr(error, "lineno", None)
    if isinstance(line, int):
        return line
    _, found, rest = str(error).rpartition("(at line ")
    digits = rest.split(",")[0]
    return int(digits) if found and digits.isdigit() else text.count("\n") + 1


def _files_below(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    try:
        names = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in names:
        if entry.is_dir(follow_symlinks=False):
            yield from _files_below(Path(entry.path))
        elif entry.name.rpartition(".")[2].lower() in EXTENSIONS and entry.is_file():
            yield Path(entry.path)


def _key_path(path: Path) -> tuple[str, ...]:
    # params.toml sets `params`, params.en.toml sets `languages.en.params`; hugo.* and config.* set the root.
    name, _, language = path.stem.lower().partition(".")
    if name in BASE_NAMES:
        return ()
    if not language:
        return (name,)
    inner = {"menu": ("menus",), "menus": ("menus",), "params": ("params",)}.get(name, ())
    return ("languages", language, *inner)


def _merge_file(source: ConfigSource, path: Path, keys: tuple[str, ...]) -> None:
    try:
        table = read_table(path)
    except ConfigError as error:
        source.problems.append(ConfigProblem(path, error.line, error.message))
        return
    except OSError as error:
        source.problems.append(ConfigProblem(path, 0, f"cannot be read: {error.strerror or error}"))
        return
    source.files.append(path)
    value: Any = table
    if keys:
        name = path.stem.lower().partition(".")[0]
        if len(table) == 1 and name in table:
            # A file cannot hold a bare list in TOML, so Hugo lets it wrap its content in a key of its own name.
            value = table[name]
        for key in reversed(keys):
            value = {key: value}
    if isinstance(value, dict):
        merge(source.table, _with_new_names(value))


def _with_new_names(table: Table) -> Table:
    # Hugo before 0.53 called menus `menu`.
    for owner in (table, *(v for v in _tables_in(table.get("languages")))):
        if "menu" in owner and "menus" not in owner:
            owner["menus"] = owner.pop("menu")
    return table


def _tables_in(value: Any) -> list[Table]:
    return [item for item in value.values() if isinstance(item, dict)] if isinstance(value, dict) else []
