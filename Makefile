# make serve: the site, live. make test: every check. Both set up what they need.
.PHONY: setup serve test site record publish move bench clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
ADDRESS ?= 127.0.0.1:8000
export NO_MKDOCS_2_WARNING := 1

setup: .venv/ready

serve: .venv/ready
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

test: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mkdocs build --strict --quiet
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

# make site CUDA=required: on a CUDA machine, where no record may stand in for a run.
site: .venv/ready
	CUDA=$(CUDA) $(BIN)/mkdocs build --strict

record: .venv/ready
	$(BIN)/python -m textbook record

# One commit on gh-pages, kept here; make publish REMOTE=origin also pushes it.
publish: .venv/ready
	BRANCH=$(BRANCH) REMOTE=$(REMOTE) CUDA=$(CUDA) $(BIN)/python -m textbook publish

# make move TORCH=2.14.0: the pin, the records and a report of what changed.
move: .venv/ready
	$(BIN)/python -m textbook move $(TORCH)

bench: .venv/ready
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .cache site

.venv/ready: requirements.txt constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than 3.11: name a newer one, make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

# Faults put into the code on purpose, to see that a test notices each; COUNT of them.
# Every program TIMES times elsewhere: locale, zone, hash seed, home, cores, and all of them busy.
.PHONY: mutants stability
COUNT ?= 200
TIMES ?= 10

mutants: .venv/ready
	$(BIN)/python -m tests.mutation --count $(COUNT)

stability: .venv/ready
	$(BIN)/python -m tests.stability $(TIMES)
