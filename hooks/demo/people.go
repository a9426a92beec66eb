package demo

import (
	"fmt"
	"strings"

	"cooperage/hooks/members"
	"cooperage/hooks/policies"
	"cooperage/hooks/setup"

	"github.com/pocketbase/pocketbase/core"
)

// founded is how many days before the first day the co-op was founded.
const founded = 460

// founder is who went through the wizard; later she remains steward, and Saskia becomes treasurer.
const founder = "aoife"

// planPeople plans the founding, and how everybody else came.
func (s *seeding) planPeople() {
	s.plan(s.at(founded, 9, "founding"), "found the co-op", s.found)
	for _, m := range everyMember() {
		switch {
		case m.handle == founder:
		case m.joined == founded:
			s.plan(s.at(founded, 11, m.handle), m.name+" founds too", func(tx core.App) error { return s.foundToo(tx, m) })
		default:
			s.planJoining(m)
		}
		s.plan(s.at(m.joined-1, 18, "profile "+m.handle), m.name+"'s profile", func(tx core.App) error { return s.present(tx, m) })
	}
	for _, m := range applicants {
		s.plan(s.at(m.joined, 10, m.handle), m.name+" applies", func(tx core.App) error {
			if _, err := s.account(tx, m.handle, m.name, "", m.zone); err != nil {
				return err
			}
			return s.apply(tx, m)
		})
	}
	for _, c := range clients {
		s.plan(s.at(c.since, 14, c.key), c.name+" signs up", func(tx core.App) error {
			_, err := s.account(tx, c.key, c.name, c.organisation, "Europe/Berlin")
			return err
		})
	}
}

// planJoining plans an application, its admission two days later, and the office that comes with it.
func (s *seeding) planJoining(m member) {
	s.plan(s.at(m.joined+2, 16, m.handle), m.name+" applies", func(tx core.App) error {
		if _, err := s.account(tx, m.handle, m.name, "", m.zone); err != nil {
			return err
		}
		return s.apply(tx, m)
	})
	s.plan(s.at(m.joined, 9, "admit "+m.handle), m.name+" is admitted", func(tx core.App) error { return s.admit(tx, m) })
	if m.office != "" {
		s.plan(s.at(m.joined-3, 12, "office "+m.handle), m.name+" takes an office", func(tx core.App) error { return s.appoint(tx, m) })
	}
}

// found goes through the wizard's act and sets, while the founders still may, the rules that differ from the defaults.
func (s *seeding) found(tx core.App) error {
	var who member
	for _, m := range everyMember() {
		if m.handle == founder {
			who = m
		}
	}
	p, err := s.Setup.Found(tx, setup.Founding{Name: "Marram", Country: "DE", Currency: "EUR", Zone: s.zone.String(), Language: "en",
		Commission: 800, Founder: members.Newcomer{Name: who.name, Email: email(who.handle), Password: Password}})
	if err != nil {
		return err
	}
	secret, ok := p.GetRaw("password").(*core.PasswordFieldValue)
	if !ok {
		return fmt.Errorf("the founder's password is a %T", p.GetRaw("password"))
	}
	s.people[founder], s.hash = p, secret.Hash
	for key, value := range map[policies.Key]string{policies.SecondFactor: "false", policies.CooldownDays: "60"} {
		if _, err := policies.Set(tx, p.Code(), s.Clock.Now(), key, value); err != nil {
			return err
		}
	}
	if err := s.furnish(tx); err != nil {
		return err
	}
	return s.portrait(tx, founder, who.name, who.zone)
}

// furnish completes the co-op's particulars as its settings page does.
func (s *seeding) furnish(tx core.App) error {
	coop, err := tx.FindFirstRecordByFilter("coop", "id != ''")
	if err != nil {
		return fmt.Errorf("find the co-op: %w", err)
	}
	coop.Load(map[string]any{"tagline": "Good work, made by people who own the place", "holder": "Marram Cooperative eG",
		"iban": iban(1), "bic": "MARMDEFFXXX", "address": "Strandweg 1\n26757 Borkum\nGermany", "taxId": "DE 000 000 000",
		"updated": s.Clock.Now()})
	if err := tx.Save(coop); err != nil {
		return fmt.Errorf("furnish the co-op: %w", err)
	}
	return nil
}

// account makes the account of somebody who has confirmed their address. All share one password and its one hash:
// hashing fifty would take longer than everything else together.
func (s *seeding) account(tx core.App, key, name, organisation, zone string) (*members.Person, error) {
	c, err := tx.FindCachedCollectionByNameOrId("users")
	if err != nil {
		return nil, err
	}
	p := &members.Person{}
	p.SetProxyRecord(core.NewRecord(c))
	now := s.Clock.Now()
	p.Load(map[string]any{"name": name, "kind": members.Client, "organisation": organisation, "created": now, "updated": now})
	p.SetEmail(email(key))
	p.SetVerified(true)
	p.SetRaw("password", &core.PasswordFieldValue{Hash: s.hash})
	p.RefreshTokenKey()
	if err := tx.Save(p); err != nil {
		return nil, fmt.Errorf("make the account of %s: %w", name, err)
	}
	s.people[key] = p
	return p, s.portrait(tx, key, name, zone)
}

// portrait hangs somebody's picture and sets their time zone.
func (s *seeding) portrait(tx core.App, key, name, zone string) error {
	p, err := s.person(tx, key)
	if err != nil {
		return err
	}
	id, err := s.hang(tx, p.Id, "Portrait of "+name, s.gallery.faces[key])
	if err != nil {
		return err
	}
	p.SetPortrait(id)
	p.SetZone(zone)
	if err := tx.Save(p); err != nil {
		return fmt.Errorf("hang the portrait of %s: %w", name, err)
	}
	return nil
}

// person reads somebody as they are now: actions change the stored record.
func (s *seeding) person(tx core.App, key string) (*members.Person, error) {
	known, ok := s.people[key]
	if !ok {
		return nil, fmt.Errorf("nobody is called %q", key)
	}
	return members.ByID(tx, known.Id)
}

func (s *seeding) foundToo(tx core.App, m member) error {
	p, err := s.account(tx, m.handle, m.name, "", m.zone)
	if err != nil {
		return err
	}
	s.people[m.handle], err = s.Members.Join(tx, p.Id)
	return err
}

func (s *seeding) apply(tx core.App, m member) error {
	p, err := s.person(tx, m.handle)
	if err != nil {
		return err
	}
	_, err = s.Members.Apply(tx, p, members.Wish{Craft: m.headline, Statement: m.statement,
		Links: "https://" + m.handle + ".example/work"})
	return err
}

func (s *seeding) admit(tx core.App, m member) error {
	p, err := s.person(tx, m.handle)
	if err != nil {
		return err
	}
	steward, err := s.person(tx, founder)
	if err != nil {
		return err
	}
	wish, err := tx.FindFirstRecordByData("applications", "person", p.Id)
	if err != nil {
		return fmt.Errorf("find the application of %s: %w", m.name, err)
	}
	s.people[m.handle], err = s.Members.Admit(tx, steward, wish.Id)
	return err
}

// appoint gives the member their office; the treasurer follows the founder, whose term ends.
func (s *seeding) appoint(tx core.App, m member) error {
	steward, err := s.person(tx, founder)
	if err != nil {
		return err
	}
	p, err := s.person(tx, m.handle)
	if err != nil {
		return err
	}
	if m.office == "treasurer" {
		term, err := tx.FindFirstRecordByFilter("offices", "office = 'treasurer'")
		if err != nil {
			return fmt.Errorf("find the founder's term: %w", err)
		}
		if err := s.Members.EndTerm(tx, steward, term.Id); err != nil {
			return err
		}
	}
	return s.Members.AppointMember(tx, steward, p.Code(), m.office)
}

// present fills the member's profile, hangs their work and tells where they want to be paid.
func (s *seeding) present(tx core.App, m member) error {
	p, err := s.person(tx, m.handle)
	if err != nil {
		return err
	}
	if err := s.profile(tx, p, m); err != nil {
		return err
	}
	if m.handle == "ruairi" { // has not named an account yet, which the payout page shows
		return nil
	}
	return s.Payments.SaveAccount(tx, p, short(m.name), iban(100+len(m.name)*7+len(s.people)))
}

// short cuts a name to what banks accept.
func short(name string) string {
	r := []rune(name)
	return strings.TrimSpace(string(r[:min(len(r), 34)]))
}
