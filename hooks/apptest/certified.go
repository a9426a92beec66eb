package apptest

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"cooperage/hooks/certificates"
	"cooperage/hooks/members"
)

// Work is what a review knows of a work of the member: everything that Issue asks for, with three reviewers.
func (a *App) Work(t testing.TB, maker *members.Person, title string) certificates.Facts {
	t.Helper()
	now := a.Clock.Now()
	sum := sha256.Sum256([]byte(title))
	f := certificates.Facts{Person: maker, Title: title, About: "Twelve drawings of shore plants, in pencil and ink.", Craft: "illustration",
		Parts: []certificates.Part{{Title: "Drawings", Kind: "image", Tier: certificates.Human}}, Sources: []string{"digitalCreation", "print"},
		Files: []certificates.File{{Name: "drawings.pdf", MediaType: "application/pdf", SHA256: hex.EncodeToString(sum[:])}}, Made: now.AddDate(0, 0, -20)}
	for _, says := range []string{"Five dated sketches lead to the final lines.", "The layers show every correction.", "We went through the scans together."} {
		f.Reviews = append(f.Reviews, certificates.Review{Reviewer: a.Member(t, "Rita Reviewer").Id, At: now.AddDate(0, 0, -3), Says: says})
	}
	return f
}

// Certified is a certified work of the member.
func (a *App) Certified(t testing.TB, maker *members.Person, title string) *certificates.Certificate {
	t.Helper()
	c, err := a.Certificates.Issue(a, a.Work(t, maker, title))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
