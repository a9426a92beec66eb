package e2e

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"cooperage/hooks/apptest"
)

// textFile writes a small file for uploads.
func textFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// trade is an order on its way, with a window for each who takes part.
type trade struct {
	t                                   *testing.T
	s                                   *Server
	client, member, treasurer, stranger *Tab
	order, invoice                      string
}

func TestOrders_FromGigToPayout(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		ingrid := s.Member(t, "Ingrid Solheim")
		x := &trade{t: t, s: s, client: s.OpenAs(t, look, s.Buyer(t, "Clara Ng")), member: s.OpenAs(t, look, ingrid),
			treasurer: s.OpenAs(t, look, s.Officer(t, "Tomás Herrera", "treasurer")), stranger: s.OpenAs(t, look, s.Buyer(t, "Jonas Berg"))}
		x.place(gigOf(t, s, ingrid, "Botanical illustration").URL())
		x.accept()
		x.pay()
		x.deliver("delivery one", "First plate")
		x.change()
		x.deliver("delivery two", "Second plate")
		x.release()
		x.payOut()
	})
}

// place orders the gig with an extra, a note and a file, after one wrong turn.
func (x *trade) place(gig string) {
	x.t.Helper()
	x.client.Go(gig, 200).Click(`main #quote input[name=extra]`)
	if !x.client.look.NoScript {
		x.client.WaitFor(`document.querySelector("#quote .price-split").innerText.includes("1,090.00")`)
	}
	x.client.Send("Order this", 200).Says("1,090.00", "Commission 6.5", "70.85", "1,019.15", "Framed")
	x.client.Fill("note", "  ").Submit(gig+"/order", 422)
	x.client.Fill("note", "A foxglove for a seed packet, *portrait* format.").Attach("files", textFile(x.t, "brief.txt", "foxglove, 10 x 15 cm"))
	x.client.Send("Order for", 200).Says("1,090.00", "Ordered by Clara Ng", "brief.txt", "waits for an answer")
	x.order = x.client.Path()
	x.stranger.Go(x.order, 404)
	x.downloads(x.client, "brief.txt", 200)
	guest := x.s.Open(x.t, x.client.look)
	guest.Go(x.order, 200).Lacks("foxglove")
}

// downloads fetches the file that the page links to.
func (x *trade) downloads(tab *Tab, name string, want int) {
	x.t.Helper()
	href := eval[string](tab, `[...document.querySelectorAll("main a")].find((a) => a.textContent.includes("`+name+`"))?.getAttribute("href") ?? ""`)
	if href == "" {
		x.t.Fatalf("%s does not link to %s", tab.Path(), name)
	}
	for who, status := range map[*Tab]int{tab: want, x.stranger: 404} {
		if got := eval[int](who, `fetch("`+href+`").then((r) => r.status)`); got != status {
			x.t.Errorf("%s answers %d, want %d", href, got, status)
		}
	}
}

// accept is the member's yes, which issues the invoice.
func (x *trade) accept() {
	x.t.Helper()
	x.member.Go("/notices", 200).Says("You have a new order")
	x.member.Go("/orders", 200).Says("Botanical illustration").Send("Botanical illustration", 200).Says("foxglove", "1,019.15")
	x.member.Send("Accept the order", 200).Says("You agree to the price")
	x.member.Send("Accept the order", 200).Says("You have accepted.", "Accepted by Ingrid Solheim")
	x.client.Go(x.order, 200).Says("waits for payment", "How to pay", "Invoice issued", "DE89")
	x.client.Send("Open the invoice", 200).Says("1,090.00", "RF", "Marram Cooperative eG", "Clara Ng")
	x.invoice = x.client.Path()
	if !eval[bool](x.client, `document.querySelector("main .pay-box svg") !== null`) {
		x.t.Error("the invoice has no code to scan")
	}
	x.stranger.Go(x.invoice, 404)
}

// pay is the treasurer finding the transfer on the statement.
func (x *trade) pay() {
	x.t.Helper()
	x.treasurer.Go("/admin/receipts", 200).Says("Botanical illustration", "1,090.00").Send("Fill in", 200)
	if got := x.treasurer.Value("amount"); got != "1090.00" {
		x.t.Errorf("the form holds %q, want the amount of the invoice", got)
	}
	x.treasurer.Submit("/admin/receipts", 200).Says("The payment is recorded for", "No open invoices")
	x.client.Go(x.order, 200).Says("Payment received", "Held by the co-op € 1,090.00", "in work").Lacks("How to pay")
	x.client.Go(x.invoice, 200).Says("nothing to pay")
	x.treasurer.Go("/treasury", 200).Says("1,090.00")
}

// deliver hands over a part with a file; a part that does not say how it was made comes back with all values.
func (x *trade) deliver(note, part string) {
	x.t.Helper()
	x.member.Go(x.order, 200).Send("Deliver", 200).Fill("note", note).Put("#title1", part).Put("#kind1", "image")
	x.member.Submit(x.order+"/deliver", 422).Holds("note", note)
	if got := eval[string](x.member, `document.getElementById("title1").value + "/" + document.getElementById("kind1").value`); got != part+"/image" {
		x.t.Errorf("a refused delivery holds %q", got)
	}
	x.member.Put("#tier1", "human").Attach("file1", picture(x.t)).Submit(x.order+"/deliver", 200).Says(note, part, "Human-made", "Delivered by Ingrid Solheim")
	x.client.Go(x.order, 200).Says(note, part, "delivered", "Accept and release € 1,090.00")
	x.downloads(x.client, part, 200)
}

// change asks for changes, which uses up the one round.
func (x *trade) change() {
	x.t.Helper()
	x.client.Send("Ask for changes", 200).Fill("reason", "  ").Submit(x.order+"/confirm/changes", 422)
	x.client.Fill("reason", "The leaves are too yellow.").Submit(x.order+"/confirm/changes", 200).Says("changes asked for", "Changes asked for by Clara Ng", "The leaves are too yellow.")
	x.client.Lacks("Accept and release")
	x.member.Go(x.order, 200).Says("The leaves are too yellow.")
	x.member.Fill("text", "Cooler greens, by Friday.").Submit(x.order+"/messages", 200).Says("Cooler greens, by Friday.")
	x.client.Go(x.order, 200).Says("Cooler greens, by Friday.")
}

// release accepts the second delivery; no round is left by then.
func (x *trade) release() {
	x.t.Helper()
	x.client.Lacks("Ask for changes").Send("Accept and release", 200).Says("1,019.15", "70.85")
	x.client.Send("Accept and release", 200).Says("Accepted. The money is released.", "Released € 1,090.00", "of it commission € 70.85", "done")
	x.member.Go(x.order, 200).Says("Accepted and released by Clara Ng")
	x.s.Clock.Shift(time.Hour)
}

// payOut is the treasurer's run; the member's account gets what is left after the commission.
func (x *trade) payOut() {
	x.t.Helper()
	x.treasurer.Go("/admin/payouts", 200).Says("Ingrid Solheim", "1,019.15")
	x.member.Go("/account/payouts", 200).Fill("holder", "Ingrid Solheim").Fill("iban", "DE89 3704 0044 0532 0130 00").Submit("/account/payouts", 200)
	x.treasurer.Go("/admin/payouts", 200).Send("Prepare a run", 200).Says("1,019.15").Submit("/admin/payouts/run", 200).Says("On its way", "1,019.15")
	x.member.Go("/account/payouts", 200).Says("On its way", "1,019.15")
	x.treasurer.Submit("/admin/payouts/", 200).Says("Done", "Nothing is owed")
	x.member.Go("/account/payouts", 200).Says("Paid", "1,019.15").Lacks("On its way")
	x.treasurer.Go("/treasury", 200).Says("70.85")
	x.stranger.Go("/orders", 200).Lacks("Botanical")
}
