# On a bare machine with Python 3.11 or newer: `make run` serves a synthetic survey, `make test` runs everything.

PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do command -v $$each >/dev/null 2>&1 && $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)
BIN = .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run setup setup-test test bench soak fuzz sbom docs checks pictures lint clean

run: setup
	@exec $(BIN)/preceptmap demo

setup: .venv/.ready-base .venv/.ready-frontend

test: setup-test lint
	@$(BIN)/python -m pytest -n 2 --dist loadfile

# `make bench SIZES="1000 1000000"`; without sizes 1,000 to 100,000 submissions. DATABASE=postgresql measures that.
bench: .venv/.ready-base .venv/.ready-dev .venv/.ready-frontend
	@$(BIN)/python -m tests.bench --sizes "$(SIZES)" --database "$(or $(DATABASE),sqlite)"

# `make fuzz CALLS=2000 SEED=5`: hostile requests by each role to every route; without, 20,000 and a new seed.
fuzz: .venv/.ready-base .venv/.ready-dev
	@$(BIN)/python -m tests.fuzz --calls $(or $(CALLS),20000) $(if $(SEED),--seed $(SEED))

# What the service is made of, as CycloneDX JSON, from the locked lists of libraries.
sbom: .venv/.ready-base
	@$(BIN)/python -m app.sbom > sbom.json && echo "Written: sbom.json"

# Kills a service over and over under eight clients: `make soak KILLS=5000`; a thousand times when left out.
soak: .venv/.ready-base .venv/.ready-dev .venv/.ready-frontend
	@KILLS=$(or $(KILLS),1000) $(BIN)/python -m pytest tests/app/test_killed.py -k rel_01 -n 0 -s

# The documentation site, in var/site: open var/site/index.html.
docs: .venv/.ready-base .venv/.ready-dev
	@$(BIN)/mkdocs build --strict --quiet -f docs/site/mkdocs.yml && echo "Built: var/site/index.html"

# Which of the numbered checks a test shows, in docs/checks.csv.
checks: .venv/.ready-base .venv/.ready-dev
	@$(BIN)/python -m tests.checks

# Pictures of each role's pages, in docs/pictures, from a synthetic survey in var/pictures.
pictures: .venv/.ready-base .venv/.ready-dev .venv/.ready-frontend .venv/.ready-browser
	@$(BIN)/python -m tests.pictures

lint: setup-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/preceptmap check

setup-test: .venv/.ready-base .venv/.ready-dev .venv/.ready-frontend-dev .venv/.ready-browser

.venv/.ready-python:
	@test -n "$(PYTHON)" || { echo "preceptmap needs Python 3.11 or newer on the path. Install it, then run make again."; exit 1; }
	@echo "Setting up 1 of 4: Python environment"
	@$(PYTHON) -m venv .venv 2>/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && rm -rf .venv && apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null && $(PYTHON) -m venv .venv; } || { rm -rf .venv; echo "Python's venv module is missing. Install it (on Debian: apt-get install python3-venv), then run make again."; exit 1; }
	@touch $@

.venv/.ready-base: .venv/.ready-python requirements/base.txt pyproject.toml
	@echo "Setting up 2 of 4: libraries"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.ready-dev: .venv/.ready-base requirements/dev.txt
	@echo "Setting up: libraries for the tests"
	@$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.ready-npm: .venv/.ready-base requirements/node.txt
	@command -v npm >/dev/null 2>&1 || { echo "Setting up: Node.js, for the front-end files"; $(BIN)/python -m pip install -q --require-hashes -r requirements/node.txt; }
	@touch $@

.venv/.ready-frontend: .venv/.ready-npm package-lock.json app/frontend.py
	@echo "Setting up 3 of 4: front-end files"
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --omit=dev --silent
	@echo "Setting up 4 of 4: making them safe to serve"
	@$(BIN)/python -m app.frontend
	@touch $@

.venv/.ready-frontend-dev: .venv/.ready-frontend
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --silent
	@touch $@

.venv/.ready-browser: .venv/.ready-dev
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || { \
	  echo "Setting up: Chromium, for the tests"; \
	  if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	  else $(BIN)/playwright install chromium; fi; }
	@touch $@

clean:
	rm -rf .venv node_modules app/static/vendor
