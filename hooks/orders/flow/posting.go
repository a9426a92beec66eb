package flow

// Account is the role an account plays for a milestone; the orders room knows its path in the ledger.
type Account string

// The accounts a milestone touches.
const (
	Bank             Account = "bank"
	Clearing         Account = "clearing"
	Unmatched        Account = "unmatched" // money that had arrived without an order it fits
	ClientFunds      Account = "client_funds"
	ClientRefunds    Account = "client_refunds"
	MemberPayable    Account = "member_payable"
	MemberReceivable Account = "member_receivable"
	Commission       Account = "commission"
)

// Entry is one ledger transaction to be posted: its kind and its lines, whose sum is zero.
type Entry struct {
	Kind  string
	Lines []Line
}

// Line is one posting in minor units: positive is a debit, negative a credit.
type Line struct {
	Account Account
	Minor   int64
}

// post adds an entry without its empty lines; an entry of nothing is not posted.
func (s *Step) post(kind string, lines ...Line) {
	e := Entry{Kind: kind}
	for _, l := range lines {
		if l.Minor != 0 {
			e.Lines = append(e.Lines, l)
		}
	}
	if len(e.Lines) > 0 {
		s.Entries = append(s.Entries, e)
	}
}

func (mv Move) source() Account {
	if mv.From == "" {
		return Bank
	}
	return mv.From
}
