# The verbs of this repository. Each is one line; what they do is TypeScript in scripts/ and e2e/.
.DEFAULT_GOAL := help
.PHONY: help quickstart down env check test test-all generate format dev image bench
MAKEFLAGS += --no-print-directory

# npm runs on whatever Node there is; it brings the pinned one, and every script runs on that. Not `npm ci`: it refuses a lock file
# without the binaries for other platforms, and not every registry holds those.
node_modules/.package-lock.json: package-lock.json
	@echo "installing npm packages"; npm install --no-save --no-progress --loglevel=error && touch $@

run = @npm run --silent

help: ## what can be asked for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

quickstart: node_modules/.package-lock.json ## a host cluster, a member and the instance "demo", ready to use
	$(run) quickstart

down: node_modules/.package-lock.json ## remove what quickstart made, but for the cache of tools
	$(run) down

env: node_modules/.package-lock.json ## print the shell settings that reach the quickstart's host
	$(run) env

check: node_modules/.package-lock.json ## types, lint, format, dependency rules, generated files, unit tests; no cluster
	$(run) check

test: node_modules/.package-lock.json ## check, then everything that needs real servers and real clusters
	$(run) test

test-all: node_modules/.package-lock.json ## test with the long variants
	$(run) test:all

generate: node_modules/.package-lock.json ## rewrite CRDs, references and manifests from their sources
	$(run) generate

format: node_modules/.package-lock.json ## format every file
	$(run) format

dev: node_modules/.package-lock.json ## run the operator outside of the cluster, against the quickstart's host
	$(run) dev

image: node_modules/.package-lock.json ## build the operator's image
	@npm exec --silent -- node operator/scripts/image.ts

bench: node_modules/.package-lock.json ## measure; see bench/README.md
	@npm exec --silent -- node bench/main.ts
