package governance

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/forums"
	"cooperage/hooks/governance/tally"
	"cooperage/hooks/members"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of what is written, shown on the forms.
const (
	MaxTitle = 120
	MaxBody  = 8000
	MaxPost  = forums.MaxBody
)

// Words are what a mover writes on the form of a new motion.
type Words struct {
	Kind     string
	Title    string
	Body     string
	Majority string // of a resolution
	Topic    int64  // of the forum that the motion comes from, or 0
}

// check refuses words that cannot be a motion.
func (w Words) check() error {
	var problems fault.Problems
	if w.Kind != FeeLevel && w.Kind != Resolution {
		problems.Add("kind", "Choose what the members shall decide.")
	}
	if w.Kind == Resolution && w.Majority != Simple && w.Majority != Qualified {
		problems.Add("majority", "Choose the majority it needs.")
	}
	checkText(&problems, w.Title, w.Body)
	return problems.Err()
}

func checkText(problems *fault.Problems, title, body string) {
	if n := utf8.RuneCountInString(title); n < 5 || n > MaxTitle || strings.ContainsAny(title, "\n\r\t") {
		problems.Add("title", "Write a question of 5 to %d characters on one line.", MaxTitle)
	}
	if n := utf8.RuneCountInString(body); n < 20 || n > MaxBody {
		problems.Add("body", "Write 20 to %d characters.", MaxBody)
	}
}

// Move makes a draft of the member's. It needs seconds before the co-op talks about it. A subject that rests after
// a decision, or that another motion is about, is refused.
func (r *Room) Move(app core.App, who *members.Person, w Words) (*Motion, error) {
	if err := w.check(); err != nil {
		return nil, err
	}
	var m *Motion
	err := app.RunInTransaction(func(tx core.App) error {
		if err := r.Settle(tx); err != nil {
			return err
		}
		now := r.clock.Now()
		m = &Motion{Kind: w.Kind, Mover: who.Code(), Title: w.Title, Method: string(tally.Majority), Majority: w.Majority}
		secrecy := policies.SecrecyResolution
		if w.Kind == FeeLevel {
			m.Subject, m.Method, m.Majority = string(policies.CommissionRate), string(tally.Median), ""
			secrecy = policies.SecrecyFeeLevel
		}
		var err error
		if m.Secrecy, err = policies.Text(tx, secrecy, now); err != nil {
			return err
		}
		if err := atRest(tx, m, now); err != nil {
			return err
		}
		if err := create(tx, m, w.Body, now); err != nil {
			return err
		}
		if err := r.talk(tx, who, m, w.Body, w.Topic); err != nil {
			return err
		}
		return r.proceed(tx, m, now)
	})
	return m, err
}

// atRest refuses a subject that is being decided, or was decided too short a time ago. Drafts do not count: nobody
// can hold up a subject with one that finds no seconds.
func atRest(tx core.App, m *Motion, now time.Time) error {
	if m.Subject == "" {
		return nil
	}
	var others []*Motion
	err := tx.DB().Select("*").From("motions").Where(dbx.HashExp{"subject": m.Subject}).
		AndWhere(dbx.In("state", Deliberation, Open, Closed, Enacted, Rejected)).OrderBy("id DESC").All(&others)
	if err != nil {
		return fmt.Errorf("look for motions on the same subject: %w", err)
	}
	days, err := policies.Days(tx, policies.CooldownDays, now)
	if err != nil {
		return err
	}
	for _, o := range others {
		end := o.ClosedOn().AddDate(0, 0, days)
		if o.State != Enacted && o.State != Rejected {
			return fault.New(fault.Conflict, "Motion %d on the same subject is under way.", o.ID)
		}
		if now.Before(end) {
			return fault.New(fault.Conflict, "This was decided by motion %d and rests until %s.", o.ID, end.Format(time.DateOnly))
		}
	}
	return nil
}

// create numbers and stores a draft with the first version of its text.
func create(tx core.App, m *Motion, body string, at time.Time) error {
	if err := tx.DB().NewQuery("SELECT COALESCE(MAX(id), 0) + 1 FROM motions").Row(&m.ID); err != nil {
		return err
	}
	m.State, m.Version, m.CreatedAt = Draft, 1, stamp(at)
	_, err := tx.DB().Insert("motions", dbx.Params{"id": m.ID, "kind": m.Kind, "subject": m.Subject, "state": m.State,
		"mover": m.Mover, "title": m.Title, "version": m.Version, "method": m.Method, "majority": m.Majority,
		"secrecy": m.Secrecy, "repeats": m.Repeats, "confirms": m.Confirms, "created_at": m.CreatedAt}).Execute()
	if err != nil {
		return fmt.Errorf("store motion: %w", err)
	}
	return addText(tx, m, 1, m.Title, body, at)
}

// Second supports a draft. With enough seconds it enters deliberation and its dates are fixed.
func (r *Room) Second(app core.App, who *members.Person, motion int64) (*Motion, error) {
	return r.act(app, motion, func(tx core.App, m *Motion, now time.Time) error {
		if m.State != Draft {
			return fault.New(fault.Conflict, "This motion has been seconded already.")
		}
		if m.Mover == who.Code() {
			return fault.New(fault.Forbidden, "Somebody else has to second your motion.")
		}
		if err := raiseVoice(tx, m.ID, second, who.Code(), now); err != nil {
			return err
		}
		return r.proceed(tx, m, now)
	})
}

// proceed moves a draft with enough seconds into deliberation. A co-op too small for them asks all others.
func (r *Room) proceed(tx core.App, m *Motion, now time.Time) error {
	needed, err := secondsNeeded(tx, now)
	if err != nil {
		return err
	}
	voices, err := voices(tx, m.ID)
	if err != nil || len(voices[second]) < needed {
		return err
	}
	if err := atRest(tx, m, now); err != nil {
		return err
	}
	days, err := policies.Days(tx, policies.NoticeDays, now)
	if err != nil {
		return err
	}
	// Voting opens on a full hour, which people can remember.
	opens := now.In(r.zone(tx)).AddDate(0, 0, days)
	if full := opens.Truncate(time.Hour); !full.Equal(opens) {
		opens = full.Add(time.Hour)
	}
	if err := deliberate(tx, m, now, opens); err != nil {
		return err
	}
	return r.tellMembers(tx, m, seconded)
}

func secondsNeeded(app core.App, now time.Time) (int, error) {
	k, err := policies.Int(app, policies.SecondsNeeded, now)
	if err != nil {
		return 0, err
	}
	n, err := members.CountActive(app)
	return min(int(k), max(0, n-1)), err
}

func deliberate(tx core.App, m *Motion, at, opens time.Time) error {
	m.State, m.SecondedAt, m.OpensAt = Deliberation, stamp(at), stamp(opens)
	_, err := tx.DB().Update("motions", dbx.Params{"state": m.State, "seconded_at": m.SecondedAt, "opens_at": m.OpensAt},
		dbx.HashExp{"id": m.ID}).Execute()
	if err != nil {
		return fmt.Errorf("begin to deliberate motion %d: %w", m.ID, err)
	}
	return noted(tx, m)
}

// Amend writes the next version of a motion's text. Only the mover can, and only until the text freezes.
func (r *Room) Amend(app core.App, who *members.Person, motion int64, title, body string) (*Motion, error) {
	var problems fault.Problems
	checkText(&problems, title, body)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return r.act(app, motion, func(tx core.App, m *Motion, now time.Time) error {
		if err := r.amendable(tx, who, m, now); err != nil {
			return err
		}
		before, err := text(tx, m.ID, m.Version)
		if err != nil || before.Title == title && before.Body == body {
			return err // the same words again change nothing
		}
		m.Version, m.Title = m.Version+1, title
		if err := addText(tx, m, m.Version, title, body, now); err != nil {
			return err
		}
		_, err = tx.DB().Update("motions", dbx.Params{"version": m.Version, "title": m.Title}, dbx.HashExp{"id": m.ID}).Execute()
		if err != nil {
			return fmt.Errorf("amend motion %d: %w", m.ID, err)
		}
		return r.forums.MotionAmended(tx, who, forums.Moved{Motion: m.ID, Title: title, Body: body})
	})
}

// amendable refuses whoever is not the mover, and everyone once the text is frozen.
func (r *Room) amendable(app core.App, who *members.Person, m *Motion, now time.Time) error {
	if m.Mover != who.Code() {
		return fault.Missing()
	}
	days, err := policies.Days(app, policies.FreezeDays, now)
	if err != nil {
		return err
	}
	if m.Frozen(now, days) {
		return fault.New(fault.Conflict, "The text of this motion is frozen.")
	}
	return nil
}

// Withdraw ends a motion before its vote opens. Only the mover can.
func (r *Room) Withdraw(app core.App, who *members.Person, motion int64) (*Motion, error) {
	return r.act(app, motion, func(tx core.App, m *Motion, now time.Time) error {
		if m.Mover != who.Code() {
			return fault.Missing()
		}
		if m.State != Draft && m.State != Deliberation {
			return fault.New(fault.Conflict, "A motion can be withdrawn only before voting opens.")
		}
		m.State, m.ClosedAt = Withdrawn, stamp(now)
		_, err := tx.DB().Update("motions", dbx.Params{"state": m.State, "closed_at": m.ClosedAt}, dbx.HashExp{"id": m.ID}).Execute()
		if err != nil {
			return fmt.Errorf("withdraw motion %d: %w", m.ID, err)
		}
		return noted(tx, m)
	})
}

// DemandSecrecy asks for a secret ballot in place of an open one; enough members make it one.
func (r *Room) DemandSecrecy(app core.App, who *members.Person, motion int64) (*Motion, error) {
	return r.act(app, motion, func(tx core.App, m *Motion, now time.Time) error {
		if m.State != Draft && m.State != Deliberation || m.IsSecret() {
			return fault.New(fault.Conflict, "How this motion is voted on is settled.")
		}
		if err := raiseVoice(tx, m.ID, secrecy, who.Code(), now); err != nil {
			return err
		}
		needed, err := policies.Int(tx, policies.SecrecyDemand, now)
		if err != nil {
			return err
		}
		all, err := voices(tx, m.ID)
		if err != nil || int64(len(all[secrecy])) < needed {
			return err
		}
		m.Secrecy = Secret
		_, err = tx.DB().Update("motions", dbx.Params{"secrecy": Secret}, dbx.HashExp{"id": m.ID}).Execute()
		return err
	})
}

// Repeat holds a vote that missed its quorum once more, with the lower quorum that was set beforehand. Any member
// can ask for it, once.
func (r *Room) Repeat(app core.App, who *members.Person, motion int64) (*Motion, error) {
	var next *Motion
	_, err := r.act(app, motion, func(tx core.App, m *Motion, now time.Time) error {
		if !who.IsMember() {
			return fault.Missing()
		}
		if m.State != FailedQuorum || m.Repeats != nil || m.Kind == Confirmation {
			return fault.New(fault.Conflict, "This vote cannot be repeated.")
		}
		other, err := follower(tx, "repeats", m.ID)
		if err != nil {
			return err
		}
		if other != nil {
			return fault.New(fault.Conflict, "This vote is repeated already, as motion %d.", other.ID)
		}
		if err := atRest(tx, m, now); err != nil {
			return err
		}
		ru, err := m.Rules(tx, now)
		if err != nil {
			return err
		}
		next, err = r.followUp(tx, m, Motion{Kind: m.Kind, Subject: m.Subject, Method: m.Method, Majority: m.Majority,
			Secrecy: m.Secrecy, Repeats: &m.ID}, now, ru.Repeat)
		return err
	})
	return next, err
}

// act runs one verb on a motion in one transaction, after what is due has happened.
func (r *Room) act(app core.App, motion int64, do func(tx core.App, m *Motion, now time.Time) error) (*Motion, error) {
	var m *Motion
	err := app.RunInTransaction(func(tx core.App) error {
		if err := r.Settle(tx); err != nil {
			return err
		}
		var err error
		if m, err = ByID(tx, motion); err != nil {
			return err
		}
		return do(tx, m, r.clock.Now())
	})
	return m, err
}

// What members stand for about a motion.
const (
	second  = "second"
	secrecy = "secrecy"
)

// raiseVoice notes that a member stands for something about a motion, once.
func raiseVoice(tx core.App, motion int64, kind, code string, at time.Time) error {
	all, err := voices(tx, motion)
	if err != nil {
		return err
	}
	if slices.Contains(all[kind], code) {
		return fault.New(fault.Conflict, "You have said so already.")
	}
	_, err = tx.DB().Insert("motion_voices", dbx.Params{"motion": motion, "kind": kind, "code": code, "made_at": stamp(at)}).Execute()
	if err != nil {
		return fmt.Errorf("note a voice on motion %d: %w", motion, err)
	}
	return nil
}

// voices returns by kind the codes of the members who stand for something about a motion, in the order they did.
func voices(app core.App, motion int64) (map[string][]string, error) {
	var rows []struct {
		Kind string `db:"kind"`
		Code string `db:"code"`
	}
	err := app.DB().Select("kind", "code").From("motion_voices").Where(dbx.HashExp{"motion": motion}).
		OrderBy("made_at", "code").All(&rows)
	if err != nil {
		return nil, fmt.Errorf("read voices on motion %d: %w", motion, err)
	}
	all := map[string][]string{}
	for _, r := range rows {
		all[r.Kind] = append(all[r.Kind], r.Code)
	}
	return all, nil
}
