package e2e

import (
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/members"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// ballot is one member's vote and, once cast, the tracker they wrote down.
type ballot struct {
	who     string
	rate    string // basis points, or what is typed as another rate
	other   bool
	tracker string
}

const day = 24 * time.Hour

func TestGovernance_AFeeLevelFromDraftToThePrice(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		people := map[string]*members.Person{}
		for _, name := range []string{"Ingrid Solheim", "Tomas Herrera", "Amara Oyelaran", "Jonas Berg", "Mei Tanaka"} {
			people[name] = s.Member(t, name)
		}
		gig := gigOf(t, s, people["Ingrid Solheim"], "Botanical illustration").URL()
		mover, guest := s.OpenAs(t, look, people["Ingrid Solheim"]), s.Open(t, look)
		clara := s.Buyer(t, "Clara Ng")
		old := orderAt(s.OpenAs(t, look, clara), gig, "6.5")
		motion := move(t, mover)
		second(t, s, s.OpenAs(t, look, people["Tomas Herrera"]), s.OpenAs(t, look, people["Amara Oyelaran"]), guest, motion)

		s.Clock.Shift(14 * day)
		guest.Go("/votes", 200).Says("Open now", "Lower the commission")
		ballots := []*ballot{{who: "Ingrid Solheim", rate: "500"}, {who: "Tomas Herrera", rate: "5.25", other: true},
			{who: "Amara Oyelaran", rate: "500"}, {who: "Jonas Berg", rate: "600"}, {who: "Mei Tanaka", rate: "450"}}
		for _, b := range ballots {
			tab := s.OpenAs(t, look, people[b.who])
			if b.who == "Mei Tanaka" {
				b.byKeys(t, tab, motion)
			} else {
				b.cast(t, tab, motion)
			}
			tab.Go(motion, 200).Says("You have voted").Lacks("How it was decided", b.tracker)
		}
		guest.Go(motion+"/ballots.json", 404)

		s.Clock.Shift(7 * day)
		guest.Go(motion, 200).Says("Decided: the commission becomes 5 %", "1 August 2026", "All 5 ballots")
		for _, b := range ballots {
			if got := eval[string](guest, `[...document.querySelectorAll("main .ballots tr")].find((r) => r.textContent.includes("`+b.tracker+`"))?.cells[1].textContent ?? ""`); got == "" {
				t.Errorf("the ballot of %s is not published under its tracker", b.who)
			}
		}
		guest.Go("/fees", 200).Says("The co-op keeps 6.5 %", "What is coming", "5 % from 1 August 2026")
		guest.Go(gig, 200).Says("Commission 6.5 %")

		s.Clock.Set(time.Date(2026, 8, 1, 6, 0, 0, 0, time.UTC))
		guest.Go("/fees", 200).Says("The co-op keeps 5 %").Lacks("What is coming")
		guest.Go(gig, 200).Says("Commission 5 %", "950.00").SendOn(`main .price-split a`, 200).Says("Lower the commission")
		orderAt(s.OpenAs(t, look, s.Buyer(t, "Fritz Lang")), gig, "5")
		s.OpenAs(t, look, clara).Go(old, 200).Says("Commission 6.5 %", "Later votes do not change it.")
	})
}

// orderAt places an order at the rate and returns its address.
func orderAt(tab *Tab, gig, rate string) string {
	tab.t.Helper()
	tab.Go(gig+"/order", 200).Says("Commission "+rate+" %").Fill("note", "A foxglove, please.").SendOn(`main form#order button`, 200)
	return tab.Says("Commission " + rate + " %").Path()
}

// move drafts the motion, with one wrong turn, and returns its address.
func move(t *testing.T, tab *Tab) string {
	t.Helper()
	const why = "We hold **a year** of costs in reserve. At 5 % an order of 1,000 leaves its maker 950."
	tab.Go("/votes", 200).Send("Move something", 200).Fill("kind", "fee_level").Fill("title", "Fee").Fill("body", why)
	tab.Submit("/votes", 422).Holds("kind", "fee_level", "title", "Fee", "body", why)
	tab.Fill("title", "Lower the commission").Submit("/votes", 200).Says("Your draft is here.", "Lower the commission", "a year")
	return tab.Path()
}

// second brings the motion into deliberation, where a member speaks against it. Guests read the motion, not the talk.
func second(t *testing.T, s *Server, first, other, guest *Tab, motion string) {
	t.Helper()
	guest.Go(motion, 404)
	first.Go(motion, 200).Submit(motion+"/second", 200).Says("You have seconded this motion.")
	other.Go("/votes", 200).Says("Looking for seconds").Send("Lower the commission", 200).Submit(motion+"/second", 200)
	other.Fill("stance", "against").Fill("post", "  ").Submit(motion+"/posts", 422)
	other.Fill("stance", "against").Fill("post", "The reserve is *thin* in winter.").Submit(motion+"/posts", 200).Says("The reserve is thin in winter.", "Amara Oyelaran")
	guest.Go(motion, 200).Says("Lower the commission", "seconded by").Lacks("thin in winter")
	first.Go("/notices", 200)
}

// cast votes as most people do.
func (b *ballot) cast(t *testing.T, tab *Tab, motion string) {
	t.Helper()
	tab.Go(motion, 200)
	if b.other {
		tab.Click(`main #ballot details > summary`).Fill("choice", "other").Fill("rate", "5.1").Submit(motion+"/ballot", 422).Holds("choice", "other", "rate", "5.1")
		kept := tab.Value("tracker")
		tab.Fill("rate", b.rate)
		if got := tab.Value("tracker"); kept == "" || got != kept {
			t.Errorf("a refused ballot has tracker %q, then %q", kept, got)
		}
	} else {
		tab.Fill("choice", b.rate)
	}
	b.done(t, tab.Submit(motion+"/ballot", 200))
}

// byKeys votes without a pointer, on the narrowest phone: from the list of votes to the receipt.
func (b *ballot) byKeys(t *testing.T, tab *Tab, motion string) {
	t.Helper()
	tab.See(Look{Width: 320, NoScript: tab.look.NoScript, Dark: tab.look.Dark})
	tab.Visit("/votes")
	tab.TabTo(`main a[href="` + motion + `"]`)
	if got := tab.moves("press Enter on the motion", chromedp.KeyEvent(kb.Enter)); got != 200 {
		t.Fatalf("the motion by Enter: got status %d", got)
	}
	tab.Fit()
	tab.TabTo(`main #ballot input[name=choice]`)
	for range 20 {
		if tab.Value("choice") == b.rate {
			break
		}
		tab.Key(kb.ArrowDown)
	}
	tab.Holds("choice", b.rate).TabTo(`main #ballot button`)
	if got := tab.moves("press Enter on the ballot", chromedp.KeyEvent(kb.Enter)); got != 200 {
		t.Fatalf("the ballot by Enter: got status %d: %s", got, tab.Text())
	}
	tab.Fit()
	b.done(t, tab)
}

// done reads the receipt.
func (b *ballot) done(t *testing.T, tab *Tab) {
	t.Helper()
	tab.Says("Your ballot is in")
	if b.tracker = eval[string](tab, `document.querySelector("main .tracker").textContent.trim()`); len(b.tracker) != 19 {
		t.Errorf("%s got tracker %q, want four groups of four", b.who, b.tracker)
	}
}
