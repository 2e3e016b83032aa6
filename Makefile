# The two commands: `make lab` for students, `make test` for everybody who changes something.
# Each target is one call of the `course` command, or of a checker; what they do is written in course_lib.
#
#   make lab PORT=8899 BROWSER=no LANGUAGE=zh    another port, no browser window, all in Chinese
#   make lab TORCH_INDEX=URL                     take torch from this wheel index (a CPU-only build, say)
#   make lab PYTHON=/path/to/python3.12          set up with this Python
#
# On Windows use environment.yml: this file expects a POSIX shell.

PORT ?=
TORCH_INDEX ?=
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check
COURSE := $(PY) -m course_lib
# A stamp says what is installed, and for which place: an editable install does not survive moving the folder.
PLACE := $(shell pwd | cksum | cut -d ' ' -f 1)
LAB := $(VENV)/.lab-$(PLACE)
FULL := $(VENV)/.full-$(PLACE)
OLDER := $(VENV)/older/transformers/__init__.py

# Desktops set BROWSER and LANGUAGE too, to other values: only ours are heard.
LAB_OPTIONS = $(if $(PORT),--port '$(PORT)') $(if $(filter no,$(BROWSER)),--no-browser) \
	$(if $(filter command line,$(origin LANGUAGE)),--language '$(LANGUAGE)',$(addprefix --language ,$(filter en zh,$(LANGUAGE))))

.PHONY: help lab test quick older lint types unit notebooks browser attacks-as-user weekly build verify zoo constraints
.DELETE_ON_ERROR:
.NOTPARALLEL:

help:
	@echo "make lab     set up, and open JupyterLab on your own copies of the lessons"
	@echo "make quick   lint, types and the tests of what you changed: under two minutes"
	@echo "make test    set up, and run every check and test that a change has to pass. Each part has its budget, in minutes"
	@echo "             on two quiet cores, with all nineteen lessons:"
	@echo "               make lint, types   1   ruff and mypy"
	@echo "               make unit          7   pytest, but for what needs a browser"
	@echo "               make verify        5   every exercise proven; from lesson 10 on, what has changed"
	@echo "               make notebooks     4   the reference notebooks give the outputs they show"
	@echo "               make browser       3   pytest in a real browser"
	@echo "make weekly  what takes longer, and what proves the unchanged: every exercise, every model's figures, every fault"
	@echo "make build   make the notebooks from the lesson sources"
	@echo "make zoo     list the embedded models"

lab: $(LAB)
	@$(COURSE) lab $(LAB_OPTIONS)

# All six, whatever the first one says; the status is 0 only when each of them is content.
test: $(FULL)
	@$(MAKE) --no-print-directory --keep-going lint types unit verify notebooks browser

quick: $(FULL)
	@$(MAKE) --no-print-directory lint types
	@touched=$$($(PY) tests/touched.py) && { test -z "$$touched" || $(PYTEST) -m 'not slow and not browser' $$touched; }
	@$(COURSE) build --check

lint: $(FULL)
	$(PY) -m ruff check .

types: $(FULL)
	$(PY) -m mypy

PYTEST := $(PY) -m pytest -n 2 --dist loadscope --no-loadscope-reorder --durations 15

unit: $(FULL)
	$(PYTEST) -m 'not slow and not browser'

notebooks: $(FULL)
	COURSE_PROGRESS=off $(PY) -m pytest -n 2 --dist loadfile --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg solutions

browser: $(FULL)
	$(PYTEST) -m 'browser and not slow'

# Lessons 00 to 09 are proven anew every time. What needs training or a server is taken as it was proven, if nothing
# that the proof hangs on has changed since.
verify: $(FULL)
	$(COURSE) verify --all $(notdir $(wildcard solutions/0?-*))
	$(COURSE) verify

weekly: $(FULL) $(OLDER)
	$(COURSE) verify --all
	$(PY) -m pytest -rs -m slow

# The last release of transformers before 5, in a folder of its own: what the course's pipelines are compared with.
older: $(OLDER)

$(OLDER): | $(PY)
	$(PIP) install --quiet --no-deps --target $(VENV)/older 'transformers==4.57.3' 'tokenizers==0.22.2' \
	  'huggingface_hub==0.36.2' 'protobuf>=6'

# What `make unit` runs as whoever you are, once more as an ordinary user: hostile, honest and interrupted classes.
attacks-as-user: $(FULL)
	PYTHON=$(PY) tests/as_ordinary_user.sh

build: $(FULL)
	$(COURSE) build

zoo: $(FULL)
	$(COURSE) zoo list

# What pip's report says it would add, as pins; the course itself is no pin.
ADDED := import json, sys; \
	added = [one for one in json.load(open(sys.argv[1]))["install"] if not one["is_direct"]]; \
	print(*(one["metadata"]["name"] + "==" + one["metadata"]["version"] for one in added), sep="\n")

# Writes down what is installed now, for everybody else to get: upgrade in .venv, run the tests, then this.
# The extra modelscope is pinned too, and not installed: pip says what it would add to what is here.
constraints: $(FULL)
	$(PIP) install --quiet --dry-run --report $(VENV)/added.json --no-build-isolation -e '.[modelscope]'
	{ sed -n '/^#/p' constraints.txt; \
	  { $(PIP) freeze --all --exclude-editable --exclude pip; $(PY) -c '$(ADDED)' $(VENV)/added.json; } \
	  | sed 's/+.*//' | LC_ALL=C sort -f; } > constraints.new
	mv constraints.new constraints.txt
	$(PY) binder/pins.py

# A line per stage; what pip says is in the log.
define install
	@echo "Installing what constraints.txt names into $(VENV): the first time takes a few minutes."
	@$(PY) -P course_lib/lab/installing.py '$(1)' --log $(VENV)/install.log $(if $(TORCH_INDEX),--torch-index '$(TORCH_INDEX)')
endef

$(LAB): constraints.txt pyproject.toml | $(PY)
	$(call install,lab)
	@touch $@

$(FULL): constraints.txt pyproject.toml | $(PY)
	$(call install,lab$(,)instructor$(,)zoo$(,)dask$(,)serve$(,)test)
	@touch $(LAB) $@

, := ,

$(PY):
	@test -n '$(PYTHON)' || { echo "This course needs Python 3.11 or newer; here: $$(python3 --version 2>&1 || true)" >&2; \
	  echo "Next step: install a newer Python, then say where it is: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@'$(PYTHON)' -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "This course needs Python 3.11 or newer; $(PYTHON) is not one." >&2; \
	  echo "Next step: name another one: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python ($(PYTHON)) cannot make an environment: its venv module is not complete." >&2; \
	  echo "Next step: on Debian or Ubuntu: apt-get install python3-venv (with sudo); then the same make again." >&2; exit 1; }
	@echo "Making an environment of its own for the course in $(VENV) …"
	@'$(PYTHON)' -m venv --clear $(VENV)
