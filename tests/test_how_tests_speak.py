"""Tests look at the program as a user does, and each one says what must be so."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

TESTS = Path(__file__).resolve().parent
EDITOR = TESTS.parent / "editor"
SOURCES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(TESTS.rglob("*.py"))}

# What ends a test that does not hold, besides `assert` and `raise`.
SPEAKS = {
    "raises",
    "waitSignal",
    "waitSignals",
    "waitUntil",
    "waitExposed",
    "fail",
    "run_state_machine_as_test",
}

# Reaches into what is the program's own, each with the reason why no user's way leads there.
REACHES = {
    ("faults/saving.py", "_exit"): "the system's own name for an end without a tidying up",
    ("resident/__main__.py", "_exit"): "the same",
    (
        "ui/common/test_tasks.py",
        "_arrived",
    ): "a listener in the thread of the sender, in the midst of the sending",
}

_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(tree: ast.AST) -> Iterator[_FUNCTION]:
    return (node for node in ast.walk(tree) if isinstance(node, _FUNCTION))


def _top(tree: ast.Module) -> dict[str, _FUNCTION]:
    return {node.name: node for node in tree.body if isinstance(node, _FUNCTION)}


# Functions of the tests, by their module and name; methods by their name, where the program has none called so.
FUNCTIONS = {path: _top(tree) for path, tree in SOURCES.items()}
_OF_THE_PROGRAM = {
    node.name for path in EDITOR.rglob("*.py") for node in _functions(ast.parse(path.read_text("utf-8")))
}
METHODS = {
    node.name: (path, node)
    for path, tree in SOURCES.items()
    for found in ast.walk(tree)
    if isinstance(found, ast.ClassDef)
    for node in found.body
    if isinstance(node, _FUNCTION) and node.name not in _OF_THE_PROGRAM
}


def test_every_test_says_what_must_be_so() -> None:
    silent = [
        f"{path.relative_to(TESTS)}:{node.lineno}: {node.name} asserts nothing"
        for path, tree in SOURCES.items()
        for node in _functions(tree)
        if node.name.startswith("test_") and not _says(path, node, set())
    ]
    assert not silent, "\n" + "\n".join(silent)


def test_no_test_reaches_into_private_state() -> None:
    """What a test needs to know is on the screen, in a file, or told by a signal or a public method."""
    reaches = {
        (path.relative_to(TESTS).as_posix(), node.attr): node.lineno
        for path, tree in SOURCES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and re.fullmatch(r"_[a-z]\w*", node.attr)
        and not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls"))
    }
    new = [f"{path}:{line}: {name}" for (path, name), line in reaches.items() if (path, name) not in REACHES]
    assert not new, "\n" + "\n".join(new)
    assert REACHES.keys() == reaches.keys(), "what no test reaches for any more goes from the list"


def _says(path: Path, function: _FUNCTION, seen: set[tuple[Path, str, int]]) -> bool:
    """Whether a function, or one of the tests' own that it calls, asserts, raises or waits for something."""
    key = path, function.name, function.lineno
    if key in seen:
        return False
    seen.add(key)
    for node in ast.walk(function):
        if isinstance(node, ast.Assert | ast.Raise):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SPEAKS or any(_says(*found, seen) for found in _called(path, node.func, name)):
                return True
    return False


def _called(path: Path, what: ast.expr, name: str) -> Iterable[tuple[Path, _FUNCTION]]:
    """The function of the tests that a call means, if it is one."""
    if isinstance(what, ast.Attribute):
        return [METHODS[name]] if name in METHODS else []
    if name in FUNCTIONS[path]:
        return [(path, FUNCTIONS[path][name])]
    return [
        (module, FUNCTIONS[module][name])
        for node in ast.walk(SOURCES[path])
        if isinstance(node, ast.ImportFrom) and name in {alias.asname or alias.name for alias in node.names}
        for module in [TESTS.parent.joinpath(*(node.module or "").split(".")).with_suffix(".py")]
        if name in FUNCTIONS.get(module, {})
    ]
