package credential

import (
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// How many status entries and delivered files of one credential are looked at.
const (
	maxStatuses = 4
	maxFiles    = 32
)

// statuses asks each list that may take the credential back. A list that cannot be read leaves it unproven.
func (c *check) statuses(s *sealed) {
	entries := list(s.doc.fields["credentialStatus"])
	if len(entries) > maxStatuses {
		c.verdict.against(StatusUnknown, "more than %d status entries", maxStatuses)
		return
	}
	if len(entries) == 0 {
		c.verdict.skipped("whether it was taken back: it names no status list")
	}
	for _, entry := range entries {
		o, _ := entry.(object)
		on, err := c.status(o, idOf(s.doc.fields["issuer"]))
		purpose := member(o, "statusPurpose")
		switch {
		case err != nil:
			c.verdict.against(StatusUnknown, "whether it was taken back is unknown: %v", err)
		case on && purpose == Revocation && c.stands(s, Suspension):
			c.verdict.against(Suspended, "the issuer has suspended it for the time being, as the credential at its address says")
		case on && (purpose == Revocation || c.stands(s, Revocation)):
			c.verdict.against(Revoked, "the issuer has revoked it")
		case on:
			c.verdict.against(Suspended, "the issuer has suspended it for the time being")
		default:
			c.verdict.found("its entry for %s", purpose)
		}
	}
}

// stands reports whether the credential that stands now at the address of one whose bit is set has its own bit set for
// the other purpose. An issuer whose credentials can hold one entry only, as those of Open Badges 3.0, sets both bits for
// a suspension and for a revocation, so that all copies are refused, those from while it was suspended as well. What
// cannot be had or does not hold changes nothing.
func (c *check) stands(s *sealed, other string) bool {
	id, issuer := s.doc.text("id"), idOf(s.doc.fields["issuer"])
	if id == "" || c.ctx.Err() != nil {
		return false
	}
	raw, err := c.Fetcher.Fetch(c.ctx, id)
	if err != nil {
		return false
	}
	now, err := read(raw)
	if err != nil || now.wellFormed() != nil || now.doc.text("id") != id || idOf(now.doc.fields["issuer"]) != issuer {
		return false
	}
	inner := &check{Verifier: c.Verifier, ctx: c.ctx, verdict: &Verdict{}, documents: c.documents}
	if inner.proofs(now); len(inner.verdict.Reasons) > 0 {
		return false
	}
	for _, entry := range list(now.doc.fields["credentialStatus"]) {
		o, _ := entry.(object)
		if member(o, "statusPurpose") != other {
			continue
		}
		on, err := c.status(o, issuer)
		return err == nil && on
	}
	return false
}

var index = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`)

// status reports whether the bit of one entry is set.
func (c *check) status(entry object, issuer string) (bool, error) {
	address, purpose := member(entry, "statusListCredential"), member(entry, "statusPurpose")
	size, sized := entry["statusSize"]
	switch {
	case !has(entry["type"], "BitstringStatusListEntry"):
		return false, fmt.Errorf("entries of type %v are not known here", entry["type"])
	case purpose != Revocation && purpose != Suspension:
		return false, fmt.Errorf("the purpose %q is not known here", purpose)
	case sized && size != float64(1):
		return false, errors.New("entries of more than one bit are not known here")
	case !index.MatchString(member(entry, "statusListIndex")):
		return false, fmt.Errorf("%v is no index", entry["statusListIndex"])
	case !isIRI(address) || address == member(entry, "id"):
		return false, fmt.Errorf("%q is no address of a list", address)
	}
	bits, err := c.statusList(address, purpose, issuer)
	if err != nil {
		return false, fmt.Errorf("the list %s: %w", address, err)
	}
	n, err := strconv.Atoi(member(entry, "statusListIndex"))
	if err != nil {
		return false, err
	}
	return bits.Get(n)
}

// statusList brings a list, which must be the issuer's own, of this address and purpose, in force and signed.
func (c *check) statusList(address, purpose, issuer string) (*List, error) {
	raw, err := c.Fetcher.Fetch(c.ctx, address)
	if err != nil {
		return nil, err
	}
	s, err := read(raw)
	if err != nil {
		return nil, err
	}
	if err := s.wellFormed(); err != nil {
		return nil, err
	}
	subject, _ := s.doc.fields["credentialSubject"].(object)
	switch {
	case !has(s.doc.fields["type"], "VerifiableCredential") || !has(s.doc.fields["type"], "BitstringStatusListCredential") || !has(subject["type"], "BitstringStatusList"):
		return nil, errors.New("it is no bitstring status list")
	case s.doc.text("id") != address:
		return nil, fmt.Errorf("it calls itself %s", s.doc.text("id"))
	case idOf(s.doc.fields["issuer"]) != issuer:
		return nil, fmt.Errorf("it is by %s, not by the issuer", idOf(s.doc.fields["issuer"]))
	case !has(subject["statusPurpose"], purpose):
		return nil, fmt.Errorf("it is not for %s", purpose)
	}
	inner := &check{Verifier: c.Verifier, ctx: c.ctx, verdict: &Verdict{}, documents: c.documents}
	inner.dates(s)
	inner.proofs(s)
	if reasons := inner.verdict.close().Reasons; len(reasons) > 0 {
		return nil, fmt.Errorf("%s: %s", reasons[0].Reason, reasons[0].Text)
	}
	return DecodeList(member(subject, "encodedList"))
}

// digests compares the delivered files that can be had with what was signed of them. Many are private: one that
// cannot be had is said, and does not count against it.
func (c *check) digests(s *sealed) {
	files := list(s.doc.fields["relatedResource"])
	if len(files) > maxFiles {
		c.verdict.against(Digest, "more than %d files", maxFiles)
		return
	}
	for _, file := range files {
		id, digest := idOf(file), member(file, "digestSRI")
		if !isIRI(id) {
			c.verdict.against(Digest, "a file has no address")
			continue
		}
		if digest == "" {
			c.verdict.skipped("the file %s: nothing was signed of it that is known here", id)
			continue
		}
		raw, err := c.Fetcher.Fetch(c.ctx, id)
		if err != nil {
			c.verdict.skipped("the file %s: %s", id, strings.TrimPrefix(err.Error(), id+": "))
			continue
		}
		if err := matches(raw, digest); err != nil {
			c.verdict.against(Digest, "the file %s: %v", id, err)
			continue
		}
		c.verdict.found("the file %s", id)
	}
}

// sri writes a SHA-256 as Subresource Integrity does.
func sri(sum [32]byte) string { return "sha256-" + base64.StdEncoding.EncodeToString(sum[:]) }

// matches compares bytes with their digest as Subresource Integrity writes it.
func matches(raw []byte, digest string) error {
	name, text, _ := strings.Cut(digest, "-")
	var sum []byte
	switch name {
	case "sha256":
		s := sha256.Sum256(raw)
		sum = s[:]
	case "sha384":
		s := sha512.Sum384(raw)
		sum = s[:]
	case "sha512":
		s := sha512.Sum512(raw)
		sum = s[:]
	default:
		return fmt.Errorf("%q is no digest known here", digest)
	}
	want, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return fmt.Errorf("%q is no digest: %w", digest, err)
	}
	if subtle.ConstantTimeCompare(sum, want) != 1 {
		return errors.New("its bytes are not those that were signed")
	}
	return nil
}
