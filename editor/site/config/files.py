"""Finds, reads and merges a site's configuration files in Hugo's order."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.articles.front_matter.json.reader import read_json
from editor.articles.front_matter.nodes import SourceError
from editor.articles.front_matter.toml.values import read_toml
from editor.articles.front_matter.yaml.reader import read_yaml
from editor.articles.storage.files import StorageError
from editor.articles.values import Value
from editor.site.places import is_file
from editor.site.site_files import files_below, is_folder, read_file

# Hugo takes the first of these that exists and no other (hugo docs, "Configure Hugo").
BASE_NAMES = ("hugo", "config")
EXTENSIONS = ("toml", "yaml", "yml", "json")
CONFIG_FOLDER = "config"

# A configuration larger than this is no configuration: it is reported and not read.
SIZE_LIMIT = 2 * 1024 * 1024
# Nor are files that are larger in all; the first ones are read.
WHOLE_LIMIT = 4 * 1024 * 1024

Table = dict[str, Value]


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
    bytes_left: int = WHOLE_LIMIT

    def complain(self, file: Path, message: str, line: int = 0) -> None:
        """Note what is wrong with a file or folder."""
        self.problems.append(ConfigProblem(file, line, message))


def base_file(root: Path) -> Path | None:
    """Return the one configuration file Hugo takes from `root`, or None."""
    for name in BASE_NAMES:
        for extension in EXTENSIONS:
            candidate = root / f"{name}.{extension}"
            if is_file(candidate):
                return candidate
    return None


def config_folder(root: Path) -> Path | None:
    """Return the ``config`` folder when it holds what Hugo reads without an option, else None."""
    folder = root / CONFIG_FOLDER
    return folder if is_folder(folder / "_default") else None


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
        for path in files_below(folder / part, source.complain):
            if path.suffix.lower().removeprefix(".") in EXTENSIONS:
                _merge_file(source, path, _key_path(path))
    return source


def read_table(path: Path) -> Table:
    """Read one TOML, YAML or JSON file into a table with lower-cased keys.

    Raises ConfigError when it cannot be read or does not parse.
    """
    return _read(path, SIZE_LIMIT)[0]


def _read(path: Path, limit: int) -> tuple[Table, int]:
    """A file's table, and how many bytes it took."""
    try:
        data = read_file(path, limit)
    except StorageError as error:
        message = error.message.removeprefix(f"{path.name} ").rstrip(".")
        raise ConfigError(f"the file {message}", 0) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError("the file is not UTF-8 text", 0) from error
    extension = path.suffix.lower().removeprefix(".")
    try:
        return lowered(_parse(text, extension)), len(data)
    except RecursionError as error:
        raise ConfigError("the file is nested too deeply", 0) from error


class ConfigError(ValueError):
    """A configuration file that does not parse: `message` for the author, `line` 1-based or 0."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def lowered(table: Mapping[str, Value]) -> Table:
    """Return `table` with every key in lower case at every depth, as Hugo compares keys."""
    return {str(key).lower(): _lowered_value(value) for key, value in table.items()}


def merged(*tables: Mapping[str, Value]) -> Table:
    """Return the later tables laid over the earlier ones, which stay as they are at every depth."""
    target: Table = {}
    for table in tables:
        merge(target, table)
    return target


def merge(target: Table, extra: Mapping[str, Value]) -> None:
    """Lay `extra` over `target` in place: tables merge key by key, any other value replaces."""
    for key, value in extra.items():
        present = target.get(key)
        if isinstance(present, dict) and isinstance(value, dict):
            merge(present, value)
        else:
            # A table of its own: what is laid over it later must not reach into `extra`.
            target[key] = merged(value) if isinstance(value, dict) else value


def _lowered_value(value: Value) -> Value:
    if isinstance(value, dict):
        return lowered(value)
    if isinstance(value, list):
        return [_lowered_value(item) for item in value]
    return value


def _parse(text: str, extension: str) -> Table:
    if not text.strip():
        return {}
    # The readers of front matter: configuration follows the same rules of Hugo's.
    try:
        if extension == "toml":
            return read_toml(text)
        table = (read_json if extension == "json" else read_yaml)(text).value
    except SourceError as error:
        message = error.message.replace("Front matter", "A configuration").replace("front matter", "file")
        raise ConfigError(message, text.count("\n", 0, error.offset) + 1) from error
    if not isinstance(table, dict):
        raise ConfigError("the file holds no table of settings", 1)
    return table


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
        table, size = _read(path, min(SIZE_LIMIT, source.bytes_left))
    except ConfigError as error:
        source.complain(path, error.message, error.line)
        return
    source.bytes_left -= size
    source.files.append(path)
    value: Value = table
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


def _tables_in(value: Value) -> list[Table]:
    return [item for item in value.values() if isinstance(item, dict)] if isinstance(value, dict) else []
