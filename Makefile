# Tasks of a working day: `make` lists them. Each is a line or two that can also be typed.

PYTHON := .venv/bin/python
export PATH := $(CURDIR)/.venv/bin:$(PATH)
LOWEST := .lowest
LOWEST_PYTHON := 3.11
LOWEST_PAGE := --date 2015-05-31 --lang ar --made-at 2026-01-01T00:00:00Z

.DEFAULT_GOAL := help
.PHONY: help setup run test every check format build bench load lowest docs

help: ## List the tasks
	@sed -n 's/^\([a-z]*\): .*## \(.*\)/make \1	\2/p' Makefile | expand -t 16

setup: ## Make the environment: packages of Python, and of the map's script
	[ -x $(PYTHON) ] || python3 -m venv .venv
	pip install -r tests/requirements.txt
	npm ci

run: ## Open the atlas at http://localhost:8501
	streamlit run dashboard/app.py

test: ## Run the tests
	npm test
	python -m pytest

every: ## Run the tests with every combination and the long walks
	python -m pytest --every

check: ## Look over code and record, without tests
	ruff check .
	ruff format --check .
	mypy
	npm run check
	python -m geodata check

format: ## Bring the code into its form
	ruff check --fix .
	ruff format .
	npx prettier --write .

build: ## Make what is derived and committed anew: cells, layers, the script's bundle, the picture of the rooms
	python -m geodata build cells
	python -m geodata build layers
	npm run build
	python docs/picture.py

docs: ## Write the page of commands anew
	python docs/commands.py

bench: ## Measure
	python -m pytest tests/benchmarks

load: ## Fill the house with readers, and measure how long they wait
	python -m pytest tests/load -s

lowest: ## Test the lowest versions that pyproject.toml allows, in an environment of its own
	python3 -m venv $(LOWEST)/tool
	$(LOWEST)/tool/bin/pip install uv
	$(LOWEST)/tool/bin/uv venv --clear --no-python-downloads --python $(LOWEST_PYTHON) $(LOWEST)/venv
	$(LOWEST)/tool/bin/uv pip install --python $(LOWEST)/venv --resolution lowest-direct --extra film -r pyproject.toml
	$(LOWEST)/tool/bin/uv pip install --python $(LOWEST)/venv `grep -E '^(pytest|pytest-benchmark|scipy)=' tests/requirements.txt`
	# Old versions warn of what has changed since; here that is no fault.
	$(LOWEST)/venv/bin/python -m pytest -o filterwarnings= tests/geodata
	for format in png svg pdf pptx html; do \
	  $(LOWEST)/venv/bin/python -m dashboard snapshot $(LOWEST_PAGE) --format $$format --out $(LOWEST)/page.$$format \
	  || exit 1; done
	for format in mp4 webm gif; do \
	  $(LOWEST)/venv/bin/python -m dashboard timelapse --from 2014-06-01 --to 2014-08-01 --lang fr --format $$format \
	  --out $(LOWEST)/film.$$format || exit 1; done
