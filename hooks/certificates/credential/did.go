package credential

import (
	"crypto/ed25519"
	"crypto/rsa"
	"fmt"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Method is one public key of the co-op under its address. Keys that sign no longer stay in the documents, or what
// they signed could not be checked; one that was stolen is marked with the moment from which nothing it signed counts.
type Method struct {
	ID      string // the DID, # and a name
	Ed25519 ed25519.PublicKey
	RSA     *rsa.PublicKey // when there is no Ed25519 key
	Revoked time.Time
}

// DIDDocument returns the document that /.well-known/did.json answers.
func DIDDocument(did string, methods []Method) ([]byte, error) {
	if _, err := DIDURL(did); err != nil {
		return nil, err
	}
	all, ids := []any{}, []any{}
	for _, m := range methods {
		o, err := m.object(did)
		if err != nil {
			return nil, err
		}
		all, ids = append(all, o), append(ids, m.ID)
	}
	return marshal(object{"@context": []any{"https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1", "https://w3id.org/security/jwk/v1"},
		"id": did, "verificationMethod": all, "assertionMethod": ids})
}

func (m Method) object(did string) (object, error) {
	if !strings.HasPrefix(m.ID, did+"#") || !isIRI(m.ID) {
		return nil, fmt.Errorf("the key %q is not one of %s", m.ID, did)
	}
	o := object{"id": m.ID, "controller": did}
	switch {
	case len(m.Ed25519) == ed25519.PublicKeySize:
		o["type"], o["publicKeyMultibase"] = "Multikey", Multikey(m.Ed25519)
	case m.RSA != nil:
		o["type"], o["publicKeyJwk"] = "JsonWebKey", jwkOf(m.RSA, m.ID)
	default:
		return nil, fmt.Errorf("the key %q is empty", m.ID)
	}
	if !m.Revoked.IsZero() {
		o["revoked"] = stamp(m.Revoked)
	}
	return o, nil
}

// JWKS returns the RSA keys as a JSON Web Key Set, which /.well-known/jwks.json answers. A set cannot say that a key
// was revoked, so revoked ones are left out.
func JWKS(methods []Method) ([]byte, error) {
	keys := []any{}
	for _, m := range methods {
		if m.RSA != nil && m.Revoked.IsZero() {
			keys = append(keys, jwkOf(m.RSA, m.ID))
		}
	}
	return marshal(object{"keys": keys})
}

var (
	hostName = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$`)
	port     = regexp.MustCompile(`^[1-9][0-9]{0,4}$`)
	segment  = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*$`)
)

// DID returns the did:web of a site by its address, such as https://coop.example. http is for loopback only.
func DID(origin string) (string, error) {
	u, err := url.Parse(origin)
	if err != nil || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		return "", fmt.Errorf("%q is no address of a site", origin)
	}
	did := "did:web:" + strings.ToLower(u.Hostname())
	if u.Port() != "" && (u.Scheme != "https" || u.Port() != "443") {
		did += "%3A" + u.Port()
	}
	if path := strings.Trim(u.Path, "/"); path != "" {
		did += ":" + strings.ReplaceAll(path, "/", ":")
	}
	address, err := DIDURL(did)
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(address, u.Scheme+"://") {
		return "", fmt.Errorf("%q: only https speaks for a site", origin)
	}
	return did, nil
}

// DIDURL returns where the document of a did:web is: https, save on loopback; a port is written %3A; without a path
// the document is under /.well-known/.
func DIDURL(did string) (string, error) {
	rest, ok := strings.CutPrefix(did, "did:web:")
	if !ok {
		return "", fmt.Errorf("%q is no did:web", did)
	}
	parts := strings.Split(rest, ":")
	host, number, withPort := strings.Cut(parts[0], "%3A")
	_, ipErr := netip.ParseAddr(host)
	if !hostName.MatchString(host) || withPort && !port.MatchString(number) || ipErr == nil && !Loopback(host) {
		return "", fmt.Errorf("%q names no site", did)
	}
	address := "https://" + host
	if Loopback(host) {
		address = "http://" + host
	}
	if withPort {
		address += ":" + number
	}
	if len(parts) == 1 {
		return address + "/.well-known/did.json", nil
	}
	for _, part := range parts[1:] {
		if !segment.MatchString(part) {
			return "", fmt.Errorf("%q has a broken path", did)
		}
		address += "/" + part
	}
	return address + "/did.json", nil
}

// Loopback reports whether a host is this machine itself.
func Loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
