package payments

import (
	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// receiptForm is one line of the bank statement as typed.
type receiptForm struct {
	Amount    string `form:"amount"`
	Reference string `form:"reference"`
	PaidOn    string `form:"paidOn"`
	Payer     string `form:"payer"`
	BankRef   string `form:"bankRef"`
}

// incoming reads the form in the co-op's currency.
func (f receiptForm) incoming(currency string) (Incoming, error) {
	in := Incoming{Reference: f.Reference, PaidOn: f.PaidOn, Payer: f.Payer, BankRef: f.BankRef}
	amount, err := money.Parse(f.Amount, currency)
	if refusal := fault.As(err); refusal != nil {
		var problems fault.Problems
		problems.Add("amount", refusal.Text, refusal.Args...)
		return in, problems.Err()
	}
	in.Amount = amount
	return in, err
}

type accountForm struct {
	Holder string `form:"holder"`
	IBAN   string `form:"iban"`
}

type reasonForm struct {
	Reason string `form:"reason"`
}

type assignForm struct {
	Reference string `form:"reference"`
}
