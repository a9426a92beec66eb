package mentorship_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"

	"github.com/pocketbase/pocketbase/core"
)

// crowd is a co-op with an open round of so many mentees and mentors.
func crowd(t testing.TB, mentees, mentors int) (*apptest.App, *mentorship.Round, *members.Person) {
	t.Helper()
	a := apptest.New(t)
	me := a.Member(t, "Mira Mentee")
	round, err := a.Mentorship.Begin(a, nil)
	if err != nil {
		t.Fatal(err)
	}
	a.Crowd(t, round.ID, mentees, mentors)
	if err := a.Mentorship.Describe(a, me, card(mentorship.Mentee, "skill 3", "skill 5"), true); err != nil {
		t.Fatal(err)
	}
	return a, round, me
}

// A ranking page with a thousand candidates keeps to the budget of pages and of statements, and ranks over pages.
func TestRanking_WithAThousandCandidatesStaysSmall(t *testing.T) {
	t.Parallel()
	a, round, me := crowd(t, 10, 1000)
	c := a.As(t, me)
	var page *apptest.Page
	statements := a.Statements(t, func() { page = c.Get("/mentorship/rank/mentee").Want(http.StatusOK) })
	if len(statements) > 12 {
		t.Errorf("%d statements:\n%s", len(statements), strings.Join(statements, "\n"))
	}
	page.Says("1000 people fit", "Next page")
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write([]byte(page.Body)); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if packed.Len() > 20<<10 {
		t.Errorf("the page has %d bytes, packed", packed.Len())
	}
	form := func(path string, numbers map[int]string) {
		_, fields := c.Get(path).Want(http.StatusOK).Form("form[action^='/mentorship/rank'][method=post]")
		for k, n := range numbers {
			fields["number"][k] = n
		}
		c.Post("/mentorship/rank/mentee", fields).Want(http.StatusSeeOther)
	}
	form("/mentorship/rank/mentee?page=3", map[int]string{0: "2", 4: "1"})
	form("/mentorship/rank/mentee?page=2", map[int]string{0: "1"})
	e, err := mentorship.EntryOf(a, round.ID, mentorship.Mentee, me.Id)
	if err != nil || len(e.Ranked()) != 3 {
		t.Fatalf("%v (%v)", e.Ranked(), err)
	}
	c.Post("/mentorship/rank/mentee", url.Values{"shown": {e.Ranked()[0]}, "number": {"first"}}).Want(http.StatusUnprocessableEntity)
	c.Post("/mentorship/rank/mentee", url.Values{"shown": {me.Id}, "number": {"1"}}).Want(http.StatusUnprocessableEntity)
}

var errAgain = errors.New("closed, and given up")

func BenchmarkClose(b *testing.B) {
	for _, size := range [][2]int{{500, 100}, {5000, 1000}} {
		b.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(b *testing.B) {
			a, round, _ := crowd(b, size[0], size[1])
			a.Clock.Shift(22 * day)
			for b.Loop() {
				// Given up at the end, so that it can be closed again.
				err := a.RunInTransaction(func(tx core.App) error {
					if err := a.Mentorship.Close(tx, round.ID); err != nil {
						b.Fatal(err)
					}
					return errAgain
				})
				if err != errAgain {
					b.Fatal(err)
				}
			}
		})
	}
}
