"""Makes a checkout ready to run or to test: system packages, virtual environment, Python packages.

Called by the Makefile as ``python3.11 packaging/prepare.py run|test|screenshots|bench`` and needs nothing but the
standard library. Every step looks first and works only where something is missing, so that a second call
takes a moment.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
# Purpose of a call -> the groups of system-packages.txt, and whether the development packages are wanted.
GROUPS = {
    "run": ("run",),
    "test": ("run", "test"),
    "screenshots": ("run", "screen"),
    "bench": ("run", "screen", "bench"),
}


class SetupError(Exception):
    """Something is missing that this script cannot bring; the text says what the reader can do."""


def say(text: str) -> None:
    """Print one line at once, so that it stands before the output of the programs that follow."""
    print(f"inkstone: {text}", flush=True)


# --- system packages -------------------------------------------------------------------------------


def wanted_packages(groups: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the packages of the groups; each entry lists alternatives, best first."""
    wanted: list[tuple[str, ...]] = []
    group = ""
    for raw in (ROOT / "packaging" / "system-packages.txt").read_text(encoding="utf-8").splitlines():
        line = raw.partition("#")[0].strip()
        if line.startswith("["):
            group = line.strip("[]")
        elif line and group in groups:
            entry = tuple(name.strip() for name in line.split("|"))
            if entry not in wanted:
                wanted.append(entry)
    return wanted


def installed_packages(names: Sequence[str]) -> set[str]:
    """Return those of the names that dpkg calls installed."""
    # dpkg-query fails when one name is unknown but still answers for the others.
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Status} ${Package}\n", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    pairs = (line.split() for line in answer.stdout.splitlines())
    return {pair[1] for pair in pairs if len(pair) == 2 and pair[0] == "installed"}


def known_packages(names: Sequence[str]) -> set[str]:
    """Return those of the names that apt could install."""
    answer = subprocess.run(["apt-cache", "policy", *names], capture_output=True, text=True, check=False)
    known: set[str] = set()
    name = ""
    for line in answer.stdout.splitlines():
        if not line.startswith(" "):
            name = line.rstrip(":")
        elif line.strip().startswith("Candidate:") and "(none)" not in line:
            known.add(name)
    return known


def install(entries: Sequence[tuple[str, ...]]) -> None:
    """Install one alternative of every entry with apt; a failure is told and not fatal."""
    names = [name for entry in entries for name in entry]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    known = known_packages(names)
    if any(not known.intersection(entry) for entry in entries):
        subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, stdout=subprocess.DEVNULL)
        known = known_packages(names)
    chosen = [next((name for name in entry if name in known), "") for entry in entries]
    unknown = [" | ".join(entry) for entry, name in zip(entries, chosen, strict=True) if not name]
    if unknown:
        say(f"this system's package lists do not know {', '.join(unknown)}; going on without")
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *filter(None, chosen)]
    say(f"installing {len(command) - 5} system packages")
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        # Package lists that are older than the archive name files that are gone: one fresh look, one more try.
        subprocess.run(["apt-get", "update", "-q"], env=environment, check=False, stdout=subprocess.DEVNULL)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        say(f"apt-get could not install them all ({last}); going on")


def prepare_system(purpose: str) -> None:
    """Install what is missing when root; otherwise print the one command that would."""
    if not sys.platform.startswith("linux") or not shutil.which("dpkg-query"):
        return
    entries = wanted_packages(GROUPS[purpose])
    if not VENV.exists() and importlib.util.find_spec("ensurepip") is None:
        entries.append((f"python{sys.version_info.major}.{sys.version_info.minor}-venv",))
    installed = installed_packages([name for entry in entries for name in entry])
    missing = [entry for entry in entries if not installed.intersection(entry)]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install(missing)
        return
    known = known_packages([name for entry in missing for name in entry])
    names = [next((name for name in entry if name in known), entry[-1]) for entry in missing]
    say("some system packages are missing; this brings them, once:")
    print(f"    sudo apt-get install --no-install-recommends {' '.join(names)}", flush=True)


def missing_libraries() -> list[str]:
    """Return the shared libraries that Qt would look for in vain, on a Linux without dpkg."""
    libraries = set()
    qt = next(VENV.glob("lib/python*/site-packages/PySide6/Qt"), None)
    if qt is None or not shutil.which("ldd"):
        return []
    for part in ("lib/libQt6WebEngineCore.so.6", "lib/libQt6Widgets.so.6", "plugins/platforms/libqxcb.so"):
        answer = subprocess.run(["ldd", str(qt / part)], capture_output=True, text=True, check=False)
        libraries |= {line.split()[0] for line in answer.stdout.splitlines() if "not found" in line}
    return sorted(libraries)


# --- virtual environment and Python packages --------------------------------------------------------


def venv_python() -> Path:
    """Return where the virtual environment's interpreter is or will be."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def prepare_venv() -> None:
    """Make the virtual environment, or make it anew when it does not work or its Python is too old."""
    check = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
    if venv_python().exists():
        if subprocess.run([venv_python(), "-c", check], capture_output=True, check=False).returncode == 0:
            return
        say(f"the virtual environment in {VENV.name} does not work; making it anew")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    # Asked of a new process: the package may have been installed a moment ago.
    ensurepip = subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True, check=False)
    if ensurepip.returncode:
        raise SetupError(
            f"this Python {version} cannot make virtual environments: install python{version}-venv "
            f"(sudo apt-get install python{version}-venv), then call make again"
        )
    say(f"making a virtual environment with Python {version} in {VENV.name}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode:
        raise SetupError(f"Python could not make a virtual environment in {VENV}")


def requirements(purpose: str) -> list[str]:
    """Return what pip is to install: this checkout and, except for `run`, its development group.

    The group is read here because pip knows `--group` only since version 25.1.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [] if purpose == "run" else list(project["dependency-groups"]["dev"])


def fingerprint(purpose: str) -> str:
    """Return a digest that changes when the installed packages would have to."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    facts = [project["build-system"], project["project"], requirements(purpose), str(ROOT), sys.version]
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def prepare_packages(purpose: str) -> None:
    """Install the Python packages unless the last call installed exactly these."""
    stamp = VENV / f".prepared-{'run' if purpose == 'run' else 'test'}"
    wanted = fingerprint(purpose)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    say("installing the Python packages (some 400 MB the first time, most of it Qt)")
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check"]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    if subprocess.run(
        [*command, *quiet, "--editable", str(ROOT), *requirements(purpose)], check=False
    ).returncode:
        raise SetupError(
            "pip could not install the packages: its last lines above say why; call make again after"
        )
    stamp.write_text(wanted, encoding="utf-8")
    if sys.platform.startswith("linux") and not shutil.which("dpkg-query"):
        missing = missing_libraries()
        if missing:
            say(f"Qt will look in vain for {', '.join(missing)}; install the packages that hold them")


def compile_code() -> None:
    """Compile our own code, as pip does with what it installs: a start must not wait for that, nor be refused to keep it."""
    subprocess.run([venv_python(), "-m", "compileall", "-q", str(ROOT / "editor")], check=False)


def unpack_support() -> None:
    """Lay out as files what PySide keeps inside its library as source, and would compile at each start of the window.

    `SBK_EMBED=0` is PySide's own switch for it. The files are entered among those of the package, so that pip takes
    them away together with the version they belong to.
    """
    package = next(
        (VENV / "lib").glob("python*/site-packages/shiboken6"), VENV / "Lib/site-packages/shiboken6"
    )
    unpacked = package / "files.dir"
    record = next(package.parent.glob("shiboken6-*.dist-info/RECORD"), None)
    if unpacked.exists() or record is None:
        return
    environment = {**os.environ, "SBK_EMBED": "0"}
    subprocess.run(
        [venv_python(), "-c", "import shiboken6"], env=environment, check=False, capture_output=True
    )
    files = sorted(path.relative_to(package.parent).as_posix() for path in unpacked.rglob("*.py"))
    with record.open("a", encoding="utf-8", newline="") as entries:
        entries.writelines(f"{file},,\n" for file in files)
    subprocess.run([venv_python(), "-m", "compileall", "-q", str(unpacked)], check=False)


def main(arguments: Sequence[str]) -> int:
    """Prepare for the purpose named on the command line; returns the exit status."""
    purpose = arguments[0] if len(arguments) == 1 else ""
    if purpose not in GROUPS:
        print(f"usage: prepare.py {'|'.join(GROUPS)}", file=sys.stderr)
        return 2
    try:
        prepare_system(purpose)
        prepare_venv()
        prepare_packages(purpose)
        unpack_support()
        compile_code()
    except SetupError as reason:
        say(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
