# What can be done here, in one word each. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input
INSTALL := $(PIP) install --require-hashes --only-binary :all:
# Two processes: the suite is sized for two cores.
PYTEST := $(BIN)/python -m pytest -n 2
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help demo setup test quick check format messages lock clean
.PHONY: run-setup lint types contracts catalogues postgres

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: run-setup ## set up, load the demonstration, serve it on http://127.0.0.1:8000
	@$(BIN)/rapporteur demo

setup: ## install all that running, testing and checking need
	@$(PYTHON) -m tools.system_packages test
	@$(MAKE) -s .venv/.installed-dev $(BIN)/rapporteur
	@$(BIN)/python -m tools.catalogues
	@echo "Ready: $(BIN)/rapporteur --help"

test: setup ## run every test
	@$(PYTEST) -m "not slow"

quick: setup ## lint, and test what needs no browser and no stage (about a minute)
	@$(MAKE) -s lint contracts
	@$(PYTEST) -m "not slow" tests/core tests/house

check: setup lint types contracts catalogues ## do all that CI does, on SQLite and on PostgreSQL
	@$(PYTEST)
	@$(MAKE) -s postgres

format: setup ## lay out the code as the checks want it
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

messages: setup ## gather the texts to be translated into the catalogues
	@$(BIN)/python -m tools.messages update

lock: setup ## write requirements/ anew from pyproject.toml (UPGRADE=1: with newer versions)
	@$(LOCK) $(if $(UPGRADE),--upgrade) --all-extras --group dev pyproject.toml -o requirements/dev.txt
	@$(LOCK) -c requirements/dev.txt pyproject.toml -o requirements/base.txt
	@$(LOCK) -c requirements/dev.txt --group build -o requirements/build.txt
	@$(LOCK) -c requirements/dev.txt --group bench -o requirements/bench.txt

clean: ## take away what was installed and made here, save var/
	@rm -rf .venv dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete

# The parts of `make check`

lint:
	@echo "Layout and lint"
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/ruff check --quiet

types:
	@echo "Types"
	@$(BIN)/mypy

contracts:
	@echo "Import contracts"
	@$(BIN)/lint-imports --no-logo

catalogues:
	@echo "Catalogues"
	@$(BIN)/python -m tools.messages check

postgres:
	@echo "The base and the stages on PostgreSQL"
	@$(BIN)/python -m tools.with_postgres $(PYTEST) $(wildcard tests/base tests/stages)

# Setting up, step by step; what is done is not done again

run-setup:
	@$(PYTHON) -m tools.system_packages run
	@$(MAKE) -s $(BIN)/rapporteur
	@$(BIN)/python -m tools.catalogues

$(BIN)/python:
	@echo "Making .venv"
	@$(PYTHON) -m venv --clear .venv

.venv/.installed-run: requirements/base.txt requirements/build.txt | $(BIN)/python
	@echo "Installing what the site runs on"
	@$(INSTALL) -r requirements/base.txt -r requirements/build.txt
	@touch $@

.venv/.installed-dev: requirements/dev.txt .venv/.installed-run
	@echo "Installing what the tests and checks need"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

$(BIN)/rapporteur: pyproject.toml .venv/.installed-run
	@echo "Installing Rapporteur itself, from this folder"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
