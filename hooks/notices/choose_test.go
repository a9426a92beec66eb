package notices_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/notices"
)

func TestChoices_AreKeptAndObeyed(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	ana := app.Member(t, "Ana")
	c := app.As(t, ana)
	page := c.Get("/account/notices").Want(200).Says("Always app and mail", "Your orders", "Messages")
	if page.HTML().Find("[name=kind-account]").Length() > 0 {
		t.Error("letters about the account can be turned off")
	}
	c.Follow(c.Submit("/account/notices", "main form", url.Values{"kind-order": {"app"}, "kind-message": {"none"}, "rhythm": {"weekly"},
		"kind-account": {"none"}}).Want(303)).Says("Saved.")
	page = c.Get("/account/notices")
	for _, want := range []string{"[name=kind-order][value=app]", "[name=kind-message][value=none]", "[name=kind-vote][value=mail]", "[name=rhythm][value=weekly]"} {
		if _, ok := page.HTML().Find(want).Attr("checked"); !ok {
			t.Errorf("%s is not kept", want)
		}
	}
	for _, kind := range []string{"order", "message", "vote", "account"} {
		tell(t, app, notices.News{To: ana.Id, Kind: kind, Text: "About " + kind})
	}
	c.Get("/notices").Says("About order", "About vote", "About account").Hides("About message")
	if n := count(t, app, "outbox", nil); n != 2 {
		t.Errorf("%d mails, want those about the vote and the account", n)
	}
	c.Post("/account/notices", url.Values{"rhythm": {"hourly"}, "kind-vote": {"sms"}}).Want(422).Says("Choose one of these.")
	c.Post("/account/notices", url.Values{"rhythm": {"instant"}}).Want(303)
	if got, err := app.Notices.ChoicesOf(app, ana.Id); err != nil || got.Senses["vote"] != notices.ByMail || got.Senses["order"] != notices.InApp || got.Rhythm != notices.Instant {
		t.Errorf("%+v, %v", got, err)
	}
}

var stopLink = regexp.MustCompile(`List-Unsubscribe: <https://coop.example(/unsubscribe/[^>]+)>`)

func TestUnsubscribe_WorksByOnePostFromAnywhere(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	app.Settings().Meta.AppURL = "https://coop.example"
	server := app.MailServer(t)
	ana := app.Member(t, "Ana")
	for _, text := range []string{"One", "Two"} {
		tell(t, app, notices.News{To: ana.Id, Kind: "message", Text: text})
		if text == "One" {
			drain(t, app)
		}
	}
	raw := server.Mails()[0].Raw
	found := stopLink.FindStringSubmatch(raw)
	if found == nil || !strings.Contains(raw, "List-Unsubscribe-Post: List-Unsubscribe=One-Click") {
		t.Fatalf("no way to unsubscribe in\n%s", raw)
	}
	link := found[1]
	app.Client(t).Get(link).Want(200).Says("Stop these mails?", "Messages")
	if c, err := app.Notices.ChoicesOf(app, ana.Id); err != nil || c.Senses["message"] != notices.ByMail {
		t.Fatalf("opening the address changed %+v, %v", c, err)
	}
	for _, bad := range []string{strings.Replace(link, ".message.", ".order.", 1), link + "x", link[:len(link)-3], "/unsubscribe/x",
		strings.Replace(link, ana.Id, app.Member(t, "Bo").Id, 1)} {
		app.Client(t).Post(bad, url.Values{"List-Unsubscribe": {"One-Click"}}).Want(404)
		app.Client(t).Get(bad).Want(404).Says("This link is not whole, or no longer holds.")
	}
	post := func(path string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, "https://coop.example"+path, strings.NewReader("List-Unsubscribe=One-Click"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		r.Header.Set("Origin", "https://mail.example")
		w := httptest.NewRecorder()
		app.Handler.ServeHTTP(w, r)
		return w
	}
	for range 2 {
		if w := post(link); w.Code != 200 || !strings.Contains(w.Body.String(), "These mails are stopped") {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	if w := post("/account/notices"); w.Code != http.StatusForbidden {
		t.Errorf("another site may post to the page of choices: %d", w.Code)
	}
	tell(t, app, notices.News{To: ana.Id, Kind: "message", Text: "Three"})
	tell(t, app, notices.News{To: ana.Id, Kind: "order", Text: "Four"})
	drain(t, app)
	var subjects []string
	for _, m := range server.Mails() {
		subjects = append(subjects, regexp.MustCompile(`Subject: (\w+)`).FindStringSubmatch(m.Raw)[1])
	}
	if got := strings.Join(subjects, " "); got != "One Four" || notices.Unread(app, ana.Id) != 4 {
		t.Errorf("sent %s, %d unread", got, notices.Unread(app, ana.Id))
	}
}

func TestDigests_ComeInTheMorningAndSkipWhatWasRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	ana, bo := app.Member(t, "Ana"), app.Member(t, "Bo")
	ana.SetZone("Pacific/Auckland") // 12:00 UTC on Monday is midnight there
	if err := app.Save(ana); err != nil {
		t.Fatal(err)
	}
	for who, how := range map[string]notices.Rhythm{ana.Id: notices.Daily, bo.Id: notices.Weekly} {
		person := ana
		if who == bo.Id {
			person = bo
		}
		if err := app.Notices.Choose(app, person, notices.Choices{Rhythm: how}); err != nil {
			t.Fatal(err)
		}
	}
	say := func(text string) {
		for _, p := range []string{ana.Id, bo.Id} {
			tell(t, app, notices.News{To: p, Kind: "message", Text: text, Group: text})
		}
	}
	say("Read meanwhile")
	say("Still new")
	var log []string
	for range 8 * 24 {
		if err := app.Notices.Digests(app); err != nil {
			t.Fatal(err)
		}
		before := len(server.Mails())
		drain(t, app)
		for _, m := range server.Mails()[before:] {
			log = append(log, app.Clock.Now().Format("Mon 15 ")+m.To[:2])
			text := m.Part(t, "text/plain")
			if strings.Contains(text, "Read meanwhile") || !strings.Contains(text, "Still new") && !strings.Contains(text, "Later") {
				t.Errorf("the digest says\n%s", text)
			}
		}
		if err := notices.Seen(app, ana.Id, "Read meanwhile"); err != nil {
			t.Fatal(err)
		}
		if err := notices.Seen(app, bo.Id, "Read meanwhile"); err != nil {
			t.Fatal(err)
		}
		app.Clock.Shift(time.Hour)
		if app.Clock.Now().Weekday() == time.Thursday && app.Clock.Now().Hour() == 3 {
			say("Later")
		}
	}
	// Auckland is 12 hours ahead, Berlin (the co-op's zone) 2.
	if got := strings.Join(log, ", "); got != "Mon 19 an, Thu 19 an, Mon 05 bo" {
		t.Errorf("digests came: %s", got)
	}
}

func TestDigests_SayNothingWhenAllWasRead(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	server := app.MailServer(t)
	ana := app.Member(t, "Ana")
	if err := app.Notices.Choose(app, ana, notices.Choices{Rhythm: notices.Daily}); err != nil {
		t.Fatal(err)
	}
	tell(t, app, notices.News{To: ana.Id, Kind: "message", Text: "Hello"})
	app.Clock.Shift(20 * time.Hour) // 10 o'clock in Berlin
	if err := app.Notices.Digests(app); err != nil {
		t.Fatal(err)
	}
	if states(t, app) != "waiting" {
		t.Fatalf("outbox: %q", states(t, app))
	}
	app.As(t, ana).Post("/notices/read", nil)
	drain(t, app)
	if states(t, app) != "" || len(server.Mails()) != 0 {
		t.Errorf("%q, %v", states(t, app), server.Mails())
	}
}
