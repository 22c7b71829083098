"""Text from outside is plain in the window: one module makes labels, tooltips and messages, and the rest goes through it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

UI = Path(__file__).resolve().parent.parent / "editor" / "ui"
OWN = "plain_text.py"

# What Qt reads as rich text where it looks like it, and the names of our own that stand for it.
ONLY_THERE = {"QLabel", "QMessageBox", "QInputDialog", "QErrorMessage", "QProgressDialog", "QToolTip"}
ONLY_THERE_AS_METHODS = {
    "setTextFormat",
    "setInformativeText",
    "setDetailedText",
    "setLabelText",
    "setWhatsThis",
}
# Where a text becomes rich on purpose: the page of two versions, whose every part is escaped.
RICH = {"view.py": {"setHtml"}}
RICH_METHODS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown"}
# "&" is a key in these: their text is our own, or comes from `button_text`.
WITH_KEYS = {
    "addAction",
    "addMenu",
    "addTab",
    "insertTab",
    "setTabText",
    "QAction",
    "QPushButton",
    "QCheckBox",
    "QRadioButton",
    "QGroupBox",
}
TOOLTIPS = {"setToolTip", "setTabToolTip", "setStatusTip"}
ALLOWED = {
    ("failed_saves.py", "setInformativeText"),  # of a box of `message_box`, filled in two steps
    ("raw_reading.py", "setTextFormat"),  # the label whose text is copied byte by byte is plain by itself
}
# These pass on what their callers, which are looked at too, translated: file and function.
PASSED_ON = {
    ("actions.py", "_fill_menus"),  # rows of the table of actions
    ("actions.py", "_action"),
}


def test_labels_messages_and_tooltips_are_made_in_one_place() -> None:
    complaints: list[str] = []
    for path in sorted(UI.rglob("*.py")):
        if path.name == OWN:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            complaints += [
                f"{path.relative_to(UI)}:{call.lineno}: {why}" for why in _complaints(path, tree, call)
            ]
    assert not complaints, "\n" + "\n".join(complaints)


def test_tooltips_of_models_are_plain_too() -> None:
    complaints = []
    for path in sorted(UI.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.If) and "ToolTipRole" in ast.unparse(node.test):
                answers = [part for part in ast.walk(node) if isinstance(part, ast.Return)]
                complaints += [
                    f"{path.name}:{answer.lineno}: a tooltip comes from `tooltip`"
                    for answer in answers[:1]
                    if answer.value is None or "tooltip" not in ast.unparse(answer.value)
                ]
    assert not complaints, "\n" + "\n".join(complaints)


def _complaints(path: Path, tree: ast.Module, call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    on = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    if name in ONLY_THERE or on in ONLY_THERE:
        yield f"{on or name} guesses at rich text: use editor.ui.common.plain_text"
    if name in ONLY_THERE_AS_METHODS and (path.name, name) not in ALLOWED:
        yield f"{name} belongs into editor.ui.common.plain_text"
    if name in RICH_METHODS - RICH.get(path.name, set()):
        yield f"{name} makes rich text"
    if name in TOOLTIPS and not _is_own(call.args[-1]) and _name_of_call(call.args[-1]) != "tooltip":
        yield "a tooltip's text goes through `tooltip`"
    if name in WITH_KEYS and (path.name, _function(tree, call.lineno)) not in PASSED_ON:
        for text in _texts(tree, call):
            if not _is_own(text) and _name_of_call(text) != "button_text" and not _counts(text):
                yield f"“&” in the text of {name} is a key: it goes through `button_text`: {ast.unparse(text)}"


def _texts(tree: ast.Module, call: ast.Call) -> list[ast.expr]:
    """The arguments that may be texts: not objects of the window, icons, lists, numbers."""
    found: list[ast.expr] = []
    for argument in call.args:
        match argument:
            case ast.Constant(value=str()) | ast.JoinedStr() | ast.BinOp():
                found.append(argument)
            case ast.Call() if _name(argument.func) in ("tr", "_tr", "format", "replace", "button_text"):
                found.append(argument)
            case ast.Name(id=name) if _is_text(tree, call.lineno, name):
                found.append(argument)
            case ast.Name(id=name):
                found += _made_here(tree, call.lineno, name)
    return found


def _made_here(tree: ast.Module, line: int, name: str) -> list[ast.expr]:
    """The texts that the function around puts together for a name of its own."""
    made = []
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        if function.lineno <= line <= (function.end_lineno or 0):
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and name in map(ast.unparse, node.targets):
                    parts = (
                        [node.value.body, node.value.orelse]
                        if isinstance(node.value, ast.IfExp)
                        else [node.value]
                    )
                    made += [part for part in parts if _name_of_call(part) == "format"]
    return made


def _is_text(tree: ast.Module, line: int, name: str) -> bool:
    """Whether a name is a parameter of the function around that is declared as text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0):
            for argument in (*node.args.args, *node.args.kwonlyargs):
                if argument.arg == name and argument.annotation is not None:
                    return ast.unparse(argument.annotation) == "str" and _gets_other_texts(tree, node, name)
    return False


def _gets_other_texts(tree: ast.Module, function: ast.FunctionDef, name: str) -> bool:
    """Whether a function of this module is called with a text that is not our own. Calls from elsewhere are literal."""
    names = [argument.arg for argument in function.args.args if argument.arg != "self"]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == function.name and name in names:
            at = names.index(name)
            if at < len(node.args) and not _is_own(node.args[at]) and not isinstance(node.args[at], ast.Name):
                return True
    return False


def _is_own(node: ast.expr) -> bool:
    """A literal, or a translated literal, or a choice of such."""
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=func, args=[ast.Constant(), *_]):
            return _name(func) in ("tr", "_tr")
        case ast.IfExp(body=body, orelse=orelse):
            return all(
                _is_own(part) or _name_of_call(part) in ("tooltip", "button_text") for part in (body, orelse)
            )
        case ast.Call(func=func):
            return _name(func) in ("_tr", "tr", "_with_key")
    return False


def _counts(node: ast.expr) -> bool:
    """A translated literal with nothing but a number in it, or with what is made harmless."""
    match node:
        case ast.Call(func=ast.Attribute(attr="format", value=value), args=[ast.Call() as made]):
            return _is_own(value) and _name_of_call(made) == "button_text"
        case ast.Call(func=ast.Attribute(attr="format", value=value), args=[ast.Name(id="number" | "count")]):
            return _is_own(value)
    return False


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _name_of_call(node: ast.expr) -> str:
    return _name(node.func) if isinstance(node, ast.Call) else ""


def _function(tree: ast.Module, line: int) -> str:
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return around[-1].name if around else ""
