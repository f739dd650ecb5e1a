# Everything a contributor runs. Needs git, make and Python 3.11 or later; all else goes into .venv.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin

.PHONY: install run test test-long lint format bench docs screenshot clean

install: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yiku needs Python 3.11 or later; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

run: install
	@$(BIN)/yiku demo --port $(PORT)

test: install
	$(BIN)/python -m pytest -m 'not long'

test-long: install
	$(BIN)/python -m pytest -m long

lint: install
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: install
	$(BIN)/python -m bench

docs: install
	$(BIN)/python docs/make_reference.py

screenshot: install
	$(BIN)/python docs/screenshot.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
