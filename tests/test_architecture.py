"""Holds the packages to the design's dependency rules by reading every module's imports.

Each complaint names the file and line. The rules are those of CONTRIBUTING.md, "Rules".
"""

from __future__ import annotations

import ast
import importlib.metadata
import itertools
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EDITOR = ROOT / "editor"

# Package -> the sibling packages it may import. What stands in the root of `editor` is "root".
MAY_IMPORT = {
    "articles": set(),
    "writing": set(),
    "settings": set(),
    "site": {"articles"},
    "markup": {"articles"},
    "rendering": {"articles", "site", "markup"},
    "export": {"articles", "site", "markup", "rendering"},
    "problems": {"articles", "site", "markup", "rendering"},
    "publish": {"site"},
    "verbs": {
        "articles",
        "writing",
        "settings",
        "site",
        "markup",
        "rendering",
        "export",
        "problems",
        "publish",
    },
    "ui": {"articles", "writing", "settings", "site", "markup", "rendering", "export", "problems", "publish"},
    "root": {"verbs"},
}
# The folders of `ui` from the ground up: each may import what stands before it, none what stands behind.
FLOORS = (
    *("common", "article", "window", "writing", "fields", "site", "documents", "library", "panels"),
    *("preview", "theme_preview", "versions", "export", "app"),
)
MODULES_IN_A_FOLDER = 25
# Who may import `ui`, and only inside the function that needs a window or a printer.
MAY_IMPORT_UI_LATE = {"verbs", "root"}
# Modules in the root of `editor` that know nobody and that everybody may ask.
COMMON = {
    "editor",
    "editor.frames",
    "editor.resources",
    "editor.surroundings",
    "editor.programs",
    "editor.own_programs",
}

# Third-party package -> the only places that may import it (a file, or a folder with its ending slash).
BEHIND = {
    "PySide6": ("ui/",),
    "shiboken6": ("ui/",),
    "markdown": ("markup/",),
    "markdown_it": ("markup/",),
    "mdit_py_plugins": ("markup/",),
    "watchdog": ("site/watching/notifier.py",),
    "frontmatter": ("articles/",),
    "tomlkit": ("articles/",),
}

# Qt's own ways to take text out of a widget or into one change it: U+00A0, U+2028, HTML beside the plain text.
RAW_TEXT = "ui/common/raw_text.py"
CHANGE_TEXT = frozenset(
    {
        *("toPlainText", "toHtml", "toMarkdown", "selectedText", "createMimeDataFromSelection"),
        *("insertPlainText", "appendPlainText", "insertHtml", "appendHtml", "insertFragment", "setMimeData"),
        *("createStandardContextMenu", "setTextInteractionFlags"),
        *("QTextDocumentFragment", "QMimeData"),
        *("QPlainTextEdit", "QTextEdit", "QTextBrowser", "QLineEdit"),
    }
)
# The texts to read, which give out what `raw_text` makes; a menu over what that gives out; and data of pictures.
MAY_CHANGE_TEXT = {
    "ui/common/raw_reading.py": {
        *("QMimeData", "QTextBrowser", "setTextInteractionFlags", "selectedText", "setMimeData"),
    },
    "ui/fields/inputs.py": {"createStandardContextMenu"},
    "ui/writing/writing_pane.py": {"createStandardContextMenu", "QMimeData"},
    "ui/app/pictures.py": {"QMimeData"},
}
# What starts other programs, or asks the desktop for one -> the only modules that may. A site is hostile, and the
# program is often started inside one: what is started anywhere else may be a file of the site.
STARTS_PROGRAMS = {
    "subprocess": ("programs.py",),
    "multiprocessing": (),
    "concurrent.futures.process": (),
    "ProcessPoolExecutor": (),
    "pty": (),
    "webbrowser": (),
    "asyncio.subprocess": (),
    "asyncio.create_subprocess_exec": (),
    "asyncio.create_subprocess_shell": (),
    "os.system": (),
    "os.popen": (),
    "os.startfile": (),
    "os.posix_spawn": (),
    "os.posix_spawnp": (),
    **{
        f"os.{call}{kind}": ()
        for call in ("exec", "spawn")
        for kind in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe")
    },
    # A copy of this very process, which runs no other program.
    "os.fork": ("articles/processes.py",),
    "shutil.which": (),
    # It asks `own_programs` for the command and `surroundings` for the rest.
    "QProcess": ("ui/preview/worker.py",),
    "QDesktopServices": ("ui/common/outside.py",),
}

FILE_LINES, FUNCTION_LINES, CLASS_METHODS = 300, 40, 20
# Uses of `Any` with its imports, and lines whose types are not checked; they may only fall.
ANY_TYPES, WAIVED_LINES = 2, 14
# The places above a ceiling, each with the most that it may have.
RECORD = Path(__file__).with_name("ceilings.txt")


@dataclass(frozen=True)
class Import:
    """One imported module at one place."""

    module: str
    line: int
    late: bool
    for_types: bool


@dataclass(frozen=True)
class Module:
    """One source file of the program."""

    path: Path
    tree: ast.Module
    lines: tuple[str, ...]

    @property
    def place(self) -> str:
        return self.path.relative_to(EDITOR).as_posix()

    @property
    def package(self) -> str:
        parts = self.path.relative_to(EDITOR).parts
        return parts[0] if len(parts) > 1 else "root"

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def folder(self) -> str:
        """The folder it lies in, dotted; a package's own `__init__` lies in the package."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    def at(self, line: int) -> str:
        return f"editor/{self.place}:{line}"

    def imports(self) -> Iterator[Import]:
        yield from _imports(self.tree, self.name, is_package=self.path.name == "__init__.py")


def _imports(
    node: ast.AST, name: str, *, is_package: bool, late: bool = False, for_types: bool = False
) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, late, for_types)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            if child.level:
                parents = name.split(".")
                drop = child.level - (1 if is_package else 0)
                base = ".".join([*parents[: len(parents) - drop], *([base] if base else [])])
            # `from editor.site import catalogue` imports editor.site.catalogue.catalogue when that is a module.
            for alias in child.names:
                inner = f"{base}.{alias.name}"
                yield Import(inner if _is_module(inner) else base, child.lineno, late, for_types)
        else:
            # An import in disguise.
            if (
                isinstance(child, ast.Call)
                and ast.unparse(child.func).endswith("import_module")
                and child.args
            ):
                named = child.args[0]
                if isinstance(named, ast.Constant) and isinstance(named.value, str):
                    yield Import(named.value, child.lineno, late, for_types)
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            typing_block = isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING")
            yield from _imports(
                child,
                name,
                is_package=is_package,
                late=late or function,
                for_types=for_types or typing_block,
            )


def _is_module(dotted: str) -> bool:
    path = ROOT.joinpath(*dotted.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def _module(path: Path) -> Module:
    source = path.read_text(encoding="utf-8")
    return Module(path, ast.parse(source, str(path)), tuple(source.splitlines()))


def _sibling(imported: str) -> str:
    """The package of `editor` that a dotted name lies in; "" for a third party or a common module."""
    parts = imported.split(".")
    if parts[0] != "editor" or imported in COMMON:
        return ""
    return parts[1] if (EDITOR / parts[1]).is_dir() else "root"


MODULES = [_module(path) for path in sorted(EDITOR.rglob("*.py")) if "_resources" not in path.parts]

BY_NAME = {module.name: module for module in MODULES}


def _fail_with(complaints: list[str]) -> None:
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


def test_the_modules_are_found() -> None:
    assert len(MODULES) > 10
    assert {module.package for module in MODULES} <= set(MAY_IMPORT), "a package without a rule: add its row"


def test_packages_import_only_what_the_design_allows() -> None:
    complaints = []
    for module in MODULES:
        for imported in module.imports():
            target = _sibling(imported.module)
            if target in ("", module.package) or target in MAY_IMPORT[module.package]:
                continue
            if (
                target == "ui"
                and module.package in MAY_IMPORT_UI_LATE
                and (imported.late or imported.for_types)
            ):
                continue
            when = " at module level" if target == "ui" and module.package in MAY_IMPORT_UI_LATE else ""
            complaints.append(
                f"{module.at(imported.line)}: `{module.package}` imports {imported.module}{when}; "
                f"it may import {', '.join(sorted(MAY_IMPORT[module.package])) or 'no sibling'}"
            )
    _fail_with(complaints)


def test_third_party_packages_stand_behind_their_module() -> None:
    complaints = [
        f"{module.at(imported.line)}: only {' '.join(places)} may import {package}"
        for module in MODULES
        for imported in module.imports()
        for package, places in BEHIND.items()
        if imported.module.split(".")[0] == package
        and not any(
            module.place == place or (place.endswith("/") and module.place.startswith(place))
            for place in places
        )
    ]
    _fail_with(complaints)


def test_text_goes_in_and_out_of_widgets_in_one_place() -> None:
    complaints = []
    for module in MODULES:
        if module.package != "ui" or module.place == RAW_TEXT:
            continue
        allowed = MAY_CHANGE_TEXT.get(module.place, set())
        for node in ast.walk(module.tree):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.ImportFrom)
                else [node.attr]
                if isinstance(node, ast.Attribute)
                else []
            )
            complaints += [
                f"{module.at(getattr(node, 'lineno', 1))}: {name} may change the author's text: use editor/{RAW_TEXT}"
                for name in names
                if name in CHANGE_TEXT - allowed
            ]
    _fail_with(complaints)


def test_only_declared_libraries_are_imported() -> None:
    """A library that is there by chance, brought by another, is missing after the next update."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {_distribution(re.split(r"[<>=~!;\[ ]", text)[0]) for text in project["dependencies"]}
    brought_by = importlib.metadata.packages_distributions()
    complaints: dict[tuple[str, str], str] = {}
    for module in MODULES:
        for imported in module.imports():
            top = imported.module.partition(".")[0]
            # Qt's wheels are split: whoever asks for PySide6 gets its parts and its binding library.
            if top in sys.stdlib_module_names or top in ("editor", "PySide6", "shiboken6"):
                continue
            if not declared.intersection(map(_distribution, brought_by.get(top, [top]))):
                complaint = f"{module.at(imported.line)}: {top} is not in pyproject.toml's dependencies"
                complaints.setdefault((module.place, top), complaint)
    _fail_with(list(complaints.values()))


def _distribution(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_programs_are_started_in_one_place() -> None:
    complaints = []
    for module in MODULES:
        named = {
            (name, getattr(node, "lineno", 1)) for node in ast.walk(module.tree) for name in _names_in(node)
        }
        complaints += [
            f"{module.at(line)}: {name} starts programs; only {' '.join(places) or 'editor/programs.py'} may"
            for name, line in sorted(named)
            for starter, places in STARTS_PROGRAMS.items()
            if (name == starter or name.startswith(starter + ".")) and module.place not in places
        ]
    _fail_with(complaints)


def _names_in(node: ast.AST) -> Iterator[str]:
    """What a node of the tree imports or names, dotted."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.Attribute | ast.Name):
        yield ast.unparse(node)


def test_no_floor_of_the_window_imports_a_higher_one() -> None:
    complaints = []
    for module in MODULES:
        own = _floor(module.folder)
        for imported in module.imports():
            target = _floor(_folder_of(imported.module))
            if own and target and FLOORS.index(target) > FLOORS.index(own):
                complaints.append(f"{module.at(imported.line)}: `{own}` imports `{target}`, a floor above it")
    _fail_with(complaints)


def _floor(folder: str) -> str:
    """The floor that a folder of `ui` lies on; "" for any other folder."""
    parts = folder.split(".")
    return parts[2] if parts[:2] == ["editor", "ui"] and len(parts) > 2 else ""


def test_every_folder_of_the_window_is_a_floor() -> None:
    folders = {path.name for path in (EDITOR / "ui").iterdir() if (path / "__init__.py").is_file()}
    assert folders == set(FLOORS)


def test_folders_import_each_other_in_no_circle() -> None:
    """A folder and those inside it meet on the way: only rings between branches count."""
    edges: dict[str, dict[str, str]] = {}
    for module in MODULES:
        for imported in module.imports():
            target = _folder_of(imported.module)
            if target and not _is_inside(target, module.folder) and not _is_inside(module.folder, target):
                edges.setdefault(module.folder, {}).setdefault(target, module.at(imported.line))
    _fail_on_a_circle("folders", edges)


def test_modules_import_each_other_in_no_circle() -> None:
    """Imports for types and inside functions count: they hide a circle, they do not undo it."""
    edges: dict[str, dict[str, str]] = {}
    for module in MODULES:
        for imported in module.imports():
            if imported.module in BY_NAME and imported.module != module.name:
                edges.setdefault(module.name, {})[imported.module] = module.at(imported.line)
    _fail_on_a_circle("modules", edges)


def _fail_on_a_circle(kind: str, edges: dict[str, dict[str, str]]) -> None:
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            circle = [*way[way.index(name) :], name]
            steps = [f"{edges[a][b]}: {a} imports {b}" for a, b in itertools.pairwise(circle)]
            pytest.fail(f"a circle of {kind}\n" + "\n".join(steps), pytrace=False)
        if name in done:
            return
        for target in edges.get(name, {}):
            walk(target, (*way, name))
        done.add(name)

    for name in edges:
        walk(name, ())


def _folder_of(imported: str) -> str:
    """The folder, dotted, that an imported module of ours lies in; "" for a library."""
    module = BY_NAME.get(imported)
    return module.folder if module is not None else ""


def _is_inside(folder: str, other: str) -> bool:
    return folder == other or folder.startswith(f"{other}.")


def test_no_module_is_imported_by_a_name_in_a_text() -> None:
    complaints = [
        f"{module.at(node.lineno)}: an import that no tool sees; write `from … import …` inside the function"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__"))
    ]
    _fail_with(complaints)


def test_no_folder_is_too_full_to_overlook() -> None:
    counts = Counter(module.folder for module in MODULES if module.path.name != "__init__.py")
    _fail_with(
        [
            f"{folder}: {count} modules; from {MODULES_IN_A_FOLDER} on a folder inside is missing"
            for folder, count in counts.items()
            if count > MODULES_IN_A_FOLDER
        ]
    )


def test_a_late_import_says_why() -> None:
    complaints = []
    for module in MODULES:
        for imported in module.imports():
            if not imported.late or imported.for_types:
                continue
            if not _explained(module.lines, imported.line):
                complaints.append(
                    f"{module.at(imported.line)}: {imported.module} is imported inside a function without a comment "
                    "on its line or above it that says why"
                )
    _fail_with(complaints)


def _explained(lines: tuple[str, ...], line: int) -> bool:
    """Whether the import at this line, or the block of imports it stands in, carries a comment."""
    if "#" in lines[line - 1]:
        return True
    above = line - 2
    # Imports that follow one another, in a `try` or not, share the comment above the first.
    while above >= 0 and (
        lines[above].strip().startswith(("import ", "from ", ")", "try:")) or "import_module(" in lines[above]
    ):
        above -= 1
    return above >= 0 and lines[above].strip().startswith("#")


def test_every_module_says_its_duty_in_its_first_line() -> None:
    complaints = []
    for module in MODULES:
        docstring = ast.get_docstring(module.tree)
        if not docstring or not docstring.splitlines()[0].strip():
            complaints.append(f"{module.at(1)}: no docstring that says the module's duty")
        elif not module.lines[0].startswith(('"""', 'r"""')):
            complaints.append(f"{module.at(1)}: the docstring is not the first line")
    _fail_with(complaints)


# Functions and methods that make a value and touch nothing else: constants may be built with them. Classes are
# told by their capital letter, functions of the module itself are taken to be makers of its constants.
MAKES_A_VALUE = frozenset(
    """
    abs bytes chr dict enumerate float frozenset getattr int len list map max min object ord property range reversed set
    slice sorted str sum tuple type zip
    auto cast chain compile date datetime escape field find_spec fromkeys getLogger itemgetter attrgetter maketrans
    namedtuple partial registerEventType time timedelta timezone dataclass
    copy encode format items join keys lower replace resolve rsplit split splitlines strip title union upper values
    with_name nsdecls qn
    """.split()  # noqa: SIM905 (fifty quoted words are harder to read)
)
# Classes whose making starts something.
STARTS_SOMETHING = {
    "QApplication",
    "QGuiApplication",
    "QCoreApplication",
    "Thread",
    "Popen",
    "ThreadPoolExecutor",
}


def test_nothing_runs_on_import() -> None:
    """Module level holds definitions and constants; an approximation that reads the calls standing there."""
    complaints = []
    for module in MODULES:
        own = {node.name for node in module.tree.body if isinstance(node, ast.FunctionDef)}
        for statement in module.tree.body:
            for call in _calls_at_import(statement):
                name = ast.unparse(call.func).rpartition(".")[2]
                is_class = name.lstrip("_")[:1].isupper() and name not in STARTS_SOMETHING
                if not (is_class or name in own or name in MAKES_A_VALUE):
                    complaints.append(f"{module.at(call.lineno)}: {name}(…) runs when the module is imported")
            runs = isinstance(statement, ast.For | ast.While | ast.With | ast.Try | ast.Delete)
            if runs and not (isinstance(statement, ast.Try) and _only_imports(statement)):
                kind = type(statement).__name__.lower()
                complaints.append(
                    f"{module.at(statement.lineno)}: a `{kind}` runs when the module is imported"
                )
    _fail_with(complaints)


def _only_imports(statement: ast.Try) -> bool:
    return all(isinstance(node, ast.Import | ast.ImportFrom) for node in statement.body)


def _calls_at_import(statement: ast.stmt) -> Iterator[ast.Call]:
    """The calls that a top-level statement makes when the module is imported."""
    if isinstance(statement, ast.If) and "__main__" in ast.unparse(statement.test):
        return
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        # Decorators are how a definition is written; defaults run at once.
        for default in [*statement.args.defaults, *filter(None, statement.args.kw_defaults)]:
            yield from (node for node in ast.walk(default) if isinstance(node, ast.Call))
        return
    if isinstance(statement, ast.ClassDef):
        for inner in statement.body:
            yield from _calls_at_import(inner)
        return
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        pending.extend(ast.iter_child_nodes(node))


def test_no_global_mutable_state() -> None:
    """No function writes a module's variable: what changes belongs to an object that someone owns."""
    complaints = [
        f"{module.at(node.lineno)}: `global {', '.join(node.names)}`"
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]
    _fail_with(complaints)


def test_no_place_grows_past_its_ceiling() -> None:
    """A place above a ceiling has its figure recorded: it may only fall, and a new one does not come in."""
    recorded = dict(line.rsplit(" ", 1) for line in RECORD.read_text("utf-8").splitlines())
    measured = {place: figure for place, figure, ceiling in _figures() if figure > ceiling}
    complaints = [
        f"{place}: {figure}, more than {recorded.get(place, 'its ceiling')}: take something out of it"
        for place, figure in measured.items()
        if figure > int(recorded.get(place, 0))
    ]
    complaints += [
        f"{place}: {measured.get(place, 'below its ceiling')} now, {figure} in {RECORD.name}: lower the record"
        for place, figure in recorded.items()
        if measured.get(place, 0) < int(figure)
    ]
    _fail_with(complaints)


def test_types_are_named_and_not_waived() -> None:
    """`Any` switches the checking off for all that it touches, a comment for its line: neither may come in anew."""
    uses = sum(
        (isinstance(node, ast.Name) and node.id == "Any")
        or (isinstance(node, ast.alias) and node.name == "Any")
        or (isinstance(node, ast.Attribute) and node.attr == "Any")
        for module in MODULES
        for node in ast.walk(module.tree)
    )
    waived = sum("# type: ignore" in line for module in MODULES for line in module.lines)
    complaints = [
        f"{what}: {figure}, more than {most}: name the real type"
        if figure > most
        else f"{what}: {figure} now, {most} in {Path(__file__).name}: lower the record"
        for what, figure, most in (("Any", uses, ANY_TYPES), ("# type: ignore", waived, WAIVED_LINES))
        if figure != most
    ]
    _fail_with(complaints)


def _figures() -> Iterator[tuple[str, int, int]]:
    """Every file, function and class with its length or number of methods, and the ceiling for its kind."""
    for module in MODULES:
        yield module.name, len(module.lines), FILE_LINES
        for node, names in _definitions(module.tree, ()):
            place = f"{module.name}:{'.'.join(names)}"
            if isinstance(node, ast.ClassDef):
                yield place, sum(isinstance(inner, _FUNCTION) for inner in node.body), CLASS_METHODS
            else:
                yield place, (node.end_lineno or node.lineno) - node.lineno + 1, FUNCTION_LINES


_FUNCTION = ast.FunctionDef | ast.AsyncFunctionDef
_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def _definitions(node: ast.AST, around: tuple[str, ...]) -> Iterator[tuple[_Definition, tuple[str, ...]]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _Definition):
            yield child, (*around, child.name)
            yield from _definitions(child, (*around, child.name))
        else:
            yield from _definitions(child, around)


def test_what_is_called_later_names_who_must_be_there() -> None:
    """`QTimer.singleShot` takes an object of Qt's to live by: a bare callback would come to what is deleted."""
    complaints = []
    for path in sorted(EDITOR.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "singleShot"
                and len(node.args) < 3
            ):
                place = path.relative_to(ROOT).as_posix()
                complaints.append(f"{place}:{node.lineno}: singleShot without the object it belongs to")
    _fail_with(complaints)


# Waits of pytest-qt: without a limit of ours they take its own five seconds, too short for a slow machine.
WAITS = ("waitSignal", "waitSignals", "waitUntil")


def test_a_wait_takes_its_limit_from_one_place() -> None:
    """A wait of a test ends by its signal; how long it may take stands in tests/limits.py and nowhere else."""
    complaints = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.name == "limits.py" or "benchmarks" in path.parts or "screenshots" in path.parts:
            continue
        place = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            limit = next((keyword.value for keyword in node.keywords if keyword.arg == "timeout"), None)
            if isinstance(limit, ast.Constant) and limit.value is not None:
                complaints.append(
                    f"{place}:{node.lineno}: a limit of its own, {limit.value}; take one of tests/limits.py"
                )
            if limit is None and isinstance(node.func, ast.Attribute) and node.func.attr in WAITS:
                complaints.append(
                    f"{place}:{node.lineno}: {node.func.attr} without a limit; take one of tests/limits.py"
                )
            if isinstance(node.func, ast.Attribute) and node.func.attr == "sleep" and node.args:
                complaints += _sleeps(place, node)
    _fail_with(complaints)


def _sleeps(place: str, call: ast.Call) -> list[str]:
    """Complain of a sleep that a test could pass or fail by; a short one gives the processor away in a loop."""
    length = call.args[0]
    short = isinstance(length, ast.Constant) and isinstance(length.value, float) and length.value <= 0.02
    return (
        [] if short or place == "tests/screen.py" else [f"{place}:{call.lineno}: a sleep; wait for a signal"]
    )
