# Everything a contributor runs. Needs git, make and Python 3.11 or later; all else goes into .venv.
PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin

.PHONY: help install run test test-long lint format bench docs screenshot clean

help: ## lists these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@echo "  PORT=8080 sets the port of make run, PYTHON=python3.12 the Python of make install"

install: .venv/installed ## fills .venv from locked versions; the targets below call it

.venv/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Yiku needs Python 3.11 or later; name one with: make PYTHON=python3.12 …" >&2; exit 2; }
	@echo "Filling .venv; this takes a minute the first time"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
		--constraint constraints.txt --editable '.[dev]'
	@touch $@

run: install ## serves a sample library and prints its address
	@$(BIN)/yiku demo --port $(PORT)

test: install ## runs the tests, but for the long ones
	$(BIN)/python -m pytest -m 'not long'

test-long: install ## runs the tests that take minutes
	$(BIN)/python -m pytest -m long

lint: install ## ruff, mypy --strict and import-linter
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## lets ruff mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: install ## speed and memory beside bare lxml, rapidfuzz and daachorse; YIKU_CORPUS names the data
	$(BIN)/python -m bench
	$(BIN)/python -m bench.formats
	$(BIN)/python -m bench.recognition
	$(BIN)/python -m bench.search

docs: install ## writes docs/reference.md and docs/formats.md anew
	$(BIN)/python docs/make_reference.py

screenshot: install ## takes docs/screenshot.png anew, with Chromium
	$(BIN)/python docs/screenshot.py

clean: ## removes .venv and all that the tools leave
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
