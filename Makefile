# make demo   install everything into .venv, read the seed article, serve the graph
# make test   all checks and tests, also under the name of check
# make docs   the generated parts and outputs of the documentation

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.version_info >= (3, 11) and print("$(name)")' 2>/dev/null)))
BIN := .venv/bin

.PHONY: demo test check format docs lint unit clean
.DEFAULT_GOAL := demo

demo: .venv/installed
	@$(BIN)/kg demo

test: lint unit

check: test

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# Test processes must agree on the names of tests, which may show sets; tests/test_pipeline.py tries other seeds.
unit: .venv/tested
	PYTHONHASHSEED=0 $(BIN)/pytest --quiet --numprocesses auto --cov=kg --cov-report=term:skip-covered

docs: .venv/tested
	$(BIN)/python -m tests.docs

format: .venv/tested
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and was not found."; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Installing into .venv: a minute or two, most of it for the language model"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
