package gigs_test

import (
	"strings"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// offer is complete; tests change what they are about.
func offer(title string) gigs.Offer {
	return gigs.Offer{
		Title: title, Craft: "illustration", Tier: "human", Industries: []string{"science"}, Languages: []string{"de", "en"},
		Body: "I draw plants for seed makers, publishers and museums, from living specimens wherever the *season* allows.",
		Packages: []gigs.PackageOffer{
			{Row: 1, Name: "Study", Description: "A pencil study.", Price: eur(48000), Days: 4, Rounds: 1},
			{Row: 2, Name: "Plate", Description: "A finished plate.", Price: eur(120000), Days: 14, Rounds: 2},
		},
		Extras: []gigs.ExtraOffer{{Row: 1, Name: "Framed", Price: eur(9000), Days: 2}},
	}
}

func written(t *testing.T, a *apptest.App, owner *members.Person, o gigs.Offer) *gigs.Gig {
	t.Helper()
	g, err := a.Gigs.Write(a, owner, "EUR", o)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func published(t *testing.T, a *apptest.App, owner *members.Person, o gigs.Offer) *gigs.Gig {
	t.Helper()
	g := written(t, a, owner, o)
	if err := a.Gigs.Publish(a, owner, g); err != nil {
		t.Fatal(err)
	}
	return g
}

func problemsOf(err error) string {
	f := fault.As(err)
	if f == nil {
		return "no refusal"
	}
	var fields []string
	for _, p := range f.Problems {
		fields = append(fields, p.Field)
	}
	return strings.Join(fields, " ")
}

func TestWrite_KeepsWhatWasOffered(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	g := written(t, a, a.Member(t, "Ingrid"), offer("Botanische Zeichnung für Bücher & Märkte"))
	if g.Slug() != "botanische-zeichnung-fuer-buecher-and-maerkte" || g.State() != gigs.Draft || g.From() != eur(48000) {
		t.Errorf("got %q %q %v", g.Slug(), g.State(), g.From())
	}
	if !strings.Contains(string(g.HTML()), "<em>season</em>") || strings.Contains(g.Summary(), "*") {
		t.Errorf("html %q, summary %q", g.HTML(), g.Summary())
	}
	back, err := gigs.OfferOf(a, g)
	if err != nil || len(back.Packages) != 2 || back.Packages[1].Price != eur(120000) || len(back.Extras) != 1 {
		t.Errorf("read back %+v, %v", back, err)
	}
}

func TestWrite_OnlyMembersOffer(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	if _, err := a.Gigs.Write(a, a.Buyer(t, "Clara"), "EUR", offer("X")); !fault.Is(err, fault.NotFound) {
		t.Errorf("a client wrote a gig: %v", err)
	}
}

func TestWrite_RefusesWhatCannotBeStored(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	for field, change := range map[string]func(*gigs.Offer){
		"title":           func(o *gigs.Offer) { o.Title = "" },
		"body":            func(o *gigs.Offer) { o.Body = strings.Repeat("> ", 40) + "x" },
		"craft":           func(o *gigs.Offer) { o.Craft = "plumbing" },
		"tier":            func(o *gigs.Offer) { o.Tier = "magic" },
		"industry":        func(o *gigs.Offer) { o.Industries = []string{"science", "nope"} },
		"language":        func(o *gigs.Offer) { o.Languages = []string{"klingon"} },
		"packageName-1":   func(o *gigs.Offer) { o.Packages[0].Name = "" },
		"packagePrice-2":  func(o *gigs.Offer) { o.Packages[1].Price = eur(0) },
		"packageDays-1":   func(o *gigs.Offer) { o.Packages[0].Days = 0 },
		"packageRounds-1": func(o *gigs.Offer) { o.Packages[0].Rounds = 10 },
		"extraPrice-1":    func(o *gigs.Offer) { o.Extras[0].Price = eur(-1) },
		"extraName-1":     func(o *gigs.Offer) { o.Extras[0].Name = strings.Repeat("x", 101) },
	} {
		o := offer("Plants")
		change(&o)
		if _, err := a.Gigs.Write(a, m, "EUR", o); !fault.Is(err, fault.Invalid) || problemsOf(err) != field {
			t.Errorf("%s: %v, problems %q", field, err, problemsOf(err))
		}
	}
}

func TestPublish_NamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := written(t, a, m, gigs.Offer{Title: "Plants"})
	if err := a.Gigs.Publish(a, m, g); problemsOf(err) != "body craft tier packageName-1" {
		t.Errorf("got %q, %v", problemsOf(err), err)
	}
	if g.Offered() {
		t.Error("an incomplete gig was published")
	}
}

func TestGig_StatesMoveOnlyAsTheyMay(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	since := g.PublishedAt()
	a.Clock.Shift(3600e9)
	for _, act := range []func(core.App, *members.Person, *gigs.Gig) error{a.Gigs.Publish, a.Gigs.Pause, a.Gigs.Pause, a.Gigs.Publish} {
		if err := act(a, m, g); err != nil {
			t.Fatal(err)
		}
	}
	if !g.Offered() || !g.PublishedAt().Equal(since) {
		t.Errorf("state %s, published %v; want the first day kept", g.State(), g.PublishedAt())
	}
	if err := a.Gigs.Discard(a, m, g); !fault.Is(err, fault.Conflict) {
		t.Errorf("a published gig was discarded: %v", err)
	}
	g.Set("state", gigs.Draft)
	if err := a.Save(g); err == nil {
		t.Error("a published gig became a draft again")
	}
}

func TestGig_ForeignersCannotAct(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	g := published(t, a, a.Member(t, "Ingrid"), offer("Plants"))
	other := a.Member(t, "Pavel")
	for name, err := range map[string]error{
		"edit": a.Gigs.Edit(a, other, g, offer("Mine now")), "pause": a.Gigs.Pause(a, other, g),
		"publish": a.Gigs.Publish(a, other, g), "discard": a.Gigs.Discard(a, other, g), "guest": a.Gigs.Pause(a, nil, g),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v, want not found", name, err)
		}
	}
	g.Set("owner", other.Id)
	if err := a.Save(g); err == nil {
		t.Error("a gig changed its owner")
	}
}

func TestEdit_ANewTitleKeepsTheOldAddressAlive(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	if err := a.Gigs.Edit(a, m, g, offer("Flowers")); err != nil {
		t.Fatal(err)
	}
	if found, err := gigs.BySlug(a, "plants"); err != nil || found.Slug() != "flowers" {
		t.Errorf("old address: %v, %v", found, err)
	}
	if other := written(t, a, m, offer("Plants")); other.Slug() != "plants-2" {
		t.Errorf("another gig took the old address: %s", other.Slug())
	}
	if err := a.Gigs.Edit(a, m, g, offer("Plants")); err != nil || g.Slug() != "plants" {
		t.Errorf("taking the address back: %s, %v", g.Slug(), err)
	}
	if found, err := gigs.BySlug(a, "flowers"); err != nil || found.Id != g.Id {
		t.Errorf("second address: %v", err)
	}
}

func TestEdit_APublishedGigStaysComplete(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	o := offer("Plants")
	o.Packages = nil
	if err := a.Gigs.Edit(a, m, g, o); problemsOf(err) != "packageName-1" {
		t.Errorf("got %v", err)
	}
	if list, err := gigs.PackagesOf(a, g.Id); err != nil || len(list) != 2 {
		t.Errorf("a refused edit changed the packages: %d, %v", len(list), err)
	}
}

func TestEdit_PackagesKeepTheirIdsByPlace(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := published(t, a, m, offer("Plants"))
	before, _ := gigs.PackagesOf(a, g.Id)
	o := offer("Plants")
	o.Packages = o.Packages[:1]
	o.Packages[0].Price = eur(50000)
	if err := a.Gigs.Edit(a, m, g, o); err != nil {
		t.Fatal(err)
	}
	after, _ := gigs.PackagesOf(a, g.Id)
	if len(after) != 1 || after[0].Id != before[0].Id || after[0].PriceMinor() != 50000 || g.From() != eur(50000) {
		t.Errorf("got %d packages, from %v", len(after), g.From())
	}
}

func TestPublish_AFailingListenerUndoesIt(t *testing.T) {
	t.Parallel()
	a := apptest.Bare(t)
	m := a.Member(t, "Ingrid")
	g := written(t, a, m, offer("Plants"))
	a.Gigs.OnPublished.BindFunc(func(e *gigs.PublishedEvent) error { return fault.New(fault.Conflict, "no") })
	if err := a.Gigs.Publish(a, m, g); !fault.Is(err, fault.Conflict) {
		t.Fatal(err)
	}
	if stored, err := gigs.ByID(a, g.Id); err != nil || stored.Offered() {
		t.Errorf("published all the same: %v", err)
	}
}
