package certificates

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"time"

	"github.com/pocketbase/pocketbase/core"
)

// DocumentKey returns the private key that documents are signed with, for the test that looks for it where it must
// not be.
func (r *Room) DocumentKey(app core.App) (ed25519.PrivateKey, error) {
	s, err := r.unlock(app)
	if err != nil {
		return nil, err
	}
	return s.document, nil
}

// Verify is `cooperage credential verify` as of a moment: its exit status and what it prints.
func Verify(ctx context.Context, target string, now time.Time) (int, string, error) {
	var out bytes.Buffer
	status, err := question{}.answer(ctx, target, now, &out)
	return status, out.String(), err
}

// SetAddress says where the server listens.
func (r *Room) SetAddress(address string) { r.address = address }
