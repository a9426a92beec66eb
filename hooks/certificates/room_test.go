package certificates_test

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/certificates"
	"cooperage/hooks/certificates/credential"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// site asks the app itself for what a check needs.
type site struct {
	t   *testing.T
	app *apptest.App
}

func (s site) Fetch(_ context.Context, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	page := s.app.Client(s.t).Get(u.Path)
	if page.Status != http.StatusOK {
		return nil, fmt.Errorf("%s: status %d", address, page.Status)
	}
	return []byte(page.Body), nil
}

// check verifies a document as a stranger would, against the running site.
func check(t *testing.T, app *apptest.App, raw string) *credential.Verdict {
	t.Helper()
	return credential.Verifier{Fetcher: site{t, app}, At: app.Clock.Now()}.Check(t.Context(), []byte(raw))
}

func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// forms are the four places where a credential is had.
func forms(t *testing.T, app *apptest.App, id string) map[string]string {
	t.Helper()
	c, all := app.Client(t), map[string]string{}
	for _, path := range []string{"/credentials/" + id, "/credentials/" + id + ".jwt", "/badges/" + id + ".svg", "/badges/" + id + ".png"} {
		all[path] = c.Get(path).Want(200).Body
	}
	return all
}

func TestIssue_ACredentialHoldsInEveryForm(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker := app.Member(t, "Ada Lund")
	c := app.Certified(t, maker, "Shore plants")
	for path, raw := range forms(t, app, c.Id) {
		v := check(t, app, raw)
		if !v.Valid || v.SubjectName != "Ada Lund" || v.Achievement != "Shore plants" || !strings.HasSuffix(v.ID, "/credentials/"+c.Id) {
			t.Errorf("%s: %+v", path, v)
		}
	}
	page := app.Client(t).Get("/verify/"+c.Id).Want(200).Says("Shore plants", "Ada Lund", "This certificate is valid", "A checked statement, not proof.", "What was not checked")
	if got := page.HTML().Find("[data-credential-status]").AttrOr("data-credential-status", ""); got != "valid" {
		t.Errorf("got status %q", got)
	}
}

func TestDocuments_AreSentAsTheStandardsSay(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Certified(t, app.Member(t, "Ada Lund"), "Shore plants")
	for path, kind := range map[string]string{"/credentials/" + c.Id: "application/vc", "/credentials/" + c.Id + ".jwt": "application/vc+jwt",
		"/credentials/status/1": "application/vc", "/credentials/status/2": "application/vc", "/.well-known/did.json": "application/did+json",
		"/.well-known/jwks.json": "application/jwk-set+json", "/badges/" + c.Id + ".svg": "image/svg+xml", "/badges/" + c.Id + ".png": "image/png",
		"/badges/human.svg": "image/svg+xml", "/badges/certified.png": "image/png",
		"/badges/certified-revoked.svg": "image/svg+xml"} {
		page := app.Client(t).Get(path).Want(200)
		h := page.Header
		if h.Get("Content-Type") != kind || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Cross-Origin-Resource-Policy") != "cross-origin" ||
			h.Get("Cache-Control") != "public, no-cache" || h.Get("ETag") == "" {
			t.Errorf("%s: got %v", path, h)
		}
		framed := strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors *") && h.Get("X-Frame-Options") == ""
		if framed != strings.HasPrefix(path, "/badges/") {
			t.Errorf("%s: frames: %q, %q", path, h.Get("Content-Security-Policy"), h.Get("X-Frame-Options"))
		}
		r := httptest.NewRequest("GET", "http://127.0.0.1"+path, nil)
		r.Header.Set("If-None-Match", h.Get("ETag"))
		if got := app.Client(t).Do(r).Status; got != http.StatusNotModified {
			t.Errorf("%s: asked again, got %d", path, got)
		}
		r = httptest.NewRequest("OPTIONS", "http://127.0.0.1"+path, nil)
		r.Header.Set("Origin", "https://elsewhere.example")
		r.Header.Set("Access-Control-Request-Method", "GET")
		if got := app.Client(t).Do(r); got.Status != http.StatusNoContent || got.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: a preflight got %d, %v", path, got.Status, got.Header)
		}
	}
	for _, path := range []string{"/credentials/nothing", "/credentials/nothing.jwt", "/badges/nothing.svg", "/badges/human-revoked.svg", "/badges/certified-valid.svg", "/badges/" + c.Id, "/badges/" + c.Id + ".gif",
		"/credentials/status/3", "/credentials/status/0", "/credentials/status/01", "/credentials/status/x", "/verify/nothing", "/verify/nothing/qr.svg", "/verify?after=x"} {
		app.Client(t).Get(path).Want(404)
	}
}

func TestDecide_SuspendedReinstatedAndRevokedAreToldApartEverywhere(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker, steward := app.Member(t, "Ada Lund"), app.Officer(t, "Stew", "steward")
	c, other := app.Certified(t, maker, "Shore plants"), app.Certified(t, maker, "Sea birds")
	kept := forms(t, app, c.Id)     // what a holder has kept from before
	var suspended map[string]string // and from while it was suspended
	expect := func(want credential.Reason, state string) {
		t.Helper()
		for where, all := range map[string]map[string]string{"kept": kept, "kept while suspended": suspended, "live": forms(t, app, c.Id)} {
			for path, raw := range all {
				if v := check(t, app, raw); v.Reason() != want {
					t.Errorf("%s %s: got %q (%v), want %q", where, path, v.Reason(), v.Reasons, want)
				}
			}
		}
		page := app.Client(t).Get("/verify/" + c.Id).Want(200)
		if got := page.HTML().Find("[data-credential-status]").AttrOr("data-credential-status", ""); got != state {
			t.Errorf("the page says %q, want %q", got, state)
		}
		if v := check(t, app, app.Client(t).Get("/credentials/"+other.Id).Body); !v.Valid {
			t.Errorf("another certificate: %v", v.Reasons)
		}
	}
	expect("", "valid")
	as := app.As(t, steward)
	do := func(act string) {
		t.Helper()
		app.Clock.Shift(time.Hour)
		if got := as.Submit("/admin/certificates/"+c.Id+"/"+act, "main form", url.Values{"reason": {"Asked by a reader."}}); got.Status != 303 {
			t.Fatalf("%s: got %d: %s", act, got.Status, got.Text())
		}
	}
	do("suspend")
	suspended = forms(t, app, c.Id)
	expect(credential.Suspended, "suspended")
	app.Client(t).Get("/verify/"+c.Id).Says("suspended", "Asked by a reader.")
	do("reinstate")
	expect("", "valid")
	do("suspend")
	do("revoke")
	expect(credential.Revoked, "revoked")
	if err := app.Certificates.Reinstate(app, steward, c.Id, "No."); !fault.Is(err, fault.Conflict) {
		t.Errorf("reinstating a revoked one: %v", err)
	}
	app.As(t, maker).Get("/notices").Says("The certificate of your work “Shore plants” is revoked. The steward writes: Asked by a reader.")
	app.As(t, maker).Get("/admin/audit").Says("Revoked a certificate: " + c.Id)
}

func TestDecide_OnlyAStewardAndNotOnOwnWork(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	steward, treasurer := app.Officer(t, "Stew", "steward"), app.Officer(t, "Trea", "treasurer")
	own := app.Certified(t, steward, "Own work")
	if err := app.Certificates.Revoke(app, steward, own.Id, "Mine."); !fault.Is(err, fault.Forbidden) {
		t.Errorf("own work: %v", err)
	}
	if err := app.Certificates.Revoke(app, treasurer, own.Id, "Not mine."); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a treasurer: %v", err)
	}
	app.As(t, steward).Get("/admin/certificates/" + own.Id + "/revoke").Want(403)
	theirs := app.Certified(t, treasurer, "Other work")
	for _, reason := range []string{"", "  ", strings.Repeat("a", certificates.MaxReason+1)} {
		if err := app.Certificates.Suspend(app, steward, theirs.Id, reason); !fault.Is(err, fault.Invalid) {
			t.Errorf("a reason of %d characters: %v", len(reason), err)
		}
	}
	page := app.As(t, steward).Submit("/admin/certificates/"+theirs.Id+"/suspend", "main form", url.Values{"reason": {""}})
	page.Want(422).Says("Please give your reason.")
}

func TestDecide_AReasonThatComesTooLateIsKept(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	first, second := app.As(t, app.Officer(t, "Stew", "steward")), app.As(t, app.Officer(t, "Ardal", "steward"))
	path := "/admin/certificates/" + app.Certified(t, app.Member(t, "Ada Lund"), "Shore plants").Id + "/suspend"
	second.Get(path).Want(200)
	first.Submit(path, "main form", url.Values{"reason": {"Asked by a reader."}}).Want(303)
	late := second.Post(path, url.Values{"reason": {"Two drafts are missing."}})
	late.Want(409).Says("The certificate has changed meanwhile, so nothing was done.", "Two drafts are missing.", "Suspended")
	if n := late.HTML().Find("main form button").Length(); n != 0 {
		t.Errorf("the page offers the decision again: %d buttons", n)
	}
	if again := second.Get(path).Want(409); again.HTML().Find(`main a[href="/admin/certificates"].button`).Length() != 1 {
		t.Errorf("the page leads nowhere: %s", again.Text())
	}
}

func TestDates_ExpiredAndNotYetValid(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker := app.Member(t, "Ada Lund")
	f := app.Work(t, maker, "Embargoed")
	f.From = app.Clock.Now().AddDate(0, 1, 0)
	early := must[*certificates.Certificate](t)(app.Certificates.Issue(app, f))
	expect := func(want credential.Reason, state string) {
		t.Helper()
		for path, raw := range forms(t, app, early.Id) {
			if v := check(t, app, raw); v.Reason() != want {
				t.Errorf("%s: got %v, want %s", path, v.Reasons, want)
			}
		}
		if got := app.Client(t).Get("/verify/"+early.Id).HTML().Find("[data-credential-status]").AttrOr("data-credential-status", ""); got != state {
			t.Errorf("got %q, want %q", got, state)
		}
	}
	expect(credential.NotYetValid, "not_yet_valid")
	app.Clock.Set(f.From)
	expect("", "valid")
	app.Clock.Set(f.From.AddDate(certificates.Years, 0, 0).Add(-time.Second))
	expect("", "valid")
	app.Clock.Set(f.From.AddDate(certificates.Years, 0, 0))
	expect(credential.Expired, "expired")
}

func TestIssue_RefusesWithoutTheFactsItNeeds(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker, client := app.Member(t, "Ada Lund"), app.Buyer(t, "Cara")
	for field, spoil := range map[string]func(*certificates.Facts){
		"person":  func(f *certificates.Facts) { f.Person = client },
		"title":   func(f *certificates.Facts) { f.Title = " " },
		"about":   func(f *certificates.Facts) { f.About = strings.Repeat("a", certificates.MaxAbout+1) },
		"craft":   func(f *certificates.Facts) { f.Craft = "alchemy" },
		"parts":   func(f *certificates.Facts) { f.Parts[0].Tier = "assisted" },
		"sources": func(f *certificates.Facts) { f.Sources = []string{"trainedAlgorithmicMedia"} },
		"files":   func(f *certificates.Facts) { f.Files[0].SHA256 = "abc" },
		"reviews": func(f *certificates.Facts) { f.Reviews = f.Reviews[:2] },
		"made":    func(f *certificates.Facts) { f.Made = app.Clock.Now().Add(time.Hour) },
		"until":   func(f *certificates.Facts) { f.Until = app.Clock.Now().AddDate(certificates.Years, 0, 1) },
	} {
		f := app.Work(t, maker, "Shore plants")
		spoil(&f)
		_, err := app.Certificates.Issue(app, f)
		refused := fault.As(err)
		if refused == nil || len(refused.Problems) != 1 || refused.Problems[0].Field != field {
			t.Errorf("%s: got %v", field, err)
		}
	}
	f := app.Work(t, maker, "Shore plants")
	f.Reviews[2].Reviewer = maker.Id
	if _, err := app.Certificates.Issue(app, f); !fault.Is(err, fault.Invalid) {
		t.Errorf("reviewed by its maker: %v", err)
	}
	if n := must[int64](t)(app.CountRecords("certificates")); n != 0 {
		t.Errorf("%d certificates were written", n)
	}
}

// TestIssue_NamesComeOutAsTheyWentIn: what can be signed round-trips through every form, and what cannot is refused.
func TestIssue_NamesComeOutAsTheyWentIn(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for _, name := range []string{"Zoë 🧑🏽‍🎨 Ünal", "שירה לוי", "محمد العربي", "e\u0301 is not é", "Ṱ̺̺̕o͞ ̷i̲n", "<b>&\"'\\]]>", "tab\there", "\u202eright to left\u202c", "\u00a0wide"} {
		f := app.Work(t, app.Member(t, "Maker"), name)
		f.Person.SetName(name)
		c, err := app.Certificates.Issue(app, f)
		if strings.TrimSpace(name) != name {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: got %v, want a refusal", name, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		for path, raw := range forms(t, app, c.Id) {
			if v := check(t, app, raw); !v.Valid || v.Achievement != name || v.SubjectName != name {
				t.Errorf("%q in %s: %+v", name, path, v)
			}
		}
		if got := app.Client(t).Get("/verify/" + c.Id).HTML().Find("h1").Text(); got != name {
			t.Errorf("%q: the page says %q", name, got)
		}
	}
	for _, name := range []string{"bell\a", "nul\x00", "del\x7f", "esc\x1b[31m", "broken\xff", "non\ufffe"} {
		f := app.Work(t, app.Member(t, "Maker"), name)
		if _, err := app.Certificates.Issue(app, f); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %v, want a refusal", name, err)
		}
	}
}

func TestCertificate_IsImmutableButForItsState(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Certified(t, app.Member(t, "Ada Lund"), "Shore plants")
	for field, value := range map[string]any{"title": "Another", "maker": "Eve", "parts": "[]", "validUntil": app.Clock.Now(), "slot": 7, "credential": "{}", "state": "nonsense"} {
		again := must[*certificates.Certificate](t)(certificates.ByID(app, c.Id))
		again.Set("state", certificates.Suspended) // which alone would be fine
		again.Set(field, value)
		if err := app.Save(again); err == nil {
			t.Errorf("%s was changed", field)
		}
	}
	if err := app.Delete(must[*certificates.Certificate](t)(certificates.ByID(app, c.Id))); err == nil {
		t.Error("it was deleted")
	}
	for _, sql := range []string{"UPDATE issuer_keys SET document = 'x'", "DELETE FROM issuer_keys", "UPDATE issuer_keys SET created = 'x'"} {
		if _, err := app.DB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("%s was done", sql)
		}
	}
}

func TestRotate_OldCredentialsHoldAndNewOnesUseTheNewKeys(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	steward, maker := app.Officer(t, "Stew", "steward"), app.Member(t, "Ada Lund")
	old := app.Certified(t, maker, "Before")
	if err := app.Certificates.Rotate(app, app.Officer(t, "Trea", "treasurer"), "1"); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a treasurer: %v", err)
	}
	as := app.As(t, steward)
	app.Clock.Shift(time.Hour) // a fresh session has just typed it
	sent := as.Get("/admin/seal/rotate")
	if sent.Status != 303 || !strings.HasPrefix(sent.To(), "/account/confirm") {
		t.Fatalf("the password was not asked for: %d to %q", sent.Status, sent.To())
	}
	if got := as.Post("/admin/seal/rotate", url.Values{"pair": {"1"}}); !strings.HasPrefix(got.To(), "/account/confirm") {
		t.Fatalf("the password was not asked for: %d to %q", got.Status, got.To())
	}
	if got := as.Submit("/account/confirm?next=/admin/seal/rotate", "main form", url.Values{"password": {apptest.Password}}); got.To() != "/admin/seal/rotate" {
		t.Fatalf("got %d to %q: %s", got.Status, got.To(), got.Text())
	}
	if got := as.Submit("/admin/seal/rotate", "main form", nil); got.To() != "/admin/seal" {
		t.Fatalf("got %d to %q: %s", got.Status, got.To(), got.Text())
	}
	as.Post("/admin/seal/rotate", url.Values{"pair": {"1"}}).Want(409)
	as.Get("/admin/seal").Says("Pair 2", "in use", "Pair 1", "kept for checking", "SHA256:")
	fresh := app.Certified(t, maker, "After")
	for id, key := range map[string]string{old.Id: "1", fresh.Id: "2"} {
		for path, raw := range forms(t, app, id) {
			v := check(t, app, raw)
			if said := strings.Join(v.Checked, " "); !v.Valid || !strings.Contains(said, "#key-"+key) && !strings.Contains(said, "#rsa-"+key) {
				t.Errorf("%s: %v, %v", path, v.Reasons, v.Checked)
			}
		}
	}
	// Keys of a database that was opened before have nothing to do with one that comes after.
	again := apptest.Open(t, snapshot(t, app), app.Clock)
	if v := check(t, again, again.Client(t).Get("/credentials/"+fresh.Id).Body); !v.Valid {
		t.Errorf("after a restart: %v", v.Reasons)
	}
}

// snapshot copies the app's folder as a backup would.
func snapshot(t *testing.T, app *apptest.App) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := app.DB().NewQuery("VACUUM INTO {:to}").Bind(dbx.Params{"to": filepath.Join(dir, "data.db")}).Execute(); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "coop-key"), os.DirFS(app.DataFile("coop-key"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestBackup_HoldsWhatSigns(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker := app.Member(t, "Ada Lund")
	app.Certified(t, maker, "Before")
	path := must[string](t)(app.Backup.Create(t.Context(), app, t.TempDir()))
	target := filepath.Join(t.TempDir(), "restored")
	if _, err := app.Backup.Restore(path, target); err != nil {
		t.Fatal(err)
	}
	again := apptest.Open(t, target, app.Clock)
	c := again.Certified(t, must[*members.Person](t)(members.ByID(again, maker.Id)), "After")
	if v := check(t, again, again.Client(t).Get("/credentials/"+c.Id).Body); !v.Valid {
		t.Errorf("got %v", v.Reasons)
	}
}

func TestKeys_WithoutTheDataKeyNothingIsSignedAndWhatWasSignedHolds(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker, steward := app.Member(t, "Ada Lund"), app.Officer(t, "Stew", "steward")
	c := app.Certified(t, maker, "Before")
	dir := snapshot(t, app)
	if err := os.Remove(filepath.Join(dir, "coop-key", "seal.key")); err != nil {
		t.Fatal(err)
	}
	again := apptest.Open(t, dir, app.Clock)
	maker = must[*members.Person](t)(members.ByID(again, maker.Id))
	if _, err := again.Certificates.Issue(again, again.Work(t, maker, "After")); err == nil || fault.Is(err, fault.Invalid) {
		t.Errorf("issued without keys: %v", err)
	}
	if err := again.Certificates.Sound(again); err == nil {
		t.Error("the installation calls itself sound")
	}
	if _, err := os.Stat(filepath.Join(dir, "coop-key", "seal.key")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a data key was made that opens nothing: %v", err)
	}
	if err := again.Certificates.Rotate(again, must[*members.Person](t)(members.ByID(again, steward.Id)), "1"); err != nil {
		t.Fatal(err)
	}
	fresh := again.Certified(t, maker, "After")
	for _, id := range []string{c.Id, fresh.Id} {
		if v := check(t, again, again.Client(t).Get("/credentials/"+id).Body); !v.Valid {
			t.Errorf("got %v", v.Reasons)
		}
	}
}

// TestKeys_PrivateHalvesAreNowhere looks for them where people and programs look, and in the files of the data folder.
func TestKeys_PrivateHalvesAreNowhere(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	steward := app.Officer(t, "Stew", "steward")
	c := app.Certified(t, steward, "Shore plants")
	seed, data := canary(t, app)
	look := func(where, text string) {
		t.Helper()
		for _, form := range []string{string(seed), base64.StdEncoding.EncodeToString(seed), base64.RawURLEncoding.EncodeToString(seed), fmt.Sprintf("%x", seed)} {
			if strings.Contains(text, form) {
				t.Errorf("%s holds the private key", where)
			}
		}
		if where != "coop-key/seal.key" && strings.Contains(text, data) {
			t.Errorf("%s holds the data key", where)
		}
	}
	as := app.As(t, steward)
	for _, path := range []string{"/admin/seal", "/admin/audit", "/admin/certificates", "/verify", "/verify/" + c.Id, "/credentials/" + c.Id, "/.well-known/did.json",
		"/.well-known/jwks.json", "/healthz", "/members/" + steward.Handle()} {
		page := as.Get(path)
		look(path, page.Body)
		var row struct {
			Document string `db:"documentSecret"`
		}
		if err := app.DB().NewQuery("SELECT documentSecret FROM issuer_keys").One(&row); err != nil {
			t.Fatal(err)
		}
		page.Hides(row.Document)
	}
	if _, err := app.FindCollectionByNameOrId("issuer_keys"); err == nil {
		t.Error("issuer_keys is a collection, which the dashboard and the REST API could show")
	}
	err := filepath.WalkDir(app.DataDir(), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		name, _ := filepath.Rel(app.DataDir(), path)
		look(filepath.ToSlash(name), string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	info := must[os.FileInfo](t)(os.Stat(app.DataFile("coop-key/seal.key")))
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the data key has mode %v", info.Mode())
	}
}

// canary is the private key's seed, read as the room reads it, and the data key.
func canary(t *testing.T, app *apptest.App) (seed []byte, data string) {
	t.Helper()
	raw := must[[]byte](t)(os.ReadFile(app.DataFile("coop-key/seal.key")))
	key := must[ed25519.PrivateKey](t)(app.Certificates.DocumentKey(app))
	if len(key) != ed25519.PrivateKeySize {
		t.Fatalf("got a key of %d bytes", len(key))
	}
	return key.Seed(), strings.TrimSpace(string(raw))
}

func TestStatusLists_HideTheirNeighboursAndChangeOnlyWhenSomethingDid(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker, steward := app.Member(t, "Ada Lund"), app.Officer(t, "Stew", "steward")
	var indexes []string
	var first *certificates.Certificate
	for i := range 4 {
		c := app.Certified(t, maker, fmt.Sprintf("Work %d", i))
		var doc struct {
			Status struct {
				ID, StatusListIndex, StatusListCredential, StatusPurpose string
			} `json:"credentialStatus"`
		}
		if err := json.Unmarshal([]byte(app.Client(t).Get("/credentials/"+c.Id).Body), &doc); err != nil {
			t.Fatal(err)
		}
		if doc.Status.ID == "" || doc.Status.StatusPurpose != "revocation" || !strings.HasSuffix(doc.Status.StatusListCredential, "/credentials/status/1") {
			t.Errorf("got %+v", doc.Status)
		}
		indexes = append(indexes, doc.Status.StatusListIndex)
		first = c
	}
	if strings.Join(indexes, " ") == "0 1 2 3" {
		t.Errorf("indexes count: %v", indexes)
	}
	tag := func() string { return app.Client(t).Get("/credentials/status/1").Header.Get("ETag") }
	before := tag()
	app.Clock.Shift(time.Hour)
	app.Certified(t, maker, "One more")
	if got := tag(); got != before {
		t.Errorf("the list changed though nothing was taken back: %s, %s", before, got)
	}
	if err := app.Certificates.Revoke(app, steward, first.Id, "Asked for."); err != nil {
		t.Fatal(err)
	}
	if got := tag(); got == before {
		t.Error("the list did not change when a certificate was revoked")
	}
}

// TestIssue_IsWholeOrNotAtAll lets the last step fail and looks for traces of the others.
func TestIssue_IsWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	maker := app.Member(t, "Ada Lund")
	app.Certified(t, maker, "Before")
	count := func() (certified, used, told int) {
		t.Helper()
		err := app.DB().NewQuery("SELECT (SELECT COUNT(*) FROM certificates), (SELECT used FROM status_lists), (SELECT COUNT(*) FROM notices)").Row(&certified, &used, &told)
		if err != nil {
			t.Fatal(err)
		}
		return certified, used, told
	}
	before, usedBefore, toldBefore := count()
	app.OnRecordCreateExecute("certificates").BindFunc(func(e *core.RecordEvent) error {
		if err := e.Next(); err != nil {
			return err
		}
		return errors.New("the disk fails")
	})
	if _, err := app.Certificates.Issue(app, app.Work(t, maker, "After")); err == nil {
		t.Fatal("it was issued")
	}
	if n, used, told := count(); n != before || used != usedBefore || told != toldBefore {
		t.Errorf("got %d certificates, %d places and %d notices, want %d, %d and %d", n, used, told, before, usedBefore, toldBefore)
	}
}

// TestKeys_AFileElsewhereIsInNoBackup: a host can keep apart what unlocks the keys.
func TestKeys_AFileElsewhereIsInNoBackup(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	elsewhere := filepath.Join(t.TempDir(), "seal.key")
	app.Certificates.DataKeyFile = elsewhere
	maker := app.Member(t, "Ada Lund")
	c := app.Certified(t, maker, "Before")
	if _, err := os.Stat(app.DataFile("coop-key/seal.key")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the data folder holds a key too: %v", err)
	}
	path, target := must[string](t)(app.Backup.Create(t.Context(), app, t.TempDir())), filepath.Join(t.TempDir(), "restored")
	if _, err := app.Backup.Restore(path, target); err != nil {
		t.Fatal(err)
	}
	again := apptest.Open(t, target, app.Clock)
	if err := again.Certificates.Sound(again); err == nil {
		t.Error("the backup alone can sign")
	}
	again.Certificates.DataKeyFile = elsewhere
	if v := check(t, again, again.Client(t).Get("/credentials/"+c.Id).Body); !v.Valid {
		t.Errorf("got %v", v.Reasons)
	}
}

func TestOrigin_IsThePublicAddressOrWhereTheServerListens(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	for _, c := range []struct{ set, listens, want string }{
		{"https://coop.example", "127.0.0.1:8090", "https://coop.example"},
		{"https://coop.example/", "", "https://coop.example"},
		{"http://coop.example", "127.0.0.1:8090", "https://coop.example"}, // behind a proxy that does not say so
		{"http://localhost:8090", "127.0.0.1:18391", "http://127.0.0.1:18391"},
		{"http://localhost:8090", "0.0.0.0:9000", "http://localhost:9000"},
		{"http://localhost:8090", "[::1]:9000", "http://localhost:9000"},
		{"http://127.0.0.1:1234", "", "http://127.0.0.1:1234"},
		{"http://192.168.1.7:8090", "192.168.1.7:8090", ""},
		{"nonsense", "", ""},
	} {
		s := app.Settings()
		s.Meta.AppURL = c.set
		app.Certificates.SetAddress(c.listens)
		if got, err := app.Certificates.Origin(app); got != c.want || (err != nil) != (c.want == "") {
			t.Errorf("%s at %q: got %q, %v, want %q", c.set, c.listens, got, err, c.want)
		}
	}
}
