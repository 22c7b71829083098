# Each goal is complete by itself on a fresh machine with Python 3.11 and make: it first brings what is missing.
#   make run [OPEN=path]   make test [TESTS=path] [PYTEST=options]   make lint
#   make bench   make screenshots   make soak   make map   make wheel   make clean

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.11 python3.12 python3.13 python3.14; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$p; break; fi; done)
endif
VENV_PYTHON = .venv/bin/python
OPEN ?=
TESTS ?=
PYTEST ?=

.PHONY: run test lint bench screenshots soak map wheel clean python ready-to-run ready-to-test

run: ready-to-run
	@$(VENV_PYTHON) -I -m editor $(OPEN)

# Off-screen by name: a test must not depend on, nor flash windows over, the screen of whoever runs it.
# Two processes, file by file, in the usual order: half of a window test is waiting. One that ends before its time ends
# the run: begun anew, it would never come to its end.
test: ready-to-test
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 $(PYTEST) $(TESTS)

# All speak, also when the first complains.
lint: ready-to-test
	@status=0; for check in "ruff check" "ruff format --check" mypy vulture; do \
		echo "$(VENV_PYTHON) -m $$check"; $(VENV_PYTHON) -m $$check || status=1; done; exit $$status

bench: python
	@$(PYTHON) packaging/prepare.py bench
	@for script in tests/benchmarks/bench_*.py; do echo "== $$script"; $(VENV_PYTHON) $$script || exit 1; done

screenshots: python
	@$(PYTHON) packaging/prepare.py screenshots
	$(VENV_PYTHON) tests/screenshots/take.py

# The long runs: whole corpora, thousands of files, random edits.
soak: ready-to-test
	QT_QPA_PLATFORM=offscreen $(VENV_PYTHON) -m pytest -m slow $(PYTEST) $(TESTS)

map: python
	$(PYTHON) packaging/module_map.py

wheel: ready-to-test
	$(VENV_PYTHON) -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ready-to-run: python
	@$(PYTHON) packaging/prepare.py run

ready-to-test: python
	@$(PYTHON) packaging/prepare.py test

python:
	@if [ -z "$(PYTHON)" ]; then echo "inkstone: Python 3.11 or newer is needed: sudo apt-get install python3 python3-venv"; exit 1; fi
