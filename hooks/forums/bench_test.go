package forums_test

import (
	"database/sql"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/bench"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
)

// BenchmarkForum measures pages of the forum for a member, each beside a bare handler in the same run: net/http that
// asks SQLite the same statements, scans every row and renders the same bytes by html/template. COOPERAGE_BENCH names a
// folder that `cooperage bench seed` has filled; without it a small one is filled here.
func BenchmarkForum(b *testing.B) {
	app := large(b)
	me, err := members.ByEmail(app, bench.Email)
	if err != nil {
		b.Fatal(err)
	}
	var slug string
	if err := app.DB().NewQuery("SELECT slug FROM forum_categories WHERE id = 101").Row(&slug); err != nil {
		b.Fatal(err)
	}
	client := app.As(b, me)
	topic := client.Get("/forum/t/1").Want(http.StatusSeeOther).To()
	pages := map[string]string{"category": "/forum/" + slug, "topic": topic + "?page=125", "search-rare": "/forum/search?q=" + bench.Rare,
		"search-common": "/forum/search?q=" + bench.Common}
	for _, name := range []string{"category", "topic", "search-rare", "search-common"} {
		path := pages[name]
		client.Get(path).Want(http.StatusOK) // so that what is read is settled before it is looked at
		var body string
		statements := app.Statements(b, func() { body = client.Get(path).Want(http.StatusOK).Body })
		for _, connections := range []int{1, 16} {
			b.Run(fmt.Sprintf("%s/ours-%d", name, connections), func(b *testing.B) { load(b, app.Handler, path, client.Cookie(), connections) })
			b.Run(fmt.Sprintf("%s/bare-%d", name, connections), func(b *testing.B) {
				load(b, bareHandler(b, app, statements, body), path, "", connections)
			})
		}
	}
}

// large opens the folder that the environment names, or fills one.
func large(b *testing.B) *apptest.App {
	b.Helper()
	if dir := os.Getenv("COOPERAGE_BENCH"); dir != "" {
		return apptest.Open(b, dir, nil)
	}
	app := apptest.Bare(b)
	if _, err := bench.New(app.Clock, app.Setup).Fill(app, bench.Wish{Members: 200, Topics: 2_000, Posts: 40_000, Seed: 1}); err != nil {
		b.Fatal(err)
	}
	return app
}

// bareHandler answers with the body, cut into pieces that its template puts together, after it has asked for the rows.
func bareHandler(b *testing.B, app *apptest.App, statements []string, body string) http.Handler {
	b.Helper()
	pool, ok := app.ConcurrentDB().(*dbx.DB)
	if !ok {
		b.Fatalf("pool is a %T", app.ConcurrentDB())
	}
	var pieces []template.HTML
	for piece := range strings.SplitAfterSeq(body, ">") {
		pieces = append(pieces, template.HTML(piece))
	}
	page := template.Must(template.New("page").Parse("{{range .}}{{.}}{{end}}"))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, statement := range statements {
			if head := strings.ToUpper(strings.TrimSpace(statement)); !strings.HasPrefix(head, "SELECT") && !strings.HasPrefix(head, "WITH") {
				continue
			}
			if err := scan(pool.DB(), r, statement); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if err := page.Execute(w, pieces); err != nil {
			panic(http.ErrAbortHandler)
		}
	})
}

// scan asks the statement and reads all of its rows.
func scan(db *sql.DB, r *http.Request, statement string) error {
	rows, err := db.QueryContext(r.Context(), statement)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(any)
	}
	for rows.Next() {
		if err := rows.Scan(values...); err != nil {
			return err
		}
	}
	return rows.Err()
}

// load asks for the page over so many connections and reports requests a second and how long they took. Neither side
// compresses.
func load(b *testing.B, handler http.Handler, path, cookie string, connections int) {
	b.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections, DisableCompression: true}}
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var work sync.WaitGroup
	spent := cpu()
	b.ResetTimer()
	for range connections {
		work.Go(func() {
			for i := next.Add(1) - 1; i < int64(b.N); i = next.Add(1) - 1 {
				begin := time.Now()
				if err := fetch(client, server.URL+path, cookie); err != nil {
					b.Error(err)
					return
				}
				took[i] = time.Since(begin)
			}
		})
	}
	work.Wait()
	b.StopTimer()
	b.ReportMetric(float64((cpu()-spent).Microseconds())/1000/float64(b.N), "cpu-ms")
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(float64(took[b.N/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[min(b.N-1, b.N*99/100)].Microseconds())/1000, "p99-ms")
}

// cpu is what the process has computed so far, on all cores: on a machine that others use as well it says more than the
// time that passed. The client's share is in it, the same for both sides.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func fetch(client *http.Client, url, cookie string) error {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Cookie", cookie)
	r.Header.Set("Sec-Purpose", "prefetch") // what is fetched has not been read: nothing is written
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %d", url, answer.StatusCode)
	}
	return nil
}
