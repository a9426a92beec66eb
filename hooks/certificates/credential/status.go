package credential

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Purposes of a status list. Revocation is for good, suspension for a time.
const (
	Revocation = "revocation"
	Suspension = "suspension"
)

// Sizes of a status list in entries. Below MinList an entry would tell who it belongs to (Bitstring Status List 1.0, 6.1).
const (
	MinList = 131072
	MaxList = 8 << 20
)

// List is one bit for each of a number of credentials, the first one the leftmost. It is not safe to change it in two
// places at once.
type List struct{ bits []byte }

// NewList returns a list of at least size entries, all clear, and of at least MinList.
func NewList(size int) (*List, error) {
	if size > MaxList {
		return nil, fmt.Errorf("a status list of %d entries is too long", size)
	}
	return &List{make([]byte, (max(size, MinList)+7)/8)}, nil
}

// Len is the number of entries.
func (l *List) Len() int { return 8 * len(l.bits) }

// Set sets or clears an entry.
func (l *List) Set(index int, on bool) error {
	if index < 0 || index >= l.Len() {
		return fmt.Errorf("entry %d is outside a list of %d", index, l.Len())
	}
	if bit := byte(0x80) >> (index % 8); on {
		l.bits[index/8] |= bit
	} else {
		l.bits[index/8] &^= bit
	}
	return nil
}

// Get reports whether an entry is set.
func (l *List) Get(index int) (bool, error) {
	if index < 0 || index >= l.Len() {
		return false, fmt.Errorf("entry %d is outside a list of %d", index, l.Len())
	}
	return l.bits[index/8]&(0x80>>(index%8)) != 0, nil
}

// Encode writes the list as GZIP in base64url, after the letter of multibase that says so.
func (l *List) Encode() (string, error) {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	if _, err := zip.Write(l.bits); err != nil {
		return "", err
	}
	if err := zip.Close(); err != nil {
		return "", err
	}
	return "u" + base64.RawURLEncoding.EncodeToString(out.Bytes()), nil
}

// DecodeList reads a list of MinList to MaxList entries.
func DecodeList(text string) (*List, error) {
	digits, ok := strings.CutPrefix(text, "u")
	if !ok {
		return nil, errors.New("the list is not in base64url")
	}
	packed, err := base64url(digits)
	if err != nil {
		return nil, err
	}
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("unpack the list: %w", err)
	}
	bits, err := io.ReadAll(io.LimitReader(zip, MaxList/8+1))
	if err != nil {
		return nil, fmt.Errorf("unpack the list: %w", err)
	}
	if len(bits) < MinList/8 || len(bits) > MaxList/8 {
		return nil, fmt.Errorf("a list of %d entries is not accepted", 8*len(bits))
	}
	return &List{bits}, nil
}

// StatusList is what a status list credential says.
type StatusList struct {
	ID          string // its own address
	Issuer      Issuer
	Purpose     string
	List        *List
	From, Until time.Time // Until may be zero: no end
}

// Build returns the credential, to be signed like any other.
func (s StatusList) Build() (*Document, error) {
	if !isIRI(s.ID) || s.Purpose != Revocation && s.Purpose != Suspension || s.List == nil {
		return nil, fmt.Errorf("a status list at %q for %q is none", s.ID, s.Purpose)
	}
	if _, err := DIDURL(s.Issuer.DID); err != nil {
		return nil, err
	}
	encoded, err := s.List.Encode()
	if err != nil {
		return nil, err
	}
	doc := object{"@context": []any{ContextVC}, "id": s.ID, "type": []any{"VerifiableCredential", "BitstringStatusListCredential"},
		"issuer": s.Issuer.DID, "validFrom": stamp(s.From),
		"credentialSubject": object{"id": s.ID + "#list", "type": "BitstringStatusList", "statusPurpose": s.Purpose, "encodedList": encoded}}
	if !s.Until.IsZero() {
		doc["validUntil"] = stamp(s.Until)
	}
	return newDocument(doc)
}
