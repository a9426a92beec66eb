package demo

import (
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/profiles"

	"github.com/pocketbase/pocketbase/core"
)

// profile fills the member's profile and hangs their work in it.
func (s *seeding) profile(tx core.App, p *members.Person, m member) error {
	about := profiles.About{Headline: m.headline, Body: m.bio, Craft: m.craft, Skills: m.skills, Wanted: wants[m.handle],
		Rate: money.Amount{Minor: m.rate * 100, Currency: currency}, RateUnit: "hour", Location: m.place, Open: !m.busy}
	if m.perDay {
		about.RateUnit = "day"
	}
	for _, l := range m.languages {
		about.Languages = append(about.Languages, profiles.Spoken{Code: l.code, Level: l.level})
	}
	if _, err := s.Profiles.Save(tx, p, about); err != nil {
		return err
	}
	for i, x := range m.samples {
		picture, err := s.hang(tx, p.Id, x.alt, s.gallery.samples[m.handle][i])
		if err != nil {
			return err
		}
		if _, err := s.Profiles.Show(tx, p, "", profiles.Sample{Title: x.title, Note: x.note, Picture: picture, Alt: x.alt}); err != nil {
			return err
		}
	}
	return nil
}
