package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Outcomes of an appeal.
const (
	Upheld = "upheld" // the moderator's decision stays
	Lifted = "lifted" // the silence ends, or the post is shown again
)

// Appeal is what somebody asks of the board about a silence or about a post of theirs that is hidden.
type Appeal struct {
	ID        int64  `db:"id"`
	Person    int64  `db:"person"`
	Silence   *int64 `db:"silence"`
	Post      *int64 `db:"post"`
	Body      string `db:"body"`
	MadeAt    int64  `db:"made_at"`
	Outcome   string `db:"outcome"`
	DecidedAt int64  `db:"decided_at"`
	Answer    string `db:"answer"`
	Name      string `db:"name"`
}

// Made is when the appeal was written.
func (a *Appeal) Made() time.Time { return at(a.MadeAt) }

// Decided is when the board answered.
func (a *Appeal) Decided() time.Time { return at(a.DecidedAt) }

// URL is the appeal's address.
func (a *Appeal) URL() string { return "/forum/appeals/" + str(a.ID) }

// Open reports whether the board has still to decide.
func (a *Appeal) Open() bool { return a.Outcome == "" }

// AppealSilence asks the board to end the person's own silence.
func (r *Room) AppealSilence(app core.App, who *members.Person, silence int64, body string) (*Appeal, error) {
	return r.appeal(app, who, body, func(tx core.App, person int64) (dbx.Params, error) {
		s, err := silenceByID(tx, silence)
		if err != nil || s.Person != person {
			return nil, firstError(err, fault.Missing())
		}
		if s.LiftedAt != 0 || s.EndsAt <= ms(r.clock.Now()) {
			return nil, fault.New(fault.Conflict, "This silence is over already.")
		}
		return dbx.Params{"silence": silence}, nil
	})
}

// AppealPost asks the board to show the person's own hidden post again.
func (r *Room) AppealPost(app core.App, who *members.Person, post int64, body string) (*Appeal, error) {
	return r.appeal(app, who, body, func(tx core.App, person int64) (dbx.Params, error) {
		p, _, _, err := PostByID(tx, who, post)
		if err != nil || p.Author != person {
			return nil, firstError(err, fault.Missing())
		}
		why, err := whyHidden(tx, post)
		if err != nil {
			return nil, err
		}
		if p.Hidden != HiddenBy || why == nil || why.Reason == Erased {
			return nil, fault.New(fault.Conflict, "This post is not hidden by a moderator.")
		}
		return dbx.Params{"post": post}, nil
	})
}

func firstError(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// appeal stores an appeal about what find allows, and tells the board. Where nobody else is on
// the board, the stewards hear of it, who fill offices.
func (r *Room) appeal(app core.App, who *members.Person, body string, find func(core.App, int64) (dbx.Params, error)) (*Appeal, error) {
	var problems fault.Problems
	checkNote(&problems, "body", body, true)
	if err := problems.Err(); err != nil {
		return nil, err
	}
	a := &Appeal{}
	err := app.RunInTransaction(func(tx core.App) error {
		person, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		about, err := find(tx, person)
		if err != nil {
			return err
		}
		var known int
		if err := tx.DB().Select("count(*)").From("forum_appeals").Where(dbx.HashExp(about)).AndWhere(
			dbx.NewExp("outcome = '' OR silence IS NOT NULL")).Row(&known); err != nil {
			return fmt.Errorf("look for an earlier appeal: %w", err)
		}
		if known > 0 {
			return fault.New(fault.Conflict, "You have appealed already. The board will answer.")
		}
		about["person"], about["body"], about["made_at"] = person, strings.TrimSpace(body), ms(r.clock.Now())
		res, err := tx.DB().Insert("forum_appeals", about).Execute()
		if err == nil {
			a.ID, err = res.LastInsertId()
		}
		if err != nil {
			return fmt.Errorf("store an appeal: %w", err)
		}
		told, err := r.tellOffice(tx, "board", who.Id, notices.News{Text: "Somebody appeals a decision of a moderator.", Link: a.URL(), Key: "appeal:" + str(a.ID)})
		if err == nil && told == 0 {
			_, err = r.tellOffice(tx, "steward", who.Id, notices.News{Link: "/admin/offices", Key: "appeal:" + str(a.ID),
				Text: "Somebody appeals a decision of a moderator, and nobody is on the board who could decide it. Please fill the office."})
		}
		if err != nil {
			return err
		}
		return r.note(tx, who, person, a.URL(), locale.Mark("Appealed to the board."))
	})
	return a, err
}

// DecideAppeal answers an appeal for the board. A board member decides neither about themselves nor about what they decided
// as a moderator.
func (r *Room) DecideAppeal(app core.App, who *members.Person, id int64, outcome, answer string) error {
	var problems fault.Problems
	if outcome != Upheld && outcome != Lifted {
		problems.Add("outcome", "Choose one of the options.")
	}
	checkNote(&problems, "answer", answer, true)
	if err := problems.Err(); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		a, err := AppealByID(tx, who, id)
		if err != nil {
			return err
		}
		own, err := PersonOf(tx, who.Id)
		if err != nil {
			return err
		}
		first, lift, err := r.appealed(tx, a)
		switch {
		case err != nil:
			return err
		case !who.Has("board"):
			return fault.Missing()
		case own == a.Person || own == first:
			return fault.New(fault.Forbidden, "Nobody decides about their own case. Another member of the board does.")
		case !a.Open():
			return fault.New(fault.Conflict, "The board has decided this appeal already.")
		}
		_, err = tx.DB().Update("forum_appeals", dbx.Params{"outcome": outcome, "decider": own, "decided_at": ms(r.clock.Now()),
			"answer": strings.TrimSpace(answer)}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("decide appeal %d: %w", id, err)
		}
		text, said := locale.Mark("The board has decided on your appeal: the moderator's decision stays."), locale.Mark("Decided an appeal: the decision stays.")
		if outcome == Lifted {
			if err := lift(); err != nil && !fault.Is(err, fault.Conflict) { // it may be over by itself
				return err
			}
			text, said = locale.Mark("The board has decided on your appeal: the moderator's decision is lifted."), locale.Mark("Decided an appeal: the decision is lifted.")
		}
		for _, person := range []int64{a.Person, first} {
			if err := tellPerson(tx, person, notices.News{Text: text, Link: a.URL(), Key: "appealed:" + str(id)}); err != nil {
				return err
			}
			text = locale.Mark("The board has decided on an appeal against your decision.")
		}
		return r.note(tx, who, a.Person, a.URL(), said)
	})
}

// appealed returns who decided what the appeal is about, and how to lift it.
func (r *Room) appealed(tx core.App, a *Appeal) (by int64, lift func() error, err error) {
	if a.Silence != nil {
		s, err := silenceByID(tx, *a.Silence)
		if err != nil {
			return 0, nil, err
		}
		return s.Moderator, func() error { return r.lift(tx, s) }, nil
	}
	p := &Post{}
	if err := tx.DB().Select("*").From("forum_posts").Where(dbx.HashExp{"id": *a.Post}).One(p); err != nil {
		return 0, nil, fmt.Errorf("find the post of an appeal: %w", err)
	}
	why, err := whyHidden(tx, p.ID)
	if err == nil && why != nil {
		by = why.Hider
	}
	return by, func() error { return r.reveal(tx, p) }, err
}

const appealColumns = `SELECT a.id, a.person, a.silence, a.post, a.body, a.made_at, a.outcome, a.decided_at, a.answer,
	COALESCE(NULLIF(u.name, ''), f.name) AS name FROM forum_appeals a JOIN forum_people f ON f.id = a.person LEFT JOIN users u ON u.id = f.person `

// AppealByID returns the appeal for the board, the moderators and the person themselves, else fault.NotFound.
func AppealByID(app core.App, who *members.Person, id int64) (*Appeal, error) {
	a := &Appeal{}
	err := app.DB().NewQuery(appealColumns + "WHERE a.id = {:id}").Bind(dbx.Params{"id": id}).One(a)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("find appeal %d: %w", id, err)
	}
	own, err := personOf(app, who)
	if err == nil && own != a.Person && !who.Has("board") && !Moderates(who) {
		err = fault.Missing()
	}
	return a, err
}

// Appeals returns the appeals, open ones first and the newest first among each.
func Appeals(app core.App) ([]*Appeal, error) {
	var list []*Appeal
	err := app.DB().NewQuery(appealColumns + "ORDER BY a.outcome <> '', a.made_at DESC LIMIT 100").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list appeals: %w", err)
	}
	return list, nil
}

// appealAbout returns the last appeal about a silence or a post, or nil.
func appealAbout(app core.App, what string, id int64) (*Appeal, error) {
	a := &Appeal{}
	err := app.DB().NewQuery(appealColumns + "WHERE a." + what + " = {:id} ORDER BY a.id DESC LIMIT 1").Bind(dbx.Params{"id": id}).One(a)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look for an appeal: %w", err)
	}
	return a, nil
}
