package messages_test

import (
	"net/url"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/messages"
)

var topic = messages.Topic{Kind: "order", Subject: "order0000000001", Title: "Trail map", Link: "/orders/order0000000001"}

func must[T any](t *testing.T, v T, err error) T {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestPost_OnlyThePeopleOfTheThreadWriteAndRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, eve := app.Buyer(t, "Ana"), app.Member(t, "Ben"), app.Member(t, "Eve")
	thread, err := app.Messages.Open(app, topic, ana.Id, ben.Id)
	must(t, thread, err)
	if _, err := app.Messages.Post(app, thread, ana, "Could the huts carry their **winter** names?"); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Messages.Post(app, thread, eve, "Let me in"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger wrote: %v", err)
	}
	if _, err := messages.Lines(app, thread.Id, eve.Id, 10); !fault.Is(err, fault.NotFound) {
		t.Errorf("a stranger read: %v", err)
	}
	lines, err := messages.Lines(app, thread.Id, ben.Id, 10)
	if must(t, lines, err); len(lines) != 1 || !strings.Contains(string(lines[0].Text()), "<strong>winter</strong>") || !lines[0].New {
		t.Errorf("Ben reads %+v", lines)
	}
	app.As(t, eve).Post("/messages/"+thread.Id+"/read", url.Values{}).Want(404)
}

func TestOpen_TheSameSubjectIsTheSameThread(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Buyer(t, "Ana"), app.Member(t, "Ben")
	one, err := app.Messages.Open(app, topic, ana.Id, ben.Id)
	must(t, one, err)
	two, err := app.Messages.Open(app, topic, ana.Id, ben.Id)
	if must(t, two, err); one.Id != two.Id {
		t.Errorf("two threads about one order: %s and %s", one.Id, two.Id)
	}
}

func TestUnread_CountsTheOthersUntilRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Buyer(t, "Ana"), app.Member(t, "Ben")
	thread, err := app.Messages.Open(app, topic, ana.Id, ben.Id)
	must(t, thread, err)
	unread := func(person string, want int) {
		t.Helper()
		if n, err := messages.Unread(app, person); err != nil || n != want {
			t.Errorf("%d unread, %v; want %d", n, err, want)
		}
	}
	for range 2 {
		_, err := app.Messages.Post(app, thread, ana, "Hello")
		must(t, thread, err)
	}
	unread(ana.Id, 0)
	unread(ben.Id, 2)
	app.As(t, ben).Get("/messages").Want(200).Says("Trail map", "With Ana", "2 new")
	if to := app.As(t, ben).Post("/messages/"+thread.Id+"/read", url.Values{}).Want(303).To(); to != topic.Link {
		t.Errorf("reading leads to %s", to)
	}
	unread(ben.Id, 0)
	_, err = app.Messages.Post(app, thread, ben, "Done")
	must(t, thread, err)
	unread(ana.Id, 1)
	app.As(t, ben).Get("/messages").Want(200).Says("You: Done").Hides("new</span>")
}

func TestPost_RefusesEmptyAndLongTexts(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Buyer(t, "Ana"), app.Member(t, "Ben")
	thread, err := app.Messages.Open(app, topic, ana.Id, ben.Id)
	must(t, thread, err)
	for _, text := range []string{"", strings.Repeat("x", messages.MaxText+1)} {
		if _, err := app.Messages.Post(app, thread, ana, text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%d characters: %v", len(text), err)
		}
	}
	app.As(t, ben).Get("/messages").Want(200).Says("No messages yet")
	if n, err := messages.Unread(app, ben.Id); err != nil || n != 0 {
		t.Errorf("a refused message was counted: %d, %v", n, err)
	}
}
