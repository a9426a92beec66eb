package certificates

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/certificates/credential"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// house is a co-op's site with one certificate, on loopback.
type house struct {
	url, did string
	pages    map[string][]byte
	signer   credential.Signer
	list     *credential.List
}

func open(t *testing.T) *house {
	t.Helper()
	h := &house{pages: map[string][]byte{}}
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		page, ok := h.pages[r.URL.Path]
		switch {
		case r.URL.Path == "/elsewhere":
			http.Redirect(w, r, "http://localhost:1/credentials/c1", http.StatusFound)
		case !ok:
			http.NotFound(w, r)
		default:
			_, _ = w.Write(page) // the client sees what is missing
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	var err error
	if h.did, err = credential.DID(server.URL); err != nil {
		t.Fatal(err)
	}
	h.url = server.URL
	key := ed25519.NewKeyFromSeed([]byte(strings.Repeat("k", 32)))
	h.signer = credential.Signer{Method: h.did + "#key-1", Key: key}
	if h.list, err = credential.NewList(0); err != nil {
		t.Fatal(err)
	}
	h.put(t, "/.well-known/did.json")(credential.DIDDocument(h.did, []credential.Method{{ID: h.signer.Method, Ed25519: key.Public().(ed25519.PublicKey)}}))
	doc, err := credential.Build(credential.Content{ID: h.url + "/credentials/c1", Name: "Human-made: Poem", Issuer: credential.Issuer{DID: h.did, Name: "Wort \u202eeG"},
		Subject:     credential.Subject{ID: h.url + "/members/ada", Name: "Ada"},
		Achievement: credential.Achievement{ID: h.url + "/credentials/c1#work", Name: "Poem", Description: "Twelve lines", Criteria: "Made by a person."},
		Files:       []credential.File{{ID: h.url + "/files/poem.txt", SHA256: sha256.Sum256([]byte("Roses"))}},
		From:        noon.AddDate(0, -1, 0), Until: noon.AddDate(5, 0, 0),
		Status: []credential.Status{{List: h.url + "/credentials/status/1", Index: 5, Purpose: credential.Revocation}}})
	h.sign(t, "/credentials/c1", doc, err)
	h.publish(t)
	return h
}

func (h *house) put(t *testing.T, path string) func([]byte, error) {
	return func(raw []byte, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		h.pages[path] = raw
	}
}

func (h *house) sign(t *testing.T, path string, doc *credential.Document, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	h.put(t, path)(doc.Sign(h.signer, noon))
}

func (h *house) publish(t *testing.T) {
	t.Helper()
	doc, err := credential.StatusList{ID: h.url + "/credentials/status/1", Issuer: credential.Issuer{DID: h.did}, Purpose: credential.Revocation, List: h.list,
		From: noon.AddDate(0, 0, -1)}.Build()
	h.sign(t, "/credentials/status/1", doc, err)
}

// ask runs the command as of noon.
func ask(t *testing.T, q question, target string) (int, string, error) {
	t.Helper()
	var out bytes.Buffer
	status, err := q.answer(t.Context(), target, noon, &out)
	return status, out.String(), err
}

func file(t *testing.T, name string, raw []byte) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestVerify_ByAddressAndByThePageAboutIt(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, path := range []string{"/credentials/c1", "/verify/c1"} {
		status, out, err := ask(t, question{}, h.url+path)
		if status != 0 || err != nil || !strings.HasPrefix(out, "valid\n") || !strings.Contains(out, "Wort eG") || !strings.Contains(out, "not checked: the file "+h.url+"/files/poem.txt: 404") {
			t.Errorf("%s: %d, %v, %s", path, status, err, out)
		}
	}
	h.pages["/files/poem.txt"] = []byte("Violets")
	if status, out, err := ask(t, question{}, h.url+"/credentials/c1"); status != 1 || err != nil || !strings.HasPrefix(out, "digest_mismatch: ") {
		t.Errorf("another file: %d, %v, %s", status, err, out)
	}
	delete(h.pages, "/files/poem.txt")
	if err := h.list.Set(5, true); err != nil {
		t.Fatal(err)
	}
	h.publish(t)
	if status, out, err := ask(t, question{}, h.url+"/credentials/c1"); status != 1 || err != nil || !strings.HasPrefix(out, "revoked: ") {
		t.Errorf("revoked: %d, %v, %s", status, err, out)
	}
}

func TestVerify_OfflineWithGivenFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	c1, did := file(t, "c1.json", h.pages["/credentials/c1"]), file(t, "did.json", h.pages["/.well-known/did.json"])
	list, poem := file(t, "list.json", h.pages["/credentials/status/1"]), file(t, "poem.txt", []byte("Roses"))
	other := file(t, "poem.txt", []byte("Violets"))
	clear(h.pages)
	for _, c := range []struct {
		name   string
		q      question
		status int
		starts string
	}{
		{"all", question{document: did, with: []string{list, poem}}, 0, "valid\n"},
		{"another poem", question{document: did, with: []string{list, other}}, 1, "digest_mismatch: "},
		{"no list", question{document: did}, 1, "status_unknown: "},
		{"no document", question{with: []string{list}}, 1, "issuer_key_unknown: "},
		{"later", question{document: did, with: []string{list}, at: "2031-11-22T12:00:00Z"}, 1, "expired: "},
		{"earlier", question{document: did, with: []string{list}, at: "2026-01-01T00:00:00+01:00"}, 1, "not_yet_valid: "},
		{"a time without zone", question{document: did, at: "2026-01-01T00:00:00"}, 2, ""},
		{"a missing file", question{document: "missing"}, 2, ""},
	} {
		status, out, err := ask(t, c.q, c1)
		if status != c.status || !strings.HasPrefix(out, c.starts) || (err != nil) != (status == 2) {
			t.Errorf("%s: %d, %v, %s", c.name, status, err, out)
		}
	}
}

func TestVerify_AnswersInJSON(t *testing.T) {
	t.Parallel()
	h := open(t)
	status, out, err := ask(t, question{json: true}, h.url+"/credentials/c1")
	var v credential.Verdict
	if status, _, err := ask(t, question{stdin: bytes.NewReader(h.pages["/credentials/c1"])}, "-"); status != 0 || err != nil {
		t.Errorf("standard input: %d, %v", status, err)
	}
	if status != 0 || err != nil || json.Unmarshal([]byte(out), &v) != nil || !v.Valid || v.SubjectName != "Ada" {
		t.Errorf("%d, %v, %s", status, err, out)
	}
	status, out, err = ask(t, question{json: true}, file(t, "x.json", []byte("{}")))
	if status != 2 || err != nil || json.Unmarshal([]byte(out), &v) != nil || v.Valid || v.Reason() != credential.Unreadable {
		t.Errorf("%d, %v, %s", status, err, out)
	}
}

func TestVerify_SaysWhatAWebPageIs(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.pages["/members/ada"] = []byte("<!doctype html><title>Ada</title>")
	if status, out, err := ask(t, question{}, h.url+"/members/ada"); status != 2 || out != "" || err == nil || !strings.Contains(err.Error(), "this is a web page") {
		t.Errorf("got %d, %q, %v", status, out, err)
	}
	if err := one(nil, nil); err == nil || !strings.HasPrefix(err.Error(), "name one FILE or URL") {
		t.Errorf("nothing named: %v", err)
	}
}

func TestVerify_FetchesOnlyWhatIsSafe(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.pages["/huge"] = bytes.Repeat([]byte("x"), credential.MaxPicture+1)
	for _, target := range []string{h.url + "/elsewhere", h.url + "/missing", h.url + "/huge", "http://coop.example/credentials/c1", "ftp://coop.example/c1", "missing.json"} {
		if status, out, err := ask(t, question{}, target); status != 2 || err == nil || out != "" {
			t.Errorf("%s: %d, %v, %s", target, status, err, out)
		}
	}
}
