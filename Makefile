# Every target is a thin call of a script in bin/, so a machine without make can run the script itself.
.DEFAULT_GOAL := help
.PHONY: help setup run test check soak bench pictures loc

help:      ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

setup:     ## make the environment in .venv/ from the locked requirements
	@bin/setup

run:       ## start the portal with demo data on this machine; PORT=9000 make run changes the port
	@bin/run

test:      ## run all tests: on SQLite, on PostgreSQL, and the journeys in a browser
	@bin/test

check:     ## run every check: format, lint, types, import rules, migrations, security, templates
	@bin/check

soak:      ## run the long tests: kills, random faults, scale
	@bin/soak

bench:     ## run the benchmarks
	@bin/bench

pictures:  ## take the screenshots of the main pages again, into docs/
	@bin/pictures

loc:       ## compile the translations
	@bin/loc
