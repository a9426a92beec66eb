package mentorship

import (
	"fmt"
	"html/template"
	"slices"
	"time"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"
	"cooperage/hooks/prose"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of what a pair writes.
const (
	MaxGoalChars     = 200
	MaxGoals         = 30
	MaxNoteChars     = 8000
	MaxFeedbackChars = 4000
	MaxWishChars     = 600
)

// Goal is something a pair wants to reach.
type Goal struct {
	ID     int64  `db:"id"`
	Text   string `db:"text"`
	DoneAt string `db:"done_at"`
}

// IsDone reports whether it is reached.
func (g Goal) IsDone() bool { return g.DoneAt != "" }

// Done is when it was reached.
func (g Goal) Done() time.Time { return instant(g.DoneAt) }

// GoalsOf returns the goals of a pair in the order they were set.
func GoalsOf(app core.App, pair string) ([]Goal, error) {
	var list []Goal
	err := app.DB().Select("id", "text", "done_at").From("mentorship_goals").Where(dbx.HashExp{"pair": pair}).OrderBy("id").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list goals: %w", err)
	}
	return list, nil
}

// Aim adds a goal to a running pair.
func (r *Room) Aim(app core.App, who *members.Person, pair, text string) error {
	var p fault.Problems
	if text == "" {
		p.Add("goal", "Please write a goal in a sentence.")
	}
	if utf8.RuneCountInString(text) > MaxGoalChars {
		p.Add("goal", "This may have at most %d characters.", MaxGoalChars)
	}
	if err := p.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		if _, err := activePair(tx, pair, who); err != nil {
			return err
		}
		if all, err := GoalsOf(tx, pair); err != nil || len(all) >= MaxGoals {
			if err == nil {
				err = fault.New(fault.Conflict, "There is room for %d goals.", MaxGoals)
			}
			return err
		}
		_, err := tx.DB().Insert("mentorship_goals", dbx.Params{"pair": pair, "text": text, "made_at": stamp(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("add goal: %w", err)
		}
		return nil
	})
}

// Reach marks a goal as reached, or as open again.
func (r *Room) Reach(app core.App, who *members.Person, pair string, goal int64, done bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		if _, err := activePair(tx, pair, who); err != nil {
			return err
		}
		at := ""
		if done {
			at = stamp(r.clock.Now())
		}
		res, err := tx.DB().Update("mentorship_goals", dbx.Params{"done_at": at}, dbx.HashExp{"id": goal, "pair": pair}).Execute()
		if err != nil {
			return fmt.Errorf("mark goal: %w", err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fault.Missing()
		}
		return nil
	})
}

// Note is what one of a pair wrote down, for both or for themselves.
type Note struct {
	ID     int64  `db:"id"`
	Author string `db:"author"`
	Shared bool   `db:"shared"`
	Stored string `db:"html"`
	MadeAt string `db:"made_at"`
}

// HTML is the note as it was rendered when it was written.
func (n Note) HTML() template.HTML { return prose.Stored(n.Stored) }

// Made is when it was written.
func (n Note) Made() time.Time { return instant(n.MadeAt) }

// NotesOf returns the notes of a pair that the reader may see, the newest first: the shared ones and their own.
func NotesOf(app core.App, pair, reader string) ([]Note, error) {
	var list []Note
	err := app.DB().Select("id", "author", "shared", "html", "made_at").From("mentorship_notes").Where(dbx.HashExp{"pair": pair}).
		AndWhere(dbx.NewExp("shared = 1 OR author = {:me}", dbx.Params{"me": reader})).OrderBy("id DESC").Limit(200).All(&list)
	if err != nil {
		return nil, fmt.Errorf("list notes: %w", err)
	}
	return list, nil
}

// Write adds a note of Markdown. A private one is seen by its author alone.
func (r *Room) Write(app core.App, who *members.Person, pair, body string, shared bool) error {
	var p fault.Problems
	if body == "" {
		p.Add("note", "There is nothing written yet.")
	}
	if utf8.RuneCountInString(body) > MaxNoteChars {
		p.Add("note", "This may have at most %d characters.", MaxNoteChars)
	}
	html, err := prose.Render(body)
	if f := fault.As(err); f != nil {
		p.Add("note", f.Text, f.Args...)
	} else if err != nil {
		return err
	}
	if err := p.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		if _, err := PairFor(tx, pair, who.Id); err != nil {
			return err
		}
		_, err := tx.DB().Insert("mentorship_notes", dbx.Params{"pair": pair, "author": who.Id, "shared": shared, "html": string(html),
			"renderer": prose.Version, "body": body, "made_at": stamp(r.clock.Now())}).Execute()
		if err != nil {
			return fmt.Errorf("write note: %w", err)
		}
		return nil
	})
}

// Feedback closes a mentorship for the programme.
type Feedback struct {
	Helped int // 1 to 5
	Text   string
	Shared bool // the other one may read it
}

// Finish ends a running pair with the feedback of one of the two, or adds that of the other one to an ended pair. It is
// read by the stewards, and by the other one only when it is shared.
func (r *Room) Finish(app core.App, who *members.Person, pair string, f Feedback) error {
	var p fault.Problems
	if f.Helped < 1 || f.Helped > 5 {
		p.Add("helped", "Please choose one of the list.")
	}
	if utf8.RuneCountInString(f.Text) > MaxFeedbackChars {
		p.Add("text", "This may have at most %d characters.", MaxFeedbackChars)
	}
	if err := p.Err(); err != nil {
		return err
	}
	now := r.clock.Now()
	return app.RunInTransaction(func(tx core.App) error {
		p, err := PairFor(tx, pair, who.Id)
		if err != nil {
			return err
		}
		if !p.IsActive() && !p.IsOver() {
			return fault.New(fault.Conflict, "This mentorship is not running.")
		}
		_, err = tx.DB().NewQuery(`INSERT INTO mentorship_feedback (pair, author, helped, text, shared, made_at)
			VALUES ({:pair}, {:me}, {:helped}, {:text}, {:shared}, {:now})
			ON CONFLICT (pair, author) DO UPDATE SET helped = excluded.helped, text = excluded.text, shared = excluded.shared`).
			Bind(dbx.Params{"pair": pair, "me": who.Id, "helped": f.Helped, "text": f.Text, "shared": f.Shared, "now": stamp(now)}).Execute()
		if err != nil {
			return fmt.Errorf("save feedback: %w", err)
		}
		return r.end(tx, p, who, locale.Mark("%s has closed your mentorship. Please add a few words of yours."))
	})
}

// Part ends a running pair without a reason. Both can be matched or ask again.
func (r *Room) Part(app core.App, who *members.Person, pair string) error {
	return app.RunInTransaction(func(tx core.App) error {
		p, err := activePair(tx, pair, who)
		if err != nil {
			return err
		}
		return r.end(tx, p, who, locale.Mark("%s has ended the mentorship to be matched anew. That happens, and needs no reason."))
	})
}

// end ends a pair that runs, cancels what it has planned and tells the other one.
func (r *Room) end(tx core.App, p *Pair, who *members.Person, text string) error {
	if !p.IsActive() {
		return nil
	}
	now := stamp(r.clock.Now())
	if err := p.change(tx, dbx.Params{"state": Over, "ended_at": now}); err != nil {
		return err
	}
	_, err := tx.DB().NewQuery(`UPDATE mentorship_sessions SET state = 'cancelled', sequence = sequence + 1, updated_at = {:now}
		WHERE pair = {:pair} AND state = 'planned' AND starts_at > {:now}`).Bind(dbx.Params{"pair": p.ID, "now": now}).Execute()
	if err != nil {
		return fmt.Errorf("end mentorship: %w", err)
	}
	return notices.Tell(tx, notices.News{To: p.other(who.Id), Kind: "mentorship", Text: text, Args: []any{who.Name()},
		Link: p.Link(), Key: "mentorship:" + p.ID + ":ended"})
}

// answerDays is how long a mentor has to answer who asks between rounds.
const answerDays = 14

// Ask asks a mentor between rounds. Only a mentor with an open card and a free place can be asked. When a block stands
// between the two, the request seems to be sent and lapses like one that is not answered.
func (r *Room) Ask(app core.App, who *members.Person, mentor, wish string) (*Pair, error) {
	if utf8.RuneCountInString(wish) > MaxWishChars {
		var p fault.Problems
		p.Add("wish", "This may have at most %d characters.", MaxWishChars)
		return nil, p.Err()
	}
	now := r.clock.Now()
	id := newID()
	err := app.RunInTransaction(func(tx core.App) error {
		mine, err := CardOf(tx, who.Id, Mentee)
		if fault.Is(err, fault.NotFound) {
			return fault.New(fault.Conflict, "Please describe yourself as a mentee first.")
		}
		if err != nil {
			return err
		}
		free, err := openMentor(tx, mentor)
		if err != nil {
			return err
		}
		if mentor == who.Id || !free {
			return fault.New(fault.Conflict, "This mentor has no free place at the moment.")
		}
		theirs, err := CardOf(tx, mentor, Mentor)
		if err != nil {
			return err
		}
		own, err := blockedBy(tx, who.Id)
		if err != nil {
			return err
		}
		if slices.Contains(own, mentor) {
			return fault.New(fault.Conflict, "You never want to be matched with this person. Take that back first if you have changed your mind.")
		}
		blocked, err := isBlocked(tx, who.Id, mentor)
		if err != nil {
			return err
		}
		_, err = tx.DB().Insert("mentorship_pairs", dbx.Params{"id": id, "round": 0, "run": 0, "mentee": who.Id, "mentor": mentor,
			"state": Proposed, "silent": blocked, "mentee_yes": 1, "fit": encode(fitBetween(mine, theirs, now)), "wish": wish, "made_at": stamp(now),
			"answer_by": stamp(now.AddDate(0, 0, answerDays))}).Execute()
		if err != nil {
			return fault.New(fault.Conflict, "You have asked this mentor already.")
		}
		to := mentor
		if blocked {
			to = "" // nobody learns anything
		}
		return notices.Tell(tx, notices.News{To: to, Kind: "mentorship", Text: locale.Mark("%s asks you to be their mentor."),
			Args: []any{who.Name()}, Link: "/mentorship/pairs/" + id, Key: "mentorship:" + id + ":asked"})
	})
	if err != nil {
		return nil, err
	}
	return PairFor(app, id, who.Id)
}

// fitBetween says what two cards have in common, on the clocks of the day.
func fitBetween(mentee, mentor Card, now time.Time) Fit {
	a, b := entrantOf(mentee), entrantOf(mentor)
	a.Code, b.Code, b.Capacity = "mentee", "mentor", 1
	in := &input{Terms: terms{On: now.Format(time.DateOnly)}, Mentees: []entrant{a}, Mentors: []entrant{b}}
	f, err := in.field()
	if err != nil {
		return Fit{}
	}
	fit, _, _, _ := f.Pair(0, 0)
	return fitOf(&a, &b, fit)
}

func entrantOf(c Card) entrant {
	return entrant{Person: c.Person, Skills: c.Skills, Goals: c.Goals, Languages: c.Languages, Hours: c.Hours, Zone: c.Zone, Capacity: c.Capacity}
}

// openMentor reports whether somebody is a member, has an open mentor's card and a free place.
func openMentor(app core.App, person string) (bool, error) {
	var n int
	err := app.DB().NewQuery(`SELECT count(*) FROM mentorship_cards c JOIN users u ON u.id = c.person AND u.kind = 'member'
		WHERE c.person = {:p} AND c.side = 'mentor' AND ` + freePlace).Bind(dbx.Params{"p": person}).Row(&n)
	if err != nil {
		return false, fmt.Errorf("look for a free place: %w", err)
	}
	return n > 0, nil
}

// freePlace is the condition under which the mentor of card c can be asked. What others asked and is not answered does
// not count, so that nobody can fill a mentor's places by asking.
const freePlace = `c.open = 1 AND c.capacity > (SELECT count(*) FROM mentorship_pairs p WHERE p.mentor = c.person
	AND (p.state IN ('hidden', 'active') OR p.state = 'proposed' AND p.round > 0))`
