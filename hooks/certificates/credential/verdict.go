package credential

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Reason names why a credential is not valid.
type Reason string

// The reasons, in the order in which they are told. Unreadable and WrongType end a check; what stands after Signature is
// only looked at when the signature holds, because before that the addresses to ask are anybody's words.
const (
	Unreadable    Reason = "unreadable"
	WrongType     Reason = "wrong_type"
	NotYetValid   Reason = "not_yet_valid"
	Expired       Reason = "expired"
	KeyUnknown    Reason = "issuer_key_unknown"
	ProofPurpose  Reason = "proof_purpose"
	Signature     Reason = "signature"
	Revoked       Reason = "revoked"
	Suspended     Reason = "suspended"
	StatusUnknown Reason = "status_unknown"
	Digest        Reason = "digest_mismatch"
)

var order = []Reason{Unreadable, WrongType, NotYetValid, Expired, KeyUnknown, ProofPurpose, Signature, Revoked, Suspended,
	StatusUnknown, Digest}

// Finding is one reason with a sentence for people.
type Finding struct {
	Reason Reason `json:"reason"`
	Text   string `json:"text"`
}

// Verdict is the outcome of a check: valid when there is no reason against it.
type Verdict struct {
	Valid     bool      `json:"valid"`
	Reasons   []Finding `json:"reasons"`
	Checked   []string  `json:"checked"`   // what was looked at and found right
	Unchecked []string  `json:"unchecked"` // what could not be looked at, and is no reason
	At        time.Time `json:"at"`
	Summary
}

// Summary is what a credential says of itself; nothing of it is proven unless the verdict is valid.
type Summary struct {
	Form        string `json:"form,omitempty"` // json or jwt
	ID          string `json:"id,omitempty"`
	Name        string `json:"name,omitempty"`
	Issuer      string `json:"issuer,omitempty"`
	IssuerName  string `json:"issuerName,omitempty"`
	Subject     string `json:"subject,omitempty"`
	SubjectName string `json:"subjectName,omitempty"`
	Achievement string `json:"achievement,omitempty"`
	ValidFrom   string `json:"validFrom,omitempty"`
	ValidUntil  string `json:"validUntil,omitempty"`
}

// Reason is the first reason against the credential, or nothing when it is valid.
func (v *Verdict) Reason() Reason {
	if len(v.Reasons) == 0 {
		return ""
	}
	return v.Reasons[0].Reason
}

func (v *Verdict) against(reason Reason, format string, args ...any) {
	v.Reasons = append(v.Reasons, Finding{reason, fmt.Sprintf(format, args...)})
}

func (v *Verdict) found(format string, args ...any) {
	v.Checked = append(v.Checked, fmt.Sprintf(format, args...))
}

func (v *Verdict) skipped(format string, args ...any) {
	v.Unchecked = append(v.Unchecked, fmt.Sprintf(format, args...))
}

// close puts the reasons in order and decides.
func (v *Verdict) close() *Verdict {
	slices.SortStableFunc(v.Reasons, func(a, b Finding) int {
		return cmp.Compare(slices.Index(order, a.Reason), slices.Index(order, b.Reason))
	})
	v.Valid = len(v.Reasons) == 0
	return v
}

// summary reads what a credential says of itself.
func (s *sealed) summary() Summary {
	doc := s.doc
	sum := Summary{Form: "json", ID: doc.text("id"), Name: doc.text("name"), Issuer: idOf(doc.fields["issuer"]),
		Subject: idOf(doc.fields["credentialSubject"]), ValidFrom: doc.text("validFrom"), ValidUntil: doc.text("validUntil")}
	if s.token != nil {
		sum.Form = "jwt"
	}
	sum.IssuerName = member(doc.fields["issuer"], "name")
	if subject, ok := doc.fields["credentialSubject"].(object); ok {
		sum.Achievement = member(subject["achievement"], "name")
		for _, identity := range list(subject["identifier"]) {
			if member(identity, "identityType") == "name" {
				sum.SubjectName = member(identity, "identityHash")
			}
		}
	}
	return sum
}

// member returns a text of an object, or nothing.
func member(v any, name string) string {
	o, _ := v.(object)
	s, _ := o[name].(string)
	return s
}
