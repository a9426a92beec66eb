package credential

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"time"
)

func TestCheck_EveryFaultIsToldApart(t *testing.T) {
	t.Parallel()
	good := issue(t, content())
	change := func(old, new string) []byte {
		if !bytes.Contains(good, []byte(old)) {
			t.Fatalf("%q is not in the credential", old)
		}
		return bytes.Replace(good, []byte(old), []byte(new), 1)
	}
	resign := func(edit func(*Content)) []byte {
		c := content()
		edit(&c)
		return issue(t, c)
	}
	by := func(s Signer) []byte {
		doc, err := Build(content())
		if err != nil {
			t.Fatal(err)
		}
		raw, err := doc.Sign(s, noon)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	taken, paused := world(t, 94567), world(t)
	paused[listURL] = statusList(t, Suspension, 94567)
	damaged, bare, offline := world(t), world(t), world(t)
	damaged[fileURL] = append(bytes.Clone(poem), '!')
	delete(bare, listURL)
	delete(offline, "https://coop.example/.well-known/did.json")
	suspended := resign(func(c *Content) { c.Status[0].Purpose = Suspension })
	for _, c := range []struct {
		name   string
		world  shelf
		raw    []byte
		reason Reason
	}{
		{"valid", world(t), good, ""},
		{"another entry set", world(t, 94566, 94568), good, ""},
		{"empty", world(t), nil, Unreadable},
		{"cut off", world(t), good[:len(good)-2], Unreadable},
		{"a name twice", world(t), change(`"id":`, `"id":"https://coop.example/x","id":`), Unreadable},
		{"a control character", world(t), change("Human-made", `Human\u0001made`), Unreadable},
		{"more after it", world(t), append(bytes.Clone(good), '1'), Unreadable},
		{"a date without zone", world(t), change("12:00:00Z\",\"validUntil", "12:00:00\",\"validUntil"), Unreadable},
		{"no such date", world(t), change("2026-10-22T12:00:00Z\",\"validUntil", "2026-02-30T12:00:00Z\",\"validUntil"), Unreadable},
		{"too large", world(t), bytes.Repeat([]byte(" {"), MaxDocument), Unreadable},
		{"an employee card", world(t), change("AchievementCredential", "EmployeeCredential"), WrongType},
		{"its own status list", world(t), world(t)[listURL], WrongType},
		{"not yet valid", world(t), resign(func(c *Content) { c.From = noon.Add(time.Second) }), NotYetValid},
		{"expired this moment", world(t), resign(func(c *Content) { c.Until = noon }), Expired},
		{"expired", world(t), resign(func(c *Content) { c.Until = noon.AddDate(0, 0, -1) }), Expired},
		{"issuer out of reach", offline, good, KeyUnknown},
		{"a key the issuer does not have", world(t), by(Signer{coop + "#key-2", keys().ed}), KeyUnknown},
		{"somebody else's key", world(t), by(Signer{"did:web:evil.example#key-1", keys().ed}), KeyUnknown},
		{"another purpose", world(t), change("assertionMethod", "authentication"), ProofPurpose},
		{"wrong key under the right name", world(t), by(Signer{coop + "#key-1", keys().otherEd}), Signature},
		{"changed text", world(t), change("Twelve lines", "Eleven lines"), Signature},
		{"text added in a known term", world(t), change(`"type":["Evidence"]`, `"genre":"x","type":["Evidence"]`), Signature},
		{"text added in an unknown term", world(t), change(`"type":["Evidence"]`, `"note":"x","type":["Evidence"]`), Signature},
		{"an empty list added", world(t), change(`"type":["Evidence"]`, `"genre":[],"type":["Evidence"]`), Signature},
		{"another kind of proof", world(t), change("eddsa-rdfc-2022", "eddsa-jcs-2022"), Signature},
		{"the status moved", world(t), change(`"statusListIndex":"94567"`, `"statusListIndex":"94568"`), Signature},
		{"revoked", taken, good, Revoked},
		{"suspended", paused, suspended, Suspended},
		{"list out of reach", bare, good, StatusUnknown},
		{"list of another purpose", paused, good, StatusUnknown},
		{"entry outside the list", world(t), resign(func(c *Content) { c.Status[0].Index = MinList }), StatusUnknown},
		{"another file", damaged, good, Digest},
	} {
		want(t, c.name, verdict(t, c.world, c.raw), c.reason)
	}
}

// A list that anybody could have written takes nothing back and proves nothing.
func TestCheck_AStatusListCountsOnlyWhenTheIssuerSignedIt(t *testing.T) {
	t.Parallel()
	good := issue(t, content())
	s := world(t)
	for name, edit := range map[string][2]string{
		"changed list": {`"encodedList":"u`, `"encodedList":"uH`}, "another address": {`status/1",`, `status/2",`},
		"another issuer": {`"issuer":"did:web:coop.example"`, `"issuer":"did:web:evil.example"`},
		"another kind":   {`"BitstringStatusListCredential"`, `"AchievementCredential"`}, "ended": {`"validFrom"`, `"validUntil":"2026-11-22T12:00:00Z","validFrom"`},
	} {
		forged := maps.Clone(s)
		forged[listURL] = bytes.Replace(s[listURL], []byte(edit[0]), []byte(edit[1]), 1)
		if bytes.Equal(forged[listURL], s[listURL]) {
			t.Fatalf("%s: nothing changed", name)
		}
		want(t, name, verdict(t, forged, good), StatusUnknown)
	}
}

func TestCheck_TwoStatusEntriesAreBothAsked(t *testing.T) {
	t.Parallel()
	c := content()
	c.Status = append(c.Status, Status{listURL + "s", 94567, Suspension})
	raw := issue(t, c)
	s := world(t)
	bits, err := NewList(0)
	if err != nil {
		t.Fatal(err)
	}
	if err := bits.Set(94567, true); err != nil {
		t.Fatal(err)
	}
	doc, err := StatusList{ID: listURL + "s", Issuer: Issuer{DID: coop}, Purpose: Suspension, List: bits, From: noon}.Build()
	s[listURL+"s"] = signed(t, doc, err)
	want(t, "suspended", verdict(t, s, raw), Suspended)
	s[listURL] = statusList(t, Revocation, 94567)
	v := verdict(t, s, raw)
	want(t, "both", v, Revoked)
	if len(v.Reasons) != 2 {
		t.Errorf("reasons = %v", v.Reasons)
	}
}

// All that can be known is said, the first reason first; nothing is fetched for a credential nobody signed.
func TestCheck_AllReasonsAreToldInOrder(t *testing.T) {
	t.Parallel()
	c := content()
	c.Until = noon.AddDate(0, 0, -1)
	raw := bytes.Replace(issue(t, c), []byte("Twelve"), []byte("Eleven"), 1)
	v := verdict(t, world(t, 94567), raw)
	if len(v.Reasons) != 2 || v.Reasons[0].Reason != Expired || v.Reasons[1].Reason != Signature {
		t.Errorf("reasons = %v", v.Reasons)
	}
	v = verdict(t, world(t, 94567), issue(t, c))
	if len(v.Reasons) != 2 || v.Reasons[0].Reason != Expired || v.Reasons[1].Reason != Revoked {
		t.Errorf("reasons = %v", v.Reasons)
	}
}

func TestRotation_OldCredentialsStillVerify(t *testing.T) {
	t.Parallel()
	old := issue(t, content())
	next := Method{ID: coop + "#key-2", Ed25519: keys().otherEd.Public().(ed25519.PublicKey)}
	doc, err := Build(content())
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := doc.Sign(Signer{next.ID, keys().otherEd}, noon)
	if err != nil {
		t.Fatal(err)
	}
	s := world(t)
	document := func(all ...Method) {
		if s["https://coop.example/.well-known/did.json"], err = DIDDocument(coop, all); err != nil {
			t.Fatal(err)
		}
	}
	document(append(methods(), next)...)
	want(t, "old", verdict(t, s, old), "")
	want(t, "new", verdict(t, s, fresh), "")
	stolen := methods()
	stolen[0].Revoked = noon
	document(append(stolen, next)...)
	want(t, "stolen", verdict(t, s, old), KeyUnknown)
}

func TestCheck_AKeyNotMeantForAssertionsIsRefused(t *testing.T) {
	t.Parallel()
	s := world(t)
	const at = "https://coop.example/.well-known/did.json"
	s[at] = bytes.Replace(s[at], []byte(`"assertionMethod":["did:web:coop.example#key-1",`), []byte(`"assertionMethod":[`), 1)
	want(t, "left out", verdict(t, s, issue(t, content())), ProofPurpose)
	s[at] = bytes.Replace(world(t)[at], []byte(`"id":"did:web:coop.example",`), []byte(`"id":"did:web:evil.example",`), 1)
	want(t, "another's document", verdict(t, s, issue(t, content())), KeyUnknown)
}

// What is issued has the form that Open Badges 3.0 and certification ask for.
func TestBuild_TheForm(t *testing.T) {
	t.Parallel()
	var got struct {
		Context []string `json:"@context"`
		Proof   []object
		Status  struct{ ID, StatusListIndex string } `json:"credentialStatus"`
		Subject struct {
			Achievement struct {
				Alignment []struct{ TargetURL string }
			}
		} `json:"credentialSubject"`
		Evidence        []struct{ ID string }
		RelatedResource []struct{ DigestSRI string }
		ValidUntil      string
	}
	if err := json.Unmarshal(issue(t, content()), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Proof) != 1 || got.Status.StatusListIndex != "94567" || got.Status.ID != listURL+"#94567" || len(got.Evidence) != 2 ||
		got.Subject.Achievement.Alignment[0].TargetURL != "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation" ||
		!strings.HasPrefix(got.RelatedResource[0].DigestSRI, "sha256-") || got.ValidUntil != "2031-11-22T12:00:00Z" {
		t.Errorf("got %+v", got)
	}
}

func TestBuild_RefusesWhatCannotBeSigned(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*Content){
		"no name": func(c *Content) { c.Name = "\x00\x7f " }, "no subject": func(c *Content) { c.Subject.Name = "" },
		"relative id": func(c *Content) { c.ID = "/credentials/c1" }, "blank in an address": func(c *Content) { c.Subject.ID = "https://coop.example/a b" },
		"no status": func(c *Content) { c.Status = nil }, "negative index": func(c *Content) { c.Status[0].Index = -1 },
		"unknown purpose": func(c *Content) { c.Status[0].Purpose = "message" }, "until before from": func(c *Content) { c.Until = c.From },
		"unknown source": func(c *Content) { c.Achievement.Sources = []string{"magic"} }, "issuer": func(c *Content) { c.Issuer.DID = "did:web:" },
		"image": func(c *Content) { c.Achievement.Image = "javascript" },
	} {
		c := content()
		edit(&c)
		if _, err := Build(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
