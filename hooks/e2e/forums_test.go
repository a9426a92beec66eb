package e2e

import (
	"context"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
)

// hall is a co-op with one category of the forum and a few people in it.
type hall struct {
	*Server
	ana, ben, mo *members.Person
}

func openHall(t *testing.T) *hall {
	t.Helper()
	app := apptest.New(t)
	steward := app.Officer(t, "Stewart Lane", "steward")
	steward.Offices = []string{"steward"}
	if _, err := app.Forums.MakeCategory(app, steward, forums.Plan{Slug: "tools", Name: "Tools", About: "What broke.", ReadBy: forums.Members, WriteBy: forums.Members}); err != nil {
		t.Fatal(err)
	}
	return &hall{Serve(t, app), app.Member(t, "Ana Moreno"), app.Member(t, "Ben Okafor"), app.Officer(t, "Mo Lindgren", "moderator")}
}

func TestForums_ATopicIsStartedAnsweredAndBecomesAMotion(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		h := openHall(t)
		ana, ben := h.OpenAs(t, look, h.ana), h.OpenAs(t, look, h.ben)
		topic := startTopic(t, ana, h.ben.Handle())
		h.Open(t, look).Go(topic, 404)

		if err := h.Notices.Drain(context.Background(), h); err != nil {
			t.Fatal(err)
		}
		ben.Go("/", 200)
		if badge := eval[string](ben, `document.querySelector(".bell .count")?.firstChild.textContent ?? ""`); badge != "1" {
			t.Errorf("the badge of the mentioned person says %q", badge)
		}
		h.mailed(t, h.ben, "Ana Moreno mentioned you in")
		ben.Go("/notices", 200).Send("Open", 200).Says("Which planer?")
		quote(t, ben, look)
		ben.Go(topic, 200).Says("2 posts", "in reply to #1")
		edit(t, ben, ana)
		follow(t, ana, ben)

		ana.Go(topic, 200).Send("Make this a motion", 200).Holds("title", "Which planer?")
		ana.Put(`[name=kind][value=resolution]`, "resolution").Fill("kind", "resolution").Fill("title", "Shall we buy a planer together?").Fill("body", "It costs 900 euros and stands in the shared workshop.")
		motion := ana.Submit("/votes", 200).Says("Your draft is here.", "Mine broke").Path()
		ben.Go(topic, 200).Says("This talk belongs to a motion.").Send("Motion 1", 200)
		if ben.Path() != motion {
			t.Errorf("the topic leads to %s, want %s", ben.Path(), motion)
		}
	})
}

// startTopic starts a topic by the form, after one wrong turn, and returns its address.
func startTopic(t *testing.T, tab *Tab, handle string) string {
	t.Helper()
	tab.Go("/forum", 200).Says("Tools", "Nothing has been said here yet.").Send("New topic", 200)
	tab.Fill("category", "tools").Fill("title", "Why").Fill("body", "Mine **broke**. What do you say, @"+handle+"?")
	tab.Submit("/forum/new", 422).Says("Write a title of 5 to 140 characters").Holds("category", "tools", "title", "Why")
	tab.Fill("title", "Which planer?").Submit("/forum/new", 200).Says("Your topic is there.", "Mine broke.", "1 post")
	return tab.Path()
}

// quote answers with a quotation, leaving a draft on the way.
func quote(t *testing.T, tab *Tab, look Look) {
	t.Helper()
	tab.Send("Quote", 200).Says("Your answer to #1 by Ana Moreno.")
	said := tab.Value("body")
	if !strings.Contains(said, "> Mine **broke**.") {
		t.Errorf("the quote is %q", said)
	}
	tab.Fill("body", said+"Buy a hand plane.")
	if look.NoScript {
		tab.Send("Save draft", 200).Says("Your draft is saved.")
	} else {
		tab.WaitFor(`document.querySelector("[data-draft-state]").textContent.includes("Draft saved")`)
		tab.Go(strings.Split(tab.Path(), "?")[0], 200)
	}
	tab.Says("This is your draft, saved").Send("Post the answer", 200).Says("Buy a hand plane.").Lacks("This is your draft")
}

// edit changes a post; another reads what was changed.
func edit(t *testing.T, tab, reader *Tab) {
	t.Helper()
	tab.SendOn(`#post-2 a[href$="/edit"]`, 200).Holds("body", tab.Value("body"))
	tab.Fill("body", "Buy a *wooden* hand plane.").Submit("/forum/posts/", 200).Says("Your change is saved.", "wooden", "edited")
	reader.Go(strings.Split(tab.Path(), "#")[0], 200).SendOn(`#post-2 a[href$="/history"]`, 200).Says("Version 2", "Version 1", "wooden")
}

// follow watches, hears of a post, mutes and hears nothing.
func follow(t *testing.T, ana, ben *Tab) {
	t.Helper()
	topic := strings.Split(ben.Path(), "#")[0]
	choose := func(level string) {
		ben.Go(topic, 200).Put(".follow select", level).SendOn(".follow button", 200)
	}
	say := func(text string) {
		ana.Go(topic, 200).Fill("body", text).Send("Post the answer", 200)
	}
	choose("watch")
	say("Which wood?")
	ben.Go("/notices", 200).Says("Ana Moreno wrote in “Which planer?”")
	choose("mute")
	say("Beech, then.")
	ben.Go("/forum/unread", 200).Lacks("Which planer?")
	ben.Go("/forum/settings", 200).Says("Which planer?", "Tools", "Mute: nothing")
}

// mailed fails the test unless the person was sent a mail that says the text.
func (h *hall) mailed(t *testing.T, who *members.Person, text string) {
	t.Helper()
	var n int
	err := h.DB().NewQuery("SELECT count(*) FROM outbox WHERE person = '" + who.Id + "' AND shownText LIKE '%" + text + "%'").Row(&n)
	if err != nil || n != 1 {
		t.Errorf("%d mails to %s say %q (%v), want 1", n, who.Name(), text, err)
	}
}

// Each page of the forum in every look, with something on it.
func TestForums_PagesAreSoundInEveryLook(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	list, err := forums.Readable(h, h.ana)
	if err != nil {
		t.Fatal(err)
	}
	topic, err := h.Forums.Start(h, h.ana, forums.Opening{Category: list[0].ID, Title: "Which planer?", Body: "Mine **broke**.\n\n> It was old.\n\n- one\n- two", Once: records.NewToken()})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 24 {
		a := forums.Reply{Topic: topic.ID, Body: "Have you looked for `one` second-hand?", Once: records.NewToken()}
		if i == 20 {
			a.ReplyTo = 1
		}
		if _, _, err := h.Forums.Answer(h, h.ben, a); err != nil {
			t.Fatal(err)
		}
	}
	tab := h.OpenAs(t, Look{}, h.mo)
	for _, path := range []string{"/forum", "/forum/latest", "/forum/tools", "/forum/new", topic.URL(), topic.URL() + "?page=2&quote=22", "/forum/settings", "/forum/posts/1/edit"} {
		tab.Survey(path, 200, "")
	}
}
