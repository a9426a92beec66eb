package e2e

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/notices"

	"github.com/pocketbase/pocketbase/core"
)

// told says how many unread notices the bell of the page shows.
const told = `(() => { const b = document.querySelector("[data-badge]"); return b.hidden ? "" : b.querySelector("[data-number]").textContent; })()`

func TestNotices_AreChosenReadAndStopped(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		server := s.MailServer(t)
		s.Settings().Meta.AppURL = s.URL
		ana := s.Member(t, "Ana Lind")
		tell := func(kind, text string) {
			err := s.RunInTransaction(func(tx core.App) error {
				return notices.Tell(tx, notices.News{To: ana.Id, Kind: kind, Text: text, Link: "/votes"})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		tab := s.OpenAs(t, look, ana)
		tab.Go("/account/notices", 200).Says("The security of your account", "Always app and mail").Fit()
		tab.Fill("kind-order", "app").Fill("rhythm", "instant").Submit("/account/notices", 200).Says("Saved.")

		tab.Go("/notices", 200).Says("Nothing yet")
		tell("message", "Bo wrote to you.")
		tell("order", "Your order was delivered.")
		if look.NoScript {
			tab.Go("/notices", 200)
		} else {
			tab.WaitFor(told + ` === "2"`) // without loading the page again
		}
		tab.Go("/notices", 200).Says("Bo wrote to you.", "Your order was delivered.").Fit().Send("Mark all as read", 200)
		if n := eval[string](tab, told); n != "" {
			t.Errorf("after marking all the bell shows %s", n)
		}

		if err := s.Notices.Drain(t.Context(), s.App); err != nil {
			t.Fatal(err)
		}
		mails := server.Mails()
		if len(mails) != 1 || !strings.Contains(mails[0].Part(t, "text/plain"), "Bo wrote to you.") {
			t.Fatalf("got mails %v", mails)
		}
		link := regexp.MustCompile(`List-Unsubscribe: <(\S+)>`).FindStringSubmatch(mails[0].Raw)[1]
		answer, err := http.Post(link, "application/x-www-form-urlencoded", strings.NewReader("List-Unsubscribe=One-Click"))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			t.Errorf("the mail program's post got %d", answer.StatusCode)
		}
		tab.Go("/account/notices", 200).Holds("kind-message", "app", "kind-order", "app", "kind-vote", "mail")

		guest := s.Open(t, look)
		guest.Go(strings.TrimPrefix(link, s.URL), 200).Says("Stop these mails?").Fit().Submit("/unsubscribe/", 200).Says("These mails are stopped")
		tab.Go("/notices", 200)
		tell("vote", "Voting is open.")
		tab.Go("/notices", 200).SendOn("li.new button", 200)
		if got := tab.Path(); got != "/votes" {
			t.Errorf("a notice opens %s", got)
		}
		if n := notices.Unread(s.App, ana.Id); n != 0 {
			t.Errorf("%d unread after opening the only new notice", n)
		}
	})
}
