package policies

import (
	"slices"
	"time"

	"cooperage/hooks/locale"
	"cooperage/hooks/money"
	"cooperage/hooks/web"

	"github.com/pocketbase/pocketbase/core"
)

// Routes adds the room's pages.
func (r *Room) Routes(g *web.Group) {
	g.GET("/rules", r.show)
}

// rulesPage is templates/policies/rules.html.
type rulesPage struct {
	web.Page
	Groups   []group
	Founding bool
}

// group is the policies of one subject.
type group struct {
	Code  Group
	Name  string // English catalogue key
	Rules []rule
}

// rule is one policy with its versions, as the page shows it.
type rule struct {
	Policy
	Now     shown
	Coming  []shown
	History []shown // every version, the newest first; empty while there is but one
}

// shown is one version of a policy in the form of its type.
type shown struct {
	Version
	Type   Type
	Rate   money.Bps
	Amount money.Amount
	Count  int
	Word   string // English catalogue key of a choice, of yes and of no
}

// groupNames are the subjects in the order of the page.
var groupNames = []group{
	{Code: Fees, Name: locale.Mark("Money")},
	{Code: Orders, Name: locale.Mark("Orders")},
	{Code: Membership, Name: locale.Mark("Membership and offices")},
	{Code: Votes, Name: locale.Mark("Votes")},
	{Code: Learning, Name: locale.Mark("Learning from each other")},
	{Code: Openness, Name: locale.Mark("Openness")},
}

// show handles GET /rules: every policy with its explanation, its value, what is coming and what decided it.
func (r *Room) show(e *core.RequestEvent) error {
	now := r.clock.Now()
	page := &rulesPage{Groups: slices.Clone(groupNames)}
	var err error
	if page.Founding, err = InFounding(e.App); err != nil {
		return err
	}
	currency := r.site.Coop(e.App).Currency
	for _, p := range All() {
		x, err := ruleOf(e.App, p, now, currency)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(page.Groups, func(g group) bool { return g.Code == p.Group })
		page.Groups[i].Rules = append(page.Groups[i].Rules, x)
	}
	return r.site.Show(e, "policies/rules.html", page)
}

func ruleOf(app core.App, p Policy, now time.Time, currency string) (rule, error) {
	x := rule{Policy: p}
	v, err := At(app, p.Key, now)
	if err != nil {
		return x, err
	}
	x.Now = p.shown(v, currency)
	coming, err := Coming(app, p.Key, now)
	if err != nil {
		return x, err
	}
	for _, v := range coming {
		x.Coming = append(x.Coming, p.shown(v, currency))
	}
	history, err := History(app, p.Key)
	if err != nil || len(history) < 2 {
		return x, err
	}
	for _, v := range slices.Backward(history) {
		x.History = append(x.History, p.shown(v, currency))
	}
	return x, nil
}

// shown puts a version of the policy into the form of its type.
func (p Policy) shown(v Version, currency string) shown {
	s := shown{Version: v, Type: p.Type}
	switch p.Type {
	case TypeRate:
		s.Rate = money.Bps(v.Int())
	case TypeAmount:
		s.Amount = money.Amount{Minor: v.Int(), Currency: currency}
	case TypeDays, TypeNumber:
		s.Count = int(v.Int())
	case TypeChoice:
		s.Word = p.OptionName(v.Text())
	case TypeYesNo:
		s.Word = locale.Mark("no")
		if v.Bool() {
			s.Word = locale.Mark("yes")
		}
	}
	return s
}
