package credential

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
)

func b64(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) }

// sealToken signs any header and claims with the co-op's own key.
func sealToken(t *testing.T, header, claims string) []byte {
	t.Helper()
	text := b64(header) + "." + b64(claims)
	signature, err := jwt.SigningMethodRS256.Sign(text, keys().rsa)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text + "." + b64(string(signature)))
}

func TestToken_ForgeriesAreFound(t *testing.T) {
	t.Parallel()
	good := issueToken(t, content())
	want(t, "valid", verdict(t, world(t), []byte(good)), "")
	want(t, "revoked", verdict(t, world(t, 94567), []byte(good)), Revoked)
	parts := strings.Split(good, ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	claims := string(raw)
	const header = `{"alg":"RS256","kid":"did:web:coop.example#rsa-1","typ":"JWT"}`
	changed := strings.Replace(claims, "Twelve", "Eleven", 1)
	public, err := x509.MarshalPKIXPublicKey(&keys().rsa.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	mac := hmac.New(sha256.New, pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public}))
	hs := b64(strings.Replace(header, "RS256", "HS256", 1)) + "." + parts[1]
	mac.Write([]byte(hs))
	doc, err := Build(content())
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := doc.Token(TokenSigner{coop + "#rsa-1", keys().otherRSA})
	if err != nil {
		t.Fatal(err)
	}
	edKid := strings.Replace(header, "rsa-1", "key-1", 1)
	for _, c := range []struct {
		name   string
		raw    []byte
		reason Reason
	}{
		{"resealed", sealToken(t, header, claims), ""},
		{"alg none", []byte(b64(strings.Replace(header, "RS256", "none", 1)) + "." + parts[1] + "."), Signature},
		{"HS256 with the public key", []byte(hs + "." + b64(string(mac.Sum(nil)))), Signature},
		{"wrong typ", sealToken(t, strings.Replace(header, "JWT", "JOSE", 1), claims), Signature},
		{"no typ", sealToken(t, strings.Replace(header, `,"typ":"JWT"`, "", 1), claims), Signature},
		{"crit", sealToken(t, strings.Replace(header, `{`, `{"crit":["b64"],"b64":false,`, 1), claims), Signature},
		{"a key in the header", sealToken(t, strings.Replace(header, `{`, `{"jwk":{"kty":"RSA"},`, 1), claims), Signature},
		{"changed payload", []byte(parts[0] + "." + b64(changed) + "." + parts[2]), Signature},
		{"no signature", []byte(parts[0] + "." + parts[1] + "."), Signature},
		{"wrong key", []byte(foreign), Signature},
		{"a key of another kind", sealToken(t, edKid, claims), KeyUnknown},
		{"no kid", sealToken(t, `{"alg":"RS256","typ":"JWT"}`, claims), KeyUnknown},
		{"sub out of step", sealToken(t, header, strings.Replace(claims, `"sub":"https://coop.example/members/ada"`, `"sub":"https://coop.example/members/bob"`, 1)), Signature},
		{"exp left out", sealToken(t, header, strings.Replace(claims, `"exp":1953115200,`, "", 1)), Signature},
		{"nbf out of step", sealToken(t, header, strings.Replace(claims, `"nbf":`, `"nbf":1`, 1)), Signature},
		{"two parts", []byte(parts[0] + "." + parts[1]), Unreadable},
		{"padding", []byte(parts[0] + "=." + parts[1] + "." + parts[2]), Unreadable},
		{"a claim twice", sealToken(t, header, strings.Replace(claims, `"iss":`, `"iss":"x","iss":`, 1)), Unreadable},
	} {
		want(t, c.name, verdict(t, world(t), c.raw), c.reason)
	}
	if !strings.Contains(claims, `"exp":1953115200,`) {
		t.Errorf("claims = %s", claims)
	}
}
