# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8080
export CARGO_TARGET_DIR ?= $(CURDIR)/target
export PATH := $(CURDIR)/.tools/bin:$(HOME)/.cargo/bin:$(PATH)

.PHONY: help run page site test bench fmt lint deny clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: page ## build the page and serve it on 127.0.0.1:$(PORT) until stopped
	@node tools/serve.mjs dist/site $(PORT)

page: ## build dist/yangke.html (one file) and dist/site (for a static host)
	@tools/install build
	@tools/build-page

test: ## run every check; the last line is "N passed, M failed"
	@tools/install build test
	@tools/check

bench: ## measure the engines (criterion)
	cargo bench

fmt: ## format the code
	cargo fmt --all

lint: ## clippy in both targets
	cargo clippy --locked --all-targets -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings

deny: ## licences, sources and banned crates (installs cargo-deny)
	@command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
	cargo deny check bans licenses sources

clean: ## remove what was built
	rm -rf dist target .tools tests/browser/node_modules
