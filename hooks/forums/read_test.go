package forums_test

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
)

func TestUnread_ContinuesWhereTheReaderStopped(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ben)
	c.Get("/forum/unread").Says("Which planer?", "new topic")
	c.Get(topic.URL()).Want(200).Hides("New since your last visit")
	c.Get("/forum/unread").Says("You have read everything")
	for i := range 30 {
		answer(t, app, ana, topic, fmt.Sprintf("Thought %d", i+2))
	}
	c.Get("/forum/unread").Says("30 new")
	page := c.Get(topic.URL()).Want(200).Says("New since your last visit")
	if mark := page.HTML().Find("#unread").NextFiltered("#post-2"); mark.Length() != 1 {
		t.Error("the mark is not before post 2")
	}
	c.Get(topic.URL()).Says("Continue where you were")
	c.Get("/forum/unread").Says("11 new")
	if href := c.Get("/forum/unread").HTML().Find(".topic-line a").AttrOr("href", ""); href != topic.URL()+"?page=2#post-21" {
		t.Errorf("the list leads to %s", href)
	}
	c.Get(topic.URL() + "?page=2").Want(200)
	c.Get("/forum/unread").Says("You have read everything")
	c.Get(topic.URL() + "?page=3").Want(404)
	if to := c.Get(topic.URL() + "/25").Want(303).To(); to != topic.URL()+"?page=2#post-25" {
		t.Errorf("post 25 is at %s", to)
	}
	c.Post("/forum/read", nil).Want(303)
}

func TestUnread_AFetchAheadHasReadNothing(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ben)
	ahead := httptest.NewRequest("GET", "http://127.0.0.1"+topic.URL(), nil)
	ahead.Header.Set("Sec-Purpose", "prefetch")
	c.Do(ahead).Want(200)
	c.Get("/forum/unread").Says("Which planer?")
}

func TestMine_ListsWhereOneTakesPart(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	c := category(t, app, "tools", forums.Members, forums.Members)
	one := start(t, app, ana, c, "Which planer?", "Mine broke.")
	start(t, app, ana, c, "Another thing", "Never mind.")
	answer(t, app, ben, one, "Me too.")
	app.As(t, ben).Get("/forum/mine").Says("Which planer?").Hides("Another thing")
}

func TestDraft_IsKeptUntilItIsPosted(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ana)
	c.Post("/forum/t/1/draft", url.Values{"body": {"Half a thou"}, "quiet": {"yes"}, "reply": {"1"}}).Want(204)
	c.Post("/forum/new/draft", url.Values{"title": {"Later"}, "body": {"Perhaps"}, "category": {"tools"}}).Want(303)
	_, form := c.Get(topic.URL()).Want(200).Says("This is your draft").Form("form[data-draft]")
	if form.Get("body") != "Half a thou" || form.Get("reply") != "1" {
		t.Errorf("the draft came back as %v", form)
	}
	c.Get("/forum/new").Says("Perhaps")
	c.Get("/forum/settings").Says("Half a thou", "Later")
	form.Set("body", "A whole thought")
	c.Post("/forum/t/1/posts", form).Want(303)
	c.Get(topic.URL()).Hides("Half a thou")
	c.Post("/forum/new/draft", url.Values{"forget": {"yes"}, "body": {"x"}}).Want(303)
	c.Get("/forum/settings").Says("What you type in the forum is kept here")
}

func TestRefused_WhatWasTypedIsStillThere(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	moderator := app.Officer(t, "Mo", "moderator")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ana)
	post := func(body string) *apptest.Page {
		_, form := c.Get(topic.URL()).Form("form[data-draft]")
		form.Set("body", body)
		return c.Post("/forum/t/1/posts", form)
	}
	post(strings.Repeat("> ", 200) + "deep").Want(422).Says("deep")
	for range 11 {
		post("Again").Want(303)
	}
	page := post("One too many").Want(429).Says("One too many", "Wait 5 minutes")
	if page.Header.Get("Retry-After") != "300" {
		t.Errorf("wait %s seconds", page.Header.Get("Retry-After"))
	}
	app.Clock.Shift(6 * time.Minute)
	post("Later").Want(303)
	_, form := c.Get(topic.URL()).Form("form[data-draft]")
	app.As(t, moderator).Post("/forum/t/1/lock", url.Values{"set": {"on"}}).Want(303)
	form.Set("body", "Too late")
	c.Post("/forum/t/1/posts", form).Want(409).Says("Too late", "locked")
}

func TestDecide_IsForTheOneWhoBeganAndForModerators(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	answer(t, app, ben, topic, "The red one.")
	app.As(t, ben).Post("/forum/t/1/decide", url.Values{"set": {"2"}}).Want(404)
	app.As(t, ben).Post("/forum/t/1/pin", url.Values{"set": {"on"}}).Want(404)
	app.As(t, ana).Post("/forum/t/1/decide", url.Values{"set": {"2"}}).Want(303)
	app.As(t, ben).Get(topic.URL()).Says("This was decided.", "This post decided the topic")
	app.As(t, app.Officer(t, "Mo", "moderator")).Post("/forum/t/1/decide", url.Values{"set": {"0"}}).Want(303)
	app.As(t, ben).Get(topic.URL()).Hides("This was decided.")
}

func TestTakeBack_LeavesANumberAndNoText(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	answer(t, app, ben, topic, "A hasty word")
	app.As(t, ana).Post("/forum/posts/2/take-back", nil).Want(404)
	app.As(t, ana).Post("/forum/posts/1/take-back", nil).Want(409)
	app.As(t, ben).Post("/forum/posts/2/take-back", nil).Want(303)
	app.As(t, ana).Get(topic.URL()).Says("The author took this post back.", "#2").Hides("A hasty word")
	app.As(t, ana).Get("/forum/posts/2/history").Want(404)
	app.As(t, app.Officer(t, "Mo", "moderator")).Get(topic.URL()).Says("A hasty word")
}

func TestFiles_AreForWhoeverMayReadThePost(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	c := app.As(t, ana)
	_, form := c.Get(topic.URL()).Form("form[data-draft]")
	form.Set("body", "See the drawing.")
	c.PostFiles("/forum/t/1/posts", form, apptest.Upload{Field: "files", Name: "plan.txt", Body: []byte("a plan")}).Want(303)
	href := c.Get(topic.URL()).Says("plan.txt").HTML().Find(".attachments a").AttrOr("href", "")
	if got := app.As(t, app.Member(t, "Ben")).Get(href).Want(200).Body; got != "a plan" {
		t.Errorf("the file says %q", got)
	}
	app.As(t, app.Buyer(t, "Bea")).Get(href).Want(404)
	app.Client(t).Get(href).Want(404)
}

func TestPages_AskAtMostTwelveStatements(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben := app.Member(t, "Ana"), app.Member(t, "Ben")
	c := category(t, app, "tools", forums.Members, forums.Members)
	var topic *forums.Topic
	for i := range 25 {
		topic = start(t, app, ana, c, fmt.Sprintf("Topic %d", i), "Words")
	}
	for range 30 {
		answer(t, app, ben, topic, "More words", 1)
	}
	for name, client := range map[string]*apptest.Client{"member": app.As(t, ben), "guest": app.Client(t)} {
		for _, path := range []string{"/forum", "/forum/latest", "/forum/unread", "/forum/mine", "/forum/tools", topic.URL(), topic.URL() + "?page=2&quote=25"} {
			client.Get(path)
			if n := app.Statements(t, func() { client.Get(path) }); len(n) > 12 {
				t.Errorf("%s asks %d statements as %s:\n%s", path, len(n), name, strings.Join(n, "\n"))
			}
		}
	}
}
