# make demo    set up, map the bundled sample dispatches into build/demo/
# make test    set up, run every test
# make lint    ruff, mypy, import-linter
# make docs    build the documentation's site into build/site (it opens from disk: build/site/index.html)
# make bench   measure speed and accuracy into build/bench.json and docs/benchmarks.md (BENCH_ARGS=--quick: a trial of it)
# make stress  large corpora, stores, corroboration, growth and faults into build/stress.json: hours (STRESS_ARGS=--tenth: a tenth)
# make fuzz    try to break everything for about an hour (FUZZ_SECONDS for each target); crashes are kept in build/fuzz
# make licences  check the licences of all packages that are installed for users (of geomap and of its extras)
# make audit   ask which of them have known vulnerabilities; says so, with status 3, where nobody could be asked
# make versions  tests and outputs with the oldest and the newest packages allowed (VERSIONS_ARGS=--prerelease)
# make determinism  outputs byte by byte under other hash seeds, locales, time zones, umasks, numbers of workers
# make dist    build the sdist and the wheel into dist/, install the wheel into a fresh environment and try it
# make model   train the tagger's model and the truecaser's lexicon anew (training/README.md: needs the corpora)
# make clean   remove what the above made (distclean: the environment and the compiled gazetteer too)
#
# Needed: Python 3.11 or later with its venv module, and make. Nothing is installed outside $(VENV),
# but for `make test` as root on Debian, which installs chromium if no browser is there, and postgresql with
# postgis if these are not.

VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=
BENCH_ARGS ?=
STRESS_ARGS ?=
FUZZ_SECONDS ?= 80
FUZZ_TIMES ?= 60
VERSIONS_ARGS ?=
AUDIT_ARGS ?=

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Tests start some hundred processes: what is compiled once is kept, whatever the shell says. `make clean` removes it.
unexport PYTHONDONTWRITEBYTECODE

# What the build hook compiles: a change means that the package is built again.
SOURCES := pyproject.toml hatch_build.py $(shell find gazetteer assets -type f -not -path '*/node_modules/*' \
	-not -path '*/__pycache__/*' -not -path '*/.*' 2>/dev/null)

.PHONY: demo test lint docs bench stress fuzz licences audit versions determinism dist model clean distclean

demo: $(VENV)/.installed
	@$(BIN)/geomap demo -o build/demo

test: $(VENV)/.installed-test
	@tests/install_chromium.sh
	@tests/install_postgis.sh
	@$(BIN)/python -m pytest -q -n auto --dist worksteal $(PYTEST_ARGS)

lint: $(VENV)/.installed-lint
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

# The variable keeps the theme from printing an advertisement for its successor. Not with --quiet: no warning
# would be counted then.
docs: $(VENV)/.installed-docs
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict
	@echo "build/site/index.html"

bench: $(VENV)/.installed-bench
	@$(BIN)/python -m benchmarks.run -o build/bench.json --page docs/benchmarks.md $(BENCH_ARGS)

stress: $(VENV)/.installed-test
	@$(BIN)/python -m benchmarks.stress $(STRESS_ARGS)

# The properties with sixty times the examples of `make test`, about a million in all, drawn anew each time;
# then each target of fuzz/targets.py.
fuzz: $(VENV)/.installed-fuzz
	@$(BIN)/python -m fuzz --seconds $(FUZZ_SECONDS) --times $(FUZZ_TIMES)
licences: $(VENV)/.installed-test
	@$(BIN)/python -m supply.licences -o build/licences.json

# In an environment of its own, so that what pip-audit needs is not taken for geomap's.
audit: $(VENV)/.installed-test
	@test -x build/audit/bin/pip-audit || $(BIN)/python -m venv build/audit
	@build/audit/bin/python -m pip install -q 'pip-audit>=2.7'
	@PATH="$(CURDIR)/build/audit/bin:$$PATH" $(BIN)/python -m supply.audit -o build/audit.json $(AUDIT_ARGS)

versions: $(VENV)/.installed-test
	@$(BIN)/python -m pip install -q 'uv>=0.5'
	@$(BIN)/python -m supply.versions $(VERSIONS_ARGS)

determinism: $(VENV)/.installed-test
	@$(BIN)/python -m supply.determinism

# The sdist, the wheel made of it, and that wheel installed with what it asks for and nothing else, and tried.
dist: $(VENV)/.installed
	@rm -rf dist build/dist
	@$(BIN)/python -m pip install -q 'build>=1.2'
	@$(BIN)/python -m build --outdir dist
	@$(BIN)/python -m venv build/dist/venv
	@build/dist/venv/bin/python -m pip install -q dist/*.whl
	@build/dist/venv/bin/geomap doctor
	@build/dist/venv/bin/geomap demo -o build/dist/demo
	@$(BIN)/python supply/sbom.py -o dist/geomap.cdx.json
	@ls -l dist

model: $(VENV)/.installed
	@$(BIN)/python -m pip install -q -e '.[training]'
	@$(BIN)/python -m training
	@$(BIN)/python -m training.truecasing

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find geomap tests benchmarks gazetteer assets docs supply training -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV) geomap/_data geomap/render/_assets

# The first interpreter that is new enough and can make an environment. `python3` may be older than
# the one beside it, and a name may be there without working (pyenv's), so each is tried.
$(VENV)/.made:
	@if $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  touch $@ && exit 0; \
	fi; \
	rm -rf $(VENV); \
	for python in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "making $(VENV) with $$($$python --version)"; \
	    $$python -m venv $(VENV) && touch $@ && exit 0; \
	    rm -rf $(VENV); \
	  fi; \
	done; \
	echo "Python 3.11 or later with its venv module is needed, and none was found on PATH." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3 python3-venv" >&2; \
	exit 1

$(VENV)/.installed: $(VENV)/.made $(SOURCES)
	@echo "installing geomap into $(VENV) (compiles the gazetteer; takes a few minutes the first time)"
	@$(BIN)/python -m pip install -q -e .
	@touch $@

# All that .ci/run needs at once: each package is resolved, and geomap is built, once and not four times.
$(VENV)/.installed-all: $(VENV)/.made $(SOURCES)
	@echo "installing geomap into $(VENV), with what tests, linters and documentation need"
	@$(BIN)/python -m pip install -q -e '.[test,lint,docs]'
	@touch $(VENV)/.installed
	@touch $(VENV)/.installed-test $(VENV)/.installed-lint $(VENV)/.installed-docs $@

$(VENV)/.installed-test: $(VENV)/.installed
	@echo "installing what the tests need"
	@$(BIN)/python -m pip install -q -e '.[test]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed-test
	@echo "installing the packages that are measured beside geomap"
	@$(BIN)/python -m pip install -q -e '.[test,bench]'
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed-test
	@echo "installing the fuzzer"
	@$(BIN)/python -m pip install -q -e '.[test,fuzz]'
	@touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	@echo "installing what builds the documentation's site"
	@$(BIN)/python -m pip install -q -e '.[docs]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed
	@echo "installing the linters"
	@$(BIN)/python -m pip install -q -e '.[test,lint]'
	@touch $@
