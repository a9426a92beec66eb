package credential

import (
	"cmp"
	"crypto/ed25519"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/piprate/json-gold/ld"
)

// suite is the only way of signing embedded here.
const suite = "eddsa-rdfc-2022"

// Signer is an Ed25519 key under the address it has in the DID document, as did:web:coop.example#key-1.
type Signer struct {
	Method string
	Key    ed25519.PrivateKey
}

// Sign returns the document in JSON with its proof, the only one of a list.
func (d *Document) Sign(by Signer, at time.Time) ([]byte, error) {
	proof := object{"type": "DataIntegrityProof", "cryptosuite": suite, "created": stamp(at),
		"verificationMethod": by.Method, "proofPurpose": "assertionMethod"}
	if len(by.Key) != ed25519.PrivateKeySize {
		return nil, errors.New("sign: there is no key")
	}
	digest, err := hashes(d.fields, proof, loader{})
	if err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	proof["proofValue"] = multibase(ed25519.Sign(by.Key, digest))
	signed := maps.Clone(d.fields)
	signed["proof"] = []any{proof}
	raw, err := marshal(signed)
	if err != nil {
		return nil, err
	}
	// What nobody could read must not leave the house.
	if _, err := parse(raw); err != nil {
		return nil, fmt.Errorf("sign: %w", err)
	}
	return raw, nil
}

// hashes returns what is signed: SHA-256 of the canonical proof options, then of the canonical document without any
// proof (EdDSA Cryptosuites, 3.2.4). The options carry the document's contexts.
func hashes(doc, proof object, known ld.DocumentLoader) ([]byte, error) {
	if _, own := proof["@context"]; own {
		return nil, errors.New("proof: contexts of its own are not accepted")
	}
	options, bare := maps.Clone(proof), maps.Clone(doc)
	delete(options, "proofValue")
	delete(bare, "proof")
	options["@context"] = doc["@context"]
	if err := cmp.Or(shape(options), shape(bare)); err != nil {
		return nil, err
	}
	optionLines, err := canonical(options, known)
	if err != nil {
		return nil, fmt.Errorf("proof: %w", err)
	}
	lines, err := canonical(bare, known)
	if err != nil {
		return nil, err
	}
	first, second := sha256.Sum256([]byte(optionLines)), sha256.Sum256([]byte(lines))
	return append(first[:], second[:]...), nil
}

// verifyProof checks the signature of one proof with the key it was made with.
func verifyProof(doc, proof object, key ed25519.PublicKey) error {
	text, _ := proof["proofValue"].(string)
	signature, err := fromMultibase(text)
	if err != nil {
		return err
	}
	digest, err := hashes(doc, proof, loader{})
	if err != nil {
		return err
	}
	if len(signature) != ed25519.SignatureSize || !ed25519.Verify(key, digest, signature) {
		return errors.New("the signature does not belong to this text and key")
	}
	return nil
}
