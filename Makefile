# make help says what there is. Each command sets up what it needs; what is set up already stays.
.PHONY: help setup serve test site record readme publish compare move bench mutants stability clean again types strict
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000
export NO_MKDOCS_2_WARNING := 1

help: ## print these lines
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 14

serve: .venv/site ## the site at http://127.0.0.1:8000/, live (ADDRESS=host:port for another)
	@$(BIN)/python -m textbook serve $(ADDRESS)

test: .venv/ready ## every check: style, types, the site, each block run again, a browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 types strict
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# Neither keeps two cores busy, so that test does both at once.
types:
	$(BIN)/mypy

strict:
	$(BIN)/mkdocs build --strict --quiet

site: .venv/site ## build site/; fails where an output is not the recorded one (CUDA=required)
	CUDA=$(CUDA) $(BIN)/mkdocs build --strict

record: .venv/site ## run every program that this machine can run and rewrite the records
	$(BIN)/python -m textbook record

# One commit on gh-pages, kept here; make publish REMOTE=origin also pushes it.
publish: .venv/site ## commit this edition to gh-pages (REMOTE=origin pushes it)
	BRANCH=$(BRANCH) REMOTE=$(REMOTE) CUDA=$(CUDA) $(BIN)/python -m textbook publish

compare: .venv/site ## run all on another torch, keep what is different (TORCH=2.11.0 or newest)
	$(BIN)/python -m textbook compare "$(TORCH)"

move: .venv/site ## to another torch, with a report of what changed (TORCH=2.14.0 or newest)
	$(BIN)/python -m textbook move "$(TORCH)"

readme: .venv/ready site ## the figures and pictures of both READMEs
	$(BIN)/python -m textbook readme
	$(BIN)/python -m benchmarks tables

bench: .venv/bench ## measure builds against their peers and rewrite the READMEs' table
	$(BIN)/python -m benchmarks

setup: .venv/ready ## what serve and test need, and no more (TORCH_BUILD=cpu or cuda)

clean: ## remove what was installed, the caches and the site
	rm -rf .venv .cache site

# A build of torch that is asked for by name is looked at again.
PINS := requirements.txt constraints.txt $(if $(TORCH_BUILD),again)

define set-up
@command -v $(PYTHON) >/dev/null \
	|| { echo "$(PYTHON) is not there: install Python, or name one, make PYTHON=python3.12" >&2; exit 1; }
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "$(PYTHON) is older than 3.11: name a newer one, make PYTHON=python3.12" >&2; exit 1; }
@$(PYTHON) -m textbook setup $(1)
endef

.venv/site: $(PINS)
	$(call set-up,requirements.txt)
	@touch $@

.venv/ready: $(PINS) tests/requirements.txt
	$(call set-up,tests/requirements.txt)
	@touch .venv/site $@

.venv/bench: $(PINS) tests/requirements.txt benchmarks/requirements.txt
	$(call set-up,benchmarks/requirements.txt)
	@touch .venv/site .venv/ready $@

# Faults put into the code on purpose, to see that a test notices each.
mutants: .venv/ready ## spoil the code, COUNT times, and see whether a test notices (COUNT=200)
	$(BIN)/python -m tests.mutation --count $(or $(COUNT),200)

# Locale, zone, hash seed, home, arithmetic, cores, and all of them busy.
stability: .venv/ready ## run every program elsewhere and again, TIMES times (TIMES=10)
	$(BIN)/python -m tests.stability $(or $(TIMES),10)
