package governance

import (
	"crypto/ed25519"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"cooperage/hooks/fault"
	"cooperage/hooks/governance/tally"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Record is the closing record of a vote, one link of the chain of all votes. Hash is the SHA-256 of Body and the
// lot of the count; Seal is the SHA-256 of Hash, a line break and Result, and is what the co-op's key signs.
type Record struct {
	ID        int64  `db:"id"`
	Motion    int64  `db:"motion"`
	Body      string `db:"body"`
	Hash      string `db:"hash"`
	Result    string `db:"result"`
	PrevSeal  string `db:"prev_seal"`
	Seal      string `db:"seal"`
	Signature string `db:"signature"`
	PublicKey string `db:"public_key"`
}

// closing is what a record's body says. Hashes of lists are of one entry a line.
type closing struct {
	Record      int64    `json:"record"`
	Motion      int64    `json:"motion"`
	Repeats     *int64   `json:"repeats,omitempty"`
	Confirms    *int64   `json:"confirms,omitempty"`
	Options     []string `json:"options,omitempty"`
	OptionsHash string   `json:"options_hash"`
	RulesHash   string   `json:"rules_hash"`
	TextHash    string   `json:"text_hash"`
	Roll        int      `json:"roll"`
	RollHash    string   `json:"roll_hash"`
	Voted       int      `json:"voted"`
	VotedHash   string   `json:"voted_hash"`
	Ballots     int      `json:"ballots"`
	BallotsHash string   `json:"ballots_hash"`
	OpensAt     string   `json:"opens_at"`
	ClosesAt    string   `json:"closes_at"`
	PrevSeal    string   `json:"prev_seal"`
}

// hashPapers is the hash of the published ballots: "name choice", one a line, in their order.
func hashPapers(papers []paper) string {
	lines := make([]string, len(papers))
	for i, p := range papers {
		lines[i] = p.Name + " " + p.Choice.said()
	}
	return hashCodes(lines)
}

// writeRecord counts a vote and appends its record to the chain.
func (r *Room) writeRecord(tx core.App, m *Motion, ru *Rules, papers []paper) (tally.Result, error) {
	rec, err := r.nextRecord(tx, m, ru, papers)
	if err != nil {
		return tally.Result{}, err
	}
	ballots := make([]tally.Ballot, len(papers))
	for i, p := range papers {
		ballots[i] = tally.Ballot{Count: 1, Value: p.Value, Choice: p.Choice.Choice}
	}
	e, err := ru.election(ballots, rec.Hash)
	if err != nil {
		return tally.Result{}, err
	}
	result, err := tally.Count(e)
	if err != nil {
		return tally.Result{}, fmt.Errorf("count motion %d: %w", m.ID, err)
	}
	raw, err := json.Marshal(result)
	if err != nil {
		return result, err
	}
	rec.Result, rec.Seal = string(raw), sealOf(rec.Hash, string(raw))
	key, err := coopKey(tx)
	if err != nil {
		return result, err
	}
	rec.Signature = encoding.EncodeToString(ed25519.Sign(key, []byte(rec.Seal)))
	rec.PublicKey = encoding.EncodeToString(key.Public().(ed25519.PublicKey))
	_, err = tx.DB().Insert("vote_records", dbx.Params{"id": rec.ID, "motion": rec.Motion, "body": rec.Body,
		"hash": rec.Hash, "result": rec.Result, "prev_seal": rec.PrevSeal, "seal": rec.Seal,
		"signature": rec.Signature, "public_key": rec.PublicKey}).Execute()
	if err != nil {
		return result, fmt.Errorf("write the record of motion %d: %w", m.ID, err)
	}
	return result, nil
}

func sealOf(hash, result string) string { return hashText(hash + "\n" + result) }

// nextRecord writes the body of the next link.
func (r *Room) nextRecord(tx core.App, m *Motion, ru *Rules, papers []paper) (*Record, error) {
	rec := &Record{Motion: m.ID}
	err := tx.DB().NewQuery(`SELECT (SELECT COALESCE(MAX(id), 0) + 1 FROM vote_records),
		COALESCE((SELECT seal FROM vote_records ORDER BY id DESC LIMIT 1), '')`).Row(&rec.ID, &rec.PrevSeal)
	if err != nil {
		return nil, fmt.Errorf("read the chain of votes: %w", err)
	}
	voted, err := codesOf(tx, m.ID, 1)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(closing{Record: rec.ID, Motion: m.ID, Repeats: m.Repeats, Confirms: m.Confirms,
		Options: ru.Options, OptionsHash: hashCodes(ru.Options), RulesHash: m.RulesHash, TextHash: ru.TextHash,
		Roll: ru.Roll, RollHash: ru.RollHash, Voted: len(voted), VotedHash: hashCodes(voted),
		Ballots: len(papers), BallotsHash: hashPapers(papers), OpensAt: m.OpensAt, ClosesAt: m.ClosesAt,
		PrevSeal: rec.PrevSeal})
	if err != nil {
		return nil, err
	}
	rec.Body, rec.Hash = string(body), hashText(string(body))
	return rec, nil
}

// RecordOf returns the closing record of a motion, or fault.NotFound while there is none.
func RecordOf(app core.App, motion int64) (*Record, error) {
	rec := &Record{}
	err := app.DB().Select("*").From("vote_records").Where(dbx.HashExp{"motion": motion}).One(rec)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.Missing()
	}
	if err != nil {
		return nil, fmt.Errorf("read the record of motion %d: %w", motion, err)
	}
	return rec, nil
}

// Counted returns the result that the record keeps.
func (rec *Record) Counted() (tally.Result, error) {
	var result tally.Result
	if err := json.Unmarshal([]byte(rec.Result), &result); err != nil {
		return result, fmt.Errorf("read the result of motion %d: %w", rec.Motion, err)
	}
	return result, nil
}

// Verify recomputes the chain of all votes, counts each again from its published ballots and checks signatures and
// guards. The error names the first motion that is not as it was closed.
func Verify(app core.App) error {
	var rows []*Record
	if err := app.DB().Select("*").From("vote_records").OrderBy("id").All(&rows); err != nil {
		return fmt.Errorf("read the chain of votes: %w", err)
	}
	prev := ""
	for i, rec := range rows {
		if rec.ID != int64(i+1) || rec.PrevSeal != prev || rec.Hash != hashText(rec.Body) || rec.Seal != sealOf(rec.Hash, rec.Result) {
			return fmt.Errorf("the record of motion %d was changed after it was written", rec.Motion)
		}
		if !rec.signed() {
			return fmt.Errorf("the record of motion %d does not carry the co-op's signature", rec.Motion)
		}
		if err := recount(app, rec); err != nil {
			return err
		}
		prev = rec.Seal
	}
	return checkGuards(app)
}

func (rec *Record) signed() bool {
	key, err1 := encoding.DecodeString(rec.PublicKey)
	signature, err2 := encoding.DecodeString(rec.Signature)
	return err1 == nil && err2 == nil && len(key) == ed25519.PublicKeySize &&
		ed25519.Verify(key, []byte(rec.Seal), signature)
}

// recount compares what a record says with the roll, the rules and the ballots that are published.
func recount(app core.App, rec *Record) error {
	changed := func(what string) error {
		return fmt.Errorf("the %s of motion %d are not what its record says", what, rec.Motion)
	}
	m, err := ByID(app, rec.Motion)
	if err != nil {
		return err
	}
	var c closing
	if err := json.Unmarshal([]byte(rec.Body), &c); err != nil {
		return fmt.Errorf("read the record of motion %d: %w", rec.Motion, err)
	}
	roll, err := codesOf(app, m.ID)
	if err != nil {
		return err
	}
	voted, err := codesOf(app, m.ID, 1)
	if err != nil {
		return err
	}
	if hashCodes(roll) != c.RollHash || hashCodes(voted) != c.VotedHash || c.Motion != m.ID {
		return changed("roll or its voters")
	}
	if hashText(m.RulesJSON) != c.RulesHash {
		return changed("rules")
	}
	e, papers, err := electionOf(app, m, rec)
	if err != nil {
		return err
	}
	if hashPapers(papers) != c.BallotsHash {
		return changed("ballots")
	}
	result, err := tally.Count(e)
	if err != nil {
		return fmt.Errorf("count motion %d again: %w", m.ID, err)
	}
	if raw, err := json.Marshal(result); err != nil || string(raw) != rec.Result {
		return changed("counts")
	}
	return nil
}

// electionOf returns a closed vote as it is exported, with its ballots.
func electionOf(app core.App, m *Motion, rec *Record) (tally.Election, []paper, error) {
	var none tally.Election
	ru, err := m.Rules(app, m.Closes())
	if err != nil {
		return none, nil, err
	}
	list, err := PublishedBallots(app, m.ID)
	if err != nil {
		return none, nil, err
	}
	ballots, papers := make([]tally.Ballot, len(list)), make([]paper, len(list))
	for i, b := range list {
		if ballots[i], err = b.counted(m.Secrecy); err != nil {
			return none, nil, err
		}
		papers[i] = paper{Name: b.Name, Choice: Choice{ballots[i].Value, ballots[i].Choice}}
	}
	e, err := ru.election(ballots, rec.Hash)
	return e, papers, err
}

// guarded are the tables whose triggers the room relies on, with how many each has.
var guarded = map[string]int{"motions": 4, "motion_texts": 3, "motion_voices": 3, "vote_roll": 3, "ballots_sealed": 3,
	"ballots": 3, "vote_records": 3}

func checkGuards(app core.App) error {
	var names []string
	err := app.DB().Select("tbl_name").From("sqlite_master").Where(dbx.HashExp{"type": "trigger"}).Column(&names)
	if err != nil {
		return fmt.Errorf("look for the guards of votes: %w", err)
	}
	for table, want := range guarded {
		got := len(slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n != table }))
		if got < want {
			return fmt.Errorf("the table %s has lost its guards", table)
		}
	}
	return nil
}
