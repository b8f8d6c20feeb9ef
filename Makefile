# Needs Python 3.11 or later and make. Everything is installed into .venv, from constraints/ and by hash.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
UV := $(or $(wildcard $(BIN)/uv),uv)
PINS = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make pins" $(UPGRADE)

# An environment whose Python has gone is filled anew, whatever its stamps say.
GONE := $(shell [ -x $(BIN)/python ] || rm -f $(VENV)/run.stamp $(VENV)/dev.stamp $(VENV)/bench/bench.stamp)

.DEFAULT_GOAL := help
.PHONY: help demo test check fix pins bench evaluate papers
.DELETE_ON_ERROR:

help:  ## Tell what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' Makefile

# 1 is the status that the minutes shown demand: offices were found wanting. 0 would be as wrong as a crash.
demo: $(VENV)/run.stamp  ## Show the Sirajganj meeting of 28 November 2023, from websites on this machine
	@status=0; $(BIN)/charter-audit demo || status=$$?; \
	if [ $$status -ne 1 ]; then echo "make demo: the status is $$status, these minutes demand 1" >&2; exit 1; fi

test: $(VENV)/dev.stamp  ## Run the tests
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp  ## Check form, types and floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(VENV)/dev.stamp  ## Measure how truly websites and papers are read: fatal findings, precision, recall
	PYTHONPATH=tests $(BIN)/python -m evaluate.run

# What lies in tests/evaluate/papers is kept; this makes it anew by the programs of offices, and says which are missing.
papers: $(VENV)/dev.stamp  ## Make the evaluation's PDF, Word, Excel and picture files anew from their plan
	PYTHONPATH=tests$${PYTHONPATH:+:$$PYTHONPATH} $(BIN)/python -m evaluate.making

# BENCH=--quick shows in minutes that it works; the whole may take an hour. nginx and curl are used where installed.
bench: $(VENV)/dev.stamp $(VENV)/bench/bench.stamp  ## Measure the speed of reading and scanning, as ratios side by side
	$(BIN)/python benchmarks/reading.py
	PYTHONPATH=benchmarks $(BIN)/python -m rig.run $(BENCH)
	PYTHONPATH=tests $(BIN)/python benchmarks/papers.py

.PHONY: demo-papers
# Says what it needs where that is missing: the typst wheel (PYTHONPATH=DIR where it is) and the Noto fonts.
demo-papers: $(VENV)/run.stamp  ## Make the demo's PDF and DOCX files anew from its sites.yaml
	$(BIN)/python tools/demo_papers.py

.PHONY: docs
docs: $(VENV)/run.stamp  ## Write docs/rules.md anew from the rules and their duties
	$(BIN)/charter-audit docs > docs/rules.md.part && mv docs/rules.md.part docs/rules.md

fix: $(VENV)/dev.stamp  ## Put form right where that can be done by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# UPGRADE=--upgrade takes the newest versions; without it only what pyproject.toml makes necessary changes.
pins:  ## Write constraints/ anew from pyproject.toml (needs uv)
	$(PINS) --extra build --extra dev --output-file constraints/dev.txt >/dev/null
	$(PINS) --extra build --constraint constraints/dev.txt --output-file constraints/run.txt >/dev/null

# Both sets share one environment: dev.txt holds all of run.txt in the same versions.
$(VENV)/%.stamp: constraints/%.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r constraints/$*.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# What charter-audit is measured beside has an environment of its own; its pins: see benchmarks/requirements.in.
$(VENV)/bench/bench.stamp: benchmarks/requirements.txt | $(BIN)/python
	@rm -rf $(@D)
	$(BIN)/python -m venv $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $<
	@touch $@

$(BIN)/python:
	@rm -f $(BIN)/python*
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "$$python -m venv $(VENV)"; $$python -m venv $(VENV) && exit 0; fi; \
	done; \
	echo "make: no Python of 3.11 or later with its venv module was found (looked for python3 and" \
		"python3.11 to python3.14); install one, on Debian: apt-get install python3 python3-venv" >&2; exit 1
