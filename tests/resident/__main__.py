"""`python -m tests.resident --seed N --sessions N --steps N`: lives many lives and tells of each fault in a short list of steps."""

from __future__ import annotations

import argparse
import os
import sys

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication

from editor.ui.common import fonts
from tests.resident.author import is_tame, plan
from tests.resident.life import live, story


def main() -> int:
    """Run as told; the status is 1 when a fault was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.resident")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument(
        "--big", type=int, default=25, help="one life in so many has an article of a megabyte"
    )
    parser.add_argument("--favour", default="", help="kinds of steps to do more often, with commas between")
    parser.add_argument("--tell", type=int, default=20, help="say how far it is after so many lives")
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("--no-shrinking", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # As `run_window` does it: the web engine, loaded later, needs it from the start.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication(["inkstone"])
    application.setStyle("fusion")
    fonts.load_leading()
    steps = done = faults = 0
    seconds = 0.0
    for seed in range(options.seed, options.seed + options.sessions):
        planned = plan(seed, options.steps, options.favour.split(","))
        big = options.big > 0 and seed % options.big == 0
        tame = is_tame(seed)
        try:
            outcome = live(planned, with_big=big, tame=tame)
        except KeyboardInterrupt:
            print(f"seed {seed}: told to end", flush=True)
            break
        steps, done, seconds = steps + outcome.at + 1, done + outcome.done, seconds + outcome.seconds
        if outcome.wrong:
            faults += 1
            print(
                story(
                    seed,
                    planned,
                    outcome,
                    with_big=big,
                    tame=tame,
                    seconds=0 if options.no_shrinking else 300,
                ),
                flush=True,
            )
            if not options.keep_going:
                break
        elif seed % options.tell == 0:
            print(f"seed {seed}: {steps} steps, {done} meant something, {1000 * seconds / max(1, steps):.1f} ms each, {faults} faults", flush=True)  # fmt: skip
    print(
        f"{steps} steps, {done} meant something, {1000 * seconds / max(1, steps):.1f} ms each, {faults} faults"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    # Without Qt's own end: the web engine's, at the end of the interpreter, is no part of what is lived here.
    os._exit(status)
