package policies

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Change is a new value for one policy. Value is its plain text: "650", "true", "steward", "1/2".
type Change struct {
	Key   Key
	Value string
	From  time.Time // when it takes effect
	At    time.Time // when it was decided
}

// Found writes the first version of every policy, decided and in force at the given time: the founders' value
// where they gave one, else the default. Once per co-op; problems name the policy's key as the field.
func Found(app core.App, by string, at time.Time, values map[Key]string) error {
	if err := checkAll(values); err != nil {
		return err
	}
	return app.RunInTransaction(func(tx core.App) error {
		b, err := load(tx)
		if err != nil {
			return err
		}
		if len(b) > 0 {
			return fault.New(fault.Conflict, "The co-op has been founded already.")
		}
		for _, p := range All() {
			value, ok := values[p.Key]
			if !ok {
				value = p.DefaultText()
			}
			if _, err := add(tx, Change{p.Key, value, at, at}, ByFounding, by); err != nil {
				return err
			}
		}
		return nil
	})
}

// Set changes a policy at once during the founding phase; by is the code of the member who does it.
// After the phase it is Forbidden: only a motion changes a policy.
func Set(app core.App, by string, at time.Time, key Key, value string) (Version, error) {
	var v Version
	err := app.RunInTransaction(func(tx core.App) error {
		open, err := InFounding(tx)
		if err != nil {
			return err
		}
		if !open {
			return fault.New(fault.Forbidden, "The founding phase is over: only a passed motion changes a rule.")
		}
		v, err = add(tx, Change{key, value, at, at}, ByFounding, by)
		return err
	})
	return v, err
}

// EndFounding ends the founding phase for good. It does nothing when that was declared before.
func EndFounding(app core.App, by string, at time.Time) error {
	return app.RunInTransaction(func(tx core.App) error {
		over, err := declaredOver(tx)
		if err != nil || over {
			return err
		}
		_, err = add(tx, Change{InFoundingPhase, "false", at, at}, ByFounding, by)
		return err
	})
}

// declaredOver reports whether the founding phase was declared over, however many members there are.
func declaredOver(app core.App) (bool, error) {
	var n int
	err := app.DB().Select("count(*)").From(table).
		Where(dbx.HashExp{"key": string(InFoundingPhase), "value": "false"}).Row(&n)
	return n > 0, err
}

// foundersMost is how many members a co-op has at most while its founders set the rules (governance.md §5).
const foundersMost = 4

// InFounding reports whether founders may still set policies without a vote: until they declare the phase over,
// and at the latest until the fifth member.
func InFounding(app core.App) (bool, error) {
	over, err := declaredOver(app)
	if err != nil || over {
		return false, err
	}
	n, err := members.CountActive(app)
	return n <= foundersMost, err
}

// Enact writes the version that a passed motion decided, inside the transaction that closes it.
func Enact(tx core.App, c Change, motion int64) (Version, error) {
	return add(tx, c, ByMotion, strconv.FormatInt(motion, 10))
}

// add appends one version to the chain and forgets what readers had in memory once it is committed.
func add(app core.App, c Change, kind Kind, by string) (Version, error) {
	p, err := Lookup(c.Key)
	if err != nil {
		return Version{}, err
	}
	value, err := p.Parse(c.Value)
	if err != nil {
		return Version{}, err
	}
	v := Version{Key: c.Key, Value: value, EffectiveFrom: stamp(c.From), Kind: kind, By: by, DecidedAt: stamp(c.At)}
	err = app.RunInTransaction(func(tx core.App) error {
		tx.TxInfo().OnComplete(func(error) error { cacheOf(app).drop(); return nil })
		return appendTo(tx, &v)
	})
	if err != nil {
		return Version{}, fmt.Errorf("enact policy %s: %w", c.Key, err)
	}
	return v, nil
}

// appendTo numbers, links and stores the version.
func appendTo(tx core.App, v *Version) error {
	err := tx.DB().NewQuery(`SELECT
		(SELECT COALESCE(MAX(id), 0) + 1 FROM policies) AS id,
		(SELECT COALESCE(MAX(version), 0) + 1 FROM policies WHERE key = {:key}) AS version,
		COALESCE((SELECT hash FROM policies ORDER BY id DESC LIMIT 1), '') AS prev_hash`).
		Bind(dbx.Params{"key": string(v.Key)}).Row(&v.ID, &v.Number, &v.PrevHash)
	if err != nil {
		return err
	}
	if v.Hash, err = v.sum(); err != nil {
		return err
	}
	_, err = tx.DB().Insert(table, dbx.Params{
		"id": v.ID, "key": string(v.Key), "version": v.Number, "value": v.Value, "effective_from": v.EffectiveFrom,
		"enacted_by_kind": string(v.Kind), "enacted_by": v.By, "decided_at": v.DecidedAt,
		"prev_hash": v.PrevHash, "hash": v.Hash,
	}).Execute()
	return err
}

// checkAll parses the founders' values and reports all that are wrong at once.
func checkAll(values map[Key]string) error {
	var problems fault.Problems
	for _, p := range All() {
		value, ok := values[p.Key]
		if !ok {
			continue
		}
		if _, err := p.Parse(value); err != nil {
			f := fault.As(err)
			if f == nil {
				return err
			}
			problems = append(problems, f.Problems...)
		}
	}
	for key := range values {
		if _, err := Lookup(key); err != nil {
			return err
		}
	}
	return problems.Err()
}

// Verify recomputes the chain and returns an error that names the first version which is not as it was written,
// or the guard that is missing.
func Verify(app core.App) error {
	rows, err := chain(app)
	if err != nil {
		return err
	}
	prev := ""
	for i, v := range rows {
		sum, err := v.sum()
		if err != nil {
			return err
		}
		if v.ID != int64(i+1) || v.PrevHash != prev || v.Hash != sum {
			return fmt.Errorf("policy version %d (%s, number %d) was changed after it was written", v.ID, v.Key, v.Number)
		}
		prev = v.Hash
	}
	var guards int
	err = app.DB().Select("count(*)").From("sqlite_master").
		Where(dbx.HashExp{"type": "trigger", "tbl_name": table}).Row(&guards)
	if err == nil && guards < 3 {
		err = errors.New("the table of policies has lost its guards")
	}
	return err
}
