# The analyst's commands. Every line calls the CLI (or a developer's tool) in .venv, which is made
# from its lock the first time, and again when the lock has changed.

.DEFAULT_GOAL := help
.PHONY: report render reports lab review confirm undo import diff publish verify sources plan start test check fix bench help _runtime _dev _lab

# Values are text, never make code or shell code: $(value …) takes them unexpanded, and they reach
# the CLI through the environment. These lines stand first, before anything can expand them.
override PERIOD := $(value PERIOD)
override YEAR := $(value YEAR)
override DIVISION := $(value DIVISION)
override ROOT := $(value ROOT)
override CELL := $(value CELL)
override BY := $(value BY)
override DATE := $(value DATE)
override DNR := $(value DNR)
override REASON := $(value REASON)
override FILE := $(value FILE)
override DIR := $(value DIR)
override NUMBER := $(value NUMBER)
override AGAINST := $(value AGAINST)
export PERIOD YEAR DIVISION ROOT CELL BY DATE DNR REASON FILE DIR NUMBER AGAINST

# Compiled modules are kept: without them every run compiles every library anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python

# The first Python that is new enough; one that can make environments is preferred to one that can't.
define ready
@.venv/bin/python -IS requirements/install.py $(1) --ready 2>/dev/null || { \
	for needs in 'sys, venv, ensurepip' 'sys'; do for python in $(PYTHONS); do \
		$$python -c "import $$needs; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 \
			&& exec $$python -I requirements/install.py $(1); \
	done; done; \
	echo 'Python 3.11 eller senare hittades inte (sökte: $(PYTHONS)).' >&2; \
	echo 'Installera Python, på Debian och Ubuntu: sudo apt install python3 python3-venv. Kör sedan igen.' >&2; \
	exit 2; }
endef

report: _runtime ## gör rapporten: data → notebook → HTML, PDF och resultat (PERIOD=DÅ04, DÅ08 eller ÅR)
	@.venv/bin/styrkort report

render: _runtime ## gör om HTML och PDF av notebooken som den är redigerad; räknar inte om något
	@.venv/bin/styrkort render

reports: _runtime ## gör samma periods rapport för alla divisioner
	@.venv/bin/styrkort reports

lab: _runtime _lab ## öppnar periodens notebook i JupyterLab (egen miljö, görs vid första användningen)
	@.venv/bin/styrkort lab

review: _runtime ## visar vad som står mellan rapporten och publicering
	@.venv/bin/styrkort review

confirm: _runtime ## bekräftar att en kommentar stämmer med siffrorna (CELL=kommentar-medarbetare BY=namn)
	@.venv/bin/styrkort confirm

undo: _runtime ## tar tillbaka den föregående notebooken; den nuvarande läggs i historik/
	@.venv/bin/styrkort undo

import: _runtime ## för in orden ur en kollegas kopia av notebooken (FILE=kopia.ipynb)
	@.venv/bin/styrkort import

diff: _runtime ## visar vad som har ändrats sedan senaste utgåvan eller förra körningen
	@.venv/bin/styrkort diff

publish: _runtime ## fastställer rapporten som en numrerad utgåva (BY=namn, DATE, DNR, REASON)
	@.venv/bin/styrkort publish

verify: _runtime ## säger om en utgåva är det som fastställdes (DIR=utgåvans mapp)
	@.venv/bin/styrkort verify

sources: _runtime ## visar vad varje källa i planen ger, utan att göra någon rapport (PERIOD får utelämnas)
	@.venv/bin/styrkort sources

plan: _runtime ## visar planen som en tabell: mått, mål i ord, gränser, källa, ansvarig
	@.venv/bin/styrkort plan

start: _runtime ## börjar ett nytt år med det förra årets plan (YEAR=2023)
	@.venv/bin/styrkort start

test: _dev ## kör alla tester
	@.venv/bin/python -m pytest -n auto

check: _dev ## granskar kod och typer; ändrar ingenting
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy

fix: _dev ## formaterar koden och rättar det som kan rättas
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format .

bench: _runtime ## mäter våra kommandon mot papermill och nbconvert
	@.venv/bin/python benchmarks/bench.py

help: ## visar den här listan
	@echo 'make report PERIOD=DÅ08 [YEAR=2022] [DIVISION=regionstod] [ROOT=mapp]'
	@echo
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 12

_runtime:
	$(call ready,runtime)

_dev:
	$(call ready,dev)

_lab:
	$(call ready,lab)
