# Everything runs on Debian with Go; make installs what else the tests need.
SHELL := /bin/bash

.PHONY: build test tools lint unit screenshots icons

# One static binary, pages, styles and catalogues inside.
build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o cooperage .

# All checks and tests, browser journeys included.
test: tools lint unit

# Chromium walks through the pages; hledger and ledger check the exported books.
tools:
	@.ci/tools chromium hledger ledger

lint:
	@unformatted=$$(gofmt -l . ); if [ -n "$$unformatted" ]; then echo "not gofmt'd:"; echo "$$unformatted"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...

unit:
	go test -timeout 9m ./...

# Pictures for the README, from the demo: docs/*.png.
screenshots: tools
	COOPERAGE_SCREENSHOTS=$(CURDIR)/docs go test -count=1 -run TestScreenshots ./hooks/e2e

# The sprite of the icons that the pages use.
icons:
	sh pb_public/img/_icons.sh
