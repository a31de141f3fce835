# Retrograde. `make` alone prints what there is to do.
#
# Needs Python 3.11 or newer and make; everything else goes into .venv beside this file.
# Another Python:        make run PYTHON=/path/to/python3
# Port in use:           make run PORT=8601
# No browser:            make run HEADLESS=1
# Some of the tests:     make test ARGS="tests/claims -k ratio"

PYTHON ?=
PORT ?=
HEADLESS ?=
SMOKE ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
LOWEST := .venv-lowest
INSTALL = -m pip --disable-pip-version-check install -qq

# Written after a finished install: while a stamp is newer than what it was made from, `make` goes
# straight to work.
APP := $(VENV)/.app
DEV := $(VENV)/.dev

.DEFAULT_GOAL := help
.PHONY: help run test format lint types shape check-data browser bench first-run lowest lock \
	recordings judges test-servers clean

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## /\1: /p' Makefile | awk -F': ' '{ printf "make %-14s %s\n", $$1, $$2 }'

$(APP): requirements.lock pyproject.toml scripts/venv.sh
	@sh scripts/venv.sh $(VENV) "$(PYTHON)"
	@echo "installing the pins of requirements.lock into $(VENV): once, a minute or two"
	@$(BIN)/python $(INSTALL) --requirement requirements.lock
	@$(BIN)/python $(INSTALL) --no-deps --editable .
	@touch $(APP)

$(DEV): $(APP) requirements-dev.lock
	@echo "installing what developing needs into $(VENV): once"
	@$(BIN)/python $(INSTALL) --requirement requirements-dev.lock
	@touch $(DEV)

# `retrograde run` ends with 3 where a part of it failed: the ledger says which, the rest is there.
run: $(APP) ## the demo collection through the whole pipeline, then the dashboard
	$(BIN)/retrograde init --demo
	$(BIN)/retrograde run || test $$? -eq 3
	$(BIN)/retrograde dashboard $(if $(HEADLESS),--headless) $(if $(PORT),--port $(PORT))

test: $(DEV) ## the tests that need neither a browser nor a network
	$(BIN)/python -m pytest -m "not browser and not servers" $(ARGS)

format: $(DEV) ## put the code in ruff's form and mend what ruff can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lint: $(DEV) ## form and habits of the code, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(DEV) ## mypy, strict
	$(BIN)/mypy
	$(BIN)/mypy scripts

shape: $(DEV) ## sizes of files and functions against their budget
	$(BIN)/python -m tests.shape_report

check-data: $(APP) ## the studies, the claim patterns and the corrections against their own rules
	$(BIN)/retrograde evidence check
	$(BIN)/retrograde corrections check data/corrections.toml data/demo/corrections.toml
	$(BIN)/retrograde patterns test

browser: $(DEV) ## the acceptance list of the dashboard, in Chromium
	CHROMIUM="$$(sh scripts/install-chromium.sh)" && export CHROMIUM && \
		$(BIN)/python -m pytest -m browser $(ARGS)

bench: $(DEV) ## the figures; SMOKE=1 runs them once on little, to see that they run
	sh scripts/bench.sh $(BIN)/python $(if $(SMOKE),--smoke)

first-run: ## does what a stranger does, and asks whether the dashboard answers
	bash scripts/first-run.sh

lowest: pyproject.toml ## the tests on the oldest releases that pyproject.toml allows
	sh scripts/venv.sh $(LOWEST) "$(or $(PYTHON),python3.11)"
	$(LOWEST)/bin/python scripts/requirements.py --lowest >$(LOWEST)/app.in
	$(LOWEST)/bin/python scripts/requirements.py dev >$(LOWEST)/dev.in
	$(LOWEST)/bin/python $(INSTALL) --requirement $(LOWEST)/app.in --requirement $(LOWEST)/dev.in
	$(LOWEST)/bin/python $(INSTALL) --no-deps --editable .
	$(LOWEST)/bin/python -m pytest -m "not browser and not servers" $(ARGS)

lock: ## write requirements.lock anew from the ranges in pyproject.toml
	sh scripts/lock.sh $(PYTHON)

recordings: $(APP) ## fetch a real server's recorded traffic and a maker's own client, for some tests
	sh scripts/mastodon-recordings.sh $(BIN)/python
	sh scripts/tiktok-client.sh $(BIN)/python

judges: $(DEV) ## install the vendors' own clients, which some tests are judged by
	sh scripts/judges.sh $(BIN)/python

test-servers: $(DEV) ## collecting from a real Bluesky network on this machine
	BLUESKY_NETWORK="$$(sh scripts/install-bluesky.sh)" && export BLUESKY_NETWORK && \
		$(BIN)/python -m pytest -m servers -rs $(ARGS)

clean: ## remove the environment and every cache; your collection in data/store stays
	rm -rf $(VENV) $(LOWEST) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
