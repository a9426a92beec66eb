package records

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"github.com/pocketbase/pocketbase/tools/types"
)

// keep is how long a used token is remembered; a form older than that has to be opened anew.
const keep = 7 * 24 * time.Hour

// Key identifies one sending of a form: the token that the form was shown with, who sends it, and what it says.
type Key struct {
	Token   string
	Actor   string // record id of the person, or "" for a visitor
	Request string // everything the form says, in a form that is equal for equal requests
}

// NewToken returns a fresh token for a form.
func NewToken() string { return rand.Text() }

// Once runs act in one transaction, at most once for a token, and returns its result: a short string such as the
// id of what was made. A repeat of the same request returns the first result without running act again. Another
// person or another request under a used token is a fault.Conflict, an empty token fault.Invalid.
// When act fails nothing is remembered, so that the corrected form can be sent again.
func Once(app core.App, key Key, act func(tx core.App) (string, error)) (string, error) {
	if len(key.Token) < 16 || len(key.Token) > 100 {
		return "", fault.New(fault.Invalid, "This form is incomplete. Please open the page again.")
	}
	sum := sha256.Sum256([]byte(key.Request))
	hash := hex.EncodeToString(sum[:])
	var result string
	err := app.RunInTransaction(func(tx core.App) error {
		first, found, err := used(tx, key, hash)
		if err != nil || found {
			result = first
			return err
		}
		if result, err = act(tx); err != nil {
			return err
		}
		return remember(tx, key, hash, result)
	})
	if err != nil {
		return "", Trouble(err)
	}
	return result, nil
}

// used returns the result of the first sending, if there was one.
func used(tx core.App, key Key, hash string) (string, bool, error) {
	var row struct {
		Actor  string `db:"actor"`
		Hash   string `db:"request_hash"`
		Result string `db:"result"`
	}
	err := tx.DB().NewQuery("SELECT actor, request_hash, result FROM form_once WHERE token = {:token}").
		Bind(dbx.Params{"token": key.Token}).One(&row)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("look up form token: %w", err)
	}
	if row.Actor != key.Actor || row.Hash != hash {
		return "", false, fault.New(fault.Conflict, "This form was already sent with other contents. Please open the page again.")
	}
	return row.Result, true, nil
}

// remember stores the wall time, not the rooms' clock: only pruning reads it, and the demo moves its clock back.
func remember(tx core.App, key Key, hash, result string) error {
	_, err := tx.NonconcurrentDB().Insert("form_once", dbx.Params{
		"token": key.Token, "actor": key.Actor, "request_hash": hash, "result": result,
		"created": types.NowDateTime().String(),
	}).Execute()
	if err != nil {
		return fmt.Errorf("remember form token: %w", err)
	}
	return nil
}

// Prune forgets the tokens that were used more than a week before now.
func Prune(app core.App, now time.Time) error {
	_, err := app.NonconcurrentDB().NewQuery("DELETE FROM form_once WHERE created < {:before}").
		Bind(dbx.Params{"before": now.Add(-keep).UTC().Format(types.DefaultDateLayout)}).Execute()
	if err != nil {
		return fmt.Errorf("prune form tokens: %w", err)
	}
	return nil
}
