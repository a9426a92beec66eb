package apptest

import (
	"testing"

	"cooperage/hooks/policies"
)

// New returns an app whose co-op was founded a year before Start: Marram, in Germany, in euro, with a commission of
// 6.5 % and every other policy at its default, and a bank account for invoices.
func New(t testing.TB) *App {
	t.Helper()
	app := Bare(t)
	founded := Start.AddDate(-1, 0, 0)
	app.record(t, "coop", map[string]any{"name": "Marram", "country": "DE", "currency": "EUR", "zone": "Europe/Berlin", "language": "en",
		"holder": "Marram Cooperative eG", "iban": "DE89370400440532013000", "bic": "COBADEFFXXX",
		"address": "Strandweg 1\n26757 Borkum", "founded": founded})
	err := policies.Found(app, "M001", founded, map[policies.Key]string{policies.CommissionRate: "650"})
	if err != nil {
		t.Fatal(err)
	}
	return app
}
