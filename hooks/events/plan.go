package events

import (
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cooperage/hooks/events/dates"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/unicode/norm"
)

// Limits of an event; the forms show them.
const (
	MaxTitleChars  = 100
	MaxPlaceChars  = 160
	MaxLinkChars   = 300
	MaxReasonChars = 400
	MaxCapacity    = 10_000
	MaxSkills      = 6
	MaxSkillChars  = 40
	maxMinutes     = 14 * 24 * 60
	maxCutoff      = 30 * 24 * 60
	// ahead is how far away an event may be announced.
	ahead = 3 * 366 * 24 * time.Hour
)

// Plan is what a host announces.
type Plan struct {
	Title    string
	Body     string // Markdown
	Start    dates.Local
	Zone     string // IANA name
	Minutes  int
	Place    string
	Link     string // where one joins from afar; shown to those who have a place
	Capacity int    // 0 is no limit
	Cutoff   int    // minutes before the start until which one can take a place
	Public   bool
	Skills   []string // what it teaches
	Rule     dates.Rule
}

// check refuses what cannot be held; now decides what has passed.
func (p Plan) check(problems fault.Problems, now time.Time) fault.Problems {
	if p.Title == "" {
		problems.Add("title", "Please give the event a title.")
	}
	limit(&problems, "title", p.Title, MaxTitleChars)
	limit(&problems, "place", p.Place, MaxPlaceChars)
	if p.Place == "" && p.Link == "" && !problems.Has("place") {
		problems.Add("place", "Please say where it takes place: somewhere, or under a link.")
	}
	if !address(p.Link) {
		problems.Add("link", "Please give a whole address that begins with https://.")
	}
	if p.Minutes < 1 || p.Minutes > maxMinutes {
		problems.Add("minutes", "Please choose one of the list.")
	}
	if p.Cutoff < 0 || p.Cutoff > maxCutoff {
		problems.Add("cutoff", "Please choose one of the list.")
	}
	if (p.Capacity < 0 || p.Capacity > MaxCapacity) && !problems.Has("capacity") {
		problems.Add("capacity", "Please give a whole number from 1 to %d, or leave it empty.", MaxCapacity)
	}
	return p.checkDates(p.checkSkills(problems), now)
}

func (p Plan) checkSkills(problems fault.Problems) fault.Problems {
	if len(p.Skills) > MaxSkills {
		problems.Add("skills", "Please name at most %d skills.", MaxSkills)
		return problems
	}
	for _, s := range p.Skills {
		if utf8.RuneCountInString(s) > MaxSkillChars {
			problems.Add("skills", "A skill may have at most %d characters. Put commas between skills.", MaxSkillChars)
			return problems
		}
	}
	return problems
}

func (p Plan) checkDates(problems fault.Problems, now time.Time) fault.Problems {
	members.CheckZone(&problems, p.Zone, false)
	if problems.Has("zone") || problems.Has("date") || problems.Has("time") {
		return problems
	}
	starts := p.Start.In(place(p.Zone))
	switch {
	case p.Start.IsZero():
		problems.Add("date", "Please choose a day.")
	case !starts.After(now):
		problems.Add("date", "This time has passed. Please choose a later one.")
	case starts.After(now.Add(ahead)):
		problems.Add("date", "Please choose a day within the next three years.")
	}
	if problems.Has("date") || p.Rule.Every == dates.Once {
		return problems
	}
	return p.checkRule(problems)
}

func (p Plan) checkRule(problems fault.Problems) fault.Problems {
	r := p.Rule
	switch {
	case !r.Known():
		problems.Add("repeat", "Please choose one of the list.")
	case problems.Has("count") || problems.Has("until"):
	case r.Until.IsZero() && (r.Count < 2 || r.Count > dates.MaxCount):
		problems.Add("count", "A series has 2 to %d dates.", dates.MaxCount)
	case !r.Until.IsZero() && !r.Until.At(p.Start).After(p.Start):
		problems.Add("until", "The last day must come after the first.")
	case r.Last(p.Start).After(p.Start.AddYears(dates.MaxYears)):
		problems.Add("repeat", "A series may run for %d years at most.", dates.MaxYears)
	case !r.Until.IsZero() && len(r.Dates(p.Start, r.Until.At(p.Start))) > dates.MaxCount:
		problems.Add("until", "A series has 2 to %d dates.", dates.MaxCount)
	}
	return problems
}

func limit(p *fault.Problems, field, value string, most int) {
	if utf8.RuneCountInString(value) > most {
		p.Add(field, "This may have at most %d characters.", most)
	}
}

// address reports whether the text is empty or the address of a web page.
func address(s string) bool {
	if s == "" {
		return true
	}
	u, err := url.Parse(s)
	return err == nil && len(s) <= MaxLinkChars && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}

// Key makes skills comparable: lower case, without accents, single spaces.
func Key(skill string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(skill))
	return strings.Join(strings.Fields(bare), " ")
}

// words are the plan's words, rendered; a description that cannot be rendered is a problem of the body.
type words struct {
	Plan
	html string
}

func (p Plan) render(now time.Time) (words, error) {
	problems := p.check(nil, now)
	html, err := prose.Render(p.Body)
	if f := fault.As(err); f != nil {
		problems.Add("body", f.Text, f.Args...)
	} else if err != nil {
		return words{}, err
	}
	return words{p, string(html)}, problems.Err()
}

func (w words) columns() dbx.Params {
	return dbx.Params{"title": w.Title, "body": w.Body, "html": w.html, "renderer": prose.Version, "place": w.Place, "link": w.Link,
		"capacity": w.Capacity, "cutoff": w.Cutoff}
}

// write stores the words as a new text, or with an id over that one.
func (w words) write(tx core.App, id int64) (int64, error) {
	var err error
	if id == 0 {
		id, err = insert(tx, "event_texts", w.columns())
	} else {
		_, err = tx.NonconcurrentDB().Update("event_texts", w.columns(), dbx.HashExp{"id": id}).Execute()
	}
	if err != nil {
		return 0, fmt.Errorf("write event text: %w", err)
	}
	if _, err := tx.NonconcurrentDB().Delete("event_skills", dbx.HashExp{"text": id}).Execute(); err != nil {
		return 0, fmt.Errorf("write skills of event: %w", err)
	}
	seen := map[string]bool{}
	for _, s := range w.Skills {
		key := Key(s)
		if key == "" || seen[key] {
			continue
		}
		seen[key] = true
		if _, err := insert(tx, "event_skills", dbx.Params{"text": id, "skill": key, "label": s}); err != nil {
			return 0, fmt.Errorf("write skills of event: %w", err)
		}
	}
	return id, nil
}

// insert adds a row and returns its number.
func insert(tx core.App, table string, row dbx.Params) (int64, error) {
	res, err := tx.NonconcurrentDB().Insert(table, row).Execute()
	if err != nil {
		return 0, err
	}
	return res.LastInsertId()
}
