package profiles

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"cooperage/hooks/events"
	"cooperage/hooks/fault"
	"cooperage/hooks/members"
	"cooperage/hooks/records"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Kinds of a member's skills.
const (
	offered = "offered"
	wanted  = "wanted"
)

// keepSkills writes what the member offers and wants, so that the co-op can be asked by skill.
func keepSkills(tx core.App, person string, a About) error {
	if _, err := tx.NonconcurrentDB().Delete("member_skills", dbx.HashExp{"person": person}).Execute(); err != nil {
		return fmt.Errorf("keep skills: %w", err)
	}
	for kind, list := range map[string][]string{offered: a.Skills, wanted: a.Wanted} {
		seen := map[string]bool{}
		for i, label := range list {
			key := events.Key(label)
			if key == "" || seen[key] {
				continue
			}
			seen[key] = true
			_, err := tx.NonconcurrentDB().Insert("member_skills", dbx.Params{"person": person, "kind": kind, "skill": key, "label": label, "position": i}).Execute()
			if err != nil {
				return fmt.Errorf("keep skills: %w", err)
			}
		}
	}
	return nil
}

// WantedBy lists what the person wants to learn, in their words and order.
func WantedBy(app core.App, person string) ([]string, error) {
	var list []string
	err := app.ConcurrentDB().Select("label").From("member_skills").Where(dbx.HashExp{"person": person, "kind": wanted}).OrderBy("position").Column(&list)
	if err != nil {
		return nil, fmt.Errorf("list wanted skills: %w", err)
	}
	return list, nil
}

// Proven is a skill that a member offers, with what stands behind it besides their own word.
type Proven struct {
	Key, Label string
	By         []Endorsement
	At         []events.Learned // workshops where they learned it
	Mine       bool             // the reader endorses it
	Page       string           // of the member; who shows it sets it
}

// OwnWord reports whether nothing but the member's own word stands behind it.
func (p Proven) OwnWord() bool { return len(p.By)+len(p.At) == 0 }

// ProvenBy lists the skills of a profile with what stands behind them, as the reader may see it: workshops of members
// only are for members.
func ProvenBy(app core.App, p *Profile, reader *members.Person) ([]Proven, error) {
	given, err := endorsements(app, p.Person(), false)
	if err != nil {
		return nil, err
	}
	learned, err := events.LearnedBy(app, p.Person())
	if err != nil {
		return nil, err
	}
	var list []Proven
	for _, label := range p.Skills() {
		x := Proven{Key: events.Key(label), Label: label}
		for _, g := range given {
			if g.Skill == x.Key {
				x.By = append(x.By, g)
				x.Mine = x.Mine || reader != nil && g.Endorser == reader.Id
			}
		}
		for _, l := range learned {
			if l.Skill == x.Key && (l.Public || reader != nil && reader.IsMember()) {
				x.At = append(x.At, l)
			}
		}
		list = append(list, x)
	}
	return list, nil
}

// Gap is how many of the co-op want a skill and how many offer it.
type Gap struct {
	Key     string `db:"skill"`
	Label   string `db:"label"`
	Offered int    `db:"offered"`
	Wanted  int    `db:"wanted"`
	Coming  int    `db:"coming"` // workshops to come that teach it
	Gap     int    `db:"gap"`
}

const gapsPage = 30

// Gaps returns a page of all skills, those first that most more people want than offer, and the cursor of the next.
func Gaps(app core.App, now time.Time, after string) ([]Gap, string, error) {
	values, err := records.ReadCursor(after, "gaps", 2)
	if err != nil {
		return nil, "", err
	}
	bind, beyond := dbx.Params{"now": members.Stamp(now), "most": gapsPage + 1}, ""
	if values != nil {
		if bind["gap"], err = strconv.Atoi(values[0]); err != nil {
			return nil, "", fault.Missing()
		}
		bind["skill"], beyond = values[1], "WHERE wanted - offered < {:gap} OR wanted - offered = {:gap} AND skill > {:skill}"
	}
	var list []Gap
	err = app.ConcurrentDB().NewQuery(`SELECT skill, label, offered, wanted, wanted - offered AS gap, (SELECT COUNT(*) FROM event_skills s
		JOIN events e ON e.text = s.text WHERE s.skill = c.skill AND e.starts > {:now} AND e.cancelled = 0) AS coming
		FROM skill_counts c ` + beyond + ` ORDER BY wanted - offered DESC, skill LIMIT {:most}`).Bind(bind).All(&list)
	if err != nil {
		return nil, "", fmt.Errorf("list skills of the co-op: %w", err)
	}
	if len(list) <= gapsPage {
		return list, "", nil
	}
	list = list[:gapsPage]
	last := list[gapsPage-1]
	return list, records.Cursor("gaps", strconv.Itoa(last.Gap), last.Key), nil
}

// has reports whether the profile offers the skill.
func (p *Profile) has(key string) bool {
	return slices.ContainsFunc(p.Skills(), func(label string) bool { return events.Key(label) == key })
}
