package e2e

import (
	"testing"

	"cooperage/hooks/apptest"
)

func TestPayments_MoneyThatFitsNothingWaitsAndGoesBack(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		tab := s.OpenAs(t, look, s.Officer(t, "Tomás Herrera", "treasurer"))
		tab.Go("/admin/receipts", 200).Fill("amount", "1,000.00").Fill("reference", "RF18539007547034").
			Fill("payer", "Fjell Seeds").Fill("bankRef", "2026-0601-7").Submit("/admin/receipts", 422)
		tab.Holds("amount", "1,000.00", "reference", "RF18539007547034", "payer", "Fjell Seeds", "bankRef", "2026-0601-7", "paidOn", "2026-06-01")
		tab.Fill("amount", "480.00").Submit("/admin/receipts", 200).Says("fits nothing that is open", "480.00")
		receipt := tab.Path()
		tab.Fill("reference", "RF18539007547034").Submit(receipt+"/assign", 422).Holds("reference", "RF18539007547034")
		tab.Go("/admin/receipts", 200).Says("Fits nothing yet", "Fjell Seeds")
		tab.Fill("amount", "48.00").Fill("reference", "-").Fill("bankRef", "2026-0601-7").Submit("/admin/receipts", 409).Holds("bankRef", "2026-0601-7")
		tab.Go(receipt, 200).SendOn(`main form[action$="/return"] button`, 200).Says("recorded as sent back").Lacks("Fits nothing yet")
		tab.Go("/admin/payouts", 200).Says("Nothing is owed")
	})
}

func TestPayments_MemberNamesAnAccount(t *testing.T) {
	both(t, func(t *testing.T, look Look) {
		s := Serve(t, apptest.New(t))
		tab := s.OpenAs(t, look, s.Member(t, "Ingrid Solheim"))
		tab.Go("/account/payouts", 200).Fill("holder", "Ingrid Solheim").Fill("iban", "DE89 3704 0044 0532 0130 01")
		tab.Submit("/account/payouts", 422).Holds("holder", "Ingrid Solheim", "iban", "DE89 3704 0044 0532 0130 01")
		tab.Fill("iban", "de89 3704 0044 0532 0130 00").Submit("/account/payouts", 200).Says("Your account is saved.").Lacks("DE89 3704 0044 0532 0130 00")
		tab.Go("/admin/payouts", 404)
	})
}
