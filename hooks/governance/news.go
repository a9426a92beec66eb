package governance

import (
	"fmt"
	"slices"

	"cooperage/hooks/locale"
	"cooperage/hooks/members"
	"cooperage/hooks/money"
	"cooperage/hooks/notices"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Occasions on which members are told about a motion.
const (
	seconded = "seconded"
	opened   = "opened"
	closed   = "closed"
)

// say returns what to tell about a motion: an English catalogue key and its arguments.
func say(m *Motion, occasion string) (text string, args []any) {
	switch occasion {
	case seconded:
		return locale.Mark("“%s” has been seconded. Talk it over; voting opens %s."), []any{m.Title, m.Opens()}
	case opened:
		return locale.Mark("Voting on “%s” is open until %s."), []any{m.Title, m.Closes()}
	}
	switch m.Outcome {
	case Passed:
		if m.Kind == FeeLevel {
			return locale.Mark("“%s” is decided: the commission becomes %s on %s."), []any{m.Title, money.Bps(*m.Value), m.Effective()}
		}
		return locale.Mark("“%s” has passed."), []any{m.Title}
	case Kept:
		return locale.Mark("“%s” is decided: the commission stays at %s."), []any{m.Title, money.Bps(*m.Value)}
	case TooFew:
		return locale.Mark("“%s” missed its quorum. Everything stays as it is."), []any{m.Title}
	case Confirming:
		return locale.Mark("“%s” came to %s, a large step: a second vote decides whether it holds."), []any{m.Title, money.Bps(*m.Value)}
	case LostKey, Mismatched:
		return locale.Mark("The vote on “%s” could not be counted and is held again."), []any{m.Title}
	}
	return locale.Mark("“%s” has not passed."), []any{m.Title}
}

// tellRoll tells everyone on the roll of a vote.
func (r *Room) tellRoll(tx core.App, m *Motion, occasion string) error {
	codes, err := codesOf(tx, m.ID)
	if err != nil {
		return err
	}
	text, args := say(m, occasion)
	return tell(tx, m, codes, fmt.Sprintf("motion:%d:%s", m.ID, occasion), text, args)
}

// tellMembers tells all active members but the mover, who did it or knows already.
func (r *Room) tellMembers(tx core.App, m *Motion, occasion string) error {
	people, err := members.ActiveCodes(tx)
	if err != nil {
		return err
	}
	var codes []string
	for _, p := range people {
		if p.Code != m.Mover {
			codes = append(codes, p.Code)
		}
	}
	slices.Sort(codes)
	text, args := say(m, occasion)
	return tell(tx, m, codes, fmt.Sprintf("motion:%d:%s", m.ID, occasion), text, args)
}

// tell sends one piece of news to the members with the codes (in order) who are still active.
func tell(tx core.App, m *Motion, codes []string, key, text string, args []any) error {
	people, err := members.ActiveCodes(tx)
	if err != nil {
		return err
	}
	var to []string
	for _, p := range people {
		if _, found := slices.BinarySearch(codes, p.Code); found {
			to = append(to, p.ID)
		}
	}
	return notices.TellMany(tx, to, notices.News{Kind: "vote", Text: text, Args: args, Link: "/votes/" + number(m.ID), Key: key})
}

// remind tells those who have not voted that a round of reminders has come.
func remind(tx core.App, m *Motion, round int64) error {
	codes, err := codesOf(tx, m.ID, 0)
	if err != nil {
		return err
	}
	_, err = tx.DB().Update("motions", dbx.Params{"reminders": round}, dbx.HashExp{"id": m.ID}).Execute()
	if err != nil {
		return fmt.Errorf("note reminders of motion %d: %w", m.ID, err)
	}
	return tell(tx, m, codes, fmt.Sprintf("motion:%d:reminder:%d", m.ID, round),
		locale.Mark("You have not voted on “%s” yet. Voting closes %s."), []any{m.Title, m.Closes()})
}

// NewsKinds are the subjects of this room's news.
func NewsKinds() []notices.Kind {
	return []notices.Kind{{Name: "vote", Title: locale.Mark("Votes"), Prompt: true,
		About: locale.Mark("A motion you may discuss or vote on, its result, and a reminder before voting closes."),
		Why:   locale.Mark("You get this mail because you may vote at %s.")}}
}
