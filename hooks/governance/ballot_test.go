package governance_test

import (
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/governance"
	"cooperage/hooks/policies"
)

// ballot is a form of a secret fee vote.
func ballot(choice, tracker string) url.Values {
	return url.Values{"choice": {choice}, "tracker": {tracker}, "rate": {""}}
}

func TestBallot_AHundredEqualOnesHaveOneEffectAndOneAnswer(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	client := c.As(t, c.people[0])
	form, path := ballot("500", governance.NewTracker()), fmt.Sprintf("/votes/%d/ballot", m.ID)
	answers := make([]*apptest.Page, 100)
	var all sync.WaitGroup
	for i := range answers {
		all.Go(func() { answers[i] = client.Post(path, form) })
	}
	all.Wait()
	for i, a := range answers {
		if a.Status != 200 || a.Body != answers[0].Body {
			t.Fatalf("answer %d: %d %.500s", i, a.Status, a.Text())
		}
	}
	if m = c.motion(m.ID); m.Voted != 1 || c.count("ballots_sealed", nil) != 1 {
		t.Errorf("%d marks and %d boxes, want one each", m.Voted, c.count("ballots_sealed", nil))
	}
	client.Post(path, ballot("700", form.Get("tracker"))).Want(409).Says("You have voted already")
	client.Post(path, ballot("500", governance.NewTracker())).Want(409)
}

func TestBallot_OfAHundredDifferentOnesOneCounts(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	var all sync.WaitGroup
	errs := make([]error, 60)
	for i := range errs {
		all.Go(func() {
			errs[i] = c.Governance.Cast(c, c.people[0], m.ID, rate(int64(25*i)), governance.NewTracker())
		})
	}
	all.Wait()
	taken := 0
	for _, err := range errs {
		if err == nil {
			taken++
		} else if !fault.Is(err, fault.Conflict) {
			t.Errorf("got %v", err)
		}
	}
	if m = c.motion(m.ID); taken != 1 || m.Voted != 1 || c.count("ballots_sealed", nil) != 1 {
		t.Errorf("%d taken, %d marks, %d boxes; want one each", taken, m.Voted, c.count("ballots_sealed", nil))
	}
}

func TestBallot_EveryMemberAtOnceIsCounted(t *testing.T) {
	t.Parallel()
	c := found(t, 30, nil)
	m := c.opened(feeWords)
	var all sync.WaitGroup
	for i := range c.people {
		all.Go(func() {
			if err := c.Governance.Cast(c, c.people[i], m.ID, rate(500), governance.NewTracker()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if m = c.closed(m); m.Voted != 30 || c.count("ballots", nil) != 30 || *m.Value != 500 {
		t.Errorf("%d voted, %d counted, value %d", m.Voted, c.count("ballots", nil), *m.Value)
	}
}

func TestBallot_WhoAndWhatIsRefused(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	m := c.opened(feeWords)
	late := c.Member(t, "Late")
	path, good := fmt.Sprintf("/votes/%d/ballot", m.ID), governance.NewTracker()
	for name, x := range map[string]struct {
		who  *apptest.Client
		form url.Values
		want int
	}{
		"guest":               {c.Client(t), ballot("500", good), 303},
		"client":              {c.As(t, c.Buyer(t, "Bea")), ballot("500", good), 404},
		"joined later":        {c.As(t, late), ballot("500", good), 403},
		"no tracker":          {c.As(t, c.people[0]), ballot("500", ""), 422},
		"odd tracker":         {c.As(t, c.people[0]), ballot("500", "AAAA"), 422},
		"nothing chosen":      {c.As(t, c.people[0]), ballot("", good), 422},
		"off the grid":        {c.As(t, c.people[0]), ballot("510", good), 422},
		"above the bounds":    {c.As(t, c.people[0]), ballot("1525", good), 422},
		"below the bounds":    {c.As(t, c.people[0]), ballot("-25", good), 422},
		"not a number":        {c.As(t, c.people[0]), ballot("0x10", good), 422},
		"yes to a rate":       {c.As(t, c.people[0]), ballot("yes", good), 422},
		"other without rate":  {c.As(t, c.people[0]), ballot("other", good), 422},
		"other off the grid":  {c.As(t, c.people[0]), url.Values{"choice": {"other"}, "rate": {"4.1"}, "tracker": {good}}, 422},
		"rate but not chosen": {c.As(t, c.people[0]), url.Values{"choice": {"500"}, "rate": {"4.25"}, "tracker": {good}}, 422},
		"no UTF-8":            {c.As(t, c.people[0]), ballot("\xff", good), 422},
	} {
		got := x.who.Post(path, x.form)
		if got.Status != x.want {
			t.Errorf("%s: got %d, want %d: %.300s", name, got.Status, x.want, got.Text())
		}
		if got.Status == 422 && !strings.Contains(got.Body, `action="`+path+`"`) {
			t.Errorf("%s: the form is not shown again", name)
		}
	}
	if m = c.motion(m.ID); m.Voted != 0 || c.count("ballots_sealed", nil) != 0 {
		t.Errorf("%d marks, %d boxes; want none", m.Voted, c.count("ballots_sealed", nil))
	}
	c.As(t, c.people[0]).Post(path, url.Values{"choice": {"other"}, "rate": {"4.25"}, "tracker": {good}}).Want(200)
	c.As(t, c.people[1]).Post(path, ballot("abstain", governance.NewTracker())).Want(200)
	c.Clock.Set(m.Closes())
	c.As(t, c.people[2]).Post(path, ballot("500", governance.NewTracker())).Want(409).Says("not open")
	if m = c.motion(m.ID); *m.Value != 425 || m.Voted != 2 {
		t.Errorf("value %d of %d, want 425 of 2", *m.Value, m.Voted)
	}
}

func TestBallot_RefusedKeepsTrackerAndTypedRate(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	page := c.As(t, c.people[0]).Post(fmt.Sprintf("/votes/%d/ballot", m.ID),
		url.Values{"choice": {"other"}, "rate": {"4.1"}, "tracker": {"ABCD-EFGH-IJKL-MNOP"}}).Want(422)
	_, form := page.Form("#ballot")
	if form.Get("tracker") != "ABCD-EFGH-IJKL-MNOP" || form.Get("rate") != "4.1" || form.Get("choice") != "other" {
		t.Errorf("form came back as %v", form)
	}
	page.Says("between 0 and 15, in steps of 0.25")
}

func TestBallot_OpenOnesCarryTheNameAndCanBeChanged(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(yesNoWords)
	path := fmt.Sprintf("/votes/%d/ballot", m.ID)
	for i, said := range []string{"yes", "yes", "abstain"} {
		c.As(t, c.people[i]).Post(path, url.Values{"choice": {said}}).Want(303)
	}
	c.As(t, c.people[1]).Submit(fmt.Sprintf("/votes/%d", m.ID), "#ballot", url.Values{"choice": {"no"}}).Want(303)
	m = c.closed(m)
	if m.State != governance.Rejected || m.Voted != 3 {
		t.Fatalf("got %s of %d, want a tie to be rejected", m.State, m.Voted)
	}
	csv := c.Client(t).Get(fmt.Sprintf("/votes/%d/ballots.csv", m.ID)).Want(200)
	want := fmt.Sprintf("voter,choice\n%s,yes\n%s,no\n%s,abstain\n", c.people[0].Code(), c.people[1].Code(), c.people[2].Code())
	if csv.Body != want {
		t.Errorf("got %q, want %q", csv.Body, want)
	}
}

func TestTables_RefuseWhateverIsTypedByHand(t *testing.T) {
	t.Parallel()
	c := found(t, 4, map[policies.Key]string{policies.CooldownDays: "0"})
	done := c.opened(feeWords)
	c.rates(done, 500, 500, 500)
	c.closed(done)
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	for _, sql := range []string{
		`UPDATE motions SET state = 'rejected' WHERE id = 1`,
		`UPDATE motions SET state = 'open' WHERE id = 1`,
		`UPDATE motions SET closes_at = '2020-01-01' WHERE id = 2`,
		`UPDATE motions SET rules = '{}' WHERE id = 2`,
		`UPDATE motions SET voted = 9`,
		`UPDATE motions SET value = 1 WHERE id = 1`,
		`UPDATE motions SET title = 'x'`,
		`DELETE FROM motions`,
		`REPLACE INTO motions SELECT * FROM motions WHERE id = 2`,
		`UPDATE motion_texts SET body = 'x'`,
		`UPDATE motion_texts SET html = 'x'`,
		`UPDATE motion_texts SET title = 'x', renderer = renderer + 1`,
		`DELETE FROM motion_texts`,
		`INSERT INTO motion_texts SELECT motion, version + 1, title, body, html, made_at, hash, renderer FROM motion_texts WHERE motion = 2`,
		`DELETE FROM motion_voices`,
		`UPDATE vote_roll SET voted = 0`,
		`UPDATE vote_roll SET voted = 1 WHERE motion = 1 AND voted = 0`,
		`UPDATE vote_roll SET code = 'M999'`,
		`DELETE FROM vote_roll`,
		`REPLACE INTO vote_roll SELECT motion, code, 0 FROM vote_roll`,
		`INSERT INTO vote_roll VALUES (2, 'M999', 0)`,
		`UPDATE ballots_sealed SET box = x'00'`,
		`DELETE FROM ballots_sealed`,
		`REPLACE INTO ballots_sealed SELECT motion, slot, x'00' FROM ballots_sealed`,
		`INSERT INTO ballots_sealed VALUES (1, x'00', x'00')`,
		`UPDATE ballots SET choice = '{"value":0}'`,
		`DELETE FROM ballots`,
		`REPLACE INTO ballots SELECT motion, name, nth, '{}' FROM ballots`,
		`INSERT INTO ballots VALUES (1, 'x', 0, '{}')`,
		`UPDATE vote_records SET result = '{}'`,
		`DELETE FROM vote_records`,
		`REPLACE INTO vote_records SELECT * FROM vote_records`,
	} {
		if _, err := c.NonconcurrentDB().NewQuery(sql).Execute(); err == nil {
			t.Errorf("accepted: %s", sql)
		}
	}
	if err := governance.Verify(c); err != nil {
		t.Error(err)
	}
}

func TestVerify_NamesWhatWasChangedBelowTheGuards(t *testing.T) {
	t.Parallel()
	for want, sql := range map[string][]string{
		"lost its guards":     {`DROP TRIGGER ballots_update`},
		"ballots of motion 1": {`DROP TRIGGER ballots_update`, `UPDATE ballots SET choice = '{"value":0}'`},
		"roll or its voters":  {`DROP TRIGGER vote_roll_update`, `UPDATE vote_roll SET voted = 0 WHERE code = (SELECT min(code) FROM vote_roll)`},
		"rules of motion 1":   {`DROP TRIGGER motions_frozen`, `UPDATE motions SET rules = replace(rules, '"1/2"', '"1/5"')`},
		"record of motion 1":  {`DROP TRIGGER vote_records_update`, `UPDATE vote_records SET result = '{}'`},
	} {
		c := found(t, 3, nil)
		m := c.opened(feeWords)
		c.rates(m, 500, 550, 600)
		c.closed(m)
		for _, s := range sql {
			if _, err := c.NonconcurrentDB().NewQuery(s).Execute(); err != nil {
				t.Fatal(err)
			}
		}
		if err := governance.Verify(c); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}
