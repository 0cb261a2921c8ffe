# Each target does all set-up by itself: it needs Python 3.11 or newer, make, and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?=

.PHONY: demo test lint types check compiled profiled test-compiled constraints clean

demo: $(VENV)/ready
	$(BIN)/stemma demo $(if $(SAMPLE),--sample $(SAMPLE))

test: $(VENV)/ready
	$(BIN)/python -m pytest $(ARGS)

lint: $(VENV)/ready
	$(BIN)/ruff check .

types: $(VENV)/ready
	$(BIN)/mypy

check: test lint types

# The costly rooms as machine code, in a folder of their own: PYTHONPATH=compiled .venv/bin/stemma ... runs with them. Needs a C compiler.
compiled: compiled/ready

compiled/ready: $(VENV)/ready setup.py scripts/records.h $(shell find src -name '*.py')
	@rm -rf build compiled dist/compiled
	@STEMMA_COMPILE=1 $(BIN)/python -W ignore setup.py --quiet bdist_wheel -d dist/compiled >build-compiled.log 2>&1 \
		|| { tail -20 build-compiled.log; echo "The rooms could not be compiled (build-compiled.log). Is a C compiler with Python's headers installed?"; exit 1; }
	@$(BIN)/python -m zipfile -e dist/compiled/stemma-*.whl compiled
	@rm -rf build src/stemma.egg-info/native_libs.txt
	@touch $@

# The same twice over: the second time laid out by what the first did most. A tenth faster; gcc, some 20 minutes of two cores.
profiled: $(VENV)/ready
	@scripts/compile_profiled.sh $(BIN)/python

test-compiled: compiled/ready
	PYTHONPATH=compiled $(BIN)/python -m pytest $(or $(ARGS),tests/reading tests/core tests/linking tests/descent tests/weighing tests/test_gate.py tests/test_compiled.py)

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
	rm -rf $(VENV) build build-compiled.log compiled counting dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
