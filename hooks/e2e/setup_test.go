package e2e

import (
	"testing"

	"cooperage/hooks/apptest"
)

// The link that the first start prints leads to the wizard; it founds one co-op and is then used up.
func TestSetup_TheLinkFoundsOneCoop(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.Bare(t))
		token, err := s.Setup.NewLink(s.App)
		if err != nil {
			t.Fatal(err)
		}
		link := "/setup/" + token
		tab, late := s.Open(t, look), s.Open(t, look)
		tab.Go("/votes", 200).Says("being set up")
		tab.Go("/setup/AAAAAAAAAAAAAAAAAAAAAAAAAA", 404)
		late.Go(link, 200)

		tab.Go(link, 200).Holds("country", "DE", "currency", "EUR", "dues", "0")
		fill := []string{"coop", "Marram", "country", "NO", "currency", "NOK", "zone", "Europe/Oslo", "language", "en", "commission", "6.5",
			"dues", "one hundred", "period", "year", "notice", "10", "voting", "99", "name", "Ingrid Solheim", "email", "ingrid@example.org"}
		for i := 0; i < len(fill); i += 2 {
			tab.Fill(fill[i], fill[i+1])
		}
		tab.Fill("password", firstPassword).Submit(link, 422).Holds(fill...).Holds("password", "")
		for _, field := range []string{"dues", "voting"} {
			if !eval[bool](tab, `document.getElementById("`+field+`").getAttribute("aria-invalid") === "true"`) {
				t.Errorf("%s is wrong and not marked", field)
			}
		}
		tab.Fill("dues", "1200").Fill("voting", "5").Fill("password", firstPassword)
		tab.Submit(link, 200).Says("The co-op stands. Welcome, Ingrid Solheim.")

		late.Fill("coop", "Another").Fill("name", "Second").Fill("email", "second@example.org").Fill("password", firstPassword)
		late.Submit(link, 404).Says("This setup link has been used")
		late.Go("/votes", 200).Says("No motion yet")
		tab.Go("/votes", 200).Says("Move something")
		tab.Go("/fees", 200).Says("6.5")
		tab.Go("/admin/settings", 200).Holds("name", "Marram")
	})
}
