# Everything a clone needs: `make run` serves the page, `make test` runs all checks. Both set up .venv on first use, the
# checks node_modules, too.
# `make worker REDIS_URL=redis://host:6379/0` does long jobs for the web servers that have the same REDIS_URL.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8050
BIN := .venv/bin
BEGAN := $(shell date +%s)
# Before a command: the checks of scripts and styles, and the Node that runs them, are found first.
WITH_NODE = PATH="$$PWD/node_modules/.bin:$$(PYTHON=$(BIN)/python tests/find_node.sh):$$PATH"

.PHONY: run worker test test-processors check format types data screenshots benchmarks clean

run: .venv/app
	HOST=$(HOST) PORT=$(PORT) $(BIN)/python app.py

worker: .venv/cluster
	REDIS_URL=$(REDIS_URL) $(BIN)/python -m jobs.worker

test: .venv/dev .venv/cluster node_modules/.installed
	RAVINE_BROWSER="$$($(WITH_NODE) PYTHON=$(BIN)/python tests/find_browser.sh)" RAVINE_REDIS="$$(tests/find_redis.sh)" \
	$(WITH_NODE) $(BIN)/python tests/stages.py test --since $(BEGAN)

# The same without the browser, once for each kind of processor that this machine can stand in for.
test-processors: .venv/dev
	$(BIN)/python tests/processors.py

check: .venv/dev node_modules/.installed
	$(WITH_NODE) $(BIN)/python tests/stages.py check --since $(BEGAN)

format: .venv/dev node_modules/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(WITH_NODE) biome check --write

# What scripts are checked against, from the Python declarations.
types: .venv/dev
	$(BIN)/python -m components.types

# Data that scripts of the project make: the tuned learning rates, the ranking at them, the surfaces' small pictures,
# the networks' curves and planes. `make data ONLY=name` makes only what belongs to that surface or method.
data: .venv/dev
	$(BIN)/python -m races.tuning $(ONLY)
	$(BIN)/python -m races.ranking $(ONLY)
	$(BIN)/python -m figures.thumbnails $(ONLY)
	$(BIN)/python -m networks.curves $(ONLY)
	$(BIN)/python -m networks.today_curves $(ONLY)
ifeq ($(ONLY),)
	$(BIN)/python -m networks.shipped_planes
endif

screenshots: .venv/dev
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/screenshots.py

benchmarks: .venv/bench
	$(BIN)/python benchmarks/core.py
	$(BIN)/python benchmarks/costs.py
	$(BIN)/python benchmarks/basins.py
	$(BIN)/python benchmarks/export.py
	$(BIN)/python benchmarks/networks.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/engine.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/page.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/dragging.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/turning.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/opening.py
	RAVINE_BROWSER="$$(PYTHON=$(BIN)/python tests/find_browser.sh)" $(BIN)/python benchmarks/serving.py

.venv/app: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Ravine needs Python 3.11 or newer; try: make PYTHON=python3.12" && exit 1)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || (echo "Python cannot make virtual environments: install its venv package" && exit 1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/dev: .venv/app requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.venv/cluster: .venv/app requirements-cluster.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-cluster.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .venv/dev
	$(WITH_NODE) npm ci --no-audit --no-fund
	@touch $@

.venv/bench: .venv/dev requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
