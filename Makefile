# Each target does all set-up by itself: it needs Python 3.11 or newer, make, and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?=

.PHONY: demo test lint types check constraints clean

demo: $(VENV)/ready
	$(BIN)/stemma demo $(if $(SAMPLE),--sample $(SAMPLE))

test: $(VENV)/ready
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/ready
	$(BIN)/ruff check .

types: $(VENV)/ready
	$(BIN)/mypy

check: test lint types

# uv where it is installed, plain venv and pip where not; either way only packages whose hashes are known.
$(VENV)/ready: constraints.txt pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
		test -x $(BIN)/python || uv venv --python $(PYTHON) $(VENV); \
		uv pip install --quiet --python $(BIN)/python --require-hashes -r constraints.txt && \
		uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .; \
	else \
		test -x $(BIN)/python -a -x $(BIN)/pip || $(PYTHON) -m venv $(VENV); \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt && \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .; \
	fi
	@touch $@

# The pinned versions, made anew; needs uv. The file names no index.
constraints:
	uv pip compile pyproject.toml --extra all --group dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --upgrade -o constraints.txt

clean:
	rm -rf $(VENV) build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
