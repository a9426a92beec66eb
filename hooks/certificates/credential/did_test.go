package credential

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestDIDURL(t *testing.T) {
	t.Parallel()
	for did, address := range map[string]string{
		"did:web:coop.example":                  "https://coop.example/.well-known/did.json",
		"did:web:coop.example%3A8443":           "https://coop.example:8443/.well-known/did.json",
		"did:web:coop.example:people:ada":       "https://coop.example/people/ada/did.json",
		"did:web:localhost%3A8090":              "http://localhost:8090/.well-known/did.json",
		"did:web:127.0.0.1%3A8090":              "http://127.0.0.1:8090/.well-known/did.json",
		"did:web:xn--wort-und-bild-lfb.example": "https://xn--wort-und-bild-lfb.example/.well-known/did.json",
		"did:web:":                              "", "did:key:z6Mk": "", "did:web:coop.example:8443:": "", "did:web:coop.example%3A": "", "did:web:coop.example%3a80": "",
		"did:web:coop.example/x": "", "did:web:a@b.example": "", "did:web:Coop.example": "", "did:web:10.0.0.1": "", "did:web:coop.example:..": "",
		"did:web:coop.example:a%2Fb": "", "did:web:coop.example#key-1": "", "did:web:coop.example?x": "", "did:web:-a.example": "", "did:web:coop..example": "",
	} {
		got, err := DIDURL(did)
		if got != address || (err == nil) != (address != "") {
			t.Errorf("DIDURL(%q) = %q, %v; want %q", did, got, err, address)
		}
	}
}

func TestDID(t *testing.T) {
	t.Parallel()
	for origin, did := range map[string]string{
		"https://coop.example": "did:web:coop.example", "https://Coop.example/": "did:web:coop.example", "https://coop.example:443": "did:web:coop.example",
		"https://coop.example:8443": "did:web:coop.example%3A8443", "https://coop.example/de/wort": "did:web:coop.example:de:wort",
		"http://localhost:8090": "did:web:localhost%3A8090", "http://coop.example": "", "https://localhost": "", "https://coop.example?x": "", "coop.example": "", "": "",
	} {
		got, err := DID(origin)
		if got != did || (err == nil) != (did != "") {
			t.Errorf("DID(%q) = %q, %v; want %q", origin, got, err, did)
		}
	}
}

func TestDIDDocument_HoldsBothKindsOfKey(t *testing.T) {
	t.Parallel()
	raw, err := DIDDocument(coop, methods())
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		VerificationMethod []struct {
			ID, Type, Controller, PublicKeyMultibase string
			PublicKeyJwk                             struct{ Kty, Alg, N, D string }
		}
		AssertionMethod []string
	}
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	m := doc.VerificationMethod
	if len(m) != 2 || m[0].Type != "Multikey" || !strings.HasPrefix(m[0].PublicKeyMultibase, "z6Mk") || m[1].Type != "JsonWebKey" ||
		m[1].PublicKeyJwk.Alg != "RS256" || m[1].PublicKeyJwk.D != "" || !slices.Equal(doc.AssertionMethod, []string{coop + "#key-1", coop + "#rsa-1"}) {
		t.Errorf("got %s", raw)
	}
	set, err := JWKS(methods())
	if err != nil || strings.Count(string(set), `"kid"`) != 1 || strings.Contains(string(set), `"d"`) {
		t.Errorf("JWKS = %s, %v", set, err)
	}
	if _, err := DIDDocument("did:web:evil.example", methods()); err == nil {
		t.Error("keys of another DID are accepted")
	}
}
