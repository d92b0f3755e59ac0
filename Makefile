# Dragoman: `make help` lists the targets. Each sets up what it needs; none needs another first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MODEL ?=
export MODEL
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-config --no-emit-index-url --no-emit-find-links --no-annotate \
	--custom-compile-command "make lock" --python-version 3.11 --upgrade pyproject.toml --extra build

CONTRACT := tests/contract
PAGES := $(wildcard docs/*.md docs/*/*.md)

.DEFAULT_GOAL := help
.PHONY: help run test lint format types imports openapi docs bench mutate injections eval model lock vendor check clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/run ## Start the service on 127.0.0.1:8000; MODEL=… picks another model than the embedded one
	@$(BIN)/dragoman serve --pull

test: $(VENV)/dev $(VENV)/contract/ready ## Run all tests, those on PostgreSQL too; TESTS=path picks some
	@$(BIN)/python -m pytest $(TESTS)

check: lint types imports openapi test ## Everything CI checks about the code

lint: $(VENV)/dev ## Check style and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/hadolint Dockerfile

format: $(VENV)/dev ## Format the code
	@$(BIN)/ruff format .

types: $(VENV)/dev ## Check types
	@$(BIN)/mypy

imports: $(VENV)/dev ## Check that imports point down the layers
	@$(BIN)/lint-imports

openapi: $(VENV)/dev ## Check that openapi.json is current; `make openapi WRITE=1` writes it
	@$(BIN)/python -m service openapi $(if $(WRITE),--write,--check) openapi.json

docs: $(VENV)/dev ## Check the tables in docs/ and build the site in site/; `make docs WRITE=1` renews the tables from the code
	@$(BIN)/python -m cogapp -P -I . $(if $(WRITE),-r,--check --check-fail-msg='run `make docs WRITE=1`') --verbosity=1 $(PAGES)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict
	@echo "The site is in site/: open site/index.html, or \`$(BIN)/python -m http.server -d site 8090\` to search it too"

bench: $(VENV)/dev ## Measure speed against bare peers, in one run
	@$(BIN)/python -m benchmarks

mutate: $(VENV)/dev ## Break one promise after the other in a copy of the code and see its test fail
	@$(BIN)/python -m tests.mutations

injections: $(VENV)/dev ## Measure what instructions spliced into articles change in the model's answers; ROWS=file picks others
	@$(BIN)/python -m benchmarks.injections $(ROWS)

eval: $(VENV)/dev ## Score the model on the gold articles in tests/gold; GOLD=folder picks others
	@$(BIN)/dragoman eval $(or $(GOLD),tests/gold)

model: $(VENV)/run ## Fetch the embedded model (1.1 GB), or go on where it broke off
	@$(BIN)/dragoman model pull

lock: $(VENV)/dev ## Find the newest versions of all dependencies and lock them by hash
	@$(LOCK) -o requirements.lock
	@$(LOCK) --extra dev --extra eval -o requirements-dev.lock
	@$(subst pyproject.toml --extra build,$(CONTRACT)/python/requirements.in,$(LOCK)) -o $(CONTRACT)/python/requirements.lock
	@if command -v npm >/dev/null; then cd $(CONTRACT)/typescript && npm update --package-lock-only --no-audit --no-fund --silent; fi

vendor: | $(VENV)/python ## Fetch the front-end libraries again, at the versions listed in vendor.toml, by npm
	@$(BIN)/python deploy/vendor_page.py

clean: ## Remove what the targets made, but not the models
	@rm -rf $(VENV) build dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dragoman needs Python 3.11 or newer, and $(PYTHON) is not; try: make PYTHON=python3.12 …" >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: requirements.lock | $(VENV)/python
	@echo "Installing what the service needs …"
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements-dev.lock clients/python/pyproject.toml | $(VENV)/python
	@echo "Installing what development needs …"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@$(PIP) --no-deps --no-build-isolation --editable . --editable clients/python
	@touch $@ $(VENV)/run

# Generators of clients, which the contract tests run: apart from ours, because they want other versions. npm only where it is.
$(VENV)/contract/ready: $(CONTRACT)/python/requirements.lock $(CONTRACT)/typescript/package-lock.json | $(VENV)/python
	@echo "Installing what the contract tests need …"
	@$(PYTHON) -m venv $(VENV)/contract
	@$(VENV)/contract/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r $(CONTRACT)/python/requirements.lock
	@if command -v npm >/dev/null; then npm ci --prefix $(CONTRACT)/typescript --no-audit --no-fund --silent; fi
	@touch $@
