package treasury

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"cooperage/hooks/ledger"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/money"
)

// Report is what the books say in one currency. Every figure is a sum of accounts that anyone can add up from the
// export; amounts that are owed or earned are above zero here.
type Report struct {
	Currency   string
	There      money.Amount // in the bank and with the payment provider
	Clients    money.Amount // held for clients, on its way back to them, or not yet matched
	Members    money.Amount // owed to members
	Free       money.Amount // There less Clients and Members: never below zero
	Commission money.Amount // earned by commission in the months shown
	Paid       money.Amount // paid out to members since the founding
	Reserve    money.Amount
	Months     []Month // the last twelve, oldest first
	Has        []Line  // the two sides of the balance sheet
	Owes       []Line
	Owns       []Line   // what belongs to the co-op itself; Has = Owes + Owns
	Spending   []Line   // by category, in the months shown
	Others     []string // further currencies with books of their own
}

// Line is one line of an account group. Kind is the path an outsider would add up; Label is an English catalogue
// key, or for a spending category its own name.
type Line struct {
	Kind   book.Account
	Label  string
	Amount money.Amount
}

// Month is what came and went in one month.
type Month struct {
	First      time.Time
	Commission money.Amount
	Dues       money.Amount
	Spending   money.Amount
	Paid       money.Amount // to members
}

// At is a moment inside the month in every time zone, to name it by.
func (m Month) At() time.Time { return m.First.AddDate(0, 0, 14) }

// Income is commission and dues together.
func (m Month) Income() money.Amount {
	return money.Amount{Minor: m.Commission.Minor + m.Dues.Minor, Currency: m.Commission.Currency}
}

// monthsShown is how far back the chart and the sums by month go.
const monthsShown = 12

// Labels of the balance sheet, in its order.
var (
	has = []Line{
		{book.Bank, locale.Mark("In the bank"), money.Amount{}},
		{book.Clearing, locale.Mark("With the payment provider"), money.Amount{}},
		{book.Account(book.KindDuesReceivable), locale.Mark("Dues not yet paid"), money.Amount{}},
		{book.Account(book.KindMemberReceivable), locale.Mark("To be paid back by members"), money.Amount{}},
	}
	owes = []Line{
		{book.Account(book.KindClientFunds), locale.Mark("Held for clients' orders"), money.Amount{}},
		{book.Account(book.KindClientRefunds), locale.Mark("On its way back to clients"), money.Amount{}},
		{book.Unmatched, locale.Mark("Received, not yet matched to an order"), money.Amount{}},
		{book.Account(book.KindMemberPayable), locale.Mark("Earned by members, not yet paid out"), money.Amount{}},
		{book.Account(book.KindPayoutsInTransit), locale.Mark("Payouts under way"), money.Amount{}},
		{book.Account(book.KindPatronagePayable), locale.Mark("Surplus to be paid to members"), money.Amount{}},
		{book.VAT, locale.Mark("Taxes to be passed on"), money.Amount{}},
	}
	owns = []Line{
		{book.Account(book.KindShares), locale.Mark("Members' shares"), money.Amount{}},
		{book.Account(book.KindPatronageRetained), locale.Mark("Members' surplus kept in the co-op"), money.Amount{}},
		{book.Reserve, locale.Mark("Reserve"), money.Amount{}},
		{book.Account(book.KindSurplus), locale.Mark("Surplus of closed years"), money.Amount{}},
	}
)

// result is the line that closes the balance sheet: what was earned and not spent, in years not closed yet.
var result = locale.Mark("Earned and not spent so far")

// report adds the sums up. now is in the co-op's zone.
func report(sums map[ledger.Sum]int64, currency string, now time.Time) Report {
	r := Report{Currency: currency}
	balances := r.balances(sums)
	amount := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: currency} }
	of := func(lines []Line, sign int64) (list []Line, sum int64) {
		for _, l := range lines {
			l.Amount = amount(sign * balances[l.Kind])
			sum += l.Amount.Minor
			if l.Amount.Minor != 0 || l.Kind == book.Bank || l.Kind == book.Account(book.KindClientFunds) {
				list = append(list, l)
			}
		}
		return list, sum
	}
	var hasSum, owesSum, ownsSum int64
	r.Has, hasSum = of(has, 1)
	r.Owes, owesSum = of(owes, -1)
	r.Owns, ownsSum = of(owns, -1)
	if rest := hasSum - owesSum - ownsSum; rest != 0 {
		r.Owns = append(r.Owns, Line{Label: result, Amount: amount(rest)})
	}
	r.There = amount(balances[book.Bank] + balances[book.Clearing])
	r.Clients = amount(-balances[book.Account(book.KindClientFunds)] - balances[book.Account(book.KindClientRefunds)] - balances[book.Unmatched])
	r.Members = amount(-balances[book.Account(book.KindMemberPayable)] - balances[book.Account(book.KindPayoutsInTransit)] -
		balances[book.Account(book.KindPatronagePayable)])
	r.Free = amount(r.There.Minor - r.Clients.Minor - r.Members.Minor)
	r.Reserve = amount(-balances[book.Reserve])
	r.months(sums, now)
	return r
}

// balances are the sums of all months by account, and notes further currencies on the way.
func (r *Report) balances(sums map[ledger.Sum]int64) map[book.Account]int64 {
	balances, others := map[book.Account]int64{}, map[string]bool{}
	for key, minor := range sums {
		if key.Currency != r.Currency {
			others[key.Currency] = true
			continue
		}
		balances[key.Account] += minor
	}
	r.Others = slices.Sorted(maps.Keys(others))
	return balances
}

// months fills in what moved in each of the last months and in all of them.
func (r *Report) months(sums map[ledger.Sum]int64, now time.Time) {
	first := time.Date(now.Year(), now.Month()-monthsShown+1, 1, 0, 0, 0, 0, time.UTC)
	r.Months = make([]Month, monthsShown)
	for i := range r.Months {
		none := money.Amount{Currency: r.Currency}
		r.Months[i] = Month{first.AddDate(0, i, 0), none, none, none, none}
	}
	r.Commission.Currency, r.Paid.Currency = r.Currency, r.Currency
	spending := map[book.Account]int64{}
	for key, minor := range sums {
		if key.Currency != r.Currency {
			continue
		}
		paid := key.TxKind == "payout-settled" && key.Account == book.Bank
		if paid {
			r.Paid.Minor -= minor
		}
		i := (key.Month.Year()-first.Year())*12 + int(key.Month.Month()-first.Month())
		if i < 0 || i >= monthsShown {
			continue
		}
		m := &r.Months[i]
		switch {
		case key.Account == book.Commission:
			m.Commission.Minor -= minor
			r.Commission.Minor -= minor
		case key.Account == book.Dues:
			m.Dues.Minor -= minor
		case paid:
			m.Paid.Minor -= minor
		case strings.HasPrefix(string(key.Account), string(book.KindExpenses)+":"):
			m.Spending.Minor += minor
			spending[key.Account] += minor
		}
	}
	r.categories(spending)
}

func (r *Report) categories(spending map[book.Account]int64) {
	for _, account := range slices.Sorted(maps.Keys(spending)) {
		if spending[account] == 0 {
			continue
		}
		r.Spending = append(r.Spending, Line{Kind: account, Label: category(account),
			Amount: money.Amount{Minor: spending[account], Currency: r.Currency}})
	}
	slices.SortStableFunc(r.Spending, func(a, b Line) int { return cmp.Compare(b.Amount.Minor, a.Amount.Minor) })
}

// category is the name of a spending account; one of an earlier program's is called by its path.
func category(account book.Account) string {
	code := strings.TrimPrefix(string(account), string(book.KindExpenses)+":")
	for _, c := range ledger.Categories {
		if c.Code == code {
			return c.Name
		}
	}
	return code
}

// Total adds the lines of one side.
func (r Report) Total() money.Amount {
	total := money.Amount{Currency: r.Currency}
	for _, l := range r.Has {
		total.Minor += l.Amount.Minor
	}
	return total
}

// Empty reports whether nothing has been booked yet.
func (r Report) Empty() bool { return r.Total().IsZero() && r.Paid.IsZero() && r.Commission.IsZero() }
