package profiles

import (
	"errors"
	"fmt"

	"cooperage/hooks/events"
	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Ground is where one person knows another's work from.
type Ground string

// The grounds, the strongest first.
const (
	ByWork  Ground = "work"  // a finished order between the two
	ByEvent Ground = "event" // both were at the same event
	ByPair  Ground = "pair"  // one was the other's mentor
)

// groundTexts say in the endorsement where it comes from.
var groundTexts = map[Ground]string{
	ByWork: locale.Mark("worked together"), ByEvent: locale.Mark("learned together"), ByPair: locale.Mark("mentor and mentee"),
}

// Bond reports whether two people have a ground in common; hooks adds those of rooms above.
type Bond struct {
	Ground Ground
	Holds  func(app core.App, a, b string) (bool, error)
}

// NewsKinds are the kinds of news that the room tells.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "skill", Title: locale.Mark("Your skills"),
		About: locale.Mark("Somebody you have worked or learned with vouches for a skill of yours."),
		Why:   locale.Mark("You get this mail because somebody vouched for a skill on your profile at %s.")}}
}

// Endorsement is one person's word for a skill of another.
type Endorsement struct {
	Skill    string `db:"skill"`
	Endorser string `db:"endorser"`
	Ground   Ground `db:"ground"`
	Hidden   bool   `db:"hidden"`
	Name     string `db:"name"`
	Handle   string `db:"handle"`
	Kind     string `db:"kind"`
}

// GroundText is the catalogue key of where the word comes from.
func (x Endorsement) GroundText() string { return groundTexts[x.Ground] }

// IsMember reports whether the endorser has a page.
func (x Endorsement) IsMember() bool { return x.Kind == members.Member }

// endorsements lists what others say of the person's skills, the first word first; hidden ones for the person alone.
func endorsements(app core.App, person string, hidden bool) ([]Endorsement, error) {
	where := dbx.HashExp{"s.person": person, "s.withdrawn": 0}
	if !hidden {
		where["s.hidden"] = 0
	}
	var list []Endorsement
	err := app.ConcurrentDB().Select("s.skill", "s.endorser", "s.ground", "s.hidden", "u.name", "u.handle", "u.kind").From("skill_endorsements s").
		InnerJoin("users u", dbx.NewExp("u.id = s.endorser")).Where(where).OrderBy("s.skill", "s.created", "s.endorser").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list endorsements: %w", err)
	}
	return list, nil
}

// GroundOf returns where the two know each other's work from, or fault.NotFound.
func (r *Room) GroundOf(app core.App, a, b string) (Ground, error) {
	bonds := append([]Bond{}, r.Bonds...)
	bonds = append(bonds, Bond{ByEvent, func(app core.App, a, b string) (bool, error) {
		list, err := events.Attended(app, a, b)
		return len(list) > 0, err
	}})
	for _, bond := range bonds {
		holds, err := bond.Holds(app, a, b)
		if err != nil {
			return "", fmt.Errorf("look for a bond: %w", err)
		}
		if holds {
			return bond.Ground, nil
		}
	}
	return "", fault.Missing()
}

// Endorse puts the person's word behind a skill that the member offers, and tells the member. Only who has worked or
// learned with them can; one who has hidden the word keeps it hidden.
func (r *Room) Endorse(app core.App, who *members.Person, member, skill string) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := ByPerson(tx, member)
		if err != nil {
			return err
		}
		ground, err := r.GroundOf(tx, who.Id, member)
		if who.Id == member || fault.Is(err, fault.NotFound) {
			return fault.New(fault.Forbidden, "You can vouch for people you have worked or learned with.")
		}
		if err != nil {
			return err
		}
		key := events.Key(skill)
		if !p.has(key) {
			return fault.Missing()
		}
		_, err = tx.NonconcurrentDB().NewQuery(`INSERT INTO skill_endorsements (person, skill, endorser, ground, created)
			VALUES ({:person}, {:skill}, {:who}, {:ground}, {:now})
			ON CONFLICT DO UPDATE SET withdrawn = 0, ground = excluded.ground`).Bind(dbx.Params{"person": member, "skill": key,
			"who": who.Id, "ground": string(ground), "now": members.Stamp(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("endorse: %w", err)
		}
		return notices.Tell(tx, notices.News{To: member, Kind: "skill", Text: locale.Mark("%s vouches for a skill of yours: %s"),
			Args: []any{who.Name(), skill}, Link: "/profile/skills", Key: "endorsed:" + key + ":" + who.Id})
	})
}

// Withdraw takes the person's word back.
func (r *Room) Withdraw(app core.App, who *members.Person, member, skill string) error {
	return mark(app, dbx.Params{"withdrawn": 1}, dbx.HashExp{"person": member, "endorser": who.Id, "skill": events.Key(skill)})
}

// Hide takes somebody's word off the member's own profile, or with hidden false shows it again.
func (r *Room) Hide(app core.App, who *members.Person, endorser, skill string, hidden bool) error {
	return mark(app, dbx.Params{"hidden": hidden}, dbx.HashExp{"person": who.Id, "endorser": endorser, "skill": events.Key(skill)})
}

func mark(app core.App, set dbx.Params, which dbx.Expression) error {
	res, err := app.NonconcurrentDB().Update("skill_endorsements", set, which).Execute()
	if err != nil {
		return fmt.Errorf("change endorsement: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(fault.Missing(), err)
	}
	return nil
}
