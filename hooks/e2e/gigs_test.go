package e2e

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/gigs"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
)

// picture draws a small picture file for uploads.
func picture(t *testing.T) string {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for x := range 900 {
		for y := range 600 {
			m.Set(x, y, color.RGBA{uint8(x / 4), uint8(y / 3), 120, 255})
		}
	}
	name := filepath.Join(t.TempDir(), "plate.png")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, m); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return name
}

// gigOf publishes a gig with one package at 1,000.00, for journeys that begin after it.
func gigOf(t *testing.T, s *Server, owner *members.Person, title string) *gigs.Gig {
	t.Helper()
	return publish(t, s, owner, gigs.Offer{Title: title, Craft: "illustration", Tier: "human",
		Body: "One careful piece of work, made by hand from your notes, with a draft to look at before it is finished.",
		Packages: []gigs.PackageOffer{{Row: 1, Name: "Plate", Description: "A finished plate with scan and print licence.",
			Price: money.Amount{Minor: 100000, Currency: "EUR"}, Days: 14, Rounds: 1}},
		Extras: []gigs.ExtraOffer{{Row: 1, Name: "Framed", Price: money.Amount{Minor: 9000, Currency: "EUR"}, Days: 2}}})
}

// publish stores an offer and publishes it.
func publish(t *testing.T, s *Server, owner *members.Person, o gigs.Offer) *gigs.Gig {
	t.Helper()
	g, err := s.Gigs.Write(s.App, owner, "EUR", o)
	if err == nil {
		err = s.Gigs.Publish(s.App, owner, g)
	}
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestGigs_WrittenPublishedAndFound(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		ingrid := s.Member(t, "Ingrid Solheim")
		tab, guest := s.OpenAs(t, look, ingrid), s.Open(t, look)
		gigOf(t, s, s.Member(t, "Tomás Herrera"), "Sworn translation of contracts")
		draft := writeGig(t, tab)
		guest.Go(draft, 404)
		guest.Go("/gigs", 200).Lacks("Botanical")
		tab.SendOn(`main .owner-bar form[action$="/publish"] button`, 200).Says("Published. Everyone can find it now.")
		findGig(t, guest)
		tab.Go("/gigs/mine", 200).Says("Botanical")
		tab.Go(draft+"/edit", 200).Put("#packagePrice-1", "520").Send("Save changes", 200)
		guest.Go(draft, 200).Says("520.00")
	})
}

// writeGig writes a draft with a picture and one wrong price, and returns its address.
func writeGig(t *testing.T, tab *Tab) string {
	t.Helper()
	const body = "I draw plants for seed makers and museums, **from living specimens** wherever the season allows.\n\n- two studies\n- a finished plate"
	tab.Go("/gigs/new", 200).Fill("title", "Botanical illustration, drawn from life").Fill("craft", "illustration").Fill("body", body).Fill("tier", "human")
	tab.Put("#packageName-1", "Study").Put("#packageText-1", "A pencil study.").Put("#packagePrice-1", "1,200").Put("#packageDays-1", "4").Put("#packageRounds-1", "1")
	tab.Put("#packageName-2", "Plate").Put("#packagePrice-2", "1200").Put("#packageDays-2", "14").Put("#packageRounds-2", "2")
	tab.Put("#extraName-1", "Framed").Put("#extraPrice-1", "90").Put("#extraDays-1", "2").Fill("industry", "science").Fill("language", "de")
	tab.Attach("pictures", picture(t)).Send("Save draft and preview", 422)
	tab.Holds("title", "Botanical illustration, drawn from life", "craft", "illustration", "body", body, "tier", "human", "industry", "science", "language", "de")
	for id, want := range map[string]string{"packageName-1": "Study", "packageText-1": "A pencil study.", "packagePrice-1": "1,200", "packageDays-1": "4",
		"packageName-2": "Plate", "packagePrice-2": "1200", "extraName-1": "Framed", "extraPrice-1": "90"} {
		if got := eval[string](tab, `document.getElementById("`+id+`").value`); got != want {
			t.Errorf("after a wrong price %s holds %q, want %q", id, got, want)
		}
	}
	if !eval[bool](tab, `document.getElementById("packagePrice-1").getAttribute("aria-invalid") === "true"`) {
		t.Error("the wrong price is not marked")
	}
	if got := eval[int](tab, `document.querySelectorAll("main .picture-rows img").length`); got != 1 {
		t.Errorf("after a wrong price got %d pictures, want the one that was sent", got)
	}
	tab.Put("#packagePrice-1", "480").Fill("alt", "A foxglove in pencil and watercolour").Send("Save draft and preview", 200)
	tab.Says("Your draft.", "Botanical illustration, drawn from life", "480.00", "two studies")
	tab.WaitFor(`document.querySelector("main .gig-pictures img")?.naturalWidth > 0`)
	if got := eval[string](tab, `document.querySelector("main .gig-pictures img").alt`); got != "A foxglove in pencil and watercolour" {
		t.Errorf("got alternative text %q", got)
	}
	return tab.Path()
}

// findGig looks for the gig as a guest does: by words, by filters, with a filter that cannot be read, and to its price.
func findGig(t *testing.T, guest *Tab) {
	t.Helper()
	guest.Go("/gigs", 200).Says("2 gigs").Fill("q", "plants museum").SendOn(`main form[role=search] .search-line button`, 200)
	guest.Says("1 gig", "Botanical").Lacks("Sworn translation")
	if got := eval[string](guest, `document.getElementById("sort").value`); got != "best" {
		t.Errorf("a search is sorted by %q, want the best first", got)
	}
	guest.Fill("q", "")
	guest.Click(`main .filter-box > summary`).Fill("price", "600").Fill("days", "7").Fill("tier", "human").Send("Use these filters", 200)
	guest.Says("1 gig", "Botanical", "from")
	guest.Fill("price", "cheap").Send("Use these filters", 422).Holds("price", "cheap", "tier", "human", "days", "7")
	guest.Go("/gigs?q=unheard+of", 200).Says("Nobody offers just this yet").Send("See all gigs", 200)
	guest.Send("Botanical illustration", 200).Says("Ingrid", "Commission 6.5")
	if !guest.look.NoScript {
		guest.Click(`main #quote .packages-list label:nth-of-type(1) input`).WaitFor(`document.querySelector("#quote .price-split").innerText.includes("480.00")`)
		guest.Click(`main #quote .packages-list label:nth-of-type(2) input`).WaitFor(`document.querySelector("#quote .price-split").innerText.includes("1,200.00")`)
		guest.Click(`main #quote input[name=extra]`).WaitFor(`document.querySelector("#quote .price-split").innerText.includes("1,290.00")`)
		guest.Fit()
		return
	}
	guest.Click(`main #quote .packages-list label:nth-of-type(2) input`).Click(`main #quote input[name=extra]`)
	guest.Send("Work out the price", 200).Says("1,290.00", "83.85")
}
