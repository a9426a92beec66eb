package credential

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Fetcher brings the documents that a check needs: the issuer's DID document, status lists, delivered files.
type Fetcher interface {
	Fetch(ctx context.Context, address string) ([]byte, error)
}

// Verifier checks credentials as of a moment.
type Verifier struct {
	Fetcher Fetcher
	At      time.Time
}

// sealed is a credential as it was read, in either form.
type sealed struct {
	doc   *Document
	token *token // nil for an embedded proof
}

// Check reads a credential in any form - JSON, compact JWS, PNG or SVG with one baked in - and checks it. It never fails:
// what goes wrong is a reason.
func (v Verifier) Check(ctx context.Context, raw []byte) *Verdict {
	c := &check{Verifier: v, ctx: ctx, verdict: &Verdict{At: v.At, Reasons: []Finding{}, Checked: []string{}, Unchecked: []string{}},
		documents: map[string]object{}}
	s, err := read(raw)
	if err != nil {
		c.verdict.against(Unreadable, "%v", err)
		return c.verdict.close()
	}
	c.verdict.Summary = s.summary()
	if err := s.wellFormed(); err != nil {
		c.verdict.against(Unreadable, "%v", err)
		return c.verdict.close()
	}
	if types := s.doc.fields["type"]; !has(types, "VerifiableCredential") || !has(types, "AchievementCredential") && !has(types, "OpenBadgeCredential") {
		c.verdict.against(WrongType, "this is no achievement credential: its type is %v", types)
		return c.verdict.close()
	}
	c.dates(s)
	c.proofs(s)
	if !c.verdict.doubtful() {
		c.statuses(s)
		c.digests(s)
	}
	return c.verdict.close()
}

// doubtful reports whether the signature is anything but proven.
func (v *Verdict) doubtful() bool {
	for _, f := range v.Reasons {
		if f.Reason == KeyUnknown || f.Reason == ProofPurpose || f.Reason == Signature {
			return true
		}
	}
	return false
}

// read takes a credential out of what it is in.
func read(raw []byte) (*sealed, error) {
	if isPicture(raw) {
		inner, err := Unbake(raw)
		if err != nil {
			return nil, err
		}
		raw = inner
	}
	raw = bytes.TrimSpace(raw)
	if bytes.HasPrefix(raw, []byte("{")) {
		fields, err := parse(raw)
		if err != nil {
			return nil, err
		}
		return &sealed{doc: &Document{fields}}, nil
	}
	t, err := parseToken(string(raw))
	if err != nil {
		return nil, err
	}
	return &sealed{&Document{t.document()}, t}, nil
}

// Address returns the address that a credential in any form gives as its own.
func Address(raw []byte) (string, error) {
	s, err := read(raw)
	if err != nil {
		return "", err
	}
	return s.doc.text("id"), nil
}

// wellFormed checks what every credential must have before its words can be weighed.
func (s *sealed) wellFormed() error {
	doc := s.doc.fields
	if used := list(doc["@context"]); len(used) == 0 || used[0] != ContextVC {
		return fmt.Errorf("the first context is not %s", ContextVC)
	}
	if issuer := idOf(doc["issuer"]); !isIRI(issuer) {
		return errors.New("there is no issuer")
	}
	if id, given := doc["id"]; given && !isIRI(idOf(id)) {
		return errors.New("the id is no full address")
	}
	if _, ok := doc["credentialSubject"].(object); !ok {
		return errors.New("there is no single subject")
	}
	from, err := ParseTime(s.doc.text("validFrom"))
	if err != nil {
		return fmt.Errorf("validFrom: %w", err)
	}
	if _, given := doc["validUntil"]; given {
		until, err := ParseTime(s.doc.text("validUntil"))
		if err != nil {
			return fmt.Errorf("validUntil: %w", err)
		}
		if until.Before(from) {
			return errors.New("it ends before it begins")
		}
	}
	if s.token == nil && len(list(doc["proof"])) == 0 {
		return errors.New("it is not signed")
	}
	return nil
}

// check is one run.
type check struct {
	Verifier
	ctx       context.Context
	verdict   *Verdict
	documents map[string]object // DID documents by DID
}

// dates compares the moment with both ends; wellFormed has read them.
func (c *check) dates(s *sealed) {
	before := len(c.verdict.Reasons)
	if from, err := ParseTime(s.doc.text("validFrom")); err == nil && c.At.Before(from) {
		c.verdict.against(NotYetValid, "it is valid only from %s", s.doc.text("validFrom"))
	}
	if until, err := ParseTime(s.doc.text("validUntil")); err == nil && !c.At.Before(until) {
		c.verdict.against(Expired, "it was valid until %s", s.doc.text("validUntil"))
	}
	if len(c.verdict.Reasons) == before {
		c.verdict.found("its dates")
	}
}

// maxProofs is how many proofs of one credential are looked at; each must hold.
const maxProofs = 4

// proofs checks who signed, whether that key may, and that nothing was changed since.
func (c *check) proofs(s *sealed) {
	issuer := idOf(s.doc.fields["issuer"])
	if s.token != nil {
		if err := s.token.check(); err != nil {
			c.verdict.against(Signature, "%v", err)
			return
		}
		method := c.method(issuer, member(s.token.header, "kid"))
		if method == nil {
			return
		}
		key, err := parseJWK(method["publicKeyJwk"])
		if err != nil {
			c.verdict.against(KeyUnknown, "%v: %v", method["id"], err)
			return
		}
		c.settle(s.token.verify(key), member(s.token.header, "kid"))
		return
	}
	proofs := list(s.doc.fields["proof"])
	if len(proofs) > maxProofs {
		c.verdict.against(Signature, "more than %d signatures", maxProofs)
		return
	}
	for _, proof := range proofs {
		o, _ := proof.(object)
		c.proof(s, o, issuer)
	}
}

func (c *check) settle(err error, method string) {
	if err != nil {
		c.verdict.against(Signature, "%v", err)
		return
	}
	c.verdict.found("its signature, made with %s", method)
}

// proof checks one embedded proof.
func (c *check) proof(s *sealed, proof object, issuer string) {
	if proof["type"] != "DataIntegrityProof" || proof["cryptosuite"] != suite {
		c.verdict.against(Signature, "it is signed by %v %v; only %s is accepted", proof["type"], proof["cryptosuite"], suite)
		return
	}
	if proof["previousProof"] != nil {
		c.verdict.against(Signature, "chains of signatures are not accepted")
		return
	}
	for _, name := range []string{"created", "expires"} {
		if _, given := proof[name]; given {
			t, err := ParseTime(member(proof, name))
			if err != nil {
				c.verdict.against(Signature, "proof: %s: %v", name, err)
				return
			}
			if name == "expires" && !c.At.Before(t) {
				c.verdict.against(Expired, "its signature was valid until %s", member(proof, name))
			}
		}
	}
	if proof["proofPurpose"] != "assertionMethod" {
		c.verdict.against(ProofPurpose, "it was signed for %v, not to assert something", proof["proofPurpose"])
	}
	method := c.method(issuer, member(proof, "verificationMethod"))
	if method == nil {
		return
	}
	key, err := ParseMultikey(member(method, "publicKeyMultibase"))
	if err != nil || method["type"] != "Multikey" {
		c.verdict.against(KeyUnknown, "%v is no Ed25519 Multikey", method["id"])
		return
	}
	c.settle(verifyProof(s.doc.fields, proof, key), member(proof, "verificationMethod"))
}

// method finds a key in the issuer's DID document, which must list it for assertions.
func (c *check) method(issuer, id string) object {
	if !strings.HasPrefix(id, issuer+"#") {
		c.verdict.against(KeyUnknown, "the key %q is not the issuer's, %s", id, issuer)
		return nil
	}
	doc, err := c.didDocument(issuer)
	if err != nil {
		c.verdict.against(KeyUnknown, "%v", err)
		return nil
	}
	var method object
	allowed := false
	for _, m := range append(list(doc["verificationMethod"]), list(doc["assertionMethod"])...) {
		if o, ok := m.(object); ok && method == nil && full(idOf(o), issuer) == id && o["controller"] == issuer {
			method = o
		}
	}
	for _, m := range list(doc["assertionMethod"]) {
		allowed = allowed || full(idOf(m), issuer) == id
	}
	if method == nil {
		c.verdict.against(KeyUnknown, "the issuer's document has no key %s", id)
		return nil
	}
	if !allowed {
		c.verdict.against(ProofPurpose, "the issuer does not use the key %s to assert something", id)
	}
	if _, given := method["revoked"]; given {
		if t, err := ParseTime(member(method, "revoked")); err != nil || !c.At.Before(t) {
			c.verdict.against(KeyUnknown, "the issuer has revoked the key %s", id)
			return nil
		}
	}
	return method
}

// full returns the address of a key that a document may give as #name only.
func full(id, did string) string {
	if strings.HasPrefix(id, "#") {
		return did + id
	}
	return id
}

// didDocument brings the issuer's document, once.
func (c *check) didDocument(did string) (object, error) {
	if doc, ok := c.documents[did]; ok {
		return doc, nil
	}
	address, err := DIDURL(did)
	if err != nil {
		return nil, err
	}
	raw, err := c.Fetcher.Fetch(c.ctx, address)
	if err != nil {
		return nil, fmt.Errorf("the issuer's document at %s: %w", address, err)
	}
	doc, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("the issuer's document at %s: %w", address, err)
	}
	if doc["id"] != did {
		return nil, fmt.Errorf("the document at %s is of %v, not of %s", address, doc["id"], did)
	}
	c.documents[did] = doc
	return doc, nil
}
