package lobby_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"
)

func published(t *testing.T, a *apptest.App, m *members.Person, title string) *gigs.Gig {
	t.Helper()
	g := drafted(t, a, m, title)
	if err := a.Gigs.Publish(a, m, g); err != nil {
		t.Fatal(err)
	}
	return g
}

func drafted(t *testing.T, a *apptest.App, m *members.Person, title string) *gigs.Gig {
	t.Helper()
	g, err := a.Gigs.Write(a, m, "EUR", gigs.Offer{Title: title, Craft: "illustration", Tier: "human", Body: strings.Repeat("Drawn from life. ", 8),
		Packages: []gigs.PackageOffer{{Row: 1, Name: "Plate", Price: money.Amount{Minor: 48000, Currency: "EUR"}, Days: 4}}})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestHome_ShowsWorkThePriceSplitAndWhoDecidedIt(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	published(t, a, a.Member(t, "Ingrid Solheim"), "Plants from life")
	page := a.Client(t).Get("/").Want(http.StatusOK)
	page.Says("Good work, made by people who own the place", "Plants from life", "from € 480.00", "Of € 1,000.00 you pay a member",
		"€ 935.00", "€ 65.00", "Commission 6.5 %, set at the founding", "No vote is open just now", "Ingrid Solheim", "Join the co-op")
	if page.HTML().Find("h1").Length() != 1 || page.HTML().Find("form[role=search] input[name=q]").Length() != 1 {
		t.Error("the page needs one heading and one search")
	}
}

func TestHome_OfANewCoopInvitesInsteadOfShowingNothing(t *testing.T) {
	t.Parallel()
	apptest.New(t).Client(t).Get("/").Want(http.StatusOK).Says("The first gigs are being written", "Do you work for yourself?")
}

func TestHome_SpeaksGerman(t *testing.T) {
	t.Parallel()
	c := apptest.New(t).Client(t)
	c.Header.Set("Accept-Language", "de")
	c.Get("/").Want(http.StatusOK).Says("Gute Arbeit, gemacht von Menschen, denen der Ort gehört", "935,00 €").Hides("Good work")
}

func TestDesk_SaysWhatWaits(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid Solheim")
	me := a.As(t, m)
	me.Get("/").Want(http.StatusOK).Says("Hello, Ingrid Solheim", "Write your profile", "You offer nothing yet")
	drafted(t, a, m, "A hidden draft")
	published(t, a, m, "Plants")
	if _, err := a.Profiles.Save(a, m, profiles.About{RateUnit: "hour"}); err != nil {
		t.Fatal(err)
	}
	page := me.Get("/").Want(http.StatusOK).Says("A hidden draft", "1 of your gigs is published.")
	page.Hides("Write your profile")
	a.As(t, a.Member(t, "Pavel")).Get("/").Hides("A hidden draft")
	a.As(t, a.Buyer(t, "Clara")).Get("/").Want(http.StatusOK).Says("Nothing waits for you", "Find somebody for the job").Hides("/gigs/mine\">")
}

func TestMember_ShowsProfileWorkAndPublishedGigs(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Officer(t, "Ingrid Solheim", "treasurer")
	published(t, a, m, "Plants from life")
	drafted(t, a, m, "A hidden draft")
	_, err := a.Profiles.Save(a, m, profiles.About{Headline: "Illustrator", Body: "I *draw*.", Craft: "illustration", Skills: []string{"pencil"},
		Languages: []profiles.Spoken{{Code: "no", Level: "native"}}, Rate: money.Amount{Minor: 6200, Currency: "EUR"}, RateUnit: "day", Location: "Bergen", Open: true})
	if err != nil {
		t.Fatal(err)
	}
	a.Clock.Shift(time.Hour)
	c := a.Client(t)
	page := c.Get("/members/" + m.Handle()).Want(http.StatusOK)
	page.Says("Ingrid Solheim", "Illustrator", "Plants from life", "€ 62.00 a day", "Norsk", "Native", "pencil", "Bergen", "Treasurer", "Member since").Hides("A hidden draft", "/profile\"", m.Email())
	if !strings.Contains(page.Body, "<em>draw</em>") {
		t.Error("the text is not rendered")
	}
	a.As(t, m).Get("/members/" + m.Handle()).Says("This is you.")
	bare := a.Member(t, "Bo")
	a.As(t, bare).Get("/members/" + bare.Handle()).Want(http.StatusOK).Says("You offer no gig yet")
}

func TestMember_OnlyMembersHaveAPage(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	m := a.Member(t, "Ingrid")
	c := a.Client(t)
	c.Get("/members/nobody").Want(http.StatusNotFound)
	m.SetKind(members.Former)
	if err := a.Save(m); err != nil {
		t.Fatal(err)
	}
	a.Clock.Shift(time.Hour)
	c.Get("/members/" + m.Handle()).Want(http.StatusNotFound)
}
