# Every target does its own set-up: it needs only Python 3.11 or newer, git and make.
# `make` alone lists the targets.

TOUR ?= asia-tech-tour-2027
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3.11)
UV_VERSION := 0.13.9

# Pinned and hashed; the project itself from this checkout.
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 $(BIN)/python -m pip install --quiet
PROJECT := $(PIP) --no-deps --no-build-isolation --editable .
RUN_READY := $(VENV)/.ready-to-run
TEST_READY := $(VENV)/.ready-to-test

# make's own words go to standard error, so that `make -s run > agenda.md` holds the agenda alone.
SAY := echo >&2

# Some machines forbid compiled files; then every start of the program would compile all of it again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check format lint types contracts suite faults tours bench screenshot docs wheel lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

run: $(RUN_READY) ## Open the app on the sample tour (TOUR=…); without a terminal, print its agenda
	@$(BIN)/workshop $(TOUR)

test: lint types contracts suite ## Run everything that must pass
check: test ## The same as test

format: $(TEST_READY) ## Rewrite the code in the house's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: $(TEST_READY) ## Check format and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(TEST_READY) ## Check types, strictly
	$(BIN)/mypy

contracts: $(TEST_READY) ## Check which room may import which
	$(BIN)/lint-imports

suite: $(TEST_READY) ## Run the tests
	$(BIN)/python -m pytest -n 2

faults: $(TEST_READY) ## Kill, fill the disk, break files, attack: a table of what was tried and lost (ONLY=…)
	@$(BIN)/python -m tests.faults $(if $(ONLY),--only $(ONLY))

TOURS ?= 500
FROM ?= 0
tours: $(TEST_READY) ## Plan, save, export, edit and undo TOURS=500 generated tours, FROM=0 on
	@$(BIN)/python -m tests.bench.roundtrip --tours $(TOURS) --from $(FROM)

bench: $(TEST_READY) ## Measure everything that was promised, into docs/figures.md (minutes)
	@$(BIN)/python -m tests.bench --write

screenshot: $(TEST_READY) ## Draw docs/board.svg from the app
	@$(BIN)/python scripts/screenshot.py

docs: $(TEST_READY) ## Write the tables of keys and documents in docs/ anew
	@$(BIN)/python -m scripts.tables

wheel: $(TEST_READY) ## Build the wheel into dist/
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock: $(BIN)/python ## Resolve the dependencies again (UPGRADE=1 takes newer ones)
	@$(PIP) 'uv==$(UV_VERSION)'
	@for set in '--group build --output-file requirements.lock' \
	  '--group build --group dev --constraints requirements.lock --output-file requirements-dev.lock'; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) \
	    pyproject.toml $$set || exit; done

clean: ## Remove what make made, the virtual environment included
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { $(SAY) "Python 3.11 or newer is needed; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(SAY) "setting up $(VENV) (once)"
	@"$(PYTHON)" -m venv $(VENV)

$(RUN_READY): requirements.lock pyproject.toml | $(BIN)/python
	@$(SAY) "installing what the program needs"
	@$(PIP) --require-hashes --requirement requirements.lock >&2
	@$(PROJECT) >&2
	@touch $@

$(TEST_READY): requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(SAY) "installing what the program and its tests need"
	@$(PIP) --require-hashes --requirement requirements-dev.lock >&2
	@$(PROJECT) >&2
	@touch $(RUN_READY) $@
