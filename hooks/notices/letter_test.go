package notices_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/notices"
)

// signature is the last part of an unsubscribe address: it depends on the person's id, which differs in each run.
var signature = regexp.MustCompile(`\.[\w-]{22}\b`)

// TestMail_IsWrittenAsInTheGoldenFiles writes one mail of each make in both languages: an everyday one, a letter that
// opens an account, and a digest.
func TestMail_IsWrittenAsInTheGoldenFiles(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "de"} {
		app := apptest.New(t)
		server := app.MailServer(t)
		app.Settings().Meta.AppURL = "https://coop.example"
		ana := app.Member(t, "Ana")
		ana.SetLanguage(lang)
		if err := app.Save(ana); err != nil {
			t.Fatal(err)
		}
		tell(t, app, notices.News{To: ana.Id, Kind: "vote", Text: "Voting on “%s” is open until %s.", Args: []any{"Öffnen <wir>", apptest.Start}, Link: "/votes/7"})
		err := notices.Mail(app, notices.Letter{To: ana.Id, Kind: "account", Subject: "Your code to sign in",
			Text: "Your code to sign in is %s. It holds for 15 minutes. Never tell it to anybody.",
			Args: []any{"123456"}, Key: "second", Secret: true})
		if err != nil {
			t.Fatal(err)
		}
		if err := app.Notices.Choose(app, ana, notices.Choices{Rhythm: notices.Daily}); err != nil {
			t.Fatal(err)
		}
		for _, who := range []string{"Bo", "Cy", "Di"} {
			tell(t, app, post(ana.Id, who, who))
			app.Clock.Shift(time.Minute)
		}
		tell(t, app, notices.News{To: ana.Id, Kind: "message", Text: "%s wrote to you: %s", Args: []any{"Ed", "Logo"}, Link: "/orders/1"})
		app.Clock.Shift(20 * time.Hour)
		if err := app.Notices.Digests(app); err != nil {
			t.Fatal(err)
		}
		drain(t, app)
		if len(server.Mails()) != 3 {
			t.Fatalf("%d mails", len(server.Mails()))
		}
		for _, m := range server.Mails() {
			name := "vote_"
			switch {
			case strings.Contains(m.Raw, "123456"):
				name = "code_"
			case strings.Contains(m.Raw, ".digest."):
				name = "digest_"
			}
			head, _, _ := strings.Cut(m.Raw, "\n\n")
			fixed := strings.NewReplacer(strings.Trim(strings.Split(m.ID, "@")[0], "<"), "OUTBOXID", ana.Id, "PERSONID", ana.Email(), "ana@example.org")
			mac := func(s string) string { return signature.ReplaceAllString(fixed.Replace(s), ".MAC") }
			apptest.Golden(t, name+lang+".head.txt", mac(head)+"\n")
			apptest.Golden(t, name+lang+".txt", mac(m.Part(t, "text/plain")))
			apptest.Golden(t, name+lang+".html", mac(m.Part(t, "text/html")))
		}
	}
}
