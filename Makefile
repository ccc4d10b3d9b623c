# graph1540: "make demo" shows what it does, "make test" whether it works.
# Needed: make, and Python 3.11 or later with venv. Everything else goes into .venv, from the lock files.

PYTHON := .venv/bin/python
GRAPH1540 := .venv/bin/graph1540
GRAPH := out/graph.trig
STAMP := .venv/.installed
PEERS := .venv/.peers
# Further words for pytest: make test ARGS="-k dates"
ARGS ?=
# Numbers of notes for the benchmarks: make bench SIZES="100 1000 10000"
SIZES ?=
# make lock UPGRADE=--upgrade takes the newest versions; without it the locked ones stay where they fit.
UPGRADE ?=

# An environment that came here from another folder is made anew.
MOVED := $(shell grep -qsxF "$$(pwd -P)" $(STAMP) || rm -f $(STAMP))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test check evaluate bench docs lock clean

help:
	@echo 'make demo      build the graph of the three notes in seeds/, validate it and ask it questions'
	@echo 'make test      run every test'
	@echo 'make check     what must pass before a change goes in: ruff, mypy, every test'
	@echo 'make evaluate  how much of the gold the extractor finds'
	@echo 'make bench     the benchmarks at their quick sizes; docs/performance.md has the figures'
	@echo 'make docs      write docs/cli.md, docs/queries.md, docs/ontology.md and the outputs in README.md anew'
	@echo 'make lock      write the lock files anew from pyproject.toml'
	@echo 'make clean     take away what was built; "rm -r .venv" takes the environment too'

$(STAMP): pyproject.toml requirements/dev.lock
	@.ci/environment

demo: $(STAMP)
	@.ci/demo '$(GRAPH1540)' '$(GRAPH)'

test: $(STAMP)
	@.ci/system-packages
	@echo 'Running every test on every core (some four minutes) …'
	@$(PYTHON) -m pytest -q -n auto --dist loadgroup $(ARGS)

check: $(STAMP)
	@.ci/system-packages
	@echo 'ruff …'
	@$(PYTHON) -m ruff check --quiet
	@echo 'mypy …'
	@$(PYTHON) -m mypy --no-error-summary
	@echo 'Every test, doctests and generated documents (some four minutes) …'
	@$(PYTHON) -m pytest -q -n auto --dist loadgroup $(ARGS)
	@echo 'All checks passed.'

evaluate: $(STAMP)
	@$(PYTHON) -m pytest tests/evaluation -q -s $(ARGS)

$(PEERS): requirements/bench.lock $(STAMP)
	@echo 'Installing what the benchmarks compare with …'
	@$(PYTHON) -m pip install --disable-pip-version-check --no-input -qq --no-deps --require-hashes --only-binary :all: -r requirements/bench.lock
	@touch $(PEERS)

bench: $(PEERS)
	@.ci/system-packages libapache-jena-java default-jre-headless
	@$(PYTHON) benchmarks/build.py $(or $(SIZES),100 1000)
	@$(PYTHON) benchmarks/store.py $(or $(SIZES),100 1000) --each 2 --rounds 3
	@$(PYTHON) benchmarks/queries.py $(or $(SIZES),100) --repetitions 5
	@$(PYTHON) benchmarks/validate.py seeds --sizes $(or $(SIZES),100)
	@$(PYTHON) benchmarks/derive.py $(or $(SIZES),100)

docs: $(STAMP)
	@$(PYTHON) .ci/docs.py

lock:
	@.ci/lock $(UPGRADE)

clean:
	@rm -rf out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo 'Clean.'
