package certificates_test

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"syscall"
	"testing"
	"time"

	"cooperage/hooks/apptest"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// maxStatements is what every page of the site keeps to.
const maxStatements = 12

func TestPages_CostFewStatements(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	c := app.Certified(t, app.Member(t, "Ada Lund"), "Shore plants")
	reader := app.Member(t, "Reader")
	for _, path := range []string{"/credentials/" + c.Id, "/credentials/" + c.Id + ".jwt", "/credentials/status/1", "/badges/" + c.Id + ".svg", "/verify/" + c.Id,
		"/verify", "/.well-known/did.json"} {
		as := app.As(t, reader)
		as.Get(path).Want(200) // the first one finds the collections
		if list := app.Statements(t, func() { as.Get(path).Want(200) }); len(list) > maxStatements {
			t.Errorf("%s: %d statements:\n%s", path, len(list), strings.Join(list, "\n"))
		}
	}
}

// many copies one certificate until there are n, each at a place of its own in the status lists.
func many(b *testing.B, app *apptest.App, n int) []string {
	b.Helper()
	c := app.Certified(b, app.Member(b, "Ada Lund"), "Shore plants")
	fields := "person, work, maker, title, about, craft, parts, sources, files, reviews, made, validFrom, validUntil, batch, state, reason, decided, decidedBy, pair, origin, credential, compact, created, updated"
	places, ids := rand.Perm(131072), []string{}
	err := app.RunInTransaction(func(tx core.App) error {
		for i := range n - 1 {
			id := fmt.Sprintf("copy%011d", i)
			_, err := tx.DB().NewQuery("INSERT INTO certificates (id, slot, " + fields + ") SELECT {:id}, {:slot}, " + fields + " FROM certificates WHERE id = {:of}").
				Bind(dbx.Params{"id": id, "slot": places[i], "of": c.Id}).Execute()
			if err == nil {
				ids = append(ids, id)
			} else if !strings.Contains(err.Error(), "UNIQUE") { // the original's own place
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return ids
}

// spent is the CPU time of this process so far: the machine is often busy with other things.
func spent(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// costs runs the work and reports its CPU time.
func costs(b *testing.B, work func(i int)) {
	b.Helper()
	before, n := spent(b), 0
	for b.Loop() {
		n++
		work(n)
	}
	b.ReportMetric(float64((spent(b)-before).Microseconds())/float64(n), "cpu-µs/op")
}

// BenchmarkPages asks for certificates among 10,000, each time another one.
func BenchmarkPages(b *testing.B) {
	app := apptest.New(b)
	ids := many(b, app, 10_000)
	for _, shape := range []string{"/credentials/%s", "/credentials/%s.jwt", "/verify/%s", "/badges/%s.svg"} {
		b.Run(strings.TrimPrefix(fmt.Sprintf(shape, "id"), "/"), func(b *testing.B) {
			costs(b, func(i int) {
				rec := httptest.NewRecorder()
				app.Handler.ServeHTTP(rec, httptest.NewRequest("GET", "http://127.0.0.1"+fmt.Sprintf(shape, ids[i%len(ids)]), nil))
				if rec.Code != http.StatusOK {
					b.Fatalf("got %d: %.300s", rec.Code, rec.Body)
				}
			})
		})
	}
}

// BenchmarkStatusList rebuilds the list of 131,072 entries in which 1,000 certificates were taken back.
func BenchmarkStatusList(b *testing.B) {
	app := apptest.New(b)
	many(b, app, 10_000)
	if _, err := app.DB().NewQuery("UPDATE certificates SET state = 'revoked' WHERE substr(id, -1) = '7'").Execute(); err != nil {
		b.Fatal(err)
	}
	get := func(b *testing.B) {
		b.Helper()
		rec := httptest.NewRecorder()
		app.Handler.ServeHTTP(rec, httptest.NewRequest("GET", "http://127.0.0.1/credentials/status/1", nil))
		if rec.Code != http.StatusOK {
			b.Fatalf("got %d", rec.Code)
		}
	}
	b.Run("rebuilt", func(b *testing.B) {
		costs(b, func(int) {
			if _, err := app.DB().NewQuery("UPDATE status_lists SET version = version + 1").Execute(); err != nil {
				b.Fatal(err)
			}
			get(b)
		})
	})
	b.Run("unchanged", func(b *testing.B) {
		costs(b, func(int) { get(b) })
	})
}

// BenchmarkIssue certifies works.
func BenchmarkIssue(b *testing.B) {
	app := apptest.New(b)
	f := app.Work(b, app.Member(b, "Ada Lund"), "Shore plants")
	f.Made = f.Made.Add(-time.Hour)
	costs(b, func(int) {
		if _, err := app.Certificates.Issue(app, f); err != nil {
			b.Fatal(err)
		}
	})
}
