package notices_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
)

// arrivals counts the mails at the server by Message-ID.
func arrivals(server *apptest.MailServer) map[string]int {
	n := map[string]int{}
	for _, m := range server.Mails() {
		n[m.ID]++
	}
	return n
}

func TestDrain_LosesNothingWhileTheServerIsAwayForAnHour(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	if err := notices.TellMany(app, crowd(t, app, 300), notices.News{Kind: "vote", Text: "Voting is open."}); err != nil {
		t.Fatal(err)
	}
	drain(t, app)
	app.Clock.Shift(time.Minute)
	server.Stop()
	for range 60 {
		drain(t, app)
		app.Clock.Shift(time.Minute)
	}
	if n := count(t, app, "outbox", dbx.HashExp{"state": "waiting", "attempts": 0}); n != 240 {
		t.Errorf("%d mails wait untried, want 240", n)
	}
	server.Start(t)
	minutes := 0
	for ; count(t, app, "outbox", dbx.HashExp{"state": "waiting"}) > 0; minutes++ {
		if minutes > 30 {
			t.Fatalf("still %s", states(t, app))
		}
		drain(t, app)
		app.Clock.Shift(time.Minute)
	}
	got := arrivals(server)
	if len(got) != 300 || len(server.Mails()) != 300 {
		t.Errorf("%d mails arrived, %d different, want 300", len(server.Mails()), len(got))
	}
	if minutes < 4 || minutes > 14 {
		t.Errorf("it took %d minutes at 60 a minute after a pause of at most 10", minutes)
	}
}

// TestDrain_LosesNothingToAnUnsteadyServer has a server that puts off, drops and swallows, and a program that is
// killed: what is told twice is told as the same message, and only where the server never said yes.
func TestDrain_LosesNothingToAnUnsteadyServer(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	app.Notices.PerMinute = 200
	server := app.MailServer(t)
	if err := notices.TellMany(app, crowd(t, app, 1000), notices.News{Kind: "vote", Text: "Voting is open."}); err != nil {
		t.Fatal(err)
	}
	calls, swallowed := 0, 0
	server.Answer = func(step, _ string) string {
		calls++
		switch {
		case step == "RCPT" && calls%17 == 0:
			return "451 4.7.1 greylisted"
		case step == "DATA" && calls%53 == 0:
			return "drop"
		case step == "END" && calls%71 == 0:
			swallowed++
			return "drop after"
		case step == "MAIL" && calls%97 == 0:
			return "421 4.3.2 too many mails in one session"
		case step == "HELLO" && calls%11 == 0:
			return "drop"
		}
		return ""
	}
	for minutes := 0; count(t, app, "outbox", dbx.Not(dbx.HashExp{"state": "sent"})) > 0; minutes++ {
		if minutes > 2000 {
			t.Fatal("it never ends")
		}
		drain(t, app)
		app.Clock.Shift(time.Minute)
	}
	got := arrivals(server)
	if len(got) != 1000 {
		t.Errorf("%d different mails arrived, want 1000", len(got))
	}
	if more := len(server.Mails()) - len(got); more > swallowed || swallowed == 0 {
		t.Errorf("%d arrived again, though the server swallowed its yes only %d times", more, swallowed)
	}
	if n := count(t, app, "outbox", dbx.HashExp{"doubt": true}); n != swallowed {
		t.Errorf("%d are marked as in doubt, want %d", n, swallowed)
	}
}

func TestDrain_SendsWhatACrashLeftInDoubtAsTheSameMessage(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	steward, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
	drain(t, app)
	// What kill -9 leaves when it comes after the server's yes and before the note.
	_, err := app.NonconcurrentDB().Update("outbox", dbx.Params{"state": "sending", "done": ""}, nil).Execute()
	if err != nil {
		t.Fatal(err)
	}
	app.Clock.Shift(time.Hour)
	drain(t, app)
	sent := server.Mails()
	if len(sent) != 2 || sent[0] != sent[1] || states(t, app) != "sent" {
		t.Fatalf("%s; sent %+v", states(t, app), sent)
	}
	c := app.As(t, steward)
	link := c.Get("/admin/mail?state=sent").Says("It may have arrived twice").HTML().Find("td a").AttrOr("href", "")
	c.Get(link).Says("In doubt")
}

func TestDrain_UsesOneConnectionForMany(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	for i := range 30 {
		tell(t, app, notices.News{To: app.Member(t, fmt.Sprint("P", i)).Id, Kind: "order", Text: "Hello"})
	}
	drain(t, app)
	if n, s := len(server.Mails()), server.Sessions(); n != 30 || s != 1 {
		t.Errorf("%d mails over %d connections", n, s)
	}
	if !strings.Contains(server.Mails()[0].Raw, "Auto-Submitted: auto-generated") {
		t.Error("the mail does not say that a program wrote it")
	}
}
