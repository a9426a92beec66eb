package profiles

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/files"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/text/unicode/norm"
)

// Limits of a profile; the forms show them.
const (
	MaxHeadlineChars = 100
	MaxSkills        = 12
	MaxSkillChars    = 40
	MaxLocationChars = 80
	MaxWorks         = 24
	MaxTitleChars    = 100
	MaxNoteChars     = 400
	// MaxRate is 1,000,000 for an hour or a day in a currency with two decimals.
	MaxRate = 100_000_000
)

// About is what a member says about themselves.
type About struct {
	Headline  string
	Body      string
	Craft     string
	Skills    []string
	Wanted    []string // skills they would like to learn
	Languages []Spoken
	Rate      money.Amount // zero names none
	RateUnit  string       // "hour" or "day"
	Location  string
	Open      bool
}

// check refuses what cannot be stored.
func (a About) check(p fault.Problems) fault.Problems {
	limit(&p, "headline", a.Headline, MaxHeadlineChars)
	limit(&p, "location", a.Location, MaxLocationChars)
	if a.Craft != "" && !Known(Crafts, a.Craft) {
		p.Add("craft", "Please choose one of the list.")
	}
	if len(a.Skills) > MaxSkills {
		p.Add("skills", "Please name at most %d skills.", MaxSkills)
	}
	if len(a.Wanted) > MaxSkills {
		p.Add("wanted", "Please name at most %d skills.", MaxSkills)
	}
	for _, s := range a.Wanted {
		if utf8.RuneCountInString(s) > MaxSkillChars && !p.Has("wanted") {
			p.Add("wanted", "A skill may have at most %d characters. Put commas between skills.", MaxSkillChars)
		}
	}
	for _, s := range a.Skills {
		if utf8.RuneCountInString(s) > MaxSkillChars && !p.Has("skills") {
			p.Add("skills", "A skill may have at most %d characters. Put commas between skills.", MaxSkillChars)
		}
	}
	seen := map[string]bool{}
	for _, s := range a.Languages {
		if (!Known(Languages, s.Code) || !Known(Levels, s.Level) || seen[s.Code]) && !p.Has("languages") {
			p.Add("languages", "Please choose each language once, with how well you know it.")
		}
		seen[s.Code] = true
	}
	if (a.Rate.Minor < 0 || a.Rate.Minor > MaxRate) && !p.Has("rate") {
		p.Add("rate", "Please give a price above zero, such as 480 or 480.00.")
	}
	if a.RateUnit != "hour" && a.RateUnit != "day" {
		p.Add("rateUnit", "Please choose one of the list.")
	}
	return p
}

func limit(p *fault.Problems, field, value string, most int) {
	if utf8.RuneCountInString(value) > most {
		p.Add(field, "This may have at most %d characters.", most)
	}
}

// Save stores what the member says about themselves; what cannot be stored is fault.Invalid.
func (r *Room) Save(app core.App, who *members.Person, a About) (*Profile, error) {
	if who == nil || !who.IsMember() {
		return nil, fault.Missing()
	}
	problems := a.check(nil)
	html, err := prose.Render(a.Body)
	if f := fault.As(err); f != nil {
		problems.Add("body", f.Text, f.Args...)
	} else if err != nil {
		return nil, err
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	var p *Profile
	err = app.RunInTransaction(func(tx core.App) error {
		var err error
		if p, err = r.open(tx, who.Id); err != nil {
			return err
		}
		skills, languages, err := encode(a)
		if err != nil {
			return err
		}
		p.Load(map[string]any{"headline": a.Headline, "body": a.Body, "html": string(html), "bodyVersion": prose.Version, "craft": a.Craft,
			"skills": skills, "languages": languages, "rateMinor": a.Rate.Minor, "rateUnit": a.RateUnit, "currency": a.Rate.Currency,
			"location": a.Location, "open": a.Open, "words": r.words(who.Name(), a), "updated": r.clock.Now()})
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("save profile: %w", err)
		}
		return keepSkills(tx, who.Id, a)
	})
	return p, err
}

func encode(a About) (skills, languages string, err error) {
	s, err := json.Marshal(append([]string{}, a.Skills...))
	if err != nil {
		return "", "", fmt.Errorf("encode skills: %w", err)
	}
	l, err := json.Marshal(append([]Spoken{}, a.Languages...))
	if err != nil {
		return "", "", fmt.Errorf("encode languages: %w", err)
	}
	return string(s), string(l), nil
}

// open returns the person's profile, a fresh one when there is none yet.
func (r *Room) open(tx core.App, person string) (*Profile, error) {
	p, err := ByPerson(tx, person)
	if !fault.Is(err, fault.NotFound) {
		return p, err
	}
	c, err := tx.FindCachedCollectionByNameOrId("profiles")
	if err != nil {
		return nil, fmt.Errorf("open profile: %w", err)
	}
	p = &Profile{}
	p.SetProxyRecord(core.NewRecord(c))
	p.Load(map[string]any{"person": person, "created": r.clock.Now()})
	return p, nil
}

// words is what a search for members finds: everything short they say, and the craft in all languages.
func (r *Room) words(name string, a About) string {
	parts := append([]string{name, a.Headline, a.Location}, a.Skills...)
	for _, lang := range r.site.Catalogs().Languages() {
		if text := TextOf(Crafts, a.Craft); text != "" {
			parts = append(parts, r.site.Catalogs().For(lang, nil).T(text))
		}
	}
	for _, s := range a.Languages {
		parts = append(parts, s.Language())
	}
	return fold(strings.Join(parts, " · "))
}

// fold makes words comparable: lower case without accents.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}

// Face makes a picture the person's portrait; the one before it is deleted. "" takes it away.
func (r *Room) Face(app core.App, who *members.Person, picture string) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := members.ByID(tx, who.Id)
		if err != nil {
			return err
		}
		old := p.Portrait()
		if old == picture {
			return nil
		}
		if picture != "" {
			if err := r.files.Keep(tx, who.Id, picture); err != nil {
				return err
			}
		}
		p.SetPortrait(picture)
		p.Set("updated", r.clock.Now())
		if err := tx.Save(p); err != nil {
			return fmt.Errorf("save portrait: %w", err)
		}
		if old == "" {
			return nil
		}
		return r.files.Drop(tx, old)
	})
}

// Sample is a piece of work as its maker shows it.
type Sample struct {
	Title   string
	Note    string
	Picture string // id of a picture the member has uploaded
	Alt     string
}

// Show adds a sample of the member's, or with an id changes that one.
func (r *Room) Show(app core.App, who *members.Person, id string, s Sample) (*Work, error) {
	var p fault.Problems
	if s.Title == "" {
		p.Add("title", "Please give the work a title.")
	}
	limit(&p, "title", s.Title, MaxTitleChars)
	limit(&p, "note", s.Note, MaxNoteChars)
	if s.Picture == "" {
		p.Add("picture", "Please choose a picture of the work.")
	}
	if err := p.Err(); err != nil {
		return nil, err
	}
	if who == nil || !who.IsMember() {
		return nil, fault.Missing()
	}
	var w *Work
	err := app.RunInTransaction(func(tx core.App) (err error) {
		if w, err = r.work(tx, who.Id, id); err != nil {
			return err
		}
		if err := r.files.Keep(tx, who.Id, s.Picture); err != nil {
			return err
		}
		if err := files.Describe(tx, s.Picture, s.Alt); err != nil {
			return err
		}
		old := w.Picture()
		w.Load(map[string]any{"title": s.Title, "note": s.Note, "picture": s.Picture, "updated": r.clock.Now()})
		if err := tx.Save(w); err != nil {
			return fmt.Errorf("save work: %w", err)
		}
		if old == "" || old == s.Picture {
			return nil
		}
		return r.files.Drop(tx, old)
	})
	return w, err
}

// work returns the sample to change, or a fresh one at the end of the member's list.
func (r *Room) work(tx core.App, person, id string) (*Work, error) {
	if id != "" {
		return WorkByID(tx, person, id)
	}
	var has struct {
		N    int `db:"n"`
		Last int `db:"last"`
	}
	err := tx.DB().NewQuery("SELECT COUNT(*) AS n, COALESCE(MAX(position), 0) AS last FROM works WHERE person = {:person}").
		Bind(dbx.Params{"person": person}).One(&has)
	if err != nil {
		return nil, fmt.Errorf("count works: %w", err)
	}
	if has.N >= MaxWorks {
		return nil, fault.New(fault.Invalid, "There is room for %d samples. Please take one out first.", MaxWorks)
	}
	c, err := tx.FindCachedCollectionByNameOrId("works")
	if err != nil {
		return nil, fmt.Errorf("add work: %w", err)
	}
	w := &Work{}
	w.SetProxyRecord(core.NewRecord(c))
	w.Load(map[string]any{"person": person, "position": has.Last + 1, "created": r.clock.Now()})
	return w, nil
}

// TakeOut deletes a sample of the member's with its picture.
func (r *Room) TakeOut(app core.App, who *members.Person, id string) error {
	return app.RunInTransaction(func(tx core.App) error {
		w, err := WorkByID(tx, who.Id, id)
		if err != nil {
			return err
		}
		picture := w.Picture()
		if err := tx.Delete(w); err != nil {
			return fmt.Errorf("delete work: %w", err)
		}
		return r.files.Drop(tx, picture)
	})
}
