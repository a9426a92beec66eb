package e2e

import (
	"testing"
	"time"

	"cooperage/hooks/apptest"
)

const shorePlants = "Shore plants of the outer islands, drawn from life between two storms"

// TestCertificates_APageSaysWhatItIsWorth looks at a certificate in every state, in both sizes and colours, in German
// and without scripts, and takes it back as a steward does.
func TestCertificates_APageSaysWhatItIsWorth(t *testing.T) {
	t.Parallel()
	s := Serve(t, apptest.New(t))
	settings := s.Settings()
	settings.Meta.AppURL = s.URL
	if err := s.Save(settings); err != nil {
		t.Fatal(err)
	}
	maker, steward := s.Member(t, "Zoë Ünal-Papadopoulou"), s.Officer(t, "Stew", "steward")
	certify := func(title string, from, until time.Time) string {
		t.Helper()
		f := s.Work(t, maker, title)
		f.From, f.Until = from, until
		c, err := s.Certificates.Issue(s.App, f)
		if err != nil {
			t.Fatal(err)
		}
		return c.Id
	}
	now := s.Clock.Now()
	pages := map[string]string{"valid": certify(shorePlants, time.Time{}, time.Time{}),
		"expired": certify("Sea birds", now.AddDate(-2, 0, 0), now.AddDate(-1, 0, 0)), "not_yet_valid": certify("Kept back", now.AddDate(0, 1, 0), time.Time{}),
		"suspended": certify("In question", time.Time{}, time.Time{}), "revoked": certify("Taken back", time.Time{}, time.Time{})}

	tab := s.OpenAs(t, Look{NoScript: true}, steward)
	for act, state := range map[string]string{"suspend": "suspended", "revoke": "revoked"} {
		tab.Go("/admin/certificates/"+pages[state]+"/"+act, 200).Put("#reason", "A reader has asked, and we are looking into it.").Submit("/admin/certificates/", 200)
		if at := tab.Path(); at != "/admin/certificates" {
			t.Fatalf("%s leads to %s", act, at)
		}
	}
	for state, id := range pages {
		for _, look := range []Look{{NoScript: true}, {Width: 360, Dark: true}, {Width: 320, Language: "de", NoScript: true}, {Language: "de", Dark: true}} {
			s.reads(t, look, "/verify/"+id, state)
		}
	}
	tab = s.OpenAs(t, Look{Language: "de"}, steward)
	for _, path := range []string{"/verify", "/admin/certificates", "/admin/seal", "/admin/seal/rotate", "/admin/certificates/" + pages["valid"] + "/revoke",
		"/members/" + maker.Handle()} {
		tab.Go(path, 200).German("Zoë Ünal-Papadopoulou", "Stew", "Marram", shorePlants)
	}
}

// reads opens a certificate's page as anybody and looks for its verdict.
func (s *Server) reads(t *testing.T, look Look, path, state string) {
	t.Helper()
	reader := s.Open(t, look)
	reader.arrived("GET "+path, reader.Visit(path), 200)
	if got := eval[string](reader, `document.querySelector("[data-credential-status]").dataset.credentialStatus`); got != state {
		t.Errorf("%s: the page says %q", state, got)
	}
	if !eval[bool](reader, `[...document.images].every((i) => i.complete && i.naturalWidth > 0)`) {
		t.Errorf("%s, %s: a picture is not shown", state, look)
	}
	if look.Language == "de" {
		reader.German("Zoë Ünal-Papadopoulou", "Marram", shorePlants)
	}
}
