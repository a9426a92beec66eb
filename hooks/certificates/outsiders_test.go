package certificates_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/certificates"
	"cooperage/hooks/certificates/credential"

	"github.com/golang-jwt/jwt/v5"
)

// outsiders are the programs of others, installed from the npm registry as testdata/outsiders/package-lock.json says.
type outsiders struct {
	t   *testing.T
	dir string
}

func install(t *testing.T) outsiders {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/outsiders")); err != nil {
		t.Fatal(err)
	}
	npm := exec.CommandContext(t.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
	npm.Dir = dir
	if out, err := npm.CombinedOutput(); err != nil {
		t.Fatalf("these tests need Debian's npm (make tools installs it) and its registry: %v\n%s", err, out)
	}
	return outsiders{t, dir}
}

// ask returns what they make of each document, by its name.
func (o outsiders) ask(origin string, documents map[string]string) map[string]string {
	o.t.Helper()
	contexts, cases := map[string]json.RawMessage{}, []map[string]string{}
	for address, name := range map[string]string{"https://www.w3.org/ns/credentials/v2": "credentials-v2.json",
		"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "ob-3.0.3.json"} {
		contexts[address] = must[[]byte](o.t)(os.ReadFile(filepath.Join("credential", "contexts", name)))
	}
	for _, name := range slices.Sorted(maps.Keys(documents)) {
		form := "token"
		if strings.HasPrefix(documents[name], "{") {
			form = "credential"
		}
		cases = append(cases, map[string]string{"name": name, form: documents[name]})
	}
	input := must[[]byte](o.t)(json.Marshal(map[string]any{"contexts": contexts, "origin": origin, "cases": cases}))
	node := exec.CommandContext(o.t.Context(), "node", "check.mjs")
	var trouble bytes.Buffer
	node.Dir, node.Stdin, node.Stderr = o.dir, bytes.NewReader(input), &trouble
	out, err := node.Output()
	answers := map[string]string{}
	if err == nil {
		err = json.Unmarshal(out, &answers)
	}
	if err != nil {
		o.t.Fatalf("%v: %s", err, trouble.String())
	}
	return answers
}

// TestOutsiders_TellApartWhatOurCommandTellsApart lets @digitalbazaar/vc and jose check the running server's
// credentials, and our own command check the same files.
func TestOutsiders_TellApartWhatOurCommandTellsApart(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := httptest.NewServer(app.Handler)
	t.Cleanup(server.Close)
	settings := app.Settings()
	settings.Meta.AppURL = server.URL
	if err := app.Save(settings); err != nil {
		t.Fatal(err)
	}
	now := time.Now().Add(-time.Hour) // theirs is the machine's clock
	app.Clock.Set(now)
	maker, steward := app.Member(t, "Ada Lund"), app.Officer(t, "Stew", "steward")
	certify := func(title string, from, until time.Time) string {
		t.Helper()
		f := app.Work(t, maker, title)
		f.From, f.Until = from, until
		return must[*certificates.Certificate](t)(app.Certificates.Issue(app, f)).Id
	}
	ids := map[string]string{"valid": certify("Zoë 🧑🏽‍🎨 שירה", time.Time{}, time.Time{}), "revoked": certify("Revoked", time.Time{}, time.Time{}),
		"suspended": certify("Suspended", time.Time{}, time.Time{}), "expired": certify("Expired", now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)),
		"not yet valid": certify("Early", now.AddDate(1, 0, 0), time.Time{})}
	get := func(id string) string { return app.Client(t).Get("/credentials/" + id).Want(200).Body }
	documents := map[string]string{"suspended, kept": get(ids["suspended"]), "suspended, kept token": get(ids["suspended"] + ".jwt")}
	for _, err := range []error{app.Certificates.Revoke(app, steward, ids["revoked"], "For this test."),
		app.Certificates.Suspend(app, steward, ids["suspended"], "For this test.")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := app.Certificates.Rotate(app, steward, "1"); err != nil {
		t.Fatal(err)
	}
	ids["valid, with the new keys"] = certify("After", time.Time{}, time.Time{})
	for name, id := range ids {
		documents[name], documents[name+" token"] = get(id), get(id+".jwt")
	}
	maps.Copy(documents, forged(t, documents["valid"], documents["valid token"]))

	// For each document: what they say, what our command says first, and its exit status.
	want := map[string][2]string{
		"valid": {"valid", "valid\n"}, "valid, with the new keys": {"valid", "valid\n"}, "revoked": {"revocation", "revoked: "},
		"suspended": {"suspension", "suspended: "}, "suspended, kept": {"revocation", "suspended: "}, "expired": {"expired", "expired: "},
		"not yet valid": {"not yet valid", "not_yet_valid: "}, "changed text": {"invalid signature", "signature: "},
		"wrong key": {"invalid signature", "signature: "}, "unknown key": {"unknown key", "issuer_key_unknown: "},
	}
	answers := install(t).ask(server.URL, documents)
	for name, raw := range documents {
		expected, ok := want[strings.TrimSuffix(name, " token")]
		if !ok {
			t.Errorf("%s is not expected", name)
		}
		if answers[name] != expected[0] {
			t.Errorf("%s: they say %q, want %q", name, answers[name], expected[0])
		}
		file := filepath.Join(t.TempDir(), "credential")
		if err := os.WriteFile(file, []byte(raw), 0o600); err != nil {
			t.Fatal(err)
		}
		status, said, err := certificates.Verify(t.Context(), file, time.Now())
		if wanted := btoi(expected[1] != "valid\n"); status != wanted || err != nil || !strings.HasPrefix(said, expected[1]) {
			t.Errorf("%s: our command says %.60q with status %d (%v), want %q with %d", name, said, status, err, expected[1], wanted)
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// forged are a valid credential and its token with a changed text, signed by a stranger under the co-op's key, and
// under a key that the co-op does not have.
func forged(t *testing.T, credential, token string) map[string]string {
	t.Helper()
	return map[string]string{
		"changed text":       strings.Replace(credential, "shore plants", "short plants", 1),
		"wrong key":          resigned(t, credential, "#key-1"),
		"unknown key":        resigned(t, credential, "#key-9"),
		"changed text token": changed(t, token),
		"wrong key token":    retold(t, token, "#rsa-1"),
		"unknown key token":  retold(t, token, "#rsa-9"),
	}
}

// changed is the token with another letter in its claims.
func changed(t *testing.T, token string) string {
	t.Helper()
	parts := strings.Split(token, ".")
	raw := must[[]byte](t)(jwt.NewParser().DecodeSegment(parts[1]))
	parts[1] = encode(bytes.Replace(raw, []byte("shore plants"), []byte("short plants"), 1))
	return strings.Join(parts, ".")
}

// retold is the token signed by a stranger.
func retold(t *testing.T, token, key string) string {
	t.Helper()
	parts := strings.Split(token, ".")
	header := bytes.Replace(must[[]byte](t)(jwt.NewParser().DecodeSegment(parts[0])), []byte("#rsa-1"), []byte(key), 1)
	stranger := must[*rsa.PrivateKey](t)(rsa.GenerateKey(rand.Reader, 2048))
	text := encode(header) + "." + parts[1]
	return text + "." + encode(must[[]byte](t)(jwt.SigningMethodRS256.Sign(text, stranger)))
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// resigned says the same as the credential in its main things, signed by a stranger under a key of the co-op's name.
func resigned(t *testing.T, text, key string) string {
	t.Helper()
	var doc struct {
		ID     string
		Issuer struct{ ID, Name string }
		Status struct{ StatusListCredential, StatusListIndex string } `json:"credentialStatus"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	_, stranger, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().Add(-time.Hour)
	built := must[*credential.Document](t)(credential.Build(credential.Content{ID: doc.ID, Name: "Forged", Issuer: credential.Issuer{DID: doc.Issuer.ID, Name: doc.Issuer.Name},
		Subject: credential.Subject{ID: doc.ID + "#eve", Name: "Eve"}, From: now, Until: now.AddDate(1, 0, 0),
		Achievement: credential.Achievement{ID: doc.ID + "#work", Name: "Forged", Description: "Forged", Criteria: "None"},
		Status: []credential.Status{{List: doc.Status.StatusListCredential, Index: must[int](t)(strconv.Atoi(doc.Status.StatusListIndex)),
			Purpose: credential.Revocation}}}))
	return string(must[[]byte](t)(built.Sign(credential.Signer{Method: doc.Issuer.ID + key, Key: stranger}, now)))
}
