// Package credential makes and checks the co-op's seal: Open Badges 3.0 credentials on the W3C Verifiable Credentials
// Data Model 2.0, with an embedded eddsa-rdfc-2022 proof and as a compact JWS, taken back through Bitstring Status
// Lists, issued under did:web, baked into PNG and SVG pictures. It takes plain values, keeps nothing and never opens
// a connection: contexts are embedded, other documents come through a Fetcher.
//
// Standards: VC Data Model 2.0, VC Data Integrity 1.0 and its EdDSA Cryptosuites 1.0, Bitstring Status List 1.0 and
// Controlled Identifiers 1.0 (W3C); Open Badges 3.0 (1EdTech); RFC 7515, 7517, 7519, 8037.
package credential

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Content is what a certificate says, in plain values. Texts lose control characters; addresses are checked.
type Content struct {
	ID          string // its own address
	Name        string
	Description string
	Issuer      Issuer
	Subject     Subject
	Achievement Achievement
	Evidence    []Evidence // the reviews
	Files       []File     // what was delivered
	From, Until time.Time  // valid from the first moment until before the last one
	Status      []Status   // where it is taken back; one is written as an object, as Open Badges wants it
}

// Issuer is the co-op.
type Issuer struct {
	DID, Name, URL string
}

// Subject is the member who made the work: the address of the profile, and the name as it stands there.
type Subject struct {
	ID, Name string
}

// Achievement is the kind of work: what was made and by which rules it counts as human-made.
type Achievement struct {
	ID, Name, Description string
	Criteria              string   // the rules in words
	Image                 string   // address of the badge; may be empty
	Sources               []string // IPTC digital source types, such as digitalCreation
	Tags                  []string
}

// Evidence is one review.
type Evidence struct {
	ID, Name, Narrative string
}

// File is one delivered file by its address, which need not be public, and the SHA-256 of its bytes.
type File struct {
	ID, MediaType string
	SHA256        [32]byte
}

// Status says which bit of which list takes the credential back.
type Status struct {
	List    string // address of the status list credential
	Index   int
	Purpose string // Revocation or Suspension
}

// The addresses of the contexts that credentials made here use.
const (
	ContextVC = "https://www.w3.org/ns/credentials/v2"
	ContextOB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
)

// Document is an unsigned credential.
type Document struct {
	fields object
}

// Build returns the credential that says c, or what is wrong with c.
func Build(c Content) (*Document, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	doc := object{
		"@context":          []any{ContextVC, ContextOB},
		"id":                c.ID,
		"type":              []any{"VerifiableCredential", "AchievementCredential"},
		"name":              Clean(c.Name),
		"issuer":            c.Issuer.object(),
		"validFrom":         stamp(c.From),
		"validUntil":        stamp(c.Until),
		"credentialSubject": c.subject(),
		"credentialStatus":  c.status(),
	}
	put(doc, "description", Clean(c.Description))
	if len(c.Evidence) > 0 {
		doc["evidence"] = each(c.Evidence, Evidence.object)
	}
	if len(c.Files) > 0 {
		doc["relatedResource"] = each(c.Files, File.object)
	}
	return newDocument(doc)
}

// newDocument returns the document when everything in it can be signed.
func newDocument(doc object) (*Document, error) {
	if err := shape(doc); err != nil {
		return nil, err
	}
	return &Document{doc}, nil
}

// check finds missing texts, wrong addresses and dates in the wrong order.
func (c Content) check() error {
	if Clean(c.Name) == "" || Clean(c.Issuer.Name) == "" || Clean(c.Subject.Name) == "" || Clean(c.Achievement.Name) == "" ||
		Clean(c.Achievement.Description) == "" || Clean(c.Achievement.Criteria) == "" {
		return errors.New("a certificate needs names, a description of the achievement and its criteria")
	}
	addresses := []string{c.ID, c.Issuer.DID, c.Subject.ID, c.Achievement.ID}
	for _, e := range c.Evidence {
		addresses = append(addresses, e.ID)
	}
	for _, f := range c.Files {
		addresses = append(addresses, f.ID)
	}
	for _, s := range c.Status {
		addresses = append(addresses, s.List)
		if s.Index < 0 || s.Purpose != Revocation && s.Purpose != Suspension {
			return fmt.Errorf("status %d for %q is not an index for revocation or suspension", s.Index, s.Purpose)
		}
	}
	for _, a := range append(addresses, optional(c.Issuer.URL, c.Achievement.Image)...) {
		if !isIRI(a) {
			return fmt.Errorf("%q is not a full address", a)
		}
	}
	if len(c.Status) == 0 {
		return errors.New("a certificate without a status could never be taken back")
	}
	if _, err := DIDURL(c.Issuer.DID); err != nil {
		return err
	}
	if !c.From.Before(c.Until) || c.From.Year() < 1 || c.Until.Year() > 9999 {
		return fmt.Errorf("valid from %s until %s is no time", c.From, c.Until)
	}
	if i := slices.IndexFunc(c.Achievement.Sources, func(s string) bool { return sources[s] == "" }); i >= 0 {
		return fmt.Errorf("%q is no digital source type", c.Achievement.Sources[i])
	}
	return nil
}

func optional(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

func (i Issuer) object() object {
	o := object{"id": i.DID, "type": []any{"Profile"}, "name": Clean(i.Name)}
	put(o, "url", i.URL)
	return o
}

// subject says who made what. The name is an unhashed identity: it is public on the page the credential names.
func (c Content) subject() object {
	a := c.Achievement
	made := object{"id": a.ID, "type": []any{"Achievement"}, "name": Clean(a.Name), "description": Clean(a.Description),
		"criteria": object{"narrative": Clean(a.Criteria)}}
	if a.Image != "" {
		made["image"] = object{"id": a.Image, "type": "Image"}
	}
	if len(a.Sources) > 0 {
		made["alignment"] = each(a.Sources, alignment)
	}
	tags := slices.DeleteFunc(each(a.Tags, func(s string) any { return Clean(s) }), func(s any) bool { return s == "" })
	if len(tags) > 0 {
		made["tag"] = tags
	}
	return object{"id": c.Subject.ID, "type": []any{"AchievementSubject"}, "achievement": made,
		"identifier": []any{object{"type": "IdentityObject", "identityType": "name", "hashed": false, "identityHash": Clean(c.Subject.Name)}}}
}

func (c Content) status() any {
	all := each(c.Status, func(s Status) any {
		index := strconv.Itoa(s.Index)
		return object{"id": s.List + "#" + index, "type": "BitstringStatusListEntry", "statusPurpose": s.Purpose,
			"statusListIndex": index, "statusListCredential": s.List}
	})
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (e Evidence) object() any {
	o := object{"id": e.ID, "type": []any{"Evidence"}}
	put(o, "name", Clean(e.Name))
	put(o, "narrative", Clean(e.Narrative))
	return o
}

func (f File) object() any {
	o := object{"id": f.ID, "digestSRI": sri(f.SHA256)}
	put(o, "mediaType", Clean(f.MediaType))
	return o
}

// put sets a name that has something to say.
func put(o object, name, text string) {
	if text != "" {
		o[name] = text
	}
}

func each[T any](list []T, f func(T) any) []any {
	all := make([]any, 0, len(list))
	for _, item := range list {
		all = append(all, f(item))
	}
	return all
}

// stamp writes a time as credentials do: UTC, whole seconds.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
