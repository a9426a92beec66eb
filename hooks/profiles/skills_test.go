package profiles_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/events"
	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/pocketbase/core"
)

func can(t *testing.T, a *apptest.App, p *members.Person, offered, wanted string) {
	t.Helper()
	about := profiles.About{RateUnit: "hour"}
	if offered != "" {
		about.Skills = strings.Split(offered, ",")
	}
	if wanted != "" {
		about.Wanted = strings.Split(wanted, ",")
	}
	if _, err := a.Profiles.Save(a, p, about); err != nil {
		t.Fatal(err)
	}
}

// workshop takes place now, teaches the skill, and the guests are there.
func workshop(t *testing.T, a *apptest.App, host *members.Person, skill string, guests ...*members.Person) *events.Event {
	t.Helper()
	e, err := a.Events.Announce(a, host, events.Plan{Title: "On " + skill, Start: dates.At(a.Clock.Now(), time.UTC).AddDays(2), Zone: "UTC", Minutes: 60,
		Place: "Borkum", Skills: []string{skill}})
	if err != nil {
		t.Fatal(err)
	}
	after := events.After{}
	for _, g := range guests {
		if _, err := a.Events.Reserve(a, g, e.ID); err != nil {
			t.Fatal(err)
		}
		after.Came = append(after.Came, g.Id)
	}
	a.Clock.Set(e.Ends())
	if err := a.Events.Wrap(a, host, e.ID, after); err != nil {
		t.Fatal(err)
	}
	return e
}

func TestEndorse_OnlyWhoHasWorkedOrLearnedTogether(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ana, ben, cleo, client := a.Member(t, "Ana"), a.Member(t, "Ben"), a.Member(t, "Cleo"), a.Buyer(t, "Clara")
	can(t, a, ana, "Pencil drawing,Gouache", "")
	for _, p := range []*members.Person{ben, client, ana} {
		if err := a.Profiles.Endorse(a, p, ana.Id, "Gouache"); !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", p.Name(), err)
		}
	}
	workshop(t, a, cleo, "Pencil drawing", ana, ben)
	a.Profiles.Bonds = []profiles.Bond{{Ground: profiles.ByWork, Holds: func(_ core.App, x, _ string) (bool, error) { return x == client.Id, nil }}}
	for _, p := range []*members.Person{ben, cleo, client} {
		for range 2 {
			if err := a.Profiles.Endorse(a, p, ana.Id, "gouache "); err != nil {
				t.Errorf("%s: %v", p.Name(), err)
			}
		}
	}
	if err := a.Profiles.Endorse(a, ben, ana.Id, "Welding"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a skill that she does not offer: %v", err)
	}
	page := a.As(t, ben).Get("/members/" + ana.Handle()).Want(200)
	page.Says("vouched for by 3 people:", "Ben (learned together)", "Clara (worked together)", "Take back")
	a.Client(t).Get("/members/"+ana.Handle()).Want(200).Says("Ben (learned together)").Hides("Take back", "On Pencil drawing")
	a.As(t, ben).Get("/members/" + ana.Handle()).Says("workshop: On Pencil drawing")
	a.As(t, ana).Get("/notices").Want(200).Says("Clara vouches for a skill of yours")
}

func TestEndorse_IsWithdrawnByOneAndHiddenByTheOther(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ana, ben := a.Member(t, "Ana"), a.Member(t, "Ben Okafor")
	can(t, a, ana, "Gouache", "")
	workshop(t, a, ana, "Gouache", ben)
	his, hers, page := a.As(t, ben), a.As(t, ana), "/members/"+ana.Handle()
	his.Submit(page, "#skills form", url.Values{"act": {"endorse"}}).Want(303)
	hers.Get(page).Says("Ben Okafor (learned together)")
	hers.Submit("/profile/skills", "main form[action='/profile/skills']", url.Values{"act": {"hide"}}).Want(303)
	his.Get(page).Hides("learned together")
	his.Post(page+"/skills", url.Values{"skill": {"Gouache"}, "act": {"withdraw"}}).Want(303)
	his.Post(page+"/skills", url.Values{"skill": {"Gouache"}, "act": {"endorse"}}).Want(303)
	his.Get(page).Hides("learned together") // hidden stays hidden
	hers.Submit("/profile/skills", "main form[action='/profile/skills']", url.Values{"act": {"show"}}).Want(303)
	his.Get(page).Says("Ben Okafor (learned together)")
	his.Post(page+"/skills", url.Values{"skill": {"Gouache"}, "act": {"withdraw"}}).Want(303)
	his.Get(page).Hides("learned together").Says("Vouch for it")
	hers.Post("/profile/skills", url.Values{"skill": {"Gouache"}, "endorser": {ana.Id}, "act": {"hide"}}).Want(404)
}

func TestGaps_ShowWhatMoreWantThanOffer(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	var people []*members.Person
	for i := range 4 {
		people = append(people, a.Member(t, fmt.Sprintf("Member %d", i)))
	}
	can(t, a, people[0], "Watercolour,Accounting", "")
	for _, p := range people[1:] {
		can(t, a, p, "Accounting", "watercolour")
	}
	can(t, a, people[3], "Accounting", "WATERCOLOUR,watercolour")
	list, _, err := profiles.Gaps(a, a.Clock.Now(), "")
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 2 || list[0].Key != "watercolour" || list[0].Wanted != 3 || list[0].Offered != 1 || list[1].Offered != 4 {
		t.Errorf("got %+v", list)
	}
	me := a.As(t, people[0])
	page := me.Get("/skills").Want(200).Says("3 want it, one offers it.", "Hold a workshop")
	link := page.HTML().Find("a[href^='/events/new']").AttrOr("href", "")
	if got := me.Get(link).Want(200).HTML().Find("#skills").AttrOr("value", ""); !strings.EqualFold(got, "watercolour") {
		t.Errorf("the form of the workshop holds %q", got)
	}
	can(t, a, people[3], "", "")
	if list, _, err = profiles.Gaps(a, a.Clock.Now(), ""); err != nil || list[0].Wanted != 2 || list[1].Offered != 3 {
		t.Errorf("after one changed their mind: %+v, %v", list, err)
	}
}

func TestGaps_PagesAreKeysets(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	for i := range 4 {
		var skills []string
		for j := range 12 {
			skills = append(skills, fmt.Sprintf("Skill %02d", 12*i+j))
		}
		can(t, a, a.Member(t, fmt.Sprintf("Member %d", i)), strings.Join(skills, ","), "")
	}
	first, next, err := profiles.Gaps(a, a.Clock.Now(), "")
	if err != nil || next == "" {
		t.Fatal(err, next)
	}
	second, end, err := profiles.Gaps(a, a.Clock.Now(), next)
	if err != nil || end != "" || len(first)+len(second) != 48 || second[0].Key != "skill 30" {
		t.Errorf("%d and %d skills, %q, %v", len(first), len(second), end, err)
	}
	me := a.As(t, a.Member(t, "Ana"))
	me.Get("/skills")
	if n := len(a.Statements(t, func() { me.Get("/skills").Want(200) })); n > 12 {
		t.Errorf("%d statements", n)
	}
}

func TestProfile_KeepsWhatIsWanted(t *testing.T) {
	t.Parallel()
	a := apptest.New(t)
	ana := a.Member(t, "Ana")
	me := a.As(t, ana)
	me.Submit("/profile", "form#about", url.Values{"skills": {"Gouache"}, "wanted": {"Welding,  Sword making "}}).Want(303)
	if got := me.Get("/profile").HTML().Find("#wanted").Text(); got != "Welding, Sword making" {
		t.Errorf("the form holds %q", got)
	}
	a.Client(t).Get("/members/"+ana.Handle()).Says("Would like to learn", "Sword making", "in their own words")
	me.Submit("/profile", "form#about", url.Values{"wanted": {strings.Repeat("x", 41)}}).Want(422).Says("A skill may have at most 40 characters.")
	me.Get("/profile/skills").Want(200).Says("your own word so far")
}
