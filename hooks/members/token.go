package members

import (
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cooperage/hooks/fault"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// purpose keeps a token for one act from opening another.
type purpose string

const (
	forSignup purpose = "signup" // proves the address of a new account
	forReset  purpose = "reset"  // allows one change of password
	forSecond purpose = "second" // stands between password and session
	forNobody purpose = "nobody" // written for unknown addresses, so that they take as long
)

// How long each token lives (the mails say so too).
const (
	SignupLife = 48 * time.Hour
	ResetLife  = time.Hour
	SecondLife = 15 * time.Minute
)

// maxTries is how often the code of one sign-in may be mistyped.
const maxTries = 5

// token is one stored token. Only its hash is kept: a stolen backup opens nothing.
type token struct {
	Hash    string `db:"hash"`
	Person  string `db:"person"`
	Data    string `db:"data"`
	Tries   int    `db:"tries"`
	Expires string `db:"expires"`
}

// issue makes a token and voids the person's earlier ones of the purpose.
func issue(tx core.App, now time.Time, p purpose, person, data string, life time.Duration) (string, error) {
	_, err := tx.NonconcurrentDB().Delete("person_tokens",
		dbx.Or(dbx.HashExp{"purpose": string(p), "person": person}, dbx.NewExp("expires < {:now}", dbx.Params{"now": Stamp(now)}))).Execute()
	if err != nil {
		return "", fmt.Errorf("void earlier tokens: %w", err)
	}
	secret := rand.Text()
	_, err = tx.NonconcurrentDB().Insert("person_tokens", dbx.Params{"hash": hashToken(secret), "purpose": string(p),
		"person": person, "data": data, "expires": Stamp(now.Add(life))}).Execute()
	if err != nil {
		return "", fmt.Errorf("issue token: %w", err)
	}
	return secret, nil
}

// peek returns a living token, or fault.NotFound for one that is unknown, used, expired or for another purpose.
func peek(app core.App, now time.Time, p purpose, secret string) (*token, error) {
	t := &token{}
	err := app.DB().Select("hash", "person", "data", "tries", "expires").From("person_tokens").
		Where(dbx.HashExp{"hash": hashToken(secret), "purpose": string(p)}).
		AndWhere(dbx.NewExp("expires > {:now}", dbx.Params{"now": Stamp(now)})).One(t)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("read token: %w", err)
	}
	return t, nil
}

// use returns a living token and takes it away, so that it works once.
func use(tx core.App, now time.Time, p purpose, secret string) (*token, error) {
	t, err := peek(tx, now, p, secret)
	if err != nil {
		return nil, err
	}
	return t, t.drop(tx)
}

// Tidy forgets sessions and tokens that ended before now. It is a nightly job.
func (r *Room) Tidy(app core.App, now time.Time) error {
	for _, table := range []string{"sessions", "person_tokens"} {
		_, err := app.NonconcurrentDB().Delete(table, dbx.NewExp("expires < {:now}", dbx.Params{"now": Stamp(now)})).Execute()
		if err != nil {
			return fmt.Errorf("tidy %s: %w", table, err)
		}
	}
	return nil
}

func (t *token) drop(tx core.App) error {
	res, err := tx.NonconcurrentDB().Delete("person_tokens", dbx.HashExp{"hash": t.Hash}).Execute()
	if err != nil {
		return fmt.Errorf("use token: %w", err)
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fault.Missing()
	}
	return nil
}

// miss counts a mistyped code.
func (t *token) miss(app core.App) error {
	_, err := app.NonconcurrentDB().NewQuery("UPDATE person_tokens SET tries = tries + 1 WHERE hash = {:h}").
		Bind(dbx.Params{"h": t.Hash}).Execute()
	if err != nil {
		return fmt.Errorf("count try: %w", err)
	}
	return nil
}
