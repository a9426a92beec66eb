package invoices

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
	"cooperage/hooks/payments"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Invoice is one record of invoices.
type Invoice struct{ core.BaseRecordProxy }

// Party is the seller or the buyer as they were when the invoice was issued.
type Party struct {
	Name    string `json:"name"`
	Contact string `json:"contact,omitempty"`
	Address string `json:"address,omitempty"`
	TaxID   string `json:"taxId,omitempty"`
	IBAN    string `json:"iban,omitempty"`
	BIC     string `json:"bic,omitempty"`
}

// Lines are the address's lines.
func (p Party) Lines() []string { return strings.Split(p.Address, "\n") }

// Account is where to pay, in groups of four.
func (p Party) Account() string { return payments.IBAN(p.IBAN).Spaced() }

// Line is one position of an invoice, in minor units of its currency.
type Line struct {
	Text  string `json:"text"`
	Minor int64  `json:"minor"`
}

// Number is the gapless number, such as "2026-0007".
func (i *Invoice) Number() string { return i.GetString("number") }

// Issued is when it was issued; Due is until when it can be paid.
func (i *Invoice) Issued() time.Time { return i.GetDateTime("issued").Time() }

// Due is the moment by which the order must be paid.
func (i *Invoice) Due() time.Time { return i.GetDateTime("due").Time() }

// Reference is the creditor reference to pay under.
func (i *Invoice) Reference() payments.Reference { return payments.Reference(i.GetString("reference")) }

// Total is what has to be paid.
func (i *Invoice) Total() money.Amount { return i.amount(int64(i.GetInt("totalMinor"))) }

// Seller is the co-op as it was.
func (i *Invoice) Seller() Party { return i.party("seller") }

// Buyer is the client as they were.
func (i *Invoice) Buyer() Party { return i.party("buyer") }

// Lines are the positions.
func (i *Invoice) Lines() []Line {
	var list []Line
	// The column holds what issue marshalled and can never be changed.
	_ = i.UnmarshalJSONField("lines", &list)
	return list
}

// Price is the amount of a line.
func (i *Invoice) Price(l Line) money.Amount { return i.amount(l.Minor) }

// Transfer is the payment that the invoice asks for.
func (i *Invoice) Transfer() payments.Transfer {
	s := i.Seller()
	return payments.Transfer{Name: s.Name, IBAN: payments.IBAN(s.IBAN), BIC: s.BIC, Amount: i.Total(), Reference: i.Reference()}
}

func (i *Invoice) amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: i.GetString("currency")}
}

func (i *Invoice) party(field string) Party {
	var p Party
	_ = i.UnmarshalJSONField(field, &p) // as with Lines
	return p
}

// OfOrder returns the invoice of the order, or fault.NotFound before it is issued.
func OfOrder(app core.App, order string) (*Invoice, error) {
	i := &Invoice{}
	err := app.RecordQuery("invoices").AndWhere(dbx.HashExp{"order": order}).OrderBy("issued").Limit(1).One(i)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find invoice: %w", err)
	}
	return i, nil
}
