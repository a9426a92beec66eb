package notices_test

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/notices"
)

// listening opens the stream over a real server, as a browser does, and returns what it sends, line by line. The
// channel is closed when the stream ends.
func listening(t *testing.T, server *httptest.Server, cookie string) (lines <-chan string, answer *http.Response, leave func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+"/notices/stream", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Cookie", cookie)
	r.Header.Set("Accept-Encoding", "gzip")
	answer, err = server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	out := make(chan string, 100)
	go func() {
		defer close(out)
		for s := bufio.NewScanner(answer.Body); s.Scan(); {
			if strings.HasPrefix(s.Text(), "data: ") {
				out <- s.Text()
			}
		}
	}()
	return out, answer, cancel
}

func expect(t *testing.T, lines <-chan string, want string) {
	t.Helper()
	select {
	case got := <-lines:
		if got != want {
			t.Fatalf("the stream says %q, want %q", got, want)
		}
	case <-time.After(30 * time.Second):
		t.Fatalf("the stream says nothing, want %q", want)
	}
}

func TestStream_TellsTheNumberAsItChanges(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	server := httptest.NewServer(app.Handler)
	t.Cleanup(server.Close)
	c := app.As(t, ana)
	lines, answer, _ := listening(t, server, c.Cookie())
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" || answer.Header.Get("Content-Encoding") != "" {
		t.Errorf("the stream is %s, encoded %q", kind, answer.Header.Get("Content-Encoding"))
	}
	expect(t, lines, "data: 0")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
	expect(t, lines, "data: 1")
	if err := notices.TellMany(app, []string{bo.Id, ana.Id}, notices.News{Kind: "vote", Text: "Voting is open.", Group: "vote:1"}); err != nil {
		t.Fatal(err)
	}
	expect(t, lines, "data: 2")
	tell(t, app, notices.News{To: bo.Id, Kind: "order", Text: "Not for Ana."})
	if err := notices.Seen(app, ana.Id, "vote:1"); err != nil {
		t.Fatal(err)
	}
	expect(t, lines, "data: 1")
	c.Post("/notices/read", nil).Want(303)
	expect(t, lines, "data: 0")
	c.Post("/logout", nil).Want(303)
	if more, open := <-lines; open {
		t.Errorf("after signing out the stream says %q", more)
	}
	if _, again, _ := listening(t, server, c.Cookie()); again.Header.Get("Content-Type") == "text/event-stream" {
		t.Error("a guest may listen")
	}
}

func TestStream_IsBoundedForEachPersonAndLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := httptest.NewServer(app.Handler)
	c := app.As(t, app.Member(t, "Ana"))
	var leave []func()
	for range 6 {
		lines, _, cancel := listening(t, server, c.Cookie())
		expect(t, lines, "data: 0")
		leave = append(leave, cancel)
	}
	if _, answer, _ := listening(t, server, c.Cookie()); answer.StatusCode != http.StatusNoContent {
		t.Errorf("the seventh stream got %d", answer.StatusCode)
	}
	for _, cancel := range leave {
		cancel()
	}
	server.Close() // waits for every handler to return
	if n := app.Notices.Listening(); n != 0 {
		t.Errorf("%d streams are still open", n)
	}
}
