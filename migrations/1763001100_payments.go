package migrations

import (
	"github.com/pocketbase/pocketbase/core"
	m "github.com/pocketbase/pocketbase/migrations"
)

// receipts is money that came in, payouts is money on its way to members, bank_accounts is where to.
func init() {
	m.Register(func(app core.App) error {
		accounts := base("bank_accounts", relation(app, "person", "users"), required("holder", 70), required("iban", 34))
		accounts.AddIndex("bank_accounts_person", true, "person", "")
		if err := app.Save(accounts); err != nil {
			return err
		}
		receipts := base("receipts", whole("number"), minor("amountMinor"), required("currency", 3), text("reference", 60),
			text("payer", 120), required("paidOn", 10), text("bankRef", 80), choice("state", "matched", "unmatched", "returned"),
			text("reason", 300), text("subject", 60), text("title", 200), text("link", 200), relation(app, "officer", "users"))
		receipts.AddIndex("receipts_number", true, "number", "")
		receipts.AddIndex("receipts_bankRef", true, "bankRef", "bankRef != ''")
		receipts.AddIndex("receipts_state", false, "state, number", "")
		if err := app.Save(receipts); err != nil {
			return err
		}
		payouts := base("payouts", whole("number"), relation(app, "member", "users"), required("code", 12), required("holder", 70),
			required("iban", 34), minor("amountMinor"), required("currency", 3), choice("state", "in_transit", "settled", "returned"),
			text("reason", 300), relation(app, "officer", "users"), date("closed"))
		payouts.AddIndex("payouts_number", true, "number", "")
		payouts.AddIndex("payouts_member", false, "member, number", "")
		payouts.AddIndex("payouts_state", false, "state, number", "")
		return app.Save(payouts)
	}, func(app core.App) error {
		return drop(app, "payouts", "receipts", "bank_accounts")
	})
}
