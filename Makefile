# `make` shows what it did; `make help` what it can do. Everything happens in .venv, nothing on the system but a
# browser where there is none. PYTHON=... chooses another Python, ARGS="..." goes to the command behind a target.

BIN := .venv/bin
READY := .venv/.ready
# One more than there are cores, since a test waits for its browser now and then; in the order of the files: the
# scheduler's own would keep the longest file, with few tests, for the end.
WORKERS = $(shell $(BIN)/python -c 'import os; print(1 + (os.cpu_count() or 1))')
PYTEST = $(BIN)/python -m pytest --numprocesses $(WORKERS) --max-worker-restart 0 --dist loadfile --no-loadscope-reorder
ARGS ?=

# the first Python on the PATH that is new enough
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
# A checkout without bytecode is compiled at every start of the program; the tests start it often.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-thorough check web browser bench chaos matrix constraints clean help

demo: web browser ## start a replica tenant, create a consumer in it, and prove that its key and secret work
	@$(BIN)/fracttal-flows demo $(ARGS)

test: web browser ## run the tests
	@$(PYTEST) -m 'not thorough' $(ARGS)

test-thorough: web browser ## run the same tests on more looks of the app
	@$(PYTEST) -m thorough $(ARGS)

check: $(READY) ## run the linters and the type checker
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

web: $(READY) ## build the replica's screens, if their sources changed
	@$(BIN)/python hatch_build.py

browser: $(READY) ## find a browser, or install one
	@$(BIN)/python -m automation.browser

bench: web browser ## measure the flow beside its peers, its growth, and an apply with 1, 2 and 4 workers
	@$(BIN)/python -m benchmarks $(ARGS)
	@$(BIN)/python -m benchmarks.throughput

chaos: web browser ## break runs at every step and count what was lost
	@$(BIN)/python -m benchmarks.chaos $(ARGS)
	@$(BIN)/python -m benchmarks.chaos_apply

matrix: web browser ## run the flow on every layout, and renew docs/matrix.md
	@$(BIN)/python -m benchmarks.matrix --write docs/matrix.md $(ARGS)

constraints: ## renew constraints.txt with the newest versions that fit
	@rm -rf build/constraints && $(PYTHON) -m venv build/constraints
	@build/constraints/bin/python -m pip install --quiet -e '.[dev]'
	@build/constraints/bin/python -m pip freeze --exclude-editable | LC_ALL=C sort -f > constraints.txt
	@rm -rf build/constraints
	@git --no-pager diff --stat constraints.txt

clean: ## remove what these targets made
	rm -rf .venv build dist automation/sandbox/static automation/sandbox/web/node_modules automation/sandbox/web/dist
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache test-results

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into .venv (a minute or two, once)"
	@$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	@touch $@

$(BIN)/python:
	@PYTHON='$(PYTHON)' sh .ci/make-venv
