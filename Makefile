PREFIX ?= /usr/local
SWIFT ?= swift
share = $(DESTDIR)$(PREFIX)/share
release = .build/release/tarn

.PHONY: demo test slow check build release lint format layers sizes errors generated documents golden bench eval \
	install uninstall man clean

demo: ; scripts/demo
test: ; scripts/test

# Everything, slow tests included.
slow: ; RUN_SLOW_TESTS=1 scripts/test

# What CI runs before the tests.
check: lint layers sizes errors generated test documents

build: ; $(SWIFT) build
release: ; $(SWIFT) build -c release --product tarn --static-swift-stdlib
lint: ; $(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
format: ; $(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests
layers: ; scripts/check-layers.sh
sizes: ; scripts/check-sizes.sh
errors: ; scripts/check-errors.sh
generated: ; scripts/check-generated
documents: ; scripts/check-man
golden: ; UPDATE_GOLDENS=1 scripts/test
bench: release ; Benchmarks/run

# How well notes are read: one table, compared with Tests/ExtractionTests/floors.txt.
eval:
	$(SWIFT) build -c release --product tarn-train
	.build/release/tarn-train eval $(EVAL)
man: release ; scripts/generate-man $(release)

install: release
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(share)/tarn/themes" "$(share)/man/man1" \
	  "$(share)/bash-completion/completions" "$(share)/zsh/site-functions" \
	  "$(share)/fish/vendor_completions.d"
	install -s -m 755 $(release) "$(DESTDIR)$(PREFIX)/bin/tarn"
	install -m 644 themes/*.toml "$(share)/tarn/themes/"
	install -m 644 docs/tarn.1 "$(share)/man/man1/tarn.1"
	$(release) --generate-completion-script bash > "$(share)/bash-completion/completions/tarn"
	$(release) --generate-completion-script zsh > "$(share)/zsh/site-functions/_tarn"
	$(release) --generate-completion-script fish > "$(share)/fish/vendor_completions.d/tarn.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/tarn" "$(share)/man/man1/tarn.1" \
	  "$(share)/bash-completion/completions/tarn" "$(share)/zsh/site-functions/_tarn" \
	  "$(share)/fish/vendor_completions.d/tarn.fish"
	rm -rf "$(share)/tarn"

clean: ; $(SWIFT) package clean
