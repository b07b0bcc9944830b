.DEFAULT_GOAL := help
.PHONY: help setup widget slack run test browser screens journey bench bench-quality bench-llm bench-widget bench-slack llm boundaries eval gate faults image lint-deploy docs lock sbom audit clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
GATE := var/evals/gate
MODEL ?= inventing
# The rooms that think: every branch of them is tried.
THINKING := bot/domain/*,bot/answering/*,bot/qualification/*,bot/routing/*,bot/triage/*,bot/conversation/*

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with the locked dependencies (PYTHON=… names another Python ≥ 3.11)

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Indgang needs Python 3.11 or newer: make setup PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the locked dependencies in $(VENV) …"
	@# The lock is whole, so pip resolves nothing: with extras it would prefer a release newer than the locked one.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

widget: setup ## Build what public sites embed, with the Node that is here or the locked one
	@.ci/node bot/web/widget $(BIN)/python build

run: setup widget ## Serve Indgang; the first start builds the index, which takes some minutes
	@$(BIN)/indgang serve

slack: setup ## Install the emulated Slack that the tests of bot/slack talk to
	@.ci/node tests/slack/rig $(BIN)/python

test: setup widget slack browser ## Everything CI runs: format, lint, types, imports, knowledge, tests, coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	.ci/node bot/web/widget $(BIN)/python test
	$(BIN)/indgang check
	$(BIN)/pytest -m "not browser" --numprocesses 2 --dist loadfile --cov --cov-report= --durations=15
	$(BIN)/pytest -m browser --cov --cov-append --cov-report= --durations=5
	$(BIN)/coverage report
	@echo "Branches of the thinking rooms (100 % wanted):"
	$(BIN)/coverage report --include='$(THINKING)' --fail-under=100
	$(BIN)/indgang eval run --embedder letters --out $(GATE)
	$(BIN)/indgang eval gate $(GATE)/run.json

browser: setup
	@.ci/browser $(BIN)/python

screens: setup widget browser ## Draw every screen of the widget to var/screens
	$(BIN)/python -m tests.browser var/screens

journey: setup widget browser ## The whole product told as one story
	$(BIN)/pytest -m journey

bench: setup ## Cost of finding and answering beside a bare floor and a stock chain; load on replicas; growth; a year's report
	$(BIN)/python -m benchmarks --only answers
	$(BIN)/python -m benchmarks --only speed
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.growth --minutes 5
	$(BIN)/python -m benchmarks.year

bench-quality: setup ## How good finding is on public sets: about forty minutes of encoding the first time
	$(BIN)/python -m benchmarks --only quality

bench-llm: setup ## What faults of a model's server do to a turn, and what an inventing model gets past the proof
	$(BIN)/python -m benchmarks.local_model fetch inventing
	$(BIN)/python -m benchmarks.models faults
	$(BIN)/python -m benchmarks.models forging
	$(BIN)/python -m benchmarks.models prompts
	$(BIN)/python -m benchmarks.models inventing

llm: setup ## Serve a small local model until Ctrl-C (MODEL=inventing: 93 MB, or MODEL=following: 1.1 GB)
	@$(BIN)/python -m benchmarks.local_model serve $(MODEL)

bench-widget: setup widget browser ## Measure the widget in a real browser, beside its goals and its peers
	$(BIN)/python -m benchmarks.widget

bench-slack: slack ## What is promised of Slack, on the emulated one: half an hour of claims, repeats, leaks and kill -9
	$(BIN)/python -m benchmarks.slack

boundaries: setup ## Fit anew what speaks for a boundary, on the questions editors have foreseen
	$(BIN)/python -m benchmarks.boundaries

eval: setup ## Measure the product on every suite: figures by language, and a report to read
	$(BIN)/indgang eval run

gate: setup ## Measure without a model or an index, and stop at what fell since the baselines
	$(BIN)/indgang eval run --embedder letters --out $(GATE)
	$(BIN)/indgang eval gate $(GATE)/run.json

faults: setup ## Break the product on purpose and show which suite notices
	$(BIN)/python -m evals.faults

image: setup ## Do what the Dockerfile does in a clean folder, and start what the image would start
	$(BIN)/python -m tests.image

lint-deploy: setup ## Read what is deployed with hadolint, Helm's own renderer and Kubernetes' own schemas
	@$(BIN)/uv venv --quiet --allow-existing var/lint
	@$(BIN)/uv pip install --quiet --python var/lint/bin/python --require-hashes --requirement deploy/lint.lock
	@var/lint/bin/python .ci/lint-deploy

docs: setup ## Write docs/commands.md anew from the program's own --help
	$(BIN)/python -m tests.pages

COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url \
	--no-emit-find-links --annotation-style line --python-version 3.11

lock: setup ## Write the requirements.lock files anew (UPGRADE=--upgrade takes the newest releases)
	$(COMPILE) pyproject.toml --extra dev --universal --output-file requirements.lock $(UPGRADE)
	$(COMPILE) pyproject.toml --extra image --universal --constraint requirements.lock \
		--output-file deploy/requirements.lock
	$(COMPILE) deploy/lint.in --output-file deploy/lint.lock

sbom: setup ## Write var/sbom.json: every package, its version, licence and hashes, as CycloneDX
	$(BIN)/python -m tests.sbom var/sbom.json

audit: setup ## Ask the public advisory service about every locked package; fails where it cannot be reached
	.ci/audit $(BIN)/uv

clean: ## Remove what can be made again; var/ with conversations and leads stays
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache
	find bot tests evals benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
