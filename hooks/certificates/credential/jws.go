package credential

import (
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"strings"

	"github.com/golang-jwt/jwt/v5"
)

// TokenSigner is an RSA key under the address it has in the DID document.
type TokenSigner struct {
	Method string
	Key    *rsa.PrivateKey
}

// Token returns the document's twin as a compact JWS (Open Badges 3.0, 8.2): the claims are the credential itself,
// and iss, jti, sub, nbf and exp say the same as its issuer, id, subject and dates.
func (d *Document) Token(by TokenSigner) (string, error) {
	if by.Key == nil || by.Key.N.BitLen() < minRSA {
		return "", fmt.Errorf("sign token: an RSA key of %d bits is needed", minRSA)
	}
	claims := maps.Clone(d.fields)
	registered, err := d.claims()
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	maps.Copy(claims, registered)
	header, err := marshal(object{"alg": "RS256", "typ": "JWT", "kid": by.Method})
	if err != nil {
		return "", err
	}
	body, err := marshal(claims)
	if err != nil {
		return "", err
	}
	signed := base64.RawURLEncoding.EncodeToString(header) + "." + base64.RawURLEncoding.EncodeToString(body)
	signature, err := jwt.SigningMethodRS256.Sign(signed, by.Key)
	if err != nil {
		return "", fmt.Errorf("sign token: %w", err)
	}
	return signed + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// claims returns the registered claims that a document demands.
func (d *Document) claims() (object, error) {
	claims := object{"iss": idOf(d.fields["issuer"]), "jti": d.text("id")}
	if sub := idOf(d.fields["credentialSubject"]); sub != "" {
		claims["sub"] = sub
	}
	for claim, name := range map[string]string{"nbf": "validFrom", "exp": "validUntil"} {
		if _, given := d.fields[name]; !given {
			continue
		}
		t, err := ParseTime(d.text(name))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		claims[claim] = float64(t.Unix())
	}
	return claims, nil
}

// token is a compact JWS that was read, not yet verified.
type token struct {
	header    object
	claims    object
	signed    string
	signature []byte
}

// parseToken reads a compact JWS. The header must say RS256, JWT and which key; anything else in it could change how
// the signature is to be read, so it is refused.
func parseToken(text string) (*token, error) {
	parts := strings.Split(text, ".")
	if len(parts) != 3 || len(text) > 2*MaxDocument {
		return nil, errors.New("this is neither JSON nor a compact JWS")
	}
	var pieces [3][]byte
	for i, part := range parts {
		raw, err := base64url(part)
		if err != nil {
			return nil, fmt.Errorf("part %d of the token: %w", i+1, err)
		}
		pieces[i] = raw
	}
	header, err := parse(pieces[0])
	if err != nil {
		return nil, fmt.Errorf("header of the token: %w", err)
	}
	claims, err := parse(pieces[1])
	if err != nil {
		return nil, fmt.Errorf("claims of the token: %w", err)
	}
	return &token{header, claims, parts[0] + "." + parts[1], pieces[2]}, nil
}

// check refuses every header but the one this program writes.
func (t *token) check() error {
	if t.header["alg"] != "RS256" {
		return fmt.Errorf("the token is signed by %v; only RS256 is accepted", t.header["alg"])
	}
	if t.header["typ"] != "JWT" {
		return fmt.Errorf("the token is of type %v, not JWT", t.header["typ"])
	}
	for name := range t.header {
		if name != "alg" && name != "typ" && name != "kid" {
			return fmt.Errorf("the token's header holds %q, which is not accepted", name)
		}
	}
	return nil
}

// document takes the registered claims off and returns the credential.
func (t *token) document() object {
	doc := maps.Clone(t.claims)
	for _, name := range []string{"iss", "jti", "sub", "nbf", "exp", "iat"} {
		delete(doc, name)
	}
	return doc
}

// verify checks the signature, then that the registered claims say what the credential says.
func (t *token) verify(key *rsa.PublicKey) error {
	if err := jwt.SigningMethodRS256.Verify(t.signed, t.signature, key); err != nil {
		return errors.New("the signature does not belong to this text and key")
	}
	demanded, err := (&Document{t.document()}).claims()
	if err != nil {
		return err
	}
	for _, name := range []string{"iss", "jti", "sub", "nbf", "exp"} {
		if t.claims[name] != demanded[name] {
			return fmt.Errorf("the claim %s is %v, but the credential says %v", name, t.claims[name], demanded[name])
		}
	}
	return nil
}
