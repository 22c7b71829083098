"""Fault 66: started inside a site that brings files named as programs and modules, none of them ever runs."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from editor import programs, surroundings
from tests.faults.decoys import PROGRAMS, Decoys
from tests.limits import LONG_S, PATIENCE_S

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="the decoys are scripts with a shebang")

# As the console script that an installation makes, and as `make run` starts it.
CONSOLE = [
    sys.executable,
    "-c",
    "import sys; sys.path.remove(''); from editor.__main__ import main; sys.exit(main())",
]
SAFE = [sys.executable, "-I", "-m", "editor"]


@pytest.fixture
def decoys(tmp_path: Path) -> Decoys:
    return Decoys(tmp_path)


@pytest.fixture
def around(decoys: Decoys, tmp_path: Path) -> Mapping[str, str]:
    home = tmp_path / "home"
    home.mkdir()
    return decoys.variables(home)


VERBS = {
    "list": ["list"],
    "list of the site": ["list", ".", "--json"],
    "check": ["check"],
    "html": ["export", "content", "--to", "html", "--out", "../out"],
    "docx": ["export", "content", "--to", "docx", "--out", "../out"],
    "epub": ["export", "content", "--to", "epub", "--out", "../out"],
    "md": ["export", "content", "--to", "md", "--out", "../out"],
    "set": ["set", "draft=true", "content/posts/a.md"],
    "unset": ["unset", "tags", "content/posts/a.md"],
}


@pytest.mark.parametrize("verb", VERBS)
def test_fault_66_verbs(decoys: Decoys, around: Mapping[str, str], verb: str) -> None:
    done = run(SAFE, VERBS[verb], decoys, around)
    assert done.returncode == 0, done.stderr
    assert decoys.marks() == []


def test_fault_66_pdf(decoys: Decoys, around: Mapping[str, str], tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtWebEngineCore")
    done = run(SAFE, ["export", "content", "--to", "pdf", "--out", "../out"], decoys, around)
    assert (tmp_path / "out" / "posts" / "a.pdf").is_file(), done.stderr
    assert decoys.marks() == []


@pytest.mark.hugo
def test_fault_66_new_with_hugo(decoys: Decoys, around: Mapping[str, str], hugo: str) -> None:
    done = run(SAFE, ["new", "posts/my-article.md"], decoys, around)
    assert done.returncode == 0, done.stderr
    assert "Decoys abab" in (decoys.root / "content/posts/my-article.md").read_text("utf-8")
    assert decoys.marks() == []


@pytest.mark.parametrize("verb", ["list", "html"])
def test_fault_66_started_by_the_console_script(decoys: Decoys, around: Mapping[str, str], verb: str) -> None:
    done = run(CONSOLE, VERBS[verb], decoys, {**around, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert decoys.marks() == []


@pytest.mark.parametrize("verb", ["list", "html"])
def test_fault_66_started_as_a_module_from_a_checkout(
    decoys: Decoys, around: Mapping[str, str], verb: str
) -> None:
    """Python itself puts the folder in front; the program takes it out before it loads anything."""
    decoys.without_our_name()
    done = run([sys.executable, "-m", "editor"], VERBS[verb], decoys, {**around, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stderr
    assert decoys.marks() == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the helper through /proc")
@pytest.mark.parametrize("start", [SAFE, CONSOLE], ids=["safe", "console script"])
def test_fault_66_window(decoys: Decoys, around: Mapping[str, str], start: Sequence[str]) -> None:
    said = decoys.elsewhere / "said.txt"
    with said.open("wb") as stream:
        process = subprocess.Popen(
            [*start, "content/posts/a.md"],
            cwd=decoys.root,
            env={**around, "PYTHONPATH": str(ROOT)},
            stdout=stream,
            stderr=stream,
        )
    try:
        wait_for_helper(process)
        # Neither the window nor what it started stands in the site.
        for number in (process.pid, *children_of(process.pid)):
            assert not folder_of(number).is_relative_to(decoys.root)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_S)
    assert "Traceback" not in said.read_text()
    assert decoys.marks() == []


def run(
    start: Sequence[str], arguments: Sequence[str], decoys: Decoys, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*start, *arguments],
        cwd=decoys.root,
        env=dict(variables),
        capture_output=True,
        text=True,
        timeout=LONG_S,
        check=False,
    )


def children_of(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(number) for task in tasks for number in task.read_text().split()]


def folder_of(process: int) -> Path:
    return Path(f"/proc/{process}/cwd").readlink()


def wait_for_helper(process: subprocess.Popen[bytes]) -> None:
    """Wait until the window has its rendering helper, and that has loaded all it needs."""
    for _ in range(int(PATIENCE_S * 10)):
        for child in children_of(process.pid):
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            # Its second thread, which listens, begins when all its modules are loaded.
            if (
                b"editor.markup.live.worker" in command
                and len(list(Path(f"/proc/{child}/task").iterdir())) > 1
            ):
                return
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    pytest.fail("the window has no helper")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the system which program runs")
def test_fault_66_a_python_called_by_its_name_alone(decoys: Decoys, around: Mapping[str, str]) -> None:
    """Python then takes the first of its name on the search path for itself, whatever it is."""
    modules = os.pathsep.join([str(ROOT), *(entry for entry in sys.path if entry)])
    done = subprocess.run(
        [
            "python3",
            "-c",
            "import sys; sys.path.remove(''); from editor.__main__ import main; main()",
            *VERBS["html"],
        ],
        executable=Path(sys.executable).resolve(),
        cwd=decoys.root,
        env={**around, "PATH": f"{decoys.root}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": modules},
        capture_output=True,
        text=True,
        timeout=LONG_S,
        check=False,
    )
    assert "1 article written" in done.stdout, done.stderr
    assert decoys.marks() == []


def test_fault_66_no_program_is_found_in_the_site(
    decoys: Decoys, around: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", around["PATH"])
    monkeypatch.setenv("LD_LIBRARY_PATH", around["LD_LIBRARY_PATH"])
    monkeypatch.setenv("LD_PRELOAD", "./evil.so")
    monkeypatch.setenv("NODE_OPTIONS", "--require ./evil.js")
    for here in (decoys.root, decoys.root.parent, decoys.root / "content"):
        monkeypatch.chdir(here)
        for name in PROGRAMS:
            found = surroundings.find_program(name, sites=[decoys.root])
            assert found is None or not found.resolve().is_relative_to(decoys.root)
        given = surroundings.environment([decoys.root])
        assert all(
            Path(entry).is_absolute() and not Path(entry).resolve().is_relative_to(decoys.root)
            for entry in given["PATH"].split(os.pathsep)
        )
        assert not {"LD_LIBRARY_PATH", "LD_PRELOAD", "NODE_OPTIONS"} & given.keys()


def test_fault_66_current_folder_is_no_place_for_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a site: a folder of downloads, say."""
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert surroundings.find_program("tool") == tool
    monkeypatch.chdir(tmp_path)
    assert surroundings.find_program("tool") is None
    assert str(tmp_path) not in surroundings.environment()["PATH"].split(os.pathsep)


def test_fault_66_what_the_system_starts_for_the_window(
    start, decoys: Decoys, around: Mapping[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A browser, say: Qt looks for it on the search path of the window."""
    # Without the folder that the author himself filled with links into the site.
    path = around["PATH"].replace(f"{decoys.elsewhere}{os.pathsep}", "")
    monkeypatch.setenv("PATH", path)
    assert shutil.which("xdg-open", path=path) is not None
    start(decoys.root / "content/posts/a.md")
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found is None or not Path(found).resolve().is_relative_to(decoys.root)


def test_fault_66_a_bare_name_is_never_started(decoys: Decoys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(decoys.root)
    with pytest.raises(FileNotFoundError):
        programs.run(["hugo", "version"], PATIENCE_S)
    with pytest.raises(FileNotFoundError):
        programs.start(["./hugo"])
    assert decoys.marks() == []
