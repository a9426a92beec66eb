package orders_test

import (
	"net/url"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/gigs"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/orders/flow"
)

// gig is a published offer of the member with two packages and an extra.
func (h house) gig() *gigs.Gig {
	h.t.Helper()
	offer := gigs.Offer{Title: "Trail maps that people trust", Body: strings.Repeat("I draw maps from survey data. ", 5), Craft: "illustration",
		Languages: []string{"en"}, Tier: "assisted",
		Packages: []gigs.PackageOffer{{Row: 1, Name: "One trail", Price: eur(60000), Days: 10, Rounds: 1}, {Row: 2, Name: "A whole park", Price: eur(240000), Days: 40, Rounds: 2}},
		Extras:   []gigs.ExtraOffer{{Row: 1, Name: "Winter names", Price: eur(12000), Days: 2}}}
	g, err := h.Gigs.Write(h, h.member, "EUR", offer)
	h.must(err)
	h.must(h.Gigs.Publish(h, h.member, g))
	return g
}

// choice opens the order form with the first package and the extra.
func (h house) choice(g *gigs.Gig) (path string, form url.Values) {
	h.t.Helper()
	extras, err := gigs.ExtrasOf(h, g.Id)
	h.must(err)
	path = g.URL() + "/order?extra=" + extras[0].Id
	_, form = h.As(h.t, h.client).Get(path).Want(200).Form("#order")
	form.Set("note", "The eastern loop, please.")
	return g.URL() + "/order", form
}

func TestPlacePage_ShowsTheSplitBeforeAnyoneAgrees(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	g := h.gig()
	page := h.As(t, h.client).Get(g.URL() + "/order").Want(200)
	page.Says("Order for € 600.00", "Yuki Tanabe receives", "€ 561.00", "Commission 6.5 %", "€ 39.00", "10 days")
	extras, err := gigs.ExtrasOf(h, g.Id)
	h.must(err)
	h.As(t, h.client).Get(g.URL()+"/order?extra="+extras[0].Id).Want(200).Says("Order for € 720.00", "12 days")
	h.Client(t).Get(g.URL() + "/order").Want(303)
	h.As(t, h.client).Get("/gigs/absent/order").Want(404)
}

func TestPlacePage_OrdersWithFilesOnlyTheTwoCanRead(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path, form := h.choice(h.gig())
	to := h.As(t, h.client).PostFiles(path, form, apptest.Upload{Field: "files", Name: "survey.pdf", Body: []byte("%PDF-1.4 survey")}).Want(303).To()
	page := h.As(t, h.client).Get(to).Want(200)
	page.Says("Trail maps that people trust", "The eastern loop", "survey.pdf", "Winter names", "€ 720.00", "waits for an answer")
	file := page.HTML().Find("a[href*='/files/']").First().AttrOr("href", "")
	if got := h.As(t, h.member).Get(file).Want(200).Body; got != "%PDF-1.4 survey" {
		t.Errorf("the file holds %q", got)
	}
	h.As(t, h.other).Get(file).Want(404)
	h.As(t, h.treasurer).Get(file).Want(404)
	h.As(t, h.other).Get(to).Want(404)
	h.Client(t).Get(to).Want(303)
	other := h.place()
	h.As(t, h.client).Get(strings.Replace(file, strings.TrimPrefix(to, "/orders/"), other.Id, 1)).Want(404)
}

func TestPlacePage_HundredEqualPostsAreOneOrder(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path, form := h.choice(h.gig())
	hundred(h, apptestPost(h.As(t, h.client), path, form))
	if n, err := h.CountRecords("orders"); err != nil || n != 1 {
		t.Errorf("%d orders, %v", n, err)
	}
}

func TestConfirmPage_HundredEqualReleasesReleaseOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.delivered()
	c := h.As(t, h.client)
	path, form := c.Get(o.Link()+"/confirm/accept").Want(200).Says("€ 673.20", "€ 46.80").Form(".confirm form")
	hundred(h, apptestPost(c, path, form))
	h.isIn(o, flow.Released)
	h.stands(book.MemberPayable(h.member.Code()), -67320)
	h.stands(book.Commission, -4680)
}

func apptestPost(c *apptest.Client, path string, form url.Values) func() string {
	return func() string { return c.Post(path, form).Want(303).To() }
}

// hundred sends the same thing a hundred times at once and wants one answer.
func hundred(h house, send func() string) {
	h.t.Helper()
	answers := make([]string, 100)
	var wg sync.WaitGroup
	for i := range answers {
		wg.Go(func() { answers[i] = send() })
	}
	wg.Wait()
	for _, a := range answers {
		if a != answers[0] {
			h.t.Fatalf("two answers: %q and %q", answers[0], a)
		}
	}
}

func TestPlacePage_AChangedPriceIsShownNotCharged(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path, form := h.choice(h.gig())
	form.Set("total", "100")
	page := h.As(t, h.client).Post(path, form).Want(409).Says("The price has changed", "The eastern loop", "Order for € 720.00")
	if got := page.HTML().Find("input[name=total]").AttrOr("value", ""); got != "72000" {
		t.Errorf("the form now agrees to %s", got)
	}
	form.Set("total", "72000")
	form.Set("note", "")
	h.As(t, h.client).Post(path, form).Want(422).Says("Say in a few sentences what you need.")
	if n, err := h.CountRecords("orders"); err != nil || n != 0 {
		t.Errorf("%d orders, %v", n, err)
	}
}

func TestShowPage_TellsEachSideWhatIsNext(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	client, member := h.As(t, h.client), h.As(t, h.member)
	o := h.place()
	client.Get(o.Link()).Want(200).Says("Yuki Tanabe can accept your order until", "Take the order back").Hides("/confirm/agree")
	member.Get(o.Link()).Want(200).Says("Your turn, until", "Kari Lund would like to work with you").Hides("/confirm/withdraw")
	member.Submit(o.Link()+"/confirm/agree", ".confirm form", nil).Want(303)
	client.Get(o.Link()).Want(200).Says("How to pay", "RF", "DE89 3704 0044 0532 0130 00", "Open the invoice")
	member.Get(o.Link()).Want(200).Hides("How to pay", "DE89")
	h.pay(o, 72000)
	member.Get(o.Link()).Want(200).Says("The payment is here and held for you")
	page := member.Get(o.Link() + "/deliver").Want(200)
	_, form := page.Form("form[enctype]")
	form["title"] = []string{"map-east.pdf", "", "", "", "", ""}
	form["kind"] = []string{"image", "", "", "", "", ""}
	form["tier"] = []string{"", "", "", "", "", ""}
	form["tool"], form["purpose"] = make([]string, 6), make([]string, 6)
	form.Set("note", "Have a look at the huts first.")
	member.Post(o.Link()+"/deliver", form).Want(422).Says("Say how this part was made.", "Have a look at the huts first.")
	form["tier"][0] = "hybrid"
	form["tool"][0], form["purpose"][0] = "Denoiser", "Relief"
	member.Post(o.Link()+"/deliver", form).Want(409).Says("The client must consent first")
	form["tier"][0] = "assisted"
	member.PostFiles(o.Link()+"/deliver", form, apptest.Upload{Field: "file1", Name: "map.pdf", Body: []byte("map")}).Want(303)
	shown := client.Get(o.Link()).Want(200)
	shown.Says("Delivery 1", "map-east.pdf", "Denoiser was used", "You can still ask for changes 1 time", "Accept and release € 720.00")
	if got := client.Get(shown.HTML().Find("a[href*='/files/']").First().AttrOr("href", "")).Want(200).Body; got != "map" {
		t.Errorf("the delivered file holds %q", got)
	}
	client.Submit(o.Link()+"/confirm/changes", ".confirm form", url.Values{"reason": {"Italics, please."}}).Want(303)
	member.Get(o.Link()).Want(200).Says("Kari Lund has asked for changes", "Italics, please.")
	client.Get(o.Link() + "/confirm/accept").Want(409).Says("This cannot be done with the order as it stands now.")
}

func TestShowPage_DeadlinesDecideBeforeAnyJobRuns(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.delivered()
	h.days(14)
	h.As(t, h.client).Get(o.Link()).Want(200).Says("The work is accepted and the money released").Hides("/confirm/changes")
	h.As(t, h.client).Get("/orders?as=client").Want(200).Says("done").Hides("Waits for you")
	h.As(t, h.client).Get(o.Link() + "/confirm/changes").Want(409)
	h.isIn(o, flow.Delivered) // the page wrote nothing
}

func TestListPage_WaitsForWhoseTurnItIs(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.As(t, h.client).Get("/orders").Want(200).Says("Nothing ordered yet")
	h.place()
	h.As(t, h.member).Get("/orders").Want(200).Says("Waits for you", "Trail map, eastern side", "with Kari Lund")
	h.As(t, h.client).Get("/orders").Want(200).Says("waits for an answer", "with Yuki Tanabe").Hides("Waits for you")
	h.As(t, h.other).Get("/orders").Want(200).Says("Nobody has ordered from you yet").Hides("Trail map, eastern side")
	h.As(t, h.client).Get("/orders?after=nonsense").Want(404)
}

func TestTierPage_ConsentIsAskedAndAnswered(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.As(t, h.member).Submit(o.Link()+"/deliver", "form[action$='/tier']", url.Values{"tier": {"hybrid"}}).Want(303)
	client := h.As(t, h.client)
	path, form := client.Get(o.Link()).Want(200).Says("weaker than agreed", "I consent").Form("form[action$='/tier']")
	form.Set("answer", "yes")
	client.Post(path, form).Want(303)
	client.Get(o.Link()).Want(200).Says("Kari Lund consented to a weaker tier").Hides("I consent")
	h.As(t, h.other).Post(path, form).Want(404)
}

func TestRefundsPage_TheTreasurerPaysBack(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.funded()
	h.must(h.Orders.Cancel(h, h.member, o.Id, "I am ill."))
	treasurer := h.As(t, h.treasurer)
	h.As(t, h.client).Get(o.Link()).Want(200).Says("€ 720.00 go back to the client")
	h.As(t, h.client).Get("/admin/refunds").Want(404)
	treasurer.Submit("/admin/refunds", "form[action^='/admin/refunds']", nil).Want(303)
	treasurer.Get("/admin/refunds").Want(200).Says("No refunds are owed")
	h.stands(book.Bank, 0)
}

func TestMessages_OnTheOrderPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	o := h.place()
	h.As(t, h.client).Submit(o.Link(), "#messages form[enctype]", url.Values{"text": {"Winter names too?"}}).Want(303)
	h.As(t, h.member).Get(o.Link()).Want(200).Says("Winter names too?", "Mark as read")
	h.As(t, h.client).Submit(o.Link(), "#messages form[enctype]", url.Values{"text": {""}}).Want(422).Says("Write something first.")
}
