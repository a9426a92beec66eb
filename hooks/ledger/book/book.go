// Package book is double-entry bookkeeping as pure values: what an entry may be, how it is sealed into a chain, and
// what makes a set of books right. It knows no database.
//
// Amounts are debit positive: money in the bank is above zero, what is owed below. A transaction is sealed by
//
//	hash = hex(SHA-256(Canonical))
//
// where Canonical is a row of netstrings ("5:hello,"): "cooperage-ledger-1", the previous hash, sequence, effective
// date, time of recording, kind, actor, reference, text, idempotency key, request hash, number of postings, and of
// each posting its number, account, currency, amount, balance after and cover after, numbers in decimal. The first
// transaction follows sixty-four zeros.
package book

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// MaxMinor bounds every amount and balance in minor units; with at most maxPostings in an entry no sum on the way
// can leave 64 bits.
const (
	MaxMinor    = 4_000_000_000_000_000
	maxPostings = 2000
)

// Genesis is the hash before the first transaction.
const Genesis = "0000000000000000000000000000000000000000000000000000000000000000"

// Posting is one side of an entry. Amount is debit positive and never zero.
type Posting struct {
	Account Account
	Amount  money.Amount
}

// Entry is what a room asks to be booked.
type Entry struct {
	Key       string    // idempotency key: the act that causes the entry, for ever one effect
	Kind      string    // what happened, a lower-case word such as "release"
	At        time.Time // when it is recorded, from the clock
	Effective time.Time // the day it counts for, in its own zone; zero means the day of At in UTC
	Actor     string    // a member's code, or a word such as "client" or "system"; never a name
	Reference string    // what caused it, as "order:abc123"
	Text      string    // one line for people who read the books; no names
	Postings  []Posting
}

// Line is a sealed posting. Amount and the two running figures are debit positive and in the amount's currency.
type Line struct {
	ID        int64
	AccountID int64 // the row of the account; not sealed, the path is
	Account   Account
	Amount    money.Amount
	Balance   int64 // of the account after this line
	Cover     int64 // bank and clearing less what is owed to clients and members, after this line
}

// Tx is a sealed transaction.
type Tx struct {
	Seq         int64
	Key         string
	RequestHash string
	Effective   string // YYYY-MM-DD
	Created     string // RFC 3339 with milliseconds, UTC
	Kind        string
	Actor       string
	Reference   string
	Text        string
	PrevHash    string
	Hash        string
	Lines       []Line
}

// Code is the name of the transaction in the books: TX-000001.
func (t Tx) Code() string { return Code(t.Seq) }

// Code is the name of the transaction with the sequence number.
func Code(seq int64) string { return fmt.Sprintf("TX-%06d", seq) }

var (
	keyword   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	actor     = regexp.MustCompile(`^([a-z][a-z-]{0,39}|M[0-9]{3,9})$`)
	reference = regexp.MustCompile(`^[a-z][a-z-]{0,39}:[A-Za-z0-9_.-]{1,80}$`)
)

// Check refuses an entry that can never be booked: a programming fault of the room that made it, not of a visitor.
func (e Entry) Check() error {
	switch {
	case e.Key == "" || len(e.Key) > 200:
		return fmt.Errorf("entry has a key of %d bytes", len(e.Key))
	case !keyword.MatchString(e.Kind):
		return fmt.Errorf("entry %s has the kind %q", e.Key, e.Kind)
	case e.At.IsZero():
		return fmt.Errorf("entry %s has no time", e.Key)
	case !actor.MatchString(e.Actor):
		return fmt.Errorf("entry %s has the actor %q", e.Key, e.Actor)
	case !reference.MatchString(e.Reference):
		return fmt.Errorf("entry %s has the reference %q", e.Key, e.Reference)
	case strings.TrimSpace(e.Text) == "" || len(e.Text) > 300 || !utf8.ValidString(e.Text) || strings.ContainsFunc(e.Text, unicode.IsControl):
		return fmt.Errorf("entry %s has the text %q", e.Key, e.Text)
	case len(e.Postings) < 2 || len(e.Postings) > maxPostings:
		return fmt.Errorf("entry %s has %d postings", e.Key, len(e.Postings))
	}
	return e.balanced()
}

func (e Entry) balanced() error {
	sums := map[string]int64{}
	for _, p := range e.Postings {
		if _, ok := p.Account.Kind(); !ok {
			return fmt.Errorf("entry %s posts to the account %q", e.Key, p.Account)
		}
		if !money.Known(p.Amount.Currency) || p.Amount.Minor == 0 || !small(p.Amount.Minor) {
			return fmt.Errorf("entry %s posts %s", e.Key, p.Amount)
		}
		sums[p.Amount.Currency] += p.Amount.Minor
	}
	for currency, sum := range sums {
		if sum != 0 {
			return fmt.Errorf("entry %s is off by %s", e.Key, money.Amount{Minor: sum, Currency: currency})
		}
	}
	return nil
}

func small(minor int64) bool { return -MaxMinor <= minor && minor <= MaxMinor }

// Day is the date the entry counts for.
func (e Entry) Day() string {
	if e.Effective.IsZero() {
		return e.At.UTC().Format(time.DateOnly)
	}
	return e.Effective.Format(time.DateOnly)
}

// RequestHash identifies what was asked for, whenever it is asked: a repeat under the same key must have the same.
// A day that was not given is not part of it.
func (e Entry) RequestHash() string {
	var n netstrings
	n.add("cooperage-entry-1", e.Kind, e.Actor, e.Reference, e.Text)
	if e.Effective.IsZero() {
		n.add("")
	} else {
		n.add(e.Day())
	}
	for _, p := range e.Postings {
		n.add(string(p.Account), p.Amount.Currency, strconv.FormatInt(p.Amount.Minor, 10))
	}
	return n.hash()
}

// Canonical is the exact sequence of bytes the hash is taken of.
func (t Tx) Canonical() []byte {
	var n netstrings
	n.add("cooperage-ledger-1", t.PrevHash, strconv.FormatInt(t.Seq, 10), t.Effective, t.Created, t.Kind, t.Actor,
		t.Reference, t.Text, t.Key, t.RequestHash, strconv.Itoa(len(t.Lines)))
	for _, l := range t.Lines {
		n.add(strconv.FormatInt(l.ID, 10), string(l.Account), l.Amount.Currency, strconv.FormatInt(l.Amount.Minor, 10),
			strconv.FormatInt(l.Balance, 10), strconv.FormatInt(l.Cover, 10))
	}
	return n
}

type netstrings []byte

func (n *netstrings) add(fields ...string) {
	for _, f := range fields {
		*n = append(append(strconv.AppendInt(*n, int64(len(f)), 10), ':'), f...)
		*n = append(*n, ',')
	}
}

func (n netstrings) hash() string {
	sum := sha256.Sum256(n)
	return hex.EncodeToString(sum[:])
}

// Reverse is the entry that undoes a transaction, which is how mistakes are corrected.
func (t Tx) Reverse(key, by, text string, at time.Time) Entry {
	e := Entry{Key: key, Kind: "reversal", At: at, Actor: by, Reference: "tx:" + t.Code(), Text: text}
	for _, l := range t.Lines {
		amount := money.Amount{Minor: -l.Amount.Minor, Currency: l.Amount.Currency}
		e.Postings = append(e.Postings, Posting{Account: l.Account.Base(amount.Currency), Amount: amount})
	}
	return e
}

// errShort is what a person is told when money is not there; the place goes to the log with the wrapping error.
var errShort = fault.New(fault.Conflict, "There is not enough money for this. Nothing was booked.")
