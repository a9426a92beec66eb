package forums_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
)

// category makes a category with these rights and returns its id.
func category(t testing.TB, app *apptest.App, slug, read, write string) *forums.Category {
	t.Helper()
	by := app.Officer(t, "Stewart", "steward")
	by.Offices = []string{"steward"}
	c, err := app.Forums.MakeCategory(app, by, forums.Plan{Slug: slug, Name: "Room " + slug, ReadBy: read, WriteBy: write})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func start(t testing.TB, app *apptest.App, who *members.Person, c *forums.Category, title, body string) *forums.Topic {
	t.Helper()
	topic, err := app.Forums.Start(app, who, forums.Opening{Category: c.ID, Title: title, Body: body, Once: records.NewToken()})
	if err != nil {
		t.Fatal(err)
	}
	return topic
}

func answer(t testing.TB, app *apptest.App, who *members.Person, topic *forums.Topic, body string, to ...int64) *forums.Post {
	t.Helper()
	a := forums.Reply{Topic: topic.ID, Body: body, Once: records.NewToken()}
	if len(to) > 0 {
		a.ReplyTo = to[0]
	}
	p, _, err := app.Forums.Answer(app, who, a)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTopic_IsStartedAnsweredAndQuoted(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	category(t, app, "tools", forums.Members, forums.Members)
	c := app.As(t, ana)
	c.Get("/forum").Want(200).Says("Room tools", "Nothing has been said here yet.")
	page := c.Submit("/forum/new?category=tools", "form.form", url.Values{"title": {"Which planer?"}, "body": {"Mine **broke**."}})
	at := page.Want(303).To()
	if at != "/forum/t/1/which-planer" {
		t.Fatalf("the topic is at %s", at)
	}
	c.Get(at).Want(200).Says("Which planer?", "Mine broke.", "#1")
	c.Get("/forum/t/1/other-words").Want(303)

	other := app.As(t, ben)
	quoting := other.Get(at + "?page=1&quote=1").Want(200)
	_, form := quoting.Form("form[data-draft]")
	if !strings.Contains(form.Get("body"), "Ana wrote in post 1:\n\n> Mine **broke**.") || form.Get("reply") != "1" {
		t.Errorf("the quote is %q, in reply to %q", form.Get("body"), form.Get("reply"))
	}
	form.Set("body", form.Get("body")+"Buy a hand plane.")
	if to := other.Post("/forum/t/1/posts", form).Want(303).To(); to != at+"#post-2" {
		t.Errorf("the answer leads to %s", to)
	}
	c.Get("/forum/latest").Want(200).Says("Which planer?", "1 new")
	c.Get(at).Want(200).Says("in reply to #1", "Buy a hand plane.", "2 posts")
	c.Get("/notices").Says("Ben answered you in “Which planer?”")
}

func TestRights_WhatOneMayNotReadDoesNotExist(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, buyer := app.Member(t, "Ana"), app.Buyer(t, "Bea")
	treasurer := app.Officer(t, "Tom", "treasurer")
	treasurer.Offices = []string{"treasurer"}
	open := start(t, app, ana, category(t, app, "open", forums.Public, forums.Members), "Open to all", "Seen by everybody")
	ours := start(t, app, ana, category(t, app, "ours", forums.Members, forums.Members), "Among us", "Seen by members")
	till := start(t, app, treasurer, category(t, app, "till", "office:treasurer", "office:treasurer"), "The till", "Seen by treasurers")
	for _, x := range []struct {
		name  string
		who   *members.Person
		reads []*forums.Topic
		not   []*forums.Topic
	}{
		{"guest", nil, []*forums.Topic{open}, []*forums.Topic{ours, till}},
		{"client", buyer, []*forums.Topic{open}, []*forums.Topic{ours, till}},
		{"member", ana, []*forums.Topic{open, ours}, []*forums.Topic{till}},
		{"treasurer", treasurer, []*forums.Topic{open, ours, till}, nil},
	} {
		c := app.Client(t)
		if x.who != nil {
			c = app.As(t, x.who)
		}
		front, latest := c.Get("/forum").Want(200), c.Get("/forum/latest").Want(200)
		for _, topic := range x.reads {
			c.Get(topic.URL()).Want(200).Says(topic.Title)
			front.Says(topic.Title)
			latest.Says(topic.Title)
		}
		for _, topic := range x.not {
			c.Get(topic.URL()).Want(404).Hides(topic.Title)
			c.Get(topic.URL() + "/1").Want(404)
			front.Hides(topic.Title)
			latest.Hides(topic.Title)
		}
		if x.who == nil {
			continue
		}
		for _, topic := range x.not {
			_, _, err := app.Forums.Answer(app, x.who, forums.Reply{Topic: topic.ID, Body: "Let me in", Once: records.NewToken()})
			if !fault.Is(err, fault.NotFound) {
				t.Errorf("%s answers %q: %v", x.name, topic.Title, err)
			}
			if _, err := app.Forums.Follow(app, x.who, topic.ID, forums.Watch); !fault.Is(err, fault.NotFound) {
				t.Errorf("%s follows %q: %v", x.name, topic.Title, err)
			}
		}
	}
	if _, _, err := app.Forums.Answer(app, buyer, forums.Reply{Topic: open.ID, Body: "Hello", Once: records.NewToken()}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a client wrote among members: %v", err)
	}
}

func TestMention_TellsOnlyWhoMayRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	treasurer := app.Officer(t, "Tom", "treasurer")
	treasurer.Offices = []string{"treasurer"}
	ours := category(t, app, "ours", forums.Members, forums.Members)
	start(t, app, ana, ours, "A question", "What do you say, @"+ben.Handle()+"?")
	app.As(t, ben).Get("/notices").Says("Ana mentioned you in “A question”")
	start(t, app, treasurer, category(t, app, "till", "office:treasurer", "office:treasurer"), "The till", "Not for @"+ben.Handle())
	app.As(t, ben).Get("/notices").Hides("The till")
	var mails int
	if err := app.DB().NewQuery("SELECT count(*) FROM outbox WHERE person = '" + ben.Id + "'").Row(&mails); err != nil || mails != 1 {
		t.Errorf("%d mails (%v), want 1", mails, err)
	}
}

func TestLevels_WatchHearsEachPostMuteHearsNothing(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, cleo := app.Member(t, "Ana"), app.Member(t, "Ben"), app.Member(t, "Cleo")
	c := category(t, app, "tools", forums.Members, forums.Members)
	topic := start(t, app, ana, c, "Which planer?", "Mine broke.")
	if _, err := app.Forums.FollowCategory(app, ben, c.Slug, forums.Watch); err != nil {
		t.Fatal(err)
	}
	if _, err := app.Forums.Follow(app, cleo, topic.ID, forums.Mute); err != nil {
		t.Fatal(err)
	}
	answer(t, app, ana, topic, "Nobody? @"+cleo.Handle())
	heard := func(who *members.Person, want int) {
		t.Helper()
		var n int
		err := app.DB().NewQuery("SELECT count(*) FROM notices WHERE person = '" + who.Id + "'").Row(&n)
		if err != nil || n != want {
			t.Errorf("%s heard %d times (%v), want %d", who.Name(), n, err, want)
		}
	}
	heard(ana, 0)
	heard(ben, 1)
	heard(cleo, 0)
	app.As(t, ben).Submit(topic.URL(), "form.follow", url.Values{"set": {"mute"}}).Want(303)
	answer(t, app, cleo, topic, "I do, here.")
	heard(ben, 1)
	app.As(t, ben).Get("/forum/latest").Hides("Which planer?")
	app.As(t, ben).Get("/forum/settings").Says("Which planer?", "Room tools")

	choose := app.As(t, ben)
	_, form := choose.Get("/forum/settings").Form("form[action='/forum/settings']")
	form.Del("auto-watch")
	form.Set("topic-"+fmt.Sprint(topic.ID), "watch")
	choose.Post("/forum/settings", form).Want(303)
	if _, fresh := choose.Get("/forum/new").Form("form.form"); fresh.Has("watch") {
		t.Error("a new topic is watched against the person's choice")
	}
	answer(t, app, ana, topic, "One more")
	answer(t, app, ana, topic, "And one more")
	heard(ben, 2) // the first was read with the topic; the unread news of the topic is one notice, which counts
	choose.Get("/notices").Says("2 new posts in “Which planer?”")
}

func TestOnce_OneHundredEqualAnswersAreOnePost(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ana)
	_, form := c.Get(topic.URL()).Form("form[data-draft]")
	form.Set("body", "Once is enough.")
	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() { c.Post("/forum/t/1/posts", form).Want(303) })
	}
	wg.Wait()
	c.Get(topic.URL()).Says("2 posts")
}

func TestEdit_KeepsWhatWasSaidAndRefusesAnOldVersion(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke yesterday.")
	app.As(t, ben).Get("/forum/posts/1/edit").Want(404)
	c := app.As(t, ana)
	_, form := c.Get("/forum/posts/1/edit").Form("form.form")
	form.Set("body", "Mine broke today.")
	form.Set("title", "Which planer, please?")
	c.Post("/forum/posts/1/edit", form).Want(303)
	form.Set("body", "Third words")
	c.Post("/forum/posts/1/edit", form).Want(409).Says("edited meanwhile", "Third words")
	page := app.As(t, ben).Get("/forum/posts/1/history").Want(200).Says("Version 2", "Version 1", "Ana")
	if got := page.HTML().Find("del").Text(); !strings.Contains(got, "yesterday.") {
		t.Errorf("taken away: %q", got)
	}
	app.As(t, ben).Get(topic.URL()).Want(303)
	app.As(t, ben).Get("/forum/t/1/which-planer-please").Want(200).Says("edited", "Mine broke today.")
}
