# make run   sets up and opens the real maps      make test   sets up and runs every check
# Needs only Python >= 3.11 and make; uses uv when it is there.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.argmap-ready
UV := $(shell command -v uv 2>/dev/null)
unexport PYTHONDONTWRITEBYTECODE  # else each of pytest's processes compiles every test anew

.PHONY: run test setup lint types floors unit laws fuzz clean

run: setup
	@$(BIN)/argmap maps

test: lint types floors unit

setup: $(STAMP)

$(STAMP): pyproject.toml
	@echo "Setting up $(VENV) …" >&2
ifdef UV
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	@$(UV) pip install --quiet --python $(BIN)/python --editable . --group dev
else
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
endif
	@$(BIN)/python -m compileall -q argmap  # an editable install is not compiled, and would start slowly at first
	@touch $(STAMP)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

floors: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest

laws: setup  # the laws of the design on many more generated maps
	ARGMAP_LAWS=thorough $(BIN)/pytest tests/model tests/text tests/anchor tests/store tests/edit tests/diff tests/graph

fuzz: setup  # keys and clicks without any sense, for half an hour
	ARGMAP_FUZZ=12000 $(BIN)/pytest tests/tui/fuzz

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
