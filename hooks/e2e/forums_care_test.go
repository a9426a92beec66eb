package e2e

import (
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/forums"
	"cooperage/hooks/members"
	"cooperage/hooks/records"
)

// watch is a co-op with a category, a topic of Ana's with an answer of Ben's, a moderator and a board.
type watch struct {
	*Server
	ana, ben, mo, bo *members.Person
	topic            *forums.Topic
}

func openWatch(t *testing.T) *watch {
	t.Helper()
	app := apptest.New(t)
	steward := app.Officer(t, "Stewart Lane", "steward")
	steward.Offices = []string{"steward"}
	c, err := app.Forums.MakeCategory(app, steward, forums.Plan{Slug: "tools", Name: "Tools", ReadBy: forums.Members, WriteBy: forums.Members})
	if err != nil {
		t.Fatal(err)
	}
	w := &watch{Server: Serve(t, app), ana: app.Member(t, "Ana Moreno"), ben: app.Member(t, "Ben Okafor"),
		mo: app.Officer(t, "Mo Lindgren", "moderator"), bo: app.Officer(t, "Bo Sand", "board")}
	if w.topic, err = app.Forums.Start(app, w.ana, forums.Opening{Category: c.ID, Title: "Which planer?", Body: "Mine broke.", Once: records.NewToken()}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := app.Forums.Answer(app, w.ben, forums.Reply{Topic: w.topic.ID, Body: "Only fools need a kingfisher.", Once: records.NewToken()}); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestForums_AFlagIsDecidedASilenceIsAppealed(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		w := openWatch(t)
		ana, ben, mo := w.OpenAs(t, look, w.ana), w.OpenAs(t, look, w.ben), w.OpenAs(t, look, w.mo)
		ana.Go("/forum", 200).Fill("q", "kingf").SendOn(".find button", 200).Says("1 post", "Only fools need a kingfisher.")
		ana.Send("Which planer?", 200)

		ana.Click("#post-2 .post-more summary").SendOn(`#post-2 a[href$="/flag"]`, 200)
		ana.Fill("reason", "insult").Fill("note", "Nobody here is a fool.").Submit("/forum/posts/2/flag", 200).Says("Thank you. A moderator will look at it")
		mo.Go("/forum/flags", 200).Says("Only fools need a kingfisher.", "It attacks a person: Nobody here is a fool.")
		mo.Fill("outcome", "hidden").Submit("/forum/posts/2/resolve", 422).Says("Choose one of the options.")
		mo.Fill("outcome", "hidden").Fill("reason", "insult").Fill("note", "Speak of planers.").Submit("/forum/posts/2/resolve", 200).Says("Nothing waits for you")
		ana.Go(w.topic.URL(), 200).Says("A moderator has hidden this post. The reason: It attacks a person.").Lacks("kingfisher")
		ana.Go("/forum/search?q=kingfisher", 200).Says("Nothing found")

		mo.Go("/forum/silences", 200).Fill("handle", w.ben.Handle()).Fill("days", "7").Fill("reason", "The third time.")
		mo.Submit("/forum/silences", 200).Says("Ben Okafor", "The third time.")
		ben.Go(w.topic.URL(), 200).Says("You cannot write in the forum until", "The third time.", "Speak of planers.")
		ben.Go("/forum/silences/1", 200).Fill("body", "It was the first time.").Submit("/forum/silences/1/appeal", 200).Says("Your appeal is with the board.")
		bo := w.OpenAs(t, look, w.bo)
		bo.Go("/forum/appeals", 200).Send("A silence: Ben Okafor", 200)
		bo.Fill("outcome", "lifted").Fill("answer", "It was the first time.").Submit("/forum/appeals/1/decide", 200).Says("The board lifted the decision")
		ben.Go(w.topic.URL(), 200).Lacks("You cannot write").Fill("body", "I am sorry.").Send("Post the answer", 200).Says("I am sorry.")
		ana.Go("/forum/log", 200).Says("Silenced a person in the forum for 7 days.", "Decided an appeal: the decision is lifted.")
	})
}

// Each page of searching and moderating in every look, with something on it.
func TestForums_CarePagesAreSoundInEveryLook(t *testing.T) {
	t.Parallel()
	w := openWatch(t)
	w.mo.Offices = []string{"moderator"}
	if _, _, err := w.Forums.FlagPost(w, w.ana, 2, "insult", "Rude."); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Forums.Silence(w, w.mo, w.ben.Handle(), "The third time.", 7); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Forums.AppealSilence(w, w.ben, 1, "It was the first time."); err != nil {
		t.Fatal(err)
	}
	if err := w.Forums.RenewFeed(w, w.ben); err != nil {
		t.Fatal(err)
	}
	mo, ben, bo := w.OpenAs(t, Look{}, w.mo), w.OpenAs(t, Look{}, w.ben), w.OpenAs(t, Look{}, w.bo)
	for path, tab := range map[string]*Tab{
		"/forum/search": ben, "/forum/search?q=kingfisher&sort=newest": ben, "/forum/search?q=nothing": ben, w.topic.URL(): mo,
		"/forum/posts/1/flag": ben, "/forum/posts/2/hide": mo, "/forum/posts/2/erase": ben, "/forum/flags": mo,
		"/forum/silences": mo, "/forum/silences/1": ben, "/forum/appeals": bo, "/forum/appeals/1": bo, "/forum/log": ben,
		"/forum/feeds": ben, "/forum/claims": ben, "/forum/topics/1/move": mo, "/forum/topics/1/split": mo, "/forum/topics/1/merge": mo,
	} {
		tab.Survey(path, 200, "")
	}
}
