package credential

import (
	"crypto/ed25519"
	"crypto/rsa"
	"encoding/base64"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// minRSA is the least length of an RSA key in bits.
const minRSA = 2048

// Multikey writes a public key as W3C Controlled Identifiers do: base58btc of the two bytes that say Ed25519, and the key.
func Multikey(key ed25519.PublicKey) string { return multibase(append([]byte{0xed, 0x01}, key...)) }

// ParseMultikey reads an Ed25519 public key.
func ParseMultikey(s string) (ed25519.PublicKey, error) {
	raw, err := fromMultibase(s)
	if err != nil {
		return nil, err
	}
	if len(raw) != 2+ed25519.PublicKeySize || raw[0] != 0xed || raw[1] != 0x01 {
		return nil, errors.New("this is no Ed25519 public key")
	}
	return raw[2:], nil
}

// jwkOf writes an RSA public key as a JSON Web Key.
func jwkOf(key *rsa.PublicKey, id string) object {
	e := big.NewInt(int64(key.E)).Bytes()
	return object{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
		"n": base64.RawURLEncoding.EncodeToString(key.N.Bytes()), "e": base64.RawURLEncoding.EncodeToString(e)}
}

// parseJWK reads an RSA public key that may sign with RS256.
func parseJWK(v any) (*rsa.PublicKey, error) {
	jwk, _ := v.(object)
	if alg, given := jwk["alg"]; jwk["kty"] != "RSA" || given && alg != "RS256" || jwk["d"] != nil {
		return nil, errors.New("this is no public RSA key for RS256")
	}
	n, err := base64url(jwk["n"])
	if err != nil {
		return nil, err
	}
	e, err := base64url(jwk["e"])
	if err != nil {
		return nil, err
	}
	key := &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: int(new(big.Int).SetBytes(e[:min(len(e), 4)]).Int64())}
	if len(e) > 4 || key.E < 3 || key.E%2 == 0 || key.N.BitLen() < minRSA || key.N.BitLen() > 4*minRSA {
		return nil, fmt.Errorf("an RSA key of %d bits and exponent %d is not accepted", key.N.BitLen(), key.E)
	}
	return key, nil
}

// base64url reads a string of base64url without padding and without loose bits at its end.
func base64url(v any) ([]byte, error) {
	s, ok := v.(string)
	if !ok || strings.ContainsAny(s, "\r\n") {
		return nil, errors.New("base64url is missing or broken by line ends")
	}
	return base64.RawURLEncoding.Strict().DecodeString(s)
}

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// multibase writes bytes in base58btc, after the letter that says so.
func multibase(raw []byte) string {
	n, rest, radix := new(big.Int).SetBytes(raw), new(big.Int), big.NewInt(58)
	var digits []byte
	for n.Sign() > 0 {
		n.DivMod(n, radix, rest)
		digits = append(digits, base58[rest.Int64()])
	}
	for _, b := range raw {
		if b != 0 {
			break
		}
		digits = append(digits, base58[0])
	}
	slices.Reverse(digits)
	return "z" + string(digits)
}

// fromMultibase reads base58btc of a key or signature; each value has one spelling.
func fromMultibase(s string) ([]byte, error) {
	digits, ok := strings.CutPrefix(s, "z")
	if !ok || len(digits) > 128 {
		return nil, errors.New("this is no key or signature in base58btc")
	}
	n, radix := new(big.Int), big.NewInt(58)
	for _, c := range []byte(digits) {
		digit := strings.IndexByte(base58, c)
		if digit < 0 {
			return nil, fmt.Errorf("%q is no digit of base58btc", c)
		}
		n.Add(n.Mul(n, radix), big.NewInt(int64(digit)))
	}
	zeros := len(digits) - len(strings.TrimLeft(digits, base58[:1]))
	return append(make([]byte, zeros), n.Bytes()...), nil
}
