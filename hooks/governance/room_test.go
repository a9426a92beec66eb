package governance_test

import (
	"fmt"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/clock"
	"cooperage/hooks/governance"
	"cooperage/hooks/members"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

const day = 24 * time.Hour

// coop is a founded co-op with some members.
type coop struct {
	*apptest.App
	people []*members.Person
	t      *testing.T
}

// found makes a co-op of n members under the default rules, save those given.
func found(t *testing.T, n int, rules map[policies.Key]string) *coop {
	t.Helper()
	return join(t, apptest.Bare(t), n, rules)
}

func join(t *testing.T, app *apptest.App, n int, rules map[policies.Key]string) *coop {
	t.Helper()
	c := &coop{App: app, t: t}
	c.standing()
	if err := policies.Found(app, "M001", apptest.Start.Add(-200*day), rules); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		c.people = append(c.people, app.Member(t, fmt.Sprintf("Person %c", 'A'+i%26)))
	}
	return c
}

// standing stores the co-op's own record, without which every page leads to the setup. Its months begin in UTC.
func (c *coop) standing() {
	c.t.Helper()
	collection, err := c.FindCollectionByNameOrId("coop")
	if err != nil {
		c.t.Fatal(err)
	}
	r := core.NewRecord(collection)
	r.Load(map[string]any{"name": "Marram", "country": "DE", "currency": "EUR", "zone": "UTC", "language": "en", "founded": c.Clock.Now()})
	if err := c.Save(r); err != nil {
		c.t.Fatal(err)
	}
}

var feeWords = governance.Words{Kind: governance.FeeLevel, Title: "Commission for 2027",
	Body: "The reserve holds four months of costs. Which share shall we keep?"}

var yesNoWords = governance.Words{Kind: governance.Resolution, Majority: governance.Simple, Title: "Shall we rent a room?",
	Body: "A room in town for workshops, paid from the reserve for one year."}

// seconded drafts a motion by the first member, seconded by the next ones until it is in deliberation.
func (c *coop) seconded(w governance.Words) *governance.Motion {
	c.t.Helper()
	m, err := c.Governance.Move(c, c.people[0], w)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, p := range c.people[1:] {
		if m.State != governance.Draft {
			break
		}
		if m, err = c.Governance.Second(c, p, m.ID); err != nil {
			c.t.Fatal(err)
		}
	}
	if m.State != governance.Deliberation {
		c.t.Fatalf("motion is %s, want deliberation", m.State)
	}
	return m
}

// opened brings a motion to its vote, with the clock at the opening.
func (c *coop) opened(w governance.Words) *governance.Motion {
	c.t.Helper()
	m := c.seconded(w)
	c.Clock.Set(m.Opens())
	c.settle()
	return c.motion(m.ID)
}

func (c *coop) settle() {
	c.t.Helper()
	if err := c.Governance.Settle(c); err != nil {
		c.t.Fatal(err)
	}
}

func (c *coop) motion(id int64) *governance.Motion {
	c.t.Helper()
	m, err := governance.ByID(c, id)
	if err != nil {
		c.t.Fatal(err)
	}
	return m
}

// closed lets the vote's deadline come and returns the motion as it was decided.
func (c *coop) closed(m *governance.Motion) *governance.Motion {
	c.t.Helper()
	c.Clock.Set(m.Closes())
	c.settle()
	return c.motion(m.ID)
}

func rate(n int64) governance.Choice      { return governance.Choice{Value: &n} }
func say(choice string) governance.Choice { return governance.Choice{Choice: choice} }
func (c *coop) cast(m *governance.Motion, who int, ch governance.Choice) {
	c.t.Helper()
	if err := c.Governance.Cast(c, c.people[who], m.ID, ch, governance.NewTracker()); err != nil {
		c.t.Fatal(err)
	}
}

// rates casts one ballot each, by the first members.
func (c *coop) rates(m *governance.Motion, values ...int64) {
	c.t.Helper()
	for i, v := range values {
		c.cast(m, i, rate(v))
	}
}

func (c *coop) count(table string, where dbx.HashExp) int {
	c.t.Helper()
	var n int
	if err := c.DB().Select("count(*)").From(table).Where(where).Row(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

func (c *coop) commission(at time.Time) int64 {
	c.t.Helper()
	n, err := policies.Int(c, policies.CommissionRate, at)
	if err != nil {
		c.t.Fatal(err)
	}
	return n
}

func (c *coop) tick() {
	c.t.Helper()
	if err := c.Governance.Tick(c); err != nil {
		c.t.Fatal(err)
	}
}

func bareClock() *clock.Clock {
	k := clock.New()
	k.Set(apptest.Start)
	return k
}
