# One target per thing that people do; `make` alone lists them.
#   make refresh REPO=../service DATA=/srv/saydo STRICT=1
# Several repositories: REPO="../service ../infrastructure".

PY   := .venv/bin/python
LOCK := requirements.lock
# Set up again only when the lock changes: the stamp carries its checksum.
READY := .venv/.saydo-$(shell cksum < $(LOCK) | cut -d ' ' -f 1)

ifneq ($(strip $(REPO)),)
export SAYDO_REPOSITORIES := $(REPO)
endif
ifneq ($(strip $(ORG)),)
export SAYDO_ORG := $(ORG)
endif
ifneq ($(strip $(DATA)),)
export SAYDO_DATA := $(DATA)
endif
ifneq ($(strip $(STRICT)),)
export SAYDO_STRICT := $(STRICT)
endif

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help setup refresh test lint types unit flow docs policies metrics notebook picture propose audit-pack signals evaluate bench lock clean

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

$(READY):
	@bin/setup "$@"

setup: $(READY)  ## Install what is needed into .venv, once (refresh and test do it too)

refresh: $(READY)  ## Run the whole job; REPO=PATH or owner/name, ORG=name, DATA=DIR, STRICT=1
	@$(PY) -m pipelines refresh

test: lint types  ## Run all checks: style, types, tests
	@echo "tests: pytest over tests/, a process per processor"
	@$(PY) -m pytest -q --numprocesses auto --dist loadfile
	@echo "All checks passed."

lint: $(READY)  ## Check the style of Python and SQL; changes nothing
	@echo "lint: ruff check, ruff format"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@echo "lint: sqlfluff over dbt_project"
	@$(PY) -m sqlfluff lint --processes 0 --disable-progress-bar -q dbt_project

types: $(READY)  ## Check the types (mypy --strict)
	@echo "types: mypy"
	@$(PY) -m mypy

unit: $(READY)  ## Run the quick tests alone
	@$(PY) -m pytest -q tests/unit

flow: $(READY)  ## Run the tests of the whole job alone
	@$(PY) -m pytest -q tests/flow

docs: $(READY)  ## Write dbt's documentation of the published warehouse
	@$(PY) -m pipelines docs

policies: $(READY)  ## Print the register of the policies with their verdicts
	@$(PY) -m pipelines policies

propose: $(READY)  ## Write drafts to act on into DATA/proposals; sends nothing
	@$(PY) -m pipelines propose

audit-pack: $(READY)  ## Write an auditor's pack: FROM=2024-01-01 TO=2024-12-31 SAMPLE=25 SEED=1
	@test -n "$(FROM)" -a -n "$(TO)" || { \
	  echo "Say which days: make audit-pack FROM=2024-01-01 TO=2024-12-31"; \
	  exit 2; }
	@$(PY) -m pipelines audit-pack --from "$(FROM)" --to "$(TO)" \
	  $(if $(SAMPLE),--sample "$(SAMPLE)") $(if $(SEED),--seed "$(SEED)")

metrics: $(READY)  ## List the metrics, or ask: QUERY="--metrics override_rate --group-by repository"
	@$(PY) -m pipelines.metrics $(if $(QUERY),query $(QUERY))

notebook: $(READY)  ## Open the notebooks in JupyterLab (installs it the first time)
	@bin/notebook

picture: $(READY)  ## Make what the README shows: the picture of the site and the table
	@$(PY) -m tests.browser.picture

signals: $(READY)  ## Find signals in texts: IN=texts.jsonl OUT=signals.jsonl [RULES=own.yml]
	@test -n "$(IN)" -a -n "$(OUT)" || { \
	  echo "Say what to read and write: make signals IN=texts.jsonl OUT=signals.jsonl"; \
	  exit 2; }
	@$(PY) -m pipelines.read.signals "$(IN)" "$(OUT)" $(if $(RULES),"$(RULES)")

evaluate: $(READY)  ## Measure the readers on labelled texts: precision and recall
	@echo "signals: tests/evaluation/signals.jsonl"
	@$(PY) -m pipelines.read.signals.evaluate tests/evaluation/signals.jsonl
	@echo "labels: tests/evaluation/labels*.jsonl"
	@$(PY) -m pipelines.read.labels.evaluate tests/evaluation/labels*.jsonl
	@echo "clauses: tests/evaluation/clauses*.jsonl"
	@$(PY) -m pipelines.read.clauses.evaluate tests/evaluation/clauses*.jsonl
	@$(PY) -m pipelines.stated_policies tests/evaluation/clauses*.jsonl
	@echo "incidents: tests/evaluation/incidents"
	@$(PY) -m pipelines.read.incidents.evaluate tests/evaluation/incidents/*/

bench: $(READY)  ## Show how time, memory and bytes grow with the input
	@$(PY) tests/bench/growth.py
	@echo "From GitHub: a first reading of N issues and N pull requests"
	@$(PY) -m tests.bench.github

lock:  ## Pin the requirements anew (needs uv and a package index)
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet \
	  --output-file $(LOCK)
	@uv pip compile --group notebook --constraint $(LOCK) --universal \
	  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	  --no-header --no-annotate --quiet --output-file requirements-notebook.lock

clean:  ## Remove .venv and the caches; data/ stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
