package book

import (
	"regexp"
	"strings"

	"cooperage/hooks/money"
)

// Account is the path of an account, such as "liabilities:client-funds:o123:1". Members appear by their code only.
type Account string

// Kind is the fixed beginning of a path, which says what an account is for.
type Kind string

// The kinds of accounts. The words after the colon in a comment are what follows in the path.
const (
	KindBank              Kind = "assets:bank"
	KindClearing          Kind = "assets:psp-clearing"
	KindDuesReceivable    Kind = "assets:dues-receivable"         // member
	KindMemberReceivable  Kind = "assets:member-receivable"       // member
	KindExpenses          Kind = "expenses"                       // category
	KindClientFunds       Kind = "liabilities:client-funds"       // order, milestone
	KindClientRefunds     Kind = "liabilities:client-refunds"     // order, milestone
	KindMemberPayable     Kind = "liabilities:member-payable"     // member
	KindPayoutsInTransit  Kind = "liabilities:payouts-in-transit" // member
	KindVAT               Kind = "liabilities:vat-payable"
	KindPatronagePayable  Kind = "liabilities:patronage-payable" // member
	KindUnmatched         Kind = "liabilities:unmatched-receipts"
	KindShares            Kind = "equity:member-shares"      // member
	KindPatronageRetained Kind = "equity:patronage-retained" // member
	KindReserve           Kind = "equity:reserve"
	KindSurplus           Kind = "equity:surplus" // year
	KindCommission        Kind = "income:commission"
	KindDues              Kind = "income:dues"
)

// The accounts without a variable part.
const (
	Bank        = Account(KindBank)
	Clearing    = Account(KindClearing)
	PaymentFees = Account(KindExpenses + ":payment-fees")
	VAT         = Account(KindVAT)
	Unmatched   = Account(KindUnmatched)
	Reserve     = Account(KindReserve)
	Commission  = Account(KindCommission)
	Dues        = Account(KindDues)
)

// DuesReceivable is what a member owes in dues.
func DuesReceivable(member string) Account { return under(KindDuesReceivable, member) }

// MemberReceivable is what a member owes for money taken back after it was paid out.
func MemberReceivable(member string) Account { return under(KindMemberReceivable, member) }

// Expenses is spending of one category, a lower-case word such as "hosting".
func Expenses(category string) Account { return under(KindExpenses, category) }

// ClientFunds is a client's money held for one milestone.
func ClientFunds(order, milestone string) Account { return under(KindClientFunds, order, milestone) }

// ClientRefunds is a client's money of one milestone on its way back.
func ClientRefunds(order, milestone string) Account {
	return under(KindClientRefunds, order, milestone)
}

// MemberPayable is what a member has earned and not yet been paid.
func MemberPayable(member string) Account { return under(KindMemberPayable, member) }

// PayoutsInTransit is what the bank has been told to pay a member.
func PayoutsInTransit(member string) Account { return under(KindPayoutsInTransit, member) }

// PatronagePayable is a member's part of a surplus that is to be paid.
func PatronagePayable(member string) Account { return under(KindPatronagePayable, member) }

// Shares is the capital a member has paid in.
func Shares(member string) Account { return under(KindShares, member) }

// PatronageRetained is a member's part of surpluses that stays in the co-op for now.
func PatronageRetained(member string) Account { return under(KindPatronageRetained, member) }

// Surplus is the result of one year, such as "2026".
func Surplus(year string) Account { return under(KindSurplus, year) }

func under(kind Kind, parts ...string) Account {
	return Account(string(kind) + ":" + strings.Join(parts, ":"))
}

// kinds gives for each kind the grammar of what follows in the path.
var kinds = map[Kind]*regexp.Regexp{
	KindBank: nothing, KindClearing: nothing, KindVAT: nothing, KindUnmatched: nothing, KindReserve: nothing,
	KindCommission: nothing, KindDues: nothing,
	KindDuesReceivable: member, KindMemberReceivable: member, KindMemberPayable: member, KindPayoutsInTransit: member,
	KindPatronagePayable: member, KindShares: member, KindPatronageRetained: member,
	KindClientFunds: milestone, KindClientRefunds: milestone,
	KindExpenses: regexp.MustCompile(`^:[a-z][a-z0-9-]{0,39}$`),
	KindSurplus:  regexp.MustCompile(`^:[0-9]{4}$`),
}

var (
	nothing = regexp.MustCompile(`^$`)
	member  = regexp.MustCompile(`^:M[0-9]{3,9}$`)
	// An identifier ends in a small letter or digit, so that it is never mistaken for the code of a currency.
	milestone = regexp.MustCompile(`^(:[A-Za-z0-9-]{0,40}[a-z0-9]){2}$`)
)

// Kind returns the kind of the account and whether its path follows the grammar.
func (a Account) Kind() (Kind, bool) {
	for kind, rest := range kinds {
		if tail, ok := strings.CutPrefix(string(a), string(kind)); ok && rest.MatchString(tail) {
			return kind, true
		}
	}
	return "", false
}

// In is the path of the account for a further currency: the same path and the code.
func (a Account) In(currency string) Account { return a + Account(":"+currency) }

// Base takes the currency of a further currency's account off its path.
func (a Account) Base(currency string) Account {
	return Account(strings.TrimSuffix(string(a), ":"+currency))
}

// Member is the code of the member an account belongs to, or "" for the co-op's own and clients' accounts.
func (a Account) Member() string {
	for _, part := range strings.Split(string(a), ":") {
		if member.MatchString(":" + part) {
			if kind, _ := a.Kind(); kind != KindClientFunds && kind != KindClientRefunds {
				return part
			}
		}
	}
	return ""
}

// OfMember lists the accounts a member can have.
func OfMember(code string) []Account {
	return []Account{MemberPayable(code), PayoutsInTransit(code), MemberReceivable(code), DuesReceivable(code),
		Shares(code), PatronagePayable(code), PatronageRetained(code)}
}

// Covered reports whether balances of the kind count in the cover: bank and clearing on the one side, everything
// owed to clients and members on the other. The cover must never be negative.
func (k Kind) Covered() bool {
	switch k {
	case KindBank, KindClearing, KindClientFunds, KindClientRefunds, KindMemberPayable, KindPayoutsInTransit,
		KindPatronagePayable, KindUnmatched:
		return true
	}
	return false
}

// allows reports whether an account of the kind may have the balance, debit positive.
func (k Kind) allows(balance int64) bool {
	switch k {
	case KindBank:
		return balance >= 0
	case KindClientFunds, KindMemberPayable:
		return balance <= 0
	}
	return true
}

// Debit adds to what the co-op has or takes from what it owes.
func Debit(account Account, amount money.Amount) Posting {
	return Posting{Account: account, Amount: amount}
}

// Credit takes from what the co-op has or adds to what it owes. The amount must not be the smallest int64.
func Credit(account Account, amount money.Amount) Posting {
	amount.Minor = -amount.Minor
	return Posting{Account: account, Amount: amount}
}
