package fees_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/fault"
	"cooperage/hooks/fees"
	"cooperage/hooks/money"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

func eur(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "EUR"} }

// enact writes a new commission as a passed motion would.
func enact(t *testing.T, app core.App, rate string, motion int64, decided, from time.Time) policies.Version {
	t.Helper()
	var v policies.Version
	err := app.RunInTransaction(func(tx core.App) (err error) {
		v, err = policies.Enact(tx, policies.Change{Key: policies.CommissionRate, Value: rate, From: from, At: decided}, motion)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestQuote_FollowsThePolicyAndKeepsWhatAnOrderFroze(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	now := apptest.Start
	old, err := policies.At(app, policies.CommissionRate, now)
	if err != nil {
		t.Fatal(err)
	}
	from := now.AddDate(0, 1, 0)
	enact(t, app, "500", 7, now, from)
	for name, c := range map[string]struct {
		at      time.Time
		version int64
		rate    money.Bps
		net     int64
		href    string
	}{
		"today":                       {now, 0, money.Bps(old.Int()), 100000 - 10*old.Int(), "/rules"},
		"after the vote took effect":  {from, 0, 500, 95000, "/votes/7"},
		"an order of today, later on": {from, old.ID, money.Bps(old.Int()), 100000 - 10*old.Int(), "/rules"},
	} {
		p, err := fees.Quote(app, fees.Terms{Amounts: []money.Amount{eur(100000)}, At: c.at, Version: c.version})
		if err != nil || p.Rate() != c.rate || p.Net != eur(c.net) || p.Href() != c.href {
			t.Errorf("%s: got %d, %v, %s, %v", name, p.Rate(), p.Net, p.Href(), err)
		}
	}
	if _, err := fees.Quote(app, fees.Terms{Amounts: []money.Amount{eur(-1)}, At: now}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a negative amount: %v", err)
	}
}

func TestSplit_AddsUpAndNamesTheDecision(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	now := apptest.Start
	enact(t, app, "500", 7, now, now)
	p, err := fees.Quote(app, fees.Terms{Amounts: []money.Amount{eur(120000)}, At: now})
	if err != nil {
		t.Fatal(err)
	}
	s := p.Split(app.Site.Catalogs().For("en", time.UTC), "Ingrid", fees.Tax{Label: "VAT 19 %", Amount: eur(22800)})
	if s.Total != eur(142800) || s.Shares[0].Label != "Ingrid receives" || s.Shares[0].Amount != eur(114000) ||
		s.Shares[1].Why != "set by the vote of 1 June 2026" || s.Shares[1].Href != "/votes/7" {
		t.Errorf("got %+v", s)
	}
	var sum int64
	for _, share := range s.Shares {
		sum += share.Amount.Minor
	}
	if sum != s.Total.Minor {
		t.Errorf("the shares sum to %d of %d", sum, s.Total.Minor)
	}
}

func TestQuoteCommand_ReadsThePolicyOfTheDay(t *testing.T) {
	t.Parallel()
	app := apptest.New(t)
	enact(t, app.App, "500", 7, app.Clock.Now(), app.Clock.Now().AddDate(0, 0, 7))
	for at, want := range map[string][]string{
		"2026-06-01": {"65.00", "founding"}, "2026-06-07": {"65.00", "founding"}, "2026-06-08": {"50.00", "motion 7"},
	} {
		var out bytes.Buffer
		cmd := app.Fees.Command(app.App)
		cmd.SetOut(&out)
		cmd.SetArgs([]string{"--amount", "1000", "--currency", "EUR", "--at", at})
		if err := cmd.Execute(); err != nil || !strings.Contains(out.String(), want[0]) || !strings.Contains(out.String(), want[1]) {
			t.Errorf("at %s: %v\n%s", at, err, &out)
		}
	}
}
