package notices_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// row reads one column of the only mail in the outbox.
func row(t *testing.T, app core.App, column string) (value string) {
	t.Helper()
	if err := app.DB().Select(column).From("outbox").Row(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// answering makes the server give an answer to a step while on is set.
func answering(server *apptest.MailServer, step, answer string) (on *bool) {
	on = new(true)
	server.Answer = func(at, _ string) string {
		if at == step && *on {
			return answer
		}
		return ""
	}
	return on
}

func TestDrain_ForgetsSecretsOnceSent(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	ana := app.Member(t, "Ana")
	err := notices.Mail(app, notices.Letter{To: ana.Id, Kind: "account", Subject: "Reset your password", Text: "Your code is %s.",
		Args: []any{"s3cret"}, Link: "/reset/s3cret", Key: "reset-1", Secret: true})
	if err != nil {
		t.Fatal(err)
	}
	drain(t, app)
	sent := server.Mails()
	if len(sent) != 1 || !strings.Contains(sent[0].Part(t, "text/plain"), "/reset/s3cret") || !strings.Contains(sent[0].Raw, "Subject: Reset your password") {
		t.Fatalf("sent %v", sent)
	}
	if strings.Contains(sent[0].Raw, "nsubscribe") {
		t.Error("a letter about the account can be unsubscribed")
	}
	var whole dbx.NullStringMap
	if err := app.DB().Select("*").From("outbox").One(&whole); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(fmt.Sprint(whole), "s3cret") || whole["state"].String != "sent" {
		t.Errorf("the outbox holds %v", whole)
	}
}

func TestDrain_TriesAgainForMoreThanADayAndThenGivesUp(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	on := answering(server, "RCPT", "451 4.3.0 try later")
	steward, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
	start, tries := app.Clock.Now(), 0
	for ; states(t, app) == "waiting"; tries++ {
		if app.Clock.Now().Sub(start) > 7*24*time.Hour {
			t.Fatal("never gave up")
		}
		before := row(t, app, "attempts")
		drain(t, app)
		after := row(t, app, "attempts")
		drain(t, app)
		if row(t, app, "attempts") != after {
			t.Fatalf("tried twice without a pause after %s attempts", before)
		}
		app.Clock.Shift(20 * time.Minute)
	}
	if took := app.Clock.Now().Sub(start); states(t, app) != "dead" || took < 24*time.Hour {
		t.Fatalf("%s after %d rounds in %v", states(t, app), tries, took)
	}
	c := app.As(t, steward)
	list := c.Get("/admin/mail?state=dead").Says("451 4.3.0 try later", "Try them all again")
	link := list.HTML().Find("td a").AttrOr("href", "")
	*on = false
	c.Follow(c.Submit(link, "main form", nil).Want(303)).Says("The mail will be tried again.")
	drain(t, app)
	if len(server.Mails()) != 1 || states(t, app) != "sent" {
		t.Errorf("sent %v, %s", server.Mails(), states(t, app))
	}
}

func TestDrain_GivesUpAtOnceWhenRefusedForGood(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	steward, ana, bo := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana"), app.Member(t, "Bo")
	gone := true
	server.Answer = func(step, arg string) string {
		if gone && step == "RCPT" && arg == ana.Email() {
			return "550 5.1.1 no such user here"
		}
		return ""
	}
	for _, p := range []*members.Person{ana, bo} {
		tell(t, app, notices.News{To: p.Id, Kind: "order", Text: "Delivered."})
	}
	drain(t, app)
	if got := states(t, app); got != "dead sent" {
		t.Fatalf("outbox: %s", got)
	}
	app.As(t, steward).Get("/admin/mail?state=dead").Says("1 address takes no mail", ana.Email(), "550 5.1.1 no such user here")

	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Paid."})
	asked := len(server.Asked())
	drain(t, app)
	if got := states(t, app); got != "dead sent dead" || len(server.Asked()) != asked {
		t.Errorf("the refused address was tried again: %s, %v", got, server.Asked()[asked:])
	}
	me := app.As(t, ana)
	gone = false
	me.Follow(me.Submit("/account/notices", ".notice form", nil).Want(303)).Hides("come back")
	app.As(t, steward).Submit("/admin/mail?state=dead", "main form", nil).Want(303)
	drain(t, app)
	if got := states(t, app); got != "sent sent sent" {
		t.Errorf("after trying the address again: %s", got)
	}
}

func TestDrain_TriesARefusedAddressForItsSecurity(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	on := answering(server, "RCPT", "550 5.1.1 no such user")
	ana := app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
	drain(t, app)
	*on = false
	tell(t, app, notices.News{To: ana.Id, Kind: "account", Text: "Your payouts now go elsewhere."})
	drain(t, app)
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Paid."})
	drain(t, app)
	if got := states(t, app); got != "dead sent sent" {
		t.Errorf("outbox: %s; want the address known as good again", got)
	}
}

func TestDrain_BlamesNoMailForTheServersTrouble(t *testing.T) {
	t.Parallel()
	for step, answer := range map[string]string{"MAIL": "553 5.7.1 sender not yours", "HELLO": "554 go away", "EHLO": "drop"} {
		app := apptest.New(t)
		server := app.MailServer(t)
		on := answering(server, step, answer)
		steward, ana := app.Officer(t, "Stella", "steward"), app.Member(t, "Ana")
		tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
		tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Paid."})
		for range 100 {
			drain(t, app)
			app.Clock.Shift(time.Hour)
		}
		if got := states(t, app); got != "waiting waiting" || row(t, app, "max(attempts)") != "0" {
			t.Errorf("%s: %s after %s attempts", step, got, row(t, app, "max(attempts)"))
		}
		drain(t, app)
		app.As(t, steward).Get("/admin/mail?state=waiting").Says("The mail server takes no mail just now")
		*on = false
		app.Clock.Shift(11 * time.Minute)
		drain(t, app)
		if got := states(t, app); got != "sent sent" {
			t.Errorf("%s: %s when it works again", step, got)
		}
	}
}

func TestDrain_StopsAtTheMinutesShareAlsoAfterARestart(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	ana := app.Member(t, "Ana")
	for i := range 70 {
		tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Order number %d.", Args: []any{i}})
	}
	drain(t, app)
	drain(t, app)
	if n := len(server.Mails()); n != 60 {
		t.Errorf("sent %d in the first minute", n)
	}
	again := apptest.Open(t, app.DataDir(), app.Clock)
	again.Settings().SMTP = app.Settings().SMTP
	drain(t, again)
	if n := len(server.Mails()); n != 60 {
		t.Errorf("sent %d in the first minute with a restart in it", n)
	}
	again.Clock.Shift(time.Minute)
	drain(t, again)
	if n := len(server.Mails()); n != 70 {
		t.Errorf("sent %d in two minutes", n)
	}
}

func TestDrain_SendsLettersThatOpenAnAccountFirst(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	app.Notices.PerMinute = 1
	ana := app.Member(t, "Ana")
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Delivered."})
	app.Clock.Shift(time.Second)
	if err := notices.Mail(app, notices.Letter{To: ana.Id, Kind: "account", Text: "Code", Key: "k", Secret: true}); err != nil {
		t.Fatal(err)
	}
	drain(t, app)
	if sent := server.Mails(); len(sent) != 1 || !strings.Contains(sent[0].Raw, "Subject: Code") {
		t.Errorf("sent %v", sent)
	}
}
