package governance

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// freezeRoll writes the roll of a motion, every active member by stable code, and returns the codes in order.
func freezeRoll(tx core.App, motion int64) ([]string, error) {
	people, err := members.ActiveCodes(tx)
	if err != nil {
		return nil, err
	}
	codes := make([]string, len(people))
	for i, p := range people {
		codes[i] = p.Code
	}
	slices.Sort(codes)
	insert := tx.DB().NewQuery("INSERT INTO vote_roll (motion, code) VALUES ({:motion}, {:code})").Prepare()
	defer insert.Close()
	for _, code := range codes {
		if _, err := insert.Bind(dbx.Params{"motion": motion, "code": code}).Execute(); err != nil {
			return nil, fmt.Errorf("freeze the roll of motion %d: %w", motion, err)
		}
	}
	return codes, nil
}

// place says where a member stands on a roll.
type place int

const (
	notOnRoll place = iota
	notVoted
	hasVoted
)

// placeOf returns where the member with the code stands on the roll of a motion.
func placeOf(app core.App, motion int64, code string) (place, error) {
	var voted int
	err := app.DB().Select("voted").From("vote_roll").Where(dbx.HashExp{"motion": motion, "code": code}).Row(&voted)
	if errors.Is(err, sql.ErrNoRows) {
		return notOnRoll, nil
	}
	if err != nil {
		return notOnRoll, fmt.Errorf("look up the roll of motion %d: %w", motion, err)
	}
	if voted == 1 {
		return hasVoted, nil
	}
	return notVoted, nil
}

// markVoted notes that the member has voted; false means that they are not on the roll or have voted before.
func markVoted(tx core.App, motion int64, code string) (bool, error) {
	res, err := tx.DB().NewQuery("UPDATE vote_roll SET voted = 1 WHERE motion = {:motion} AND code = {:code} AND voted = 0").
		Bind(dbx.Params{"motion": motion, "code": code}).Execute()
	if err != nil {
		return false, fmt.Errorf("mark the roll of motion %d: %w", motion, err)
	}
	n, err := res.RowsAffected()
	if err != nil || n == 0 {
		return false, err
	}
	_, err = tx.DB().NewQuery("UPDATE motions SET voted = voted + 1 WHERE id = {:motion}").
		Bind(dbx.Params{"motion": motion}).Execute()
	return true, err
}

// codesOf returns the codes on a roll in order: those who have voted, those who have not, or everyone.
func codesOf(app core.App, motion int64, voted ...any) ([]string, error) {
	q := app.DB().Select("code").From("vote_roll").Where(dbx.HashExp{"motion": motion})
	if len(voted) > 0 {
		q.AndWhere(dbx.In("voted", voted...))
	}
	var codes []string
	if err := q.OrderBy("code").Column(&codes); err != nil {
		return nil, fmt.Errorf("read the roll of motion %d: %w", motion, err)
	}
	return codes, nil
}

// hashCodes is the hash of a list of codes, one a line, so that anyone can repeat it with sha256sum.
func hashCodes(codes []string) string { return hashText(strings.Join(codes, "\n")) }
