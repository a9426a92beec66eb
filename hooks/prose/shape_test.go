package prose

import (
	"testing"

	"pgregory.net/rapid"
)

// The short way to a link must never be one that the allowlist would not go.
func TestLinkable_PlainLinksAreKeptByTheAllowlist(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.StringMatching(plainLink.String()).Draw(t, "address")
		if !keeps([]byte(address)) {
			t.Fatalf("the allowlist drops %q", address)
		}
	})
}
