# Everything runs on Debian with Go; make installs what else the tests need.
SHELL := /bin/bash

# Without C, as the program is shipped: what the checks compile is what the build and the tests use.
export CGO_ENABLED := 0

.PHONY: build test tools lint unit fuzz screenshots icons

# One static binary, pages, styles and catalogues inside.
build:
	go build -trimpath -ldflags "-s -w" -o cooperage .

# All checks and tests, browser journeys included.
test: tools lint unit fuzz

# Chromium walks through the pages; hledger and ledger check the exported books, icalendar the calendar files, and
# programs from the npm registry the credentials.
tools:
	@.ci/tools chromium hledger ledger python3-icalendar nodejs npm

lint:
	@unformatted=$$(gofmt -l . ); if [ -n "$$unformatted" ]; then echo "not gofmt'd:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...

# lint has vetted the same packages before. The browser's take longest and go first, so that all others run beside.
unit:
	go test -vet=off -timeout 20m ./hooks/e2e ./...

# The readers of files that others wrote, as folder:target. Each is tried with random input for FUZZTIME; what breaks
# one stays as a case in its testdata/fuzz. Two run beside each other.
FUZZTIME ?= 20s
FUZZ := \
	hooks/governance/tally:FuzzRead \
	hooks/ledger/book:FuzzReadPatronage \
	hooks/mentorship/pairing:FuzzRead \
	hooks/money:FuzzParse \
	hooks/strictjson:FuzzReader \
	hooks/prose:FuzzRender

fuzz:
	@printf '%s\n' $(FUZZ) | xargs -P 2 -I{} .ci/fuzz {} $(FUZZTIME)

# Pictures for the README, from the demo: docs/*.png.
screenshots: tools
	COOPERAGE_SCREENSHOTS=$(CURDIR)/docs go test -count=1 -run TestScreenshots ./hooks/e2e

# The sprite of the icons that the pages use.
icons:
	sh pb_public/img/_icons.sh
