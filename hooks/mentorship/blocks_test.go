package mentorship_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"cooperage/hooks/mentorship"

	"github.com/pocketbase/dbx"
)

// A block must show in nothing that the other one sees: pages are compared word for word with those of a twin co-op in
// which the blocker just did not list them.
func TestBlocks_ShowNowhere(t *testing.T) {
	t.Parallel()
	seen, asked := map[bool][]string{}, map[bool][]int{}
	for _, blocked := range []bool{true, false} {
		p := open(t)
		p.rank(t, "ana", mentorship.Mentee, false, "rosa", "tom")
		if blocked {
			check(t, p.Mentorship.Block(p, p.who["rosa"], p.who["ana"].Id))
			p.rank(t, "rosa", mentorship.Mentor, false, "dora", "ana")
		} else {
			p.rank(t, "rosa", mentorship.Mentor, false, "dora")
		}
		p.rank(t, "dora", mentorship.Mentee, false)
		ana := p.As(t, p.who["ana"])
		var texts []string
		look := func(path string) { // and what it costs, for time tells as well
			asked[blocked] = append(asked[blocked], len(p.Statements(t, func() { texts = append(texts, ana.Get(path).Want(http.StatusOK).Text()) })))
		}
		look("/mentorship/rank/mentee")
		look("/mentorship/mentors")
		p.close(t)
		for _, path := range []string{p.round.Link() + "/why", "/mentorship", "/mentorship/mentors", "/notices", p.round.Link()} {
			look(path)
		}
		texts = append(texts, p.exported(t))
		form := url.Values{"wish": {"Please."}}
		handle := p.who["rosa"].Handle()
		to := ana.Submit("/mentorship/mentors/"+handle, "form[action^='/mentorship/mentors/']", form).Want(http.StatusSeeOther)
		look(to.To())
		notices := p.As(t, p.who["rosa"]).Get("/notices").Text()
		if told := strings.Contains(notices, "asks you to be their mentor"); told == blocked {
			t.Errorf("blocked %v, and the mentor was told: %v", blocked, told)
		}
		p.As(t, p.who["rosa"]).Get(to.To()).Want(map[bool]int{true: http.StatusNotFound, false: http.StatusOK}[blocked])
		p.Clock.Shift(15 * day)
		check(t, p.Mentorship.Tick(p))
		look("/notices")
		texts = append(texts, p.mails(t, "ana"))
		for k := range texts { // codes, seeds and handles are drawn anew for each co-op
			texts[k] = strings.Join(strings.FieldsFunc(texts[k], func(r rune) bool { return r == ' ' }), " ")
			texts[k] = drawnHex.ReplaceAllString(texts[k], "…")
			for _, e := range []string{entryCode(t, p, mentorship.Mentee, "ana"), handle} {
				texts[k] = strings.ReplaceAll(texts[k], e, "…")
			}
		}
		seen[blocked] = texts
	}
	if !slices.Equal(asked[true], asked[false]) {
		t.Errorf("the pages ask %v and %v statements", asked[true], asked[false])
	}
	for k := range seen[true] {
		if seen[true][k] != seen[false][k] {
			t.Errorf("page %d tells:\n%s\n%s", k, seen[true][k], seen[false][k])
		}
	}
}

// mails are the subjects and texts of all mails to somebody, as they went out.
func (p *programme) mails(t *testing.T, name string) string {
	t.Helper()
	check(t, p.Notices.Drain(t.Context(), p))
	var rows []struct{ Kind, Text, Args, Subject string }
	check(t, p.DB().NewQuery("SELECT kind, text, args, shownSubject AS subject FROM outbox WHERE person = {:p} ORDER BY created, text").
		Bind(dbx.Params{"p": p.who[name].Id}).All(&rows))
	if len(rows) == 0 {
		t.Errorf("%s got no mail at all", name)
	}
	return fmt.Sprintf("%+v", rows)
}

// exported is the published match file with names in the place of codes.
func (p *programme) exported(t *testing.T) string {
	t.Helper()
	file := p.As(t, p.who["ana"]).Get(p.round.Link() + "/1/match.json").Want(http.StatusOK).Body
	for name, side := range map[string]mentorship.Side{"ana": mentorship.Mentee, "bela": mentorship.Mentee, "dora": mentorship.Mentee,
		"rosa": mentorship.Mentor, "tom": mentorship.Mentor} {
		file = strings.ReplaceAll(file, entryCode(t, p, side, name), name)
	}
	var lists map[string]any // a map is printed in the order of its keys
	check(t, json.Unmarshal([]byte(file), &lists))
	return fmt.Sprint(lists)
}

var drawnHex = regexp.MustCompile("[Ss]eed[0-9a-f]{64}")

func entryCode(t *testing.T, p *programme, side mentorship.Side, name string) string {
	t.Helper()
	e, err := mentorship.EntryOf(p, p.round.ID, side, p.who[name].Id)
	check(t, err)
	return e.Code
}
