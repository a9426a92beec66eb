package forums

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Reason is why a post is flagged or hidden; Text is a catalogue key.
type Reason struct{ Code, Text string }

// Erased is the reason of a post whose text was erased for good, at the request of the person whom it concerned.
const Erased = "erased"

// Reasons are what a form offers, in order. The last asks for words of one's own.
var Reasons = []Reason{
	{"insult", locale.Mark("It attacks a person")},
	{"private", locale.Mark("It tells what is private")},
	{"spam", locale.Mark("It advertises or repeats itself")},
	{"offtopic", locale.Mark("It does not belong here")},
	{"unlawful", locale.Mark("It may be against the law")},
	{"other", locale.Mark("Something else")},
}

// ReasonText is the catalogue key of a reason.
func ReasonText(code string) string {
	if code == Erased {
		return locale.Mark("Its text was erased to protect a person's data")
	}
	if i := slices.IndexFunc(Reasons, func(r Reason) bool { return r.Code == code }); i >= 0 {
		return Reasons[i].Text
	}
	return Reasons[len(Reasons)-1].Text
}

// MaxNote is the longest explanation that moderation takes, in characters.
const MaxNote = 1000

// checkReason notes what is wrong with a reason and its explanation; required asks for the explanation in any case.
func checkReason(p *fault.Problems, reason, note string, required bool) {
	if !slices.ContainsFunc(Reasons, func(r Reason) bool { return r.Code == reason }) {
		p.Add("reason", "Choose one of the options.")
	}
	checkNote(p, "note", note, required || reason == "other")
}

func checkNote(p *fault.Problems, field, note string, required bool) {
	switch n := utf8.RuneCountInString(strings.TrimSpace(note)); {
	case n > MaxNote:
		p.Add(field, "Write up to %d characters.", MaxNote)
	case n == 0 && required:
		p.Add(field, "Say in a sentence or two what this is about.")
	}
}

// judge returns the number in the forum of who may decide about what the author wrote: a moderator, or the board where
// it was a moderator or where there is no other moderator. Nobody decides about their own.
func (r *Room) judge(tx core.App, who *members.Person, author int64) (int64, error) {
	own, err := PersonOf(tx, who.Id)
	if err != nil {
		return 0, err
	}
	byBoard := false
	if !Moderates(who) && who.Has("board") {
		if byBoard, err = r.boardJudges(tx, author); err != nil {
			return 0, err
		}
	}
	switch {
	case !Moderates(who) && !byBoard:
		return 0, fault.Missing()
	case own == author:
		return 0, fault.New(fault.Forbidden, "Nobody decides about what they wrote themselves. Another moderator or the board does.")
	}
	return own, nil
}

// boardJudges reports whether the board stands in for the moderators about what the author wrote.
func (r *Room) boardJudges(tx core.App, author int64) (bool, error) {
	mods, err := r.moderators(tx)
	return len(mods) == 0 || slices.Contains(mods, author), err
}

// moderators returns the numbers in the forum of those who hold the office now; 0 for one who has not been here.
func (r *Room) moderators(app core.App) ([]int64, error) {
	var ids []int64
	err := app.DB().NewQuery(`SELECT COALESCE(f.id, 0) FROM offices o LEFT JOIN forum_people f ON f.person = o.person
		WHERE o.office = 'moderator' AND o.begins <= {:at} AND (o.ends = '' OR o.ends > {:at})`).
		Bind(dbx.Params{"at": members.Stamp(r.clock.Now())}).Column(&ids)
	if err != nil {
		return nil, fmt.Errorf("list moderators: %w", err)
	}
	return ids, nil
}

// accountOf returns the record id of the person with the number in the forum, or "" for a placeholder.
func accountOf(tx core.App, person int64) (string, error) {
	var id *string
	err := tx.DB().Select("person").From("forum_people").Where(dbx.HashExp{"id": person}).Row(&id)
	if err != nil {
		return "", fmt.Errorf("find the account of a person of the forum: %w", err)
	}
	if id == nil {
		return "", nil
	}
	return *id, nil
}

// tellPerson tells a person of the forum something about their own matters; placeholders hear nothing.
func tellPerson(tx core.App, person int64, n notices.News) error {
	to, err := accountOf(tx, person)
	if err != nil || to == "" {
		return err
	}
	n.To, n.Kind = to, Care
	return notices.Tell(tx, n)
}

// tellOffice tells the holders of an office, except one person.
func (r *Room) tellOffice(tx core.App, office, except string, n notices.News) (told int, err error) {
	holders, err := members.HoldersOf(tx, office, r.clock.Now())
	if err != nil {
		return 0, err
	}
	n.Kind = Care
	for _, h := range holders {
		if h.Id == except {
			continue
		}
		n.To = h.Id
		if err := notices.Tell(tx, n); err != nil {
			return told, err
		}
		told++
	}
	return told, nil
}

// note writes an act of moderation into the log that members read.
func (r *Room) note(tx core.App, who *members.Person, about int64, link, text string, args ...string) error {
	act := members.Act{By: who, Text: text, Args: args, Link: link}
	switch {
	case Moderates(who):
		act.Office = "moderator"
	case who.Has("board"):
		act.Office = "board"
	case who.Has("steward"):
		act.Office = "steward"
	}
	if about != 0 {
		var err error
		if act.Subject, err = accountOf(tx, about); err != nil {
			return err
		}
	}
	return members.Audit(tx, r.clock.Now(), act)
}
