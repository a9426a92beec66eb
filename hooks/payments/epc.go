package payments

import (
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/money"
)

// Transfer is a SEPA credit transfer to be made by the client, as a banking app reads it from a QR code.
type Transfer struct {
	Name      string // of the beneficiary; at most 70 characters are carried
	IBAN      IBAN
	BIC       string // may be empty within the EEA
	Amount    money.Amount
	Reference Reference // structured remittance information; excludes Text
	Text      string    // unstructured remittance information, at most 140 characters
}

// Limits of EPC069-12, version 2.1.
const (
	epcName    = 70
	epcText    = 140
	epcPayload = 331
	epcMost    = 99_999_999_999 // 999,999,999.99 EUR
)

// EPC returns the text of the EPC069-12 QR code (version 002, UTF-8, names transliterated to the characters every
// SEPA bank accepts). Amounts in another currency than EUR, outside 0.01 to 999,999,999.99, are fault.Invalid.
func (t Transfer) EPC() (string, error) {
	if t.Amount.Currency != "EUR" || t.Amount.Minor < 1 || t.Amount.Minor > epcMost {
		return "", fault.New(fault.Invalid, "A payment QR code is only possible for transfers in euro.")
	}
	if n := len(t.BIC); n != 0 && n != 8 && n != 11 {
		return "", fault.New(fault.Invalid, "A BIC has 8 or 11 characters.")
	}
	name := cut(Latin(t.Name), epcName)
	if name == "" || t.IBAN == "" || t.Reference != "" && t.Text != "" {
		return "", fault.New(fault.Invalid, "A transfer needs a name, an IBAN, and either a reference or a text.")
	}
	text := strings.TrimRight(strings.Join([]string{"BCD", "002", "1", "SCT", t.BIC, name, string(t.IBAN),
		"EUR" + t.Amount.Decimal(), "", string(t.Reference), cut(Latin(t.Text), epcText)}, "\n"), "\n")
	if len(text) > epcPayload {
		return "", fault.New(fault.Invalid, "The text of the transfer is too long for a QR code.")
	}
	return text, nil
}

func cut(s string, most int) string { return strings.TrimSpace(s[:min(len(s), most)]) }
