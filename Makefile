# The whole interface. `make lab` and `make test` do all the set-up on a machine with Python 3.11 or later.
# Another Python: make lab PYTHON=/path/to/python3.12          Another folder or port: make lab ARGS="--port 9000"

VENV := .venv
RUN := $(VENV)/bin/python

.PHONY: help lab test report bench lint format snapshots pictures browser
help:
	@echo "make lab        open the workbook in JupyterLab"
	@echo "make test       everything that must hold: style, types, tests, and the forms in a real browser"
	@echo "make report     report.html from the sample"
	@echo "make bench      how fast it is, as ratios; ARGS=--large at a million interactions too, ARGS=--table writes it down"
	@echo "make lint       style and types only        make format      put the style right"
	@echo "make snapshots  renew the golden files; read the difference before you commit it"
	@echo "make pictures   renew the pictures of the README from the sample"

lab: $(VENV)/.lab
	$(RUN) -m netkit lab $(ARGS)

report: $(VENV)/.lab
	$(RUN) -m netkit report --sample -o report.html $(ARGS)

# Two processes share the tests; the browser's come last and alone, since they print what they count.
test: lint browser
ifdef ARGS
	$(RUN) -m pytest $(ARGS)
else
	$(RUN) -m pytest -n 2 --dist loadfile --ignore tests/browser
	$(RUN) -m pytest tests/browser
endif

bench: $(VENV)/.test
	$(RUN) -m pytest --timeout 3600 tests/benchmarks $(ARGS)

lint: $(VENV)/.test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy

format: $(VENV)/.test
	$(RUN) -m ruff check --fix .
	$(RUN) -m ruff format .

snapshots: $(VENV)/.test
	$(RUN) -m pytest --snapshots $(ARGS)

pictures: browser
	$(RUN) tests/pictures.py

browser: $(VENV)/.test
	$(RUN) tests/browser/chromium.py

# .lab holds what a user needs; .test the tools of a developer on top. Each is made again when the pins change.
$(VENV)/.lab: pyproject.toml constraints.txt .ci/venv
	sh .ci/venv $(VENV) .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt .ci/venv
	sh .ci/venv $(VENV) ".[dev]"
	@touch $@ $(VENV)/.lab
