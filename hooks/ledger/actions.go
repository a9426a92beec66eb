package ledger

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/ledger/book"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"

	"github.com/pocketbase/pocketbase/core"
)

// What a treasurer records by hand, because no other room causes it.
const (
	Spending = "expense"
	Dues     = "dues"
	Share    = "share"
)

// Category is a kind of spending: the last part of its account and its name, an English catalogue key.
type Category struct{ Code, Name string }

// Categories are the kinds of spending that can be recorded.
var Categories = []Category{
	{"hosting", locale.Mark("Hosting")}, {"bank-fees", locale.Mark("Bank fees")}, {"payment-fees", locale.Mark("Payment fees")},
	{"accounting", locale.Mark("Accounting")}, {"insurance", locale.Mark("Insurance")}, {"learning", locale.Mark("Learning")},
	{"outreach", locale.Mark("Outreach")}, {"other", locale.Mark("Other spending")},
}

// Movement is one line of the bank statement that concerns the co-op itself.
type Movement struct {
	Key      string // what makes it one act: the form's token
	Kind     string // Spending, Dues or Share
	Amount   money.Amount
	Day      string // YYYY-MM-DD, as on the statement
	Category string // of spending
	Member   string // code of who paid dues or a share
	Text     string // one line for the public ledger; no names
}

const maxText = 120

// Record books a movement of the bank account. The Conflict of the ledger's guards means that the bank, or what is
// the co-op's own of it, does not hold that much.
func (r *Room) Record(app core.App, treasurer *members.Person, m Movement) (book.Tx, error) {
	day, err := m.check(app, r.clock.Now())
	if err != nil {
		return book.Tx{}, err
	}
	e := book.Entry{Key: "movement:" + m.Key, Kind: m.Kind, At: r.clock.Now(), Effective: day, Actor: treasurer.Code(),
		Reference: "movement:" + m.Kind, Text: m.Text}
	switch m.Kind {
	case Spending:
		e.Postings = []book.Posting{book.Debit(book.Expenses(m.Category), m.Amount), book.Credit(book.Bank, m.Amount)}
	case Dues:
		e.Postings = []book.Posting{book.Debit(book.Bank, m.Amount), book.Credit(book.Dues, m.Amount)}
	case Share:
		e.Postings = []book.Posting{book.Debit(book.Bank, m.Amount), book.Credit(book.Shares(m.Member), m.Amount)}
	}
	tx, err := Post(app, e)
	if err != nil {
		return book.Tx{}, fmt.Errorf("record %s: %w", m.Kind, err)
	}
	return tx, nil
}

// check returns the day, or what is wrong with each field.
func (m Movement) check(app core.App, now time.Time) (time.Time, error) {
	var problems fault.Problems
	if !slices.Contains([]string{Spending, Dues, Share}, m.Kind) {
		problems.Add("kind", "Choose what it was.")
	}
	if m.Amount.Minor <= 0 {
		problems.Add("amount", "Write an amount above zero.")
	} else if m.Amount.Minor > book.MaxMinor {
		problems.Add("amount", "This amount is too large.")
	}
	day, err := time.Parse(time.DateOnly, m.Day)
	switch {
	case err != nil:
		problems.Add("day", "Write the day as on the statement.")
	case day.After(now.Add(24*time.Hour)) || day.Before(now.AddDate(-2, 0, 0)):
		problems.Add("day", "The day lies in the future, or more than two years back.")
	}
	if m.Kind == Spending && !slices.ContainsFunc(Categories, func(c Category) bool { return c.Code == m.Category }) {
		problems.Add("category", "Choose what it was spent on.")
	}
	if err := m.checkMember(app, &problems); err != nil {
		return day, err
	}
	if n := utf8.RuneCountInString(m.Text); n < 3 || n > maxText || strings.ContainsFunc(m.Text, unicode.IsControl) {
		problems.Add("text", "Say in one line of 3 to %d characters what it was.", maxText)
	}
	return day, problems.Err()
}

func (m Movement) checkMember(app core.App, problems *fault.Problems) error {
	if m.Kind != Dues && m.Kind != Share {
		return nil
	}
	_, err := members.ByCode(app, m.Member)
	if fault.Is(err, fault.NotFound) || m.Member == "" {
		problems.Add("member", "No member has this code.")
		return nil
	}
	return err
}
