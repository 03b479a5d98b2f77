# Every target creates .venv if it is missing or older than pyproject.toml.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# -n: processes. Two tests at a time, each with one thread, are faster than one with two.
# SCIPY_ARRAY_API: enables scikit-learn's check of array API input.
# PYTHONDONTWRITEBYTECODE: empty, for each of the many processes would compile the package.
PYTEST = OMP_NUM_THREADS=1 SCIPY_ARRAY_API=1 PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n 2 --dist worksteal

.PHONY: demo test test-slow check format bench fuzz vendor clean

demo: $(INSTALLED)  ## example on handwritten digits: fit, evaluate, plot, encode
	$(BIN)/autoencode fit digits --components 8 --seed 0 --out runs/demo --overwrite
	$(BIN)/autoencode encode runs/demo digits --out runs/demo-codes.csv

test: $(INSTALLED)  ## the tests; those with real data where AUTOENCODE_DATA is set
	$(PYTEST) -m "not slow"

test-slow: $(INSTALLED)  ## the tests that take long: processes that are killed, whole trainings
	$(PYTEST) -m slow

check: $(INSTALLED)  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(INSTALLED)  ## format all files as check requires
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(INSTALLED)  ## time and memory compared with other packages; two hours
	$(PIP_INSTALL) --editable '.[dev,bench]'
	$(BIN)/python -m benchmarks.training_speed --batch-size 256
	$(BIN)/python -m benchmarks.training_speed --batch-size 1024
	$(BIN)/python -m benchmarks.other_shapes
	$(BIN)/python -m benchmarks.error_against_time
	$(BIN)/python -m benchmarks.weight_decay
	$(BIN)/python -m benchmarks.rbm
	$(BIN)/python -m benchmarks.family
	$(BIN)/python -m benchmarks.denoising mnist 30
	$(BIN)/python -m benchmarks.denoising fashion_mnist 40
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.tables
	$(BIN)/python -m benchmarks.detect
	$(BIN)/python -m benchmarks.export
	$(BIN)/python -m benchmarks.streaming --gigabytes 2
	$(BIN)/python -m benchmarks.processes pays
	$(BIN)/python -m benchmarks.cluster
	$(BIN)/python -m benchmarks.page

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP_INSTALL) --editable '.[dev]'
	touch $@

SECONDS ?= 600

fuzz: $(INSTALLED)  ## fuzz the parsers, each for SECONDS (600)
	$(PIP_INSTALL) --editable '.[dev,fuzz]'
	OMP_NUM_THREADS=1 PYTHONPATH=tests $(BIN)/python -m fuzz $(SECONDS)

vendor:  ## bundle the JavaScript of explorer and report again, from npm; needs Node.js
	cd vendor && npm ci --no-audit --no-fund && node build.mjs

clean:  ## remove the files of the other targets
	rm -rf .venv runs dist .pytest_cache .mypy_cache .ruff_cache
