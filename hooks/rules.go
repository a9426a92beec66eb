package hooks

import (
	"time"

	"cooperage/hooks/members"
	"cooperage/hooks/policies"

	"github.com/pocketbase/pocketbase/core"
)

// foundingMembers is how many members end the founding phase: from then on only votes change a rule.
const foundingMembers = 5

// obey connects rooms below the policies with the rules they follow.
func (h *House) obey() {
	h.Members.Rules = members.Rules{
		SecondFactor: func(app core.App, at time.Time) (bool, error) { return policies.Bool(app, policies.SecondFactor, at) },
		SignupOpen: func(app core.App, at time.Time) (bool, error) {
			value, err := policies.Text(app, policies.Signup, at)
			return value == "open", err
		},
		StewardAdmits: func(app core.App, at time.Time) (bool, error) {
			value, err := policies.Text(app, policies.Admission, at)
			return value == "steward", err
		},
		TermMonths: func(app core.App, at time.Time) (int, error) {
			n, err := policies.Int(app, policies.OfficeTermMonths, at)
			return int(n), err
		},
	}
	h.Members.OnAdmitted().BindFunc(func(e *members.AdmittedEvent) error {
		if e.Members >= foundingMembers {
			if err := policies.EndFounding(e.App, e.Person.Code(), e.At); err != nil {
				return err
			}
		}
		return e.Next()
	})
}
