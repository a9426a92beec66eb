package forums_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"
)

// officer is an officer whose offices are known, as the session makes them.
func officer(t testing.TB, app *apptest.App, name, office string) *members.Person {
	t.Helper()
	p := app.Officer(t, name, office)
	p.Offices = []string{office}
	return p
}

func TestFlag_IsDecidedByAModeratorAndEverybodyHears(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, mod := app.Member(t, "Ana"), app.Member(t, "Ben"), officer(t, app, "Mo", "moderator")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	p := answer(t, app, ben, topic, "You are a fool, zanzibar.")
	flag := "/forum/posts/" + id(p.ID) + "/flag"
	a, m, b := app.As(t, ana), app.As(t, mod), app.As(t, ben)

	a.Get(topic.URL()).HTML().Find(`a[href="` + flag + `"]`).First()
	a.Submit(flag, "form.form", url.Values{}).Want(422).Says("Choose one of the options.")
	a.Submit(flag, "form.form", url.Values{"reason": {"other"}}).Want(422).Says("Say in a sentence or two")
	a.Submit(flag, "form.form", url.Values{"reason": {"insult"}, "note": {"Rude."}}).Want(303)
	a.Submit(flag, "form.form", url.Values{"reason": {"insult"}}).Want(409).Says("You have flagged this post already.")
	b.Post(flag, url.Values{"reason": {"insult"}}).Want(409).Says("This is your own post")
	b.Get("/forum/flags").Want(404)
	m.Get("/notices").Says("A post was flagged: It attacks a person.")

	queue := m.Get("/forum/flags").Want(200).Says("You are a fool, zanzibar.", "It attacks a person: Rude.", "Ana")
	m.Submit("/forum/flags", "form.verdict", url.Values{"outcome": {"hidden"}}).Want(422).Says("Choose one of the options.")
	_ = queue
	m.Submit("/forum/flags", "form.verdict", url.Values{"outcome": {"hidden"}, "reason": {"insult"}, "note": {"Speak to the matter."}}).Want(303)
	m.Get("/forum/flags").Says("Nothing waits for you")
	m.Post("/forum/posts/"+id(p.ID)+"/resolve", url.Values{"outcome": {"dismissed"}}).Want(409)

	a.Get(topic.URL()).Says("A moderator has hidden this post. The reason: It attacks a person.").Hides("zanzibar", "Speak to the matter")
	b.Get(topic.URL()).Says("zanzibar", "The reason: It attacks a person.", "Speak to the matter.", "Appeal to the board")
	b.Get("/notices").Says("A moderator has hidden your post in “Which planer?”: It attacks a person.")
	a.Get("/notices").Says("The post that you flagged was looked at: The post was hidden.")
	a.Get("/forum/log").Want(200).Says("Decided on flags of a post (1): The post was hidden.", "Mo, moderator", "Ben")
	a.Get("/forum/search?q=zanzibar").Says("Nothing found")

	m.Post("/forum/posts/"+id(p.ID)+"/restore", nil).Want(303)
	a.Get(topic.URL()).Says("zanzibar")
	a.Get("/forum/search?q=zanzibar").Says("1 post")
	b.Get("/notices").Says("Your post is shown to everybody again.")
}

func TestModerators_DoNotDecideAboutThemselves(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, mod, board := app.Member(t, "Ana"), officer(t, app, "Mo", "moderator"), officer(t, app, "Bo", "board")
	topic := start(t, app, mod, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	other := answer(t, app, ana, topic, "Mine too.")
	p := firstPost(t, app, topic)
	if _, _, err := app.Forums.FlagPost(app, ana, p, "spam", ""); err != nil {
		t.Fatal(err)
	}
	if _, _, err := app.Forums.FlagPost(app, mod, other.ID, "spam", ""); err != nil {
		t.Fatal(err)
	}
	verdict := forums.Verdict{Post: p, Outcome: forums.Dismissed}
	if err := app.Forums.Resolve(app, mod, verdict); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the moderator decided about an own post: %v", err)
	}
	if err := app.Forums.Hide(app, mod, p, "spam", ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the moderator hid an own post: %v", err)
	}
	if err := app.Forums.Resolve(app, board, forums.Verdict{Post: other.ID, Outcome: forums.Dismissed}); !fault.Is(err, fault.NotFound) {
		t.Errorf("the board decided what is a moderator's: %v", err)
	}
	app.As(t, mod).Get("/forum/flags").Says("You wrote this post. Another moderator or the board decides.", "Mine too.")
	app.As(t, board).Get("/forum/flags").Says("Mine broke.").Hides("Mine too.")
	if err := app.Forums.Resolve(app, board, verdict); err != nil {
		t.Errorf("the board could not decide about a moderator's post: %v", err)
	}
}

func TestAppeal_WithoutABoardTheStewardsAreTold(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ben, mod, steward := app.Member(t, "Ben"), officer(t, app, "Mo", "moderator"), officer(t, app, "Stew", "steward")
	m := app.As(t, mod)
	m.Submit("/forum/silences", "main form.form", url.Values{"handle": {ben.Handle()}, "reason": {"Three warnings."}, "days": {"3"}}).Want(303)
	app.As(t, ben).Submit("/forum/silences/1", "main form.form", url.Values{"body": {"There were two."}}).Want(303)
	app.As(t, steward).Get("/notices").Says("nobody is on the board who could decide it")
}

func TestSilence_IsToldAtTheFormAndEndsByItself(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, mod := app.Member(t, "Ana"), app.Member(t, "Ben"), officer(t, app, "Mo", "moderator")
	board := officer(t, app, "Bo", "board")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	m, b, a := app.As(t, mod), app.As(t, ben), app.As(t, ana)
	m.Submit("/forum/silences", "main form.form", url.Values{"handle": {"nobody-here"}, "reason": {""}}).Want(422).Says("No member has this handle.", "Say in a sentence")
	m.Submit("/forum/silences", "main form.form", url.Values{"handle": {"@" + ben.Handle()}, "reason": {"Three warnings."}, "days": {"3"}}).Want(303)
	m.Submit("/forum/silences", "main form.form", url.Values{"handle": {ben.Handle()}, "reason": {"Again"}, "days": {"1"}}).Want(409)
	m.Submit("/forum/silences", "main form.form", url.Values{"handle": {mod.Handle()}, "reason": {"Myself"}, "days": {"1"}}).Want(403)

	told := "You cannot write in the forum until 4 June 2026, 14:00 CEST. The moderator's reason: Three warnings."
	b.Get(topic.URL()).Says(told)
	if _, _, err := app.Forums.Answer(app, ben, forums.Reply{Topic: topic.ID, Body: "But", Once: strings.Repeat("x", 26)}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a silenced person wrote: %v", err)
	}
	b.Get("/notices").Says("A moderator asks you not to write in the forum until", "Three warnings.")
	a.Get("/forum/silences/1").Want(404)
	b.Submit("/forum/silences/1", "main form.form", url.Values{"body": {"There were two."}}).Want(303)
	b.Get("/forum/silences/1").Says("An appeal is with the board.")
	if _, err := app.Forums.AppealSilence(app, ben, 1, "Once more"); !fault.Is(err, fault.Conflict) {
		t.Errorf("appealed twice: %v", err)
	}
	a.Get("/forum/appeals/1").Want(404)
	m.Get("/forum/appeals/1").Want(200).Says("There were two.", "The board has not decided yet.")
	c := app.As(t, board)
	c.Get("/forum/appeals").Says("A silence: Ben")
	c.Submit("/forum/appeals/1", "main form.form", url.Values{"outcome": {"lifted"}, "answer": {"Two are not three."}}).Want(303)
	c.Post("/forum/appeals/1/decide", url.Values{"outcome": {"upheld"}, "answer": {"Changed my mind"}}).Want(409)
	b.Get("/forum/appeals/1").Says("The board lifted the decision", "Two are not three.")
	b.Get("/notices").Says("the moderator's decision is lifted")
	m.Get("/notices").Says("The board has decided on an appeal against your decision.")
	answer(t, app, ben, topic, "Thank you.")
	a.Get("/forum/log").Says("Silenced a person in the forum for 3 days.", "Decided an appeal: the decision is lifted.", "Bo, board")

	if _, err := app.Forums.Silence(app, mod, ben.Handle(), "Four warnings.", 1); err != nil {
		t.Fatal(err)
	}
	app.Clock.Shift(25 * time.Hour)
	answer(t, app, ben, topic, "It ended by itself.")
}

func TestErase_LeavesNothingOfTheText(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana, ben, steward := app.Member(t, "Ana"), app.Member(t, "Ben"), officer(t, app, "Stu", "steward")
	topic := start(t, app, ana, category(t, app, "tools", forums.Members, forums.Members), "Which planer?", "Mine broke.")
	p := answer(t, app, ben, topic, "Ana lives at Quokkastreet 5.\n\nThat is far.")
	if _, _, err := app.Forums.Edit(app, ben, forums.Edit{Post: p.ID, Version: 1, Body: "Ana lives at Quokkastreet 7.\n\nThat is far."}); err != nil {
		t.Fatal(err)
	}
	answer(t, app, ana, topic, "> Ana lives at Quokkastreet 7.\n\nPlease take this out.", 2)
	a := app.As(t, ana)
	a.Get("/forum/posts/" + id(p.ID) + "/erase").Want(404)
	page := app.As(t, steward).Submit("/forum/posts/"+id(p.ID)+"/erase", "main form", nil).Want(303)
	app.As(t, steward).Get(page.To())
	for _, query := range []string{
		"SELECT count(*) FROM forum_posts WHERE number = 2 AND (body <> '' OR html <> '')",
		"SELECT count(*) FROM forum_edits",
		"SELECT count(*) FROM forum_terms WHERE term = 'far'",
		"SELECT count(*) FROM audit WHERE args LIKE '%uokka%' OR act LIKE '%uokka%'",
	} {
		var n int
		if err := app.DB().NewQuery(query).Row(&n); err != nil || n != 0 {
			t.Errorf("%s: %d, %v", query, n, err)
		}
	}
	a.Get(topic.URL()).Says("Its text was erased to protect a person's data.", "#3")
	a.Get("/forum/log").Says("Erased the text of a post, to protect a person's data. It is quoted in posts #3.")
	if err := app.Forums.Restore(app, officer(t, app, "Mo", "moderator"), p.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("an erased text came back: %v", err)
	}
	checkIndex(t, app)
}
