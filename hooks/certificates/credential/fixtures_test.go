package credential

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"
)

const (
	coop    = "did:web:coop.example"
	listURL = "https://coop.example/credentials/status/1"
	fileURL = "https://coop.example/files/poem.txt"
)

var (
	noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	poem = []byte("Roses are red, and written by hand.\n")
)

// keys are made once: an RSA key takes long.
var keys = sync.OnceValue(func() (k struct {
	rsa, otherRSA *rsa.PrivateKey
	ed, otherEd   ed25519.PrivateKey
}) {
	var err error
	if k.rsa, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		panic(err)
	}
	if k.otherRSA, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		panic(err)
	}
	k.ed = ed25519.NewKeyFromSeed([]byte(strings.Repeat("a", 32)))
	k.otherEd = ed25519.NewKeyFromSeed([]byte(strings.Repeat("b", 32)))
	return k
})

func signer() Signer           { return Signer{coop + "#key-1", keys().ed} }
func tokenSigner() TokenSigner { return TokenSigner{coop + "#rsa-1", keys().rsa} }

func methods() []Method {
	return []Method{{ID: coop + "#key-1", Ed25519: keys().ed.Public().(ed25519.PublicKey)}, {ID: coop + "#rsa-1", RSA: &keys().rsa.PublicKey}}
}

// content is a certificate with everything in it.
func content() Content {
	return Content{
		ID: "https://coop.example/credentials/c1", Name: "Human-made: Poem for a bakery", Description: "Checked by three members.",
		Issuer:  Issuer{DID: coop, Name: "Wort & Bild eG", URL: "https://coop.example/"},
		Subject: Subject{ID: "https://coop.example/members/ada", Name: "Ada Ö. 👩🏽‍🎨"},
		Achievement: Achievement{ID: "https://coop.example/credentials/c1#work", Name: "Poem for a bakery", Description: "Twelve lines.",
			Criteria: "No generative model made or changed anything delivered.", Image: "https://coop.example/badges/c1.svg",
			Sources: []string{"digitalCreation", "humanEdits"}, Tags: []string{"poetry"}},
		Evidence: []Evidence{{"https://coop.example/verify/c1#review-1", "Review", "Drafts match."}, {"https://coop.example/verify/c1#review-2", "Review", "Drafts match."}},
		Files:    []File{{fileURL, "text/plain", sha256.Sum256(poem)}},
		From:     noon.AddDate(0, -1, 0), Until: noon.AddDate(5, 0, 0),
		Status: []Status{{listURL, 94567, Revocation}},
	}
}

// shelf is a Fetcher that holds what it was given.
type shelf map[string][]byte

func (s shelf) Fetch(_ context.Context, address string) ([]byte, error) {
	if raw, ok := s[address]; ok {
		return raw, nil
	}
	return nil, errors.New("not here")
}

// world is everything a check of content needs, the entries at set taken back.
func world(t testing.TB, set ...int) shelf {
	t.Helper()
	did, err := DIDDocument(coop, methods())
	if err != nil {
		t.Fatal(err)
	}
	return shelf{"https://coop.example/.well-known/did.json": did, fileURL: poem, listURL: statusList(t, Revocation, set...)}
}

func statusList(t testing.TB, purpose string, set ...int) []byte {
	t.Helper()
	bits, err := NewList(0)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range set {
		if err := bits.Set(i, true); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := StatusList{ID: listURL, Issuer: Issuer{DID: coop}, Purpose: purpose, List: bits, From: noon.AddDate(0, 0, -1)}.Build()
	return signed(t, doc, err)
}

// signed signs what Build returned.
func signed(t testing.TB, doc *Document, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := doc.Sign(signer(), noon)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func issue(t testing.TB, c Content) []byte {
	t.Helper()
	doc, err := Build(c)
	return signed(t, doc, err)
}

func issueToken(t testing.TB, c Content) string {
	t.Helper()
	doc, err := Build(c)
	if err != nil {
		t.Fatal(err)
	}
	text, err := doc.Token(tokenSigner())
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func verdict(t testing.TB, s shelf, raw []byte) *Verdict {
	t.Helper()
	return Verifier{Fetcher: s, At: noon}.Check(t.Context(), raw)
}

// want fails unless the first reason is this one; an empty one is a valid credential.
func want(t testing.TB, what string, v *Verdict, reason Reason) {
	t.Helper()
	if v.Reason() != reason || v.Valid != (reason == "") {
		t.Errorf("%s: %q, want %q; %v", what, v.Reason(), reason, v.Reasons)
	}
}
