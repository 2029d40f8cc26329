# Two commands matter: `make run` and `make test`. `make help` lists the rest.
PORT ?= 8080
SECONDS_EACH ?= 60
export CARGO_TARGET_DIR ?= $(CURDIR)/target
export PATH := $(CURDIR)/.tools/bin:$(HOME)/.cargo/bin:$(PATH)

KILLS ?= 200

SURVEYS ?= /tmp/yangke-surveys

.PHONY: help run page test keeping-test kill-test tabs-test opening-bench speed reproducible bench survey fmt lint fuzz deny advisories release pictures clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: page ## build the page and serve it on 127.0.0.1:$(PORT) until stopped
	@node tools/serve.mjs dist/site $(PORT)

page: ## build dist/yangke.html (one file) and dist/site (for a static host)
	@tools/install build
	@tools/build-page

test: ## run every check; the last line is "N passed, M failed"
	@tools/install build test
	@tools/check

keeping-test: page ## keeping and privacy in a real browser: passphrase, recovery, tabs, full disk, hostile pages and strings
	@tools/install test
	@node tests/browser/keeping.mjs dist/yangke.html

kill-test: page ## kill the browser KILLS times while it writes, for each back end, plain and encrypted; and the torn log
	@tools/install test
	@node tests/browser/kill.mjs dist/yangke.html $(KILLS)
	@node tests/browser/kill.mjs dist/yangke.html $(KILLS) sqlite
	@node tests/browser/kill.mjs dist/yangke.html $(KILLS) firefox

tabs-test: page ## 10,000 edits by 50 writers, each killed and followed by another tab
	@tools/install test
	@ONLY="a writer that dies" ROUNDS=50 EDITS=200 node tests/browser/keeping.mjs dist/yangke.html

opening-bench: page ## from the passphrase to the page with 10,000 people and 50,000 notes
	@tools/install test
	@node tests/browser/opening.mjs dist/yangke.html

speed: page ## what the page costs and how soon it answers, beside Papa Parse and SheetJS in the same browser
	@tools/install test
	@node tests/browser/budget.mjs dist/yangke.html dist/site
	@node tests/browser/speed.mjs dist/yangke.html

reproducible: ## build the page twice in two places and compare the bytes
	@tools/install build
	@tools/reproducible

bench: ## measure the engines (criterion)
	cargo bench

survey: ## circles on real people: found on one half of a survey, looked for on the other (fetches the surveys with R)
	@tools/survey $(SURVEYS)
	@for book in hobbies items; do echo "$$book"; cargo run --quiet --release --locked --example halves -- $(SURVEYS)/$$book.csv; done

fmt: ## format the code
	cargo fmt --all

lint: ## clippy in both targets
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --target wasm32-unknown-unknown --lib --bins -- -D warnings

# The flags of the fuzzer are unstable; this lets the pinned compiler take them.
fuzz: ## fuzz every reader for SECONDS_EACH seconds (installs cargo-fuzz)
	@command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
	@for target in import notes backup; do RUSTC_BOOTSTRAP=1 cargo fuzz run $$target -- -max_total_time=$(SECONDS_EACH) || exit 1; done

deny: ## licences, sources and banned crates (installs cargo-deny)
	@command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
	cargo deny check bans licenses sources

advisories: ## known vulnerabilities of the crates (fetches the RustSec database)
	@command -v cargo-deny >/dev/null || cargo install --locked cargo-deny
	cargo deny check advisories

release: page ## dist/release: the single file, its SHA-256, the static site
	@rm -rf dist/release && mkdir -p dist/release
	@cp dist/yangke.html dist/release/
	@cd dist/release && sha256sum yangke.html > yangke.html.sha256
	@tar -C dist --sort=name --mtime=@0 --owner=0 --group=0 -czf dist/release/site.tar.gz site
	@ls -l dist/release

pictures: page ## take the README's pictures anew
	@node tests/browser/pictures.mjs dist/yangke.html docs/pictures

clean: ## remove what was built
	rm -rf dist target .tools tests/browser/node_modules
