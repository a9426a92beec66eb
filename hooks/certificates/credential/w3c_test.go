package credential

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/piprate/json-gold/ld"
)

// vectorLoader adds the examples context, which only the vector uses.
type vectorLoader struct{ loader }

func (l vectorLoader) LoadDocument(address string) (*ld.RemoteDocument, error) {
	if address != "https://www.w3.org/ns/credentials/examples/v2" {
		return l.loader.LoadDocument(address)
	}
	doc, err := ld.DocumentFromReader(strings.NewReader(`{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}`))
	return &ld.RemoteDocument{DocumentURL: address, Document: doc}, err
}

const (
	vectorDocHash = "517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017"
	vectorPublic  = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
	vectorSecret  = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
)

// The vectors of VC Data Integrity EdDSA Cryptosuites v1.0, B.1 (https://www.w3.org/TR/vc-di-eddsa/): of the
// Recommendation, whose key is a did:key, and of its drafts (w3c/vc-di-eddsa, TestVectors/eddsa-rdfc-2022), whose key is
// one of the issuer's. They share the document and the key pair.
func TestW3C_VectorsAreMetByteForByte(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/w3c-alumni.json")
	if err != nil {
		t.Fatal(err)
	}
	secret, err := fromMultibase(vectorSecret)
	if err != nil || !bytes.HasPrefix(secret, []byte{0x80, 0x26}) {
		t.Fatalf("secret key %x: %v", secret, err)
	}
	key := ed25519.NewKeyFromSeed(secret[2:])
	if got := Multikey(key.Public().(ed25519.PublicKey)); got != vectorPublic {
		t.Errorf("Multikey = %s, want %s", got, vectorPublic)
	}
	public, err := ParseMultikey(vectorPublic)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []struct{ method, proofHash, value string }{
		{"https://vc.example/issuers/5678#" + vectorPublic, "4c4d3890a157f8d611b13c265c2c22f39aa0a567c7c7dd9ba3e45cd579784eeb",
			"z21EVs3eXERqTn4acNHT9viboqgzUaQ3kTmhPT3eA8qrVPE7CrQq78WkzctnMX5W4CrzcKnHw8V6dvy5pgWYCU5e9"},
		{"did:key:" + vectorPublic + "#" + vectorPublic, "bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0",
			"z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"},
	} {
		var doc object
		if err := json.Unmarshal(raw, &doc); err != nil {
			t.Fatal(err)
		}
		proof := maps.Clone(doc["proof"].(object))
		proof["verificationMethod"], proof["proofValue"] = v.method, v.value
		digest, err := hashes(doc, proof, vectorLoader{})
		if err != nil {
			t.Fatal(err)
		}
		if got := hex.EncodeToString(digest); got != v.proofHash+vectorDocHash {
			t.Errorf("hashes = %s, want %s%s", got, v.proofHash, vectorDocHash)
		}
		if got := multibase(ed25519.Sign(key, digest)); got != v.value {
			t.Errorf("proofValue = %s, want %s", got, v.value)
		}
		if signature, err := fromMultibase(v.value); err != nil || !ed25519.Verify(public, digest, signature) {
			t.Errorf("the vector's signature does not verify: %v", err)
		}
	}
}

// Without the examples context the same document cannot be read, rather than losing what it defines.
func TestCanonical_AContextThatIsNotEmbeddedIsAnError(t *testing.T) {
	t.Parallel()
	doc := object{"@context": []any{ContextVC, "https://www.w3.org/ns/credentials/examples/v2"}, "type": "VerifiableCredential"}
	if _, err := canonical(doc, loader{}); err == nil || !strings.Contains(err.Error(), "not known here") {
		t.Errorf("err = %v", err)
	}
}
