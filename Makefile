# Every step of the workshop, defined once: people, CI and pre-commit all call these.
# The first call makes .venv from the pinned requirements; later calls only look at two time stamps.

PYTHON ?= $(firstword $(shell command -v python3.11 || command -v python3 || command -v python) python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PINNED := install --require-hashes --requirement
# The tests that are run; `make test TESTS=tests/browser` runs a part.
TESTS ?= tests
# How many briefings `make bench` makes up.
BENCH_N ?= 1000

RUNTIME := .venv/.runtime
DEV := .venv/.dev
EDITOR := tests/editor/node_modules/.package-lock.json

.DEFAULT_GOAL := help
.PHONY: help exactness audit site serve check test unit lint format types layers editor reference bench screenshots pins clean accept bench-check

help:  ## Show these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

site: $(RUNTIME)  ## Build the site into site/
	$(BIN)/briefings build

serve: $(RUNTIME)  ## Build, serve on this machine, and build again on every change
	$(BIN)/briefings serve

check: $(RUNTIME)  ## Check the content of briefs/ and build nothing
	$(BIN)/briefings check

test: lint types layers unit  ## Style, types, layers, then the tests: what CI runs

lint: $(DEV)  ## Look for mistakes and departures from the code style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(DEV)  ## Check the types
	$(BIN)/mypy

layers: $(DEV)  ## Check that imports keep to the layers
	$(BIN)/lint-imports --no-logo

unit: $(DEV)  ## The tests alone, with a browser if one can be had
	@! command -v npm >/dev/null || $(MAKE) --no-print-directory editor || echo "npm failed: see whether tests were skipped"
	CHROMIUM="$$($(BIN)/python tests/browser/find_browser.py)" && export CHROMIUM && $(BIN)/pytest $(TESTS)

editor: $(EDITOR)  ## The language server of editors, for its tests: takes Node

reference: $(DEV)  ## Write again what is made from the models: docs/reference/, and .vscode/ for editors
	$(BIN)/python -m generator.reference

format: $(DEV)  ## Put the code into the code style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(DEV)  ## Time a large site next to two other programs; BENCH_N=10000 sets its size
	$(BIN)/python -m benchmarks.build --briefs $(BENCH_N) --json .cache/bench.json

accept: $(DEV)  ## Write what the cases of the check say now as what they should say; read the difference
	$(BIN)/python -m tests.checks.accept

bench-check: $(DEV)  ## Time the check of 10,000 briefs next to PyYAML alone, and measure its memory
	$(BIN)/python benchmarks/check.py

screenshots: $(DEV) site  ## Pictures of the main pages into .cache/screenshots/, and the two of the README
	CHROMIUM="$$($(BIN)/python tests/browser/find_browser.py)" && export CHROMIUM \
		&& $(BIN)/python -m tests.browser.take_screenshots site

exactness: $(DEV)  ## Put each of 2,000 hostile texts into every field, and try 10,000 examples of each property: half an hour
	EXACTNESS=all EXAMPLES=10000 $(BIN)/pytest tests/exactness

audit: $(DEV)  ## Ask whether a vulnerability is known of a pinned version: takes a network
	$(BIN)/uv tool run --from pip-audit==2.9.0 pip-audit --disable-pip --require-hashes -r requirements/runtime.txt

pins: $(DEV)  ## Choose the newest allowed versions and write requirements/*.txt
	$(BIN)/uv pip compile $(COMPILE) pyproject.toml requirements/install.in --output-file requirements/runtime.txt
	$(BIN)/uv pip compile $(COMPILE) requirements/dev.in --constraint requirements/runtime.txt \
		--output-file requirements/dev.txt

clean:  ## Remove what was built and every cache, .venv too
	rm -rf site .site.* tests/editor/node_modules .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

COMPILE := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
	--custom-compile-command 'make pins'

$(RUNTIME): requirements/runtime.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) $(PINNED) requirements/runtime.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@# Where Python is told to keep no bytecode, as in many containers, each start would compile all modules again.
	$(BIN)/python -m compileall -q generator
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	$(PIP) $(PINNED) requirements/dev.txt
	@touch $@

$(EDITOR): tests/editor/package-lock.json
	npm ci --prefix tests/editor --ignore-scripts
	@touch $@
