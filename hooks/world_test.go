package hooks_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"image"
	"image/png"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/files"
	"cooperage/hooks/gigs"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"
	"cooperage/hooks/mentorship"
	"cooperage/hooks/money"
	"cooperage/hooks/orders"
	"cooperage/hooks/payments"
	"cooperage/hooks/profiles"
	"cooperage/hooks/setup"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// world is a small co-op with one of everything, made by the rooms' own acts, for tests that walk over all routes.
type world struct {
	app    *apptest.App
	people map[string]*members.Person // by role, see roles
	values map[string]string          // for placeholders, see address
	voters []*members.Person          // more members on the roll, when a test asks for them
	pack   string                     // the gig's package
}

// built is the folder of the world, made once for all tests, and what stands in it.
var built struct {
	sync.Once
	dir    string
	ids    map[string]string // role to person
	values map[string]string
	now    time.Time
}

// openWorld returns the world in a folder of its own.
func openWorld(t *testing.T) *world {
	t.Helper()
	built.Do(func() { buildWorld(t) })
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(built.dir)); err != nil {
		t.Fatal(err)
	}
	c := clock.New()
	c.Set(built.now)
	w := &world{app: apptest.Open(t, dir, c), people: map[string]*members.Person{}, values: built.values}
	for role, id := range built.ids {
		p, err := members.ByID(w.app, id)
		if err != nil {
			t.Fatal(err)
		}
		w.people[role] = p
	}
	return w
}

func buildWorld(t *testing.T) {
	t.Helper()
	w := newWorld(t, apptest.Start, 0)
	built.ids, built.values, built.now = map[string]string{}, w.values, w.app.Clock.Now()
	for role, p := range w.people {
		built.ids[role] = p.Id
	}
	built.dir = snapshot(t, w.app)
}

// newWorld makes the world, with more voters beside its people. Its clock stands at start when the first person
// comes, and 15 days later at the end.
func newWorld(t *testing.T, start time.Time, voters int) *world {
	t.Helper()
	w := &world{app: apptest.Bare(t), people: map[string]*members.Person{}, values: map[string]string{}}
	w.app.Clock.Set(start)
	w.found(t)
	w.peopleOf(t)
	w.moreVoters(t, voters)
	w.motion(t)
	w.gig(t)
	w.forum(t)
	w.orders(t)
	w.event(t)
	w.records(t)
	w.mentorship(t)
	w.certificate(t)
	return w
}

// must ends the test on an error of a room's act.
func must[T any](t *testing.T) func(T, error) T {
	t.Helper()
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) found(t *testing.T) {
	t.Helper()
	w.people["founder"] = must[*members.Person](t)(w.app.Setup.Found(w.app, setup.Founding{Name: "Marram", Country: "DE",
		Currency: "EUR", Zone: "Europe/Berlin", Language: "en", Commission: money.Bps(600), Dues: money.Amount{Currency: "EUR"},
		DuesPeriod: "month", NoticeDays: 14, VotingDays: 7,
		Founder: members.Newcomer{Name: "Lena Brandt", Email: "lena@example.org", Password: apptest.Password, Language: "en"}}))
}

func (w *world) peopleOf(t *testing.T) {
	t.Helper()
	a := w.app
	w.people["client"] = a.Buyer(t, "Kari Lund")
	w.people["stranger"] = a.Buyer(t, "Tom Ferry")
	w.people["seller"] = a.Member(t, "Yuki Tanabe")
	w.people["member"] = a.Member(t, "Noor Jansen")
	w.people["treasurer"] = a.Officer(t, "Samir Haddad", "treasurer")
	w.people["steward"] = a.Officer(t, "Amara Oyelaran", "steward")
	w.people["applicant"] = a.Buyer(t, "Pavel Ruzicka")
	application := must[*members.Application](t)(a.Members.Apply(a, w.people["applicant"], members.Wish{Craft: "Writer",
		Statement: "I write and speak audio descriptions, slowly and by ear, and have done so for nine years."}))
	w.values["/applications/{id}"] = application.Id
}

// moreVoters adds members who share one password's hash, for hashing takes its time by design.
func (w *world) moreVoters(t *testing.T, n int) {
	t.Helper()
	users, err := w.app.FindCollectionByNameOrId("users")
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		rec := core.NewRecord(users)
		rec.Load(map[string]any{"name": fmt.Sprintf("Voter %d", i), "kind": members.Member, "code": fmt.Sprintf("V%03d", i),
			"email": fmt.Sprintf("voter%d@example.org", i), "joined": w.app.Clock.Now(), "tokenKey": rand.Text() + rand.Text()})
		rec.SetRaw("password", w.people["seller"].GetRaw("password"))
		if err := w.app.Save(rec); err != nil {
			t.Fatal(err)
		}
		w.voters = append(w.voters, must[*members.Person](t)(members.ByID(w.app, rec.Id)))
	}
}

// motion leaves one open vote on the commission, secret, that nobody has voted in.
func (w *world) motion(t *testing.T) {
	t.Helper()
	a := w.app
	m := must[*governance.Motion](t)(a.Governance.Move(a, w.people["seller"], governance.Words{Kind: governance.FeeLevel,
		Title: "Commission for the next year", Body: "Which share of each order should the co-op keep from January on?"}))
	must[*governance.Motion](t)(a.Governance.Second(a, w.people["member"], m.ID))
	must[*governance.Motion](t)(a.Governance.Second(a, w.people["steward"], m.ID))
	a.Clock.Shift(15 * 24 * time.Hour)
	if err := a.Governance.Settle(a); err != nil {
		t.Fatal(err)
	}
	w.values["/votes/{id}"] = strconv.FormatInt(m.ID, 10)
}

// gig publishes an offer of the seller, with a picture.
func (w *world) gig(t *testing.T) {
	t.Helper()
	a, seller := w.app, w.people["seller"]
	g := must[*gigs.Gig](t)(a.Gigs.Write(a, seller, "EUR", gigs.Offer{Title: "Trail maps that walkers can trust",
		Body:  "I draw maps for trusts and parks from survey data, and I walk every trail before I draw it. You get print files and the sources.",
		Craft: "data", Languages: []string{"en"}, Tier: "assisted",
		Packages: []gigs.PackageOffer{{Row: 1, Name: "One map", Description: "One map with its legend, ready to print.",
			Price: money.Amount{Minor: 72000, Currency: "EUR"}, Days: 10, Rounds: 2}}}))
	if err := a.Gigs.Publish(a, seller, g); err != nil {
		t.Fatal(err)
	}
	w.values["/gigs/{slug}"] = g.Slug()
	w.pack = must[[]*gigs.Package](t)(gigs.PackagesOf(a, g.Id))[0].Id
}

// certificate leaves a certified work of the seller.
func (w *world) certificate(t *testing.T) {
	t.Helper()
	c := w.app.Certified(t, w.people["seller"], "Shore plants")
	w.values["/verify/{id}"], w.values["/admin/certificates/{id}"], w.values["/admin/certificates/{id}/{act}"] = c.Id, c.Id, "suspend"
	w.values["/credentials/{file}"], w.values["/badges/{file}"], w.values["/credentials/status/{number}"] = c.Id, c.Id+".svg", "1"
}

// orders leaves three: one delivered, with files and a message between the two; one paid out; one cancelled whose
// refund is owed.
func (w *world) orders(t *testing.T) {
	t.Helper()
	a, seller := w.app, w.people["seller"]
	id := w.paidOrder(t)
	w.deliver(t, id)
	w.talk(t, "/orders/"+id)
	w.values["/orders/{id}"], w.values["/orders/{id}/confirm/{act}"] = id, "changes"

	done := w.paidOrder(t)
	w.deliver(t, done)
	check(t, a.Orders.AcceptDelivery(a, w.people["client"], done))
	check(t, a.Payments.SaveAccount(a, seller, "Yuki Tanabe", "DE89370400440532013000"))
	payouts := must[[]*payments.Payout](t)(a.Payments.Run(a, w.people["treasurer"]))
	w.values["/admin/payouts/{id}"] = payouts[0].Id

	gone := w.paidOrder(t)
	check(t, a.Orders.Cancel(a, seller, gone, "I broke my hand and cannot draw this month."))
	w.values["/admin/refunds/{id}"] = gone
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// paidOrder has the client order with a file and pay.
func (w *world) paidOrder(t *testing.T) string {
	t.Helper()
	client := w.app.As(t, w.people["client"])
	place := "/gigs/" + w.values["/gigs/{slug}"] + "/order"
	_, form := client.Get(place).Want(http.StatusOK).Form("form[method=post][action$='/order']")
	form.Set("note", "The eastern side, please, with the winter names of the huts.")
	to := client.PostFiles(place, form, apptest.Upload{Field: "files", Name: "survey.txt", Body: []byte("points")}).Want(http.StatusSeeOther).To()
	id := strings.TrimPrefix(to, "/orders/")
	check(t, w.app.Orders.Accept(w.app, w.people["seller"], id))
	w.receive(t, id)
	file := client.Get(to).Want(http.StatusOK).HTML().Find("a[href*='/files/']").First().AttrOr("href", "")
	if w.values["/orders/{id}/files/{file}"] == "" { // the first order is the one that addresses name
		w.values["/orders/{id}/files/{file}"] = path.Base(file)
	}
	return id
}

func (w *world) deliver(t *testing.T, id string) {
	t.Helper()
	hand := orders.Handover{Note: "Here it is.", Parts: []orders.Part{{Title: "map.pdf", Kind: "image", Tier: "human"}}}
	check(t, w.app.Orders.Deliver(w.app, w.people["seller"], id, hand))
}

// talk sends a message with a file.
func (w *world) talk(t *testing.T, order string) {
	t.Helper()
	client := w.app.As(t, w.people["client"])
	_, form := client.Get(order).Form("form[action$='/messages']")
	form.Set("text", "Could the huts carry their winter names as well?")
	client.PostFiles(order+"/messages", form, apptest.Upload{Field: "files", Name: "names.txt", Body: []byte("names")}).Want(http.StatusSeeOther)
	link := client.Get(order).HTML().Find("a[href^='/messages/']").First().AttrOr("href", "")
	if parts := strings.Split(link, "/"); len(parts) == 5 {
		w.values["/messages/{thread}"], w.values["/messages/{thread}/files/{file}"] = parts[2], parts[4]
	}
}

// receive books the payment of an order's invoice.
func (w *world) receive(t *testing.T, order string) {
	t.Helper()
	m := must[*orders.Milestone](t)(orders.FirstOf(w.app, order))
	r := must[*payments.Receipt](t)(w.app.Payments.Receive(w.app, w.people["treasurer"], payments.Incoming{
		Amount: money.Amount{Minor: 72000, Currency: "EUR"}, Reference: m.Reference(), PaidOn: w.app.Clock.Now().Format(time.DateOnly)}))
	w.values["/admin/receipts/{id}"] = r.Id
}

// event leaves a weekly meeting of members, held by the seller, whose calendar has an address.
func (w *world) event(t *testing.T) {
	t.Helper()
	start := dates.At(w.app.Clock.Now(), time.UTC).AddDays(20)
	e := must[*events.Event](t)(w.app.Events.Announce(w.app, w.people["seller"], events.Plan{Title: "Open workshop", Start: start, Zone: "UTC",
		Minutes: 60, Place: "Borkum", Rule: dates.Rule{Every: dates.Weekly, Count: 3}}))
	w.values["/events/{id}"] = strconv.FormatInt(e.ID, 10)
	w.values["/calendar/{token}"] = path.Base(must[*events.Feed](t)(w.app.Events.Renew(w.app, w.people["seller"])).Path())
}

// mentorship leaves a round that was published, with a pair of the seller and the member who work together.
func (w *world) mentorship(t *testing.T) {
	t.Helper()
	a, now := w.app, w.app.Clock.Now()
	card := mentorship.Card{Side: mentorship.Mentor, Skills: []string{"maps"}, Languages: []profiles.Spoken{{Code: "en", Level: "fluent"}},
		Hours: []string{"mon-18"}, Zone: "Europe/Berlin", Capacity: 2, Open: true}
	a.Clock.Set(now.AddDate(0, 0, -40))
	round := must[*mentorship.Round](t)(a.Mentorship.Begin(a, w.people["steward"]))
	check(t, a.Mentorship.Describe(a, w.people["seller"], card, true))
	card.Side = mentorship.Mentee
	check(t, a.Mentorship.Describe(a, w.people["member"], card, true))
	a.Clock.Set(now.AddDate(0, 0, -18))
	check(t, a.Mentorship.Close(a, round.ID))
	check(t, a.Mentorship.Publish(a, w.people["steward"], round.ID))
	pair := must[[]*mentorship.Pair](t)(mentorship.PairsOf(a, w.people["member"].Id))[0]
	check(t, a.Mentorship.Answer(a, w.people["member"], pair.ID, true))
	check(t, a.Mentorship.Answer(a, w.people["seller"], pair.ID, true))
	a.Clock.Set(now)
	check(t, a.Mentorship.Aim(a, w.people["member"], pair.ID, "Draw one map from survey data"))
	session := must[string](t)(a.Mentorship.Plan(a, w.people["member"], pair.ID, "", mentorship.Meeting{Starts: now.AddDate(0, 0, 2), Minutes: 60}))
	w.values["/mentorship/card/{side}"], w.values["/mentorship/rank/{side}"] = "mentor", "mentor"
	w.values["/mentorship/rounds/{id}"], w.values["/mentorship/rounds/{id}/{run}"] = strconv.FormatInt(round.ID, 10), "1"
	w.values["/mentorship/mentors/{handle}"] = w.people["seller"].Handle()
	w.values["/mentorship/pairs/{id}"], w.values["/mentorship/pairs/{id}/goals/{goal}"] = pair.ID, "1"
	w.values["/mentorship/pairs/{id}/sessions/{session}"] = session
}

// records finds one record of each kind that an address can name.
func (w *world) records(t *testing.T) {
	t.Helper()
	for pattern, collection := range map[string]string{"/admin/offices/{id}": "offices", "/admin/mail/{id}": "outbox"} {
		var id string
		check(t, w.app.ConcurrentDB().Select("id").From(collection).Limit(1).Row(&id))
		w.values[pattern] = id
	}
	var drawn bytes.Buffer
	check(t, png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 600, 400))))
	picture := must[*files.Picture](t)(w.app.Files.SavePicture(w.app, w.people["seller"].Id, "A map",
		must[*files.Sized](t)(w.app.Files.MakePicture(t.Context(), drawn.Bytes()))))
	w.values["/pictures/{id}"], w.values["/pictures/{id}/{size}"] = picture.Id, path.Base(files.URL(picture.Id, files.Card))
	work := must[*profiles.Work](t)(w.app.Profiles.Show(w.app, w.people["seller"], "", profiles.Sample{Title: "A map", Picture: picture.Id}))
	w.values["/{$}"] = "" // the front page alone
	w.values["/unsubscribe/{token}"] = must[string](t)(w.app.Notices.StopToken(w.app, w.people["client"].Id, "order"))
	w.values["/profile/works/{id}"], w.values["/members/{handle}"] = work.Id, w.people["seller"].Handle()
	for _, pattern := range []string{"/setup/{token}", "/signup/confirm/{token}", "/password/reset/{token}"} {
		w.values[pattern] = "not-there"
	}
}

// snapshot copies the app's folder as it is, while it is open.
func snapshot(t *testing.T, app *apptest.App) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cooperage-world-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(app.DataDir())); err != nil {
		t.Fatal(err)
	}
	for name, db := range map[string]dbx.Builder{"data.db": app.ConcurrentDB(), "auxiliary.db": app.AuxConcurrentDB()} {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			if err := os.RemoveAll(filepath.Join(dir, name+suffix)); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := db.NewQuery("VACUUM INTO {:to}").Bind(dbx.Params{"to": filepath.Join(dir, name)}).Execute(); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
