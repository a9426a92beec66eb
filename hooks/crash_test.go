package hooks_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/governance"
	"cooperage/hooks/ledger"
	"cooperage/hooks/members"
	"cooperage/hooks/orders"
	"cooperage/hooks/orders/flow"

	"github.com/pocketbase/dbx"
)

const (
	kills      = 20
	ballotsPer = 3 // voters between two kills
	killAfter  = 14
)

// crash is a folder with the world in it, and everything that the program has acknowledged, over many lives.
type crash struct {
	w        *world
	cookies  map[string]string // by role or voter code
	voters   []*members.Person
	motion   string
	mu       sync.Mutex
	acks     int
	enough   chan struct{}
	placed   map[string]bool       // tokens of orders that were acknowledged
	reached  map[string]flow.State // order to the furthest state that was acknowledged
	voted    map[string]bool
	attempts int
	said     said
}

// TestKill_NothingAcknowledgedIsLostAndNothingIsHalfMade kills the serving program under writers of orders, payments,
// ballots, posts and drafts, over and over on one folder, and then looks at what is there.
func TestKill_NothingAcknowledgedIsLostAndNothingIsHalfMade(t *testing.T) {
	t.Parallel()
	c := newCrash(t)
	data := snapshot(t, c.w.app)
	for life := range kills {
		c.enough, c.acks = make(chan struct{}), 0
		p := start(t, data)
		var writers sync.WaitGroup
		writers.Go(func() { c.orderUntilDead(p.url) })
		writers.Go(func() { c.orderUntilDead(p.url) })
		writers.Go(func() { c.talkUntilDead(p.url) })
		writers.Go(func() { c.voteUntilDead(p.url, c.voters[life*ballotsPer:(life+1)*ballotsPer]) })
		<-c.enough
		p.kill()
		writers.Wait()
	}
	now := clock.New()
	app := apptest.Open(t, data, now)
	c.checkOrders(t, app)
	c.checkBallots(t, app)
	c.checkTalk(t, app)
	if err := ledger.Prove(app); err != nil {
		t.Errorf("the books: %v", err)
	}
	paid := 0
	for _, state := range c.reached {
		if state == flow.Funded {
			paid++
		}
	}
	t.Logf("%d lives, %d orders acknowledged of %d sent, %d of them paid, %d ballots, %d posts", kills, len(c.placed), c.attempts, paid, len(c.voted), len(c.said.posts))
}

func newCrash(t *testing.T) *crash {
	t.Helper()
	// The motion is open now, in the time of the program under test.
	w := newWorld(t, time.Now().Add(-15*24*time.Hour), kills*ballotsPer)
	c := &crash{w: w, voters: w.voters, motion: w.values["/votes/{id}"], cookies: map[string]string{},
		placed: map[string]bool{}, reached: map[string]flow.State{}, voted: map[string]bool{}, said: said{posts: map[string]bool{}}}
	for _, role := range []string{"client", "seller", "treasurer", "member"} {
		c.cookies[role] = w.app.As(t, w.people[role]).Cookie()
	}
	for _, v := range c.voters {
		c.cookies[v.Code()] = w.app.As(t, v).Cookie()
	}
	return c
}

// send posts a form as the person and returns the status and where it leads; a program that died mid-way is an error.
func (c *crash) send(base, path, who string, form url.Values) (int, string, error) {
	r, err := http.NewRequest("POST", base+path, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	r.Header.Set("Cookie", c.cookies[who])
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return 0, "", err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	return res.StatusCode, res.Header.Get("Location"), err
}

// acknowledge notes what the program said is done, and lets it be killed after a few such words.
func (c *crash) acknowledge(note func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	note()
	if c.acks++; c.acks == killAfter {
		close(c.enough)
	}
}

// orderUntilDead places orders and has each accepted and paid, until the program is gone.
func (c *crash) orderUntilDead(base string) {
	for {
		c.mu.Lock()
		c.attempts++
		token := fmt.Sprintf("crash-token-%06d", c.attempts)
		c.mu.Unlock()
		status, to, err := c.send(base, "/gigs/"+c.w.values["/gigs/{slug}"]+"/order", "client", url.Values{"once": {token},
			"package": {c.w.pack}, "total": {"72000"}, "note": {"Token " + token}})
		if err != nil {
			return
		}
		if status != http.StatusSeeOther {
			c.acknowledge(func() { c.reached["refused "+token] = flow.State(fmt.Sprint(status)) })
			continue
		}
		id := strings.TrimPrefix(to, "/orders/")
		c.acknowledge(func() { c.placed[token], c.reached[id] = true, flow.Offered })
		status, _, err = c.send(base, to+"/confirm/agree", "seller", url.Values{"once": {token + "-accept"}})
		if err != nil {
			return
		}
		if status == http.StatusSeeOther {
			c.acknowledge(func() { c.reached[id] = flow.AwaitingFunds })
		}
		if c.pay(base, to, id, token) != nil {
			return
		}
	}
}

var creditorReference = regexp.MustCompile(`RF\d\d[ A-Z0-9]+`)

// pay has the treasurer record the transfer that the order's invoice asks for.
func (c *crash) pay(base, order, id, token string) error {
	invoice, err := c.read(base+order+"/invoice", "client")
	if err != nil {
		return err
	}
	status, _, err := c.send(base, "/admin/receipts", "treasurer", url.Values{"once": {token + "-pay"}, "amount": {"720.00"},
		"reference": {creditorReference.FindString(invoice)}, "paidOn": {time.Now().UTC().Format(time.DateOnly)}})
	if err == nil && status == http.StatusSeeOther {
		c.acknowledge(func() { c.reached[id] = flow.Funded })
	}
	return err
}

func (c *crash) read(address, who string) (string, error) {
	r, err := http.NewRequest("GET", address, nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Cookie", c.cookies[who])
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return string(body), err
}

// voteUntilDead casts the voters' ballots one after the other.
func (c *crash) voteUntilDead(base string, voters []*members.Person) {
	for _, v := range voters {
		status, _, err := c.send(base, "/votes/"+c.motion+"/ballot", v.Code(), url.Values{"choice": {"600"}, "tracker": {governance.NewTracker()}})
		if err != nil {
			return
		}
		if status == http.StatusOK {
			c.acknowledge(func() { c.voted[v.Code()] = true })
		}
	}
}

// steps are the states that the writers bring an order through.
var steps = []flow.State{flow.Offered, flow.AwaitingFunds, flow.Funded}

func (c *crash) checkOrders(t *testing.T, app *apptest.App) {
	t.Helper()
	for id, state := range c.reached {
		if strings.HasPrefix(id, "refused") {
			t.Errorf("%s with status %s", id, state)
			continue
		}
		m, err := orders.FirstOf(app, id)
		if err != nil {
			t.Errorf("order %s was acknowledged and is gone: %v", id, err)
			continue
		}
		if slices.Index(steps, m.State()) < slices.Index(steps, state) {
			t.Errorf("order %s: acknowledged as %s, stored as %s", id, state, m.State())
		}
	}
	c.countHalves(t, app)
}

// countHalves looks for orders without milestone, timeline or thread, invoices without order, and orders made twice.
func (c *crash) countHalves(t *testing.T, app *apptest.App) {
	t.Helper()
	for what, query := range map[string]string{
		"orders without exactly one milestone": `SELECT count(*) FROM orders o WHERE (SELECT count(*) FROM milestones m WHERE m."order" = o.id) <> 1`,
		"orders without a timeline":            `SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_events e WHERE e."order" = o.id)`,
		"milestones without an order":          `SELECT count(*) FROM milestones m WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.id = m."order")`,
		"billed milestones without a number":   `SELECT count(*) FROM milestones WHERE state = 'awaiting_funds' AND reference = ''`,
		"paid milestones without a booking": `SELECT count(*) FROM milestones m WHERE state = 'funded'
			AND NOT EXISTS (SELECT 1 FROM ledger_tx x WHERE x.key = 'milestone:' || m.id || ':receipt')`,
		"bookings without a paid milestone": `SELECT count(*) FROM ledger_tx x WHERE kind = 'receipt'
			AND NOT EXISTS (SELECT 1 FROM milestones m WHERE m.state NOT IN ('offered', 'awaiting_funds') AND x.key = 'milestone:' || m.id || ':receipt')`,
		"receipts and bookings that differ": `SELECT (SELECT count(*) FROM receipts) - (SELECT count(*) FROM ledger_tx WHERE kind = 'receipt')`,
		"orders made twice by one form":     `SELECT count(*) - count(DISTINCT result) FROM form_once WHERE result <> ''`,
	} {
		var n int
		if err := app.ConcurrentDB().NewQuery(query).Row(&n); err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if n != 0 {
			t.Errorf("%s: %d", what, n)
		}
	}
}

func (c *crash) checkBallots(t *testing.T, app *apptest.App) {
	t.Helper()
	var voted, boxes int
	var codes []string
	db := app.ConcurrentDB()
	for _, err := range []error{
		db.Select("count(*)").From("ballots_sealed").Where(dbx.HashExp{"motion": c.motion}).Row(&boxes),
		db.NewQuery("SELECT code FROM vote_roll WHERE motion = {:m} AND voted = 1").Bind(dbx.Params{"m": c.motion}).Column(&codes),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	voted = len(codes)
	if voted != boxes {
		t.Errorf("%d members are marked and %d ballots lie in the box", voted, boxes)
	}
	marked := map[string]bool{}
	for _, code := range codes {
		marked[code] = true
	}
	for code := range c.voted {
		if !marked[code] {
			t.Errorf("the ballot of %s was acknowledged and is gone", code)
		}
	}
}
