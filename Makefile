# make run       sets up and opens the real maps
# make test      sets up and runs every check
# make lock      writes uv.lock and requirements-dev.txt after a change of pyproject.toml; make upgrade also takes
#                the newest versions that it allows
# make test-newest, make test-lowest    runs the tests with the newest and the lowest versions that it allows
#
# Needs only Python >= 3.11 (make run PYTHON=python3.13) and make; uses uv when it is there.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
SCRIPTS := Scripts
else
SCRIPTS := bin
endif
BIN := $(VENV)/$(SCRIPTS)
STAMP := $(VENV)/.argmap-ready
LOCKED := requirements-dev.txt
UV := $(shell command -v uv 2>/dev/null)
OWN_UV := .venv-uv/$(SCRIPTS)/uv
ANY_UV := $(or $(UV),$(OWN_UV))
PIP_FLAGS := --quiet --disable-pip-version-check
unexport PYTHONDONTWRITEBYTECODE  # else each of pytest's processes compiles every test anew

.PHONY: run test setup lint types layers unit laws fuzz lock upgrade test-newest test-lowest clean

run: setup
	@$(BIN)/argmap maps

test: lint types layers unit

setup: $(STAMP)

$(STAMP): pyproject.toml $(LOCKED)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "argmap needs Python 3.11 or later; name one: make PYTHON=python3.13")'
	@echo "Setting up $(VENV) …" >&2
ifdef UV
	@$(PYTHON) -m venv --clear --without-pip $(VENV)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes --no-build --requirement $(LOCKED)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline --editable .
else
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --require-hashes --only-binary :all: --requirement $(LOCKED)
	@$(BIN)/python -m pip install $(PIP_FLAGS) --no-deps --no-build-isolation --no-index --editable .
endif
	@$(BIN)/python -m compileall -q argmap  # an editable install is not compiled, and would start slowly at first
	@touch $(STAMP)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest

SEED ?= $(shell date +%s)
laws: setup  # every law on many more generated maps, others each time; SEED=… repeats a run
	ARGMAP_LAWS=thorough $(BIN)/pytest -m hypothesis --timeout=14400 --hypothesis-seed=$(SEED)

fuzz: setup  # keys and clicks without any sense, for half an hour
	ARGMAP_FUZZ=12000 $(BIN)/pytest --timeout=14400 tests/tui/fuzz

upgrade: UPGRADE := --upgrade
lock upgrade: $(ANY_UV)
	$(ANY_UV) lock --quiet --default-index https://pypi.org/simple $(UPGRADE)
	$(ANY_UV) export --quiet --frozen --no-emit-project --all-extras --group dev --no-annotate --output-file $(LOCKED)

$(OWN_UV):
	$(PYTHON) -m venv --clear .venv-uv
	.venv-uv/$(SCRIPTS)/python -m pip install $(PIP_FLAGS) uv

test-newest: RESOLUTION := highest
test-lowest: RESOLUTION := lowest-direct
test-newest test-lowest: test-%: $(ANY_UV)  # without the pictures, which are exact only for the locked versions
	$(PYTHON) -m venv --clear --without-pip .venv-$*
	$(ANY_UV) pip install --quiet --python .venv-$*/$(SCRIPTS)/python --resolution $(RESOLUTION) --no-build \
		--requirement pyproject.toml --all-extras --group test
	$(ANY_UV) pip install --quiet --python .venv-$*/$(SCRIPTS)/python --no-deps --editable .
	.venv-$*/$(SCRIPTS)/python -m pytest --ignore-glob='*/test_pictures.py' $(TESTS)

clean:
	rm -rf .venv .venv-* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
