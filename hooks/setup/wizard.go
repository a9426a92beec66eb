package setup

import (
	"strconv"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// wizardPage is templates/setup/wizard.html.
type wizardPage struct {
	web.Page
	Form       wizardForm
	Countries  []country
	Currencies []string
	Zones      []string
	Min        int
}

type wizardForm struct {
	Coop       string `form:"coop"`
	Country    string `form:"country"`
	Currency   string `form:"currency"`
	Zone       string `form:"zone"`
	Language   string `form:"language"`
	Commission string `form:"commission"`
	Dues       string `form:"dues"`
	Period     string `form:"period"`
	Notice     string `form:"notice"`
	Voting     string `form:"voting"`
	Name       string `form:"name"`
	Email      string `form:"email"`
	Password   string `form:"password"`
}

// founding reads the typed values; what cannot be read is a problem beside its field.
func (f wizardForm) founding() (Founding, fault.Problems) {
	var problems fault.Problems
	out := Founding{Name: f.Coop, Country: f.Country, Currency: f.Currency, Zone: f.Zone, Language: f.Language, DuesPeriod: f.Period,
		Founder: members.Newcomer{Name: f.Name, Email: f.Email, Password: f.Password, Language: f.Language}}
	var err error
	if out.Commission, err = money.ParseRate(f.Commission); err != nil {
		adopt(&problems, "commission", err)
	}
	if money.Known(f.Currency) {
		if out.Dues, err = money.Parse(f.Dues, f.Currency); err != nil {
			adopt(&problems, "dues", err)
		}
	}
	out.NoticeDays = days(&problems, "notice", f.Notice, 90)
	out.VotingDays = days(&problems, "voting", f.Voting, 60)
	return out, problems
}

// adopt puts a refusal beside a field of the wizard.
func adopt(problems *fault.Problems, field string, err error) {
	if f := fault.As(err); f != nil {
		*problems = append(*problems, fault.Problem{Field: field, Text: f.Text, Args: f.Args})
	}
}

// days reads a number of days from 1 to most. Only plain digits are a number here.
func days(problems *fault.Problems, field, text string, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most || strconv.Itoa(n) != text {
		problems.Add(field, "Please choose from %d to %d days.", 1, most)
		return 0
	}
	return n
}

func (r *Room) wizardPage(e *core.RequestEvent) *wizardPage {
	return &wizardPage{Countries: countries(r.site.Locale(e)), Currencies: money.Currencies(), Zones: members.Zones, Min: members.MinPassword}
}

// showWizard handles GET /setup/{token}.
func (r *Room) showWizard(e *core.RequestEvent) error {
	if err := r.checkLink(e.App, e.Request.PathValue("token")); err != nil {
		return err
	}
	page := r.wizardPage(e)
	page.Form = wizardForm{Country: "DE", Currency: "EUR", Zone: "Europe/Berlin", Language: r.site.Locale(e).Code,
		Commission: "6", Dues: "0", Period: "month", Notice: "14", Voting: "7"}
	return r.site.Show(e, "setup/wizard.html", page)
}

// found handles POST /setup/{token}. The link is used up in the transaction that founds the co-op, so that of
// several posts one founds and the others find nothing.
func (r *Room) found(e *core.RequestEvent) error {
	token := e.Request.PathValue("token")
	if err := r.checkLink(e.App, token); err != nil {
		return err
	}
	page := r.wizardPage(e)
	if err := r.site.Read(e, &page.Form); err != nil {
		return r.site.Again(e, "setup/wizard.html", page, err)
	}
	f, problems := page.Form.founding()
	if err := r.check(f); err != nil {
		for _, p := range fault.As(err).Problems {
			if !problems.Has(p.Field) {
				problems = append(problems, p)
			}
		}
	}
	if err := problems.Err(); err != nil {
		return r.site.Again(e, "setup/wizard.html", page, err)
	}
	f.AppURL = originOf(e)
	var founder *members.Person
	err := e.App.RunInTransaction(func(tx core.App) error {
		if err := r.checkLink(tx, token); err != nil {
			return err
		}
		var err error
		founder, err = r.Found(tx, f)
		return err
	})
	if err != nil {
		return r.site.Again(e, "setup/wizard.html", page, err)
	}
	if err := r.members.SignIn(e, founder); err != nil {
		return err
	}
	return r.site.Done(e, "/", "The co-op stands. Welcome, %s.", founder.Name())
}
