package governance

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"sync"
	"time"

	"cooperage/hooks/fault"
	"cooperage/hooks/governance/tally"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Cast puts a member's ballot into the box, sealed. A secret ballot carries a tracker and is final: the same
// ballot sent again is answered as the first time, another one is a Conflict. A named one can be cast anew until
// the close. Who is not on the roll is Forbidden; a vote that is not open is a Conflict.
//
// It writes two things that nobody can link: a mark on the roll, and a box under random bytes.
func (r *Room) Cast(app core.App, who *members.Person, motion int64, choice Choice, tracker string) error {
	if err := r.Settle(app); err != nil {
		return err
	}
	again := r.recent.key(motion, who.Code(), choice.said(), tracker)
	kept := false
	err := app.RunInTransaction(func(tx core.App) error {
		m, err := r.castable(tx, who, motion, choice)
		if err != nil {
			return err
		}
		first, err := markVoted(tx, m.ID, who.Code())
		if err != nil {
			return err
		}
		if !m.IsSecret() {
			return castNamed(tx, m, who.Code(), choice, first)
		}
		if !trackerForm.MatchString(tracker) {
			return fault.New(fault.Invalid, "This form is incomplete. Please open the page again.")
		}
		if !first {
			return r.repeated(again)
		}
		if err := castSecret(tx, m, choice, tracker); err != nil {
			return err
		}
		// Before the commit, so that the equal ballot waiting behind this transaction finds it.
		r.recent.add(again, time.Now())
		kept = true
		return nil
	})
	if err != nil && kept {
		r.recent.forget(again)
	}
	return err
}

// castable returns the motion if the person can vote on it now and the choice is one of its options.
func (r *Room) castable(tx core.App, who *members.Person, motion int64, choice Choice) (*Motion, error) {
	m, err := ByID(tx, motion)
	if err != nil {
		return nil, err
	}
	if m.State == Draft {
		return nil, fault.Missing()
	}
	if !m.IsOpen(r.clock.Now()) {
		return nil, fault.New(fault.Conflict, "Voting on this motion is not open.")
	}
	p, err := placeOf(tx, m.ID, who.Code())
	if err != nil {
		return nil, err
	}
	if p == notOnRoll || !who.IsMember() {
		return nil, fault.New(fault.Forbidden, "Only members who are on the roll of this vote can take part. The roll was frozen when voting opened.")
	}
	ru, err := m.Rules(tx, r.clock.Now())
	if err != nil {
		return nil, err
	}
	return m, choice.check(ru)
}

// check refuses a choice that is not on the ballot.
func (c Choice) check(ru *Rules) error {
	e, err := ru.election([]tally.Ballot{{Count: 1, Value: c.Value, Choice: c.Choice}}, "")
	if err != nil {
		return err
	}
	if _, err := tally.Count(e); err != nil || c.Value != nil && ru.Kind != FeeLevel {
		return &fault.Error{Kind: fault.Invalid, Text: "Please check the marked fields.",
			Problems: []fault.Problem{{Field: "choice", Text: "Choose one of the options on the ballot."}}}
	}
	return nil
}

func castSecret(tx core.App, m *Motion, choice Choice, tracker string) error {
	sealed, err := seal(m, paper{Motion: m.ID, Name: tracker, Choice: choice})
	if err != nil {
		return err
	}
	slot := make([]byte, 16)
	rand.Read(slot) // never fails
	return store(tx, m.ID, slot, sealed)
}

// castNamed puts the ballot under the voter's code, in place of an earlier one.
func castNamed(tx core.App, m *Motion, code string, choice Choice, first bool) error {
	sealed, err := seal(m, paper{Motion: m.ID, Name: code, Choice: choice})
	if err != nil {
		return err
	}
	if first {
		return store(tx, m.ID, []byte(code), sealed)
	}
	_, err = tx.DB().Update("ballots_sealed", dbx.Params{"box": sealed}, dbx.HashExp{"motion": m.ID, "slot": []byte(code)}).Execute()
	if err != nil {
		return fmt.Errorf("replace a ballot of motion %d: %w", m.ID, err)
	}
	return nil
}

func store(tx core.App, motion int64, slot, sealed []byte) error {
	_, err := tx.DB().Insert("ballots_sealed", dbx.Params{"motion": motion, "slot": slot, "box": sealed}).Execute()
	if err != nil {
		return fmt.Errorf("store a ballot of motion %d: %w", motion, err)
	}
	return nil
}

// repeated answers a member who has voted: nil when the ballot equals the one just cast.
func (r *Room) repeated(again [32]byte) error {
	if r.recent.has(again, time.Now()) {
		return nil
	}
	return fault.New(fault.Conflict, "You have voted already. A secret ballot is final, because nobody can find it again to change it.")
}

// repeats remembers for a while, in memory only, keyed hashes of ballots just cast: so that a form sent twice has
// one effect and one answer. Nothing on disk may link a voter and a choice, so the key dies with the process.
type repeats struct {
	secret []byte
	mu     *sync.Mutex
	until  map[[32]byte]time.Time
}

// remembered is how long a ballot sent again is answered as the first time; in the machine's time, for it is about
// browsers and not about rules.
const remembered = 10 * time.Minute

func newRepeats() repeats {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	return repeats{secret: secret, mu: &sync.Mutex{}, until: map[[32]byte]time.Time{}}
}

func (r repeats) key(motion int64, code, choice, tracker string) [32]byte {
	h := hmac.New(sha256.New, r.secret)
	fmt.Fprintf(h, "%d\x00%s\x00%s\x00%s", motion, code, choice, tracker)
	return [32]byte(h.Sum(nil))
}

func (r repeats) add(k [32]byte, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for old, end := range r.until {
		if now.After(end) {
			delete(r.until, old)
		}
	}
	r.until[k] = now.Add(remembered)
}

func (r repeats) forget(k [32]byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.until, k)
}

func (r repeats) has(k [32]byte, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	end, ok := r.until[k]
	return ok && now.Before(end)
}
