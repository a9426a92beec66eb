package governance_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"cooperage/hooks/governance"
	"cooperage/hooks/policies"

	"github.com/pocketbase/dbx"
)

func TestPages_AMotionIsMovedSecondedAmendedAndTalkedOver(t *testing.T) {
	t.Parallel()
	c := found(t, 4, nil)
	mover, other := c.As(t, c.people[0]), c.As(t, c.people[1])
	fill := url.Values{"kind": {"resolution"}, "majority": {"qualified"}, "title": {yesNoWords.Title}, "body": {yesNoWords.Body}}
	to := mover.Submit("/votes/new", "form[action='/votes']", fill).Want(303).To()
	mover.Get(to).Want(200).Says(yesNoWords.Title, "Draft", "It needs 2 more seconds")
	c.Client(t).Get(to).Want(404)
	c.Client(t).Get("/votes").Want(200).Hides(yesNoWords.Title)
	other.Get("/votes").Want(200).Says("Looking for seconds", yesNoWords.Title)
	mover.Post(to+"/second", nil).Want(403)
	other.Post(to+"/second", nil).Want(303)
	other.Post(to+"/second", nil).Want(409)
	c.As(t, c.people[2]).Post(to+"/second", nil).Want(303)
	c.Client(t).Get(to).Want(200).Says("In deliberation", "at least 2/3").Hides("For and against")
	other.Get(to + "/amend").Want(404)
	mover.Submit(to+"/amend", "main form", url.Values{"title": {"Shall we rent two rooms?"}}).Want(303)
	mover.Get(to).Says("Shall we rent two rooms?", "Version 2: what changed")
	post := url.Values{"stance": {"for"}, "post": {"It pays **itself**.\n\n<script>alert(1)</script>"}}
	other.Submit(to, "#discussion form", post).Want(303)
	other.Get(to).Says("It pays itself.", "For").Hides("<script>alert")
	other.Post(to+"/posts", url.Values{"stance": {"maybe"}, "post": {""}, "once": {"0123456789abcdef"}}).Want(422).Says("Write up to")
	mover.Get(to + "/withdraw").Want(200).Says("Withdraw this motion?")
	other.Post(to+"/withdraw", nil).Want(404)
	mover.Post(to+"/withdraw", nil).Want(303)
	c.Client(t).Get(to).Want(404)
	mover.Get(to).Want(200).Says("Withdrawn")
}

func TestPages_AFormSentTwiceMakesOneMotion(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	client := c.As(t, c.people[0])
	form := url.Values{"kind": {"fee_level"}, "title": {feeWords.Title}, "body": {feeWords.Body}, "once": {"0123456789abcdef"}}
	first, again := client.Post("/votes", form).Want(303), client.Post("/votes", form).Want(303)
	if first.To() != again.To() || c.count("motions", nil) != 1 {
		t.Errorf("led to %s and %s, %d motions", first.To(), again.To(), c.count("motions", nil))
	}
	form.Set("title", "Another question")
	client.Post("/votes", form).Want(409)
}

func TestPages_ARefusedMotionKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	form := url.Values{"kind": {"resolution"}, "majority": {"none"}, "title": {"Hm?"}, "body": {"short"}, "once": {"0123456789abcdef"}}
	page := c.As(t, c.people[0]).Post("/votes", form).Want(422).Says("5 to 120 characters", "Write 20 to 8000", "Choose the majority")
	_, kept := page.Form("form[action='/votes']")
	if kept.Get("title") != "Hm?" || kept.Get("body") != "short" || kept.Get("kind") != "resolution" {
		t.Errorf("form came back as %v", kept)
	}
	c.As(t, c.Buyer(t, "Bea")).Get("/votes/new").Want(404)
	c.Client(t).Get("/votes/new").Want(303)
	for _, path := range []string{"/votes/0", "/votes/9", "/votes/x", "/votes/01", "/votes/99999999999999999999"} {
		c.As(t, c.people[0]).Get(path).Want(404)
	}
}

func TestPages_ADecidedVoteCanBeCheckedFromItsExportsAlone(t *testing.T) {
	t.Parallel()
	c := found(t, 5, map[policies.Key]string{policies.CooldownDays: "0"})
	m := c.opened(feeWords)
	c.rates(m, 400, 425, 550)
	c.cast(m, 3, governance.Choice{})
	c.closed(m)
	visitor := c.Client(t)
	page := fmt.Sprintf("/votes/%d", m.ID)
	visitor.Get(page).Want(200).Says("Decided: the commission becomes 4.25", "the middle decides", "Takes effect").Hides("Who took part")
	c.As(t, c.people[4]).Get(page).Want(200).Says("Who took part: 4 members", "Person A", "Person D")

	var ballots struct {
		Method    string
		StatusQuo int64 `json:"status_quo"`
		Roll      int64
		Quorum    string
		Grid      int64
		Lot       string
		Ballots   []struct {
			Tracker string
			Count   int64
			Value   *int64
		}
	}
	parse(t, visitor.Get(page+"/ballots.json").Want(200).Body, &ballots)
	var record struct {
		Body, Hash, Rules, Result, Seal, Signature string
		PrevSeal                                   string `json:"prev_seal"`
		PublicKey                                  string `json:"public_key"`
	}
	parse(t, visitor.Get(page+"/record.json").Want(200).Body, &record)
	var lines []string
	for _, b := range ballots.Ballots {
		said := "{}"
		if b.Value != nil {
			said = fmt.Sprintf(`{"value":%d}`, *b.Value)
		}
		lines = append(lines, b.Tracker+" "+said)
	}
	var body map[string]any
	parse(t, record.Body, &body)
	for what, pair := range map[string][2]string{
		"hash of the body":      {hash(record.Body), record.Hash},
		"lot":                   {ballots.Lot, record.Hash},
		"seal":                  {hash(record.Hash + "\n" + record.Result), record.Seal},
		"hash of the rules":     {hash(record.Rules), body["rules_hash"].(string)},
		"hash of the ballots":   {hash(strings.Join(lines, "\n")), body["ballots_hash"].(string)},
		"no record before":      {record.PrevSeal, ""},
		"method, grid and roll": {fmt.Sprintf("%s %d %d %s %d", ballots.Method, ballots.Grid, ballots.Roll, ballots.Quorum, ballots.StatusQuo), "median 25 5 1/2 600"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %q and %q differ", what, pair[0], pair[1])
		}
	}
	if !slices.IsSorted(lines) {
		t.Error("ballots are not sorted")
	}
	key, signature := decode(t, record.PublicKey), decode(t, record.Signature)
	if !ed25519.Verify(key, []byte(record.Seal), signature) {
		t.Error("the signature does not hold")
	}
	csv := visitor.Get(page + "/ballots.csv").Want(200).Body
	if !strings.HasPrefix(csv, "tracker,value\n") || strings.Count(csv, "\n") != 5 {
		t.Errorf("csv is %q", csv)
	}
}

func parse(t *testing.T, raw string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(raw), into); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

func decode(t *testing.T, s string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestPages_TheSecondRecordIsChainedToTheFirst(t *testing.T) {
	t.Parallel()
	c := found(t, 3, map[policies.Key]string{policies.CooldownDays: "0"})
	first := c.opened(feeWords)
	c.rates(first, 500, 500)
	c.closed(first)
	second := c.opened(feeWords)
	c.rates(second, 550, 550)
	second = c.closed(second)
	a, err := governance.RecordOf(c, first.ID)
	if err != nil {
		t.Fatal(err)
	}
	b, err := governance.RecordOf(c, second.ID)
	if err != nil || b.PrevSeal != a.Seal || b.ID != a.ID+1 {
		t.Errorf("second record %+v, %v", b, err)
	}
	// The second vote was about what the first one had decided, though that was not yet in force.
	if ru, err := second.Rules(c, c.Clock.Now()); err != nil || *ru.StatusQuo != 500 {
		t.Errorf("status quo %v, %v; want 500", ru, err)
	}
}

func TestPages_ListShowsOpenOnesFirstAndWhoseVoteIsMissing(t *testing.T) {
	t.Parallel()
	c := found(t, 4, map[policies.Key]string{policies.CooldownDays: "0"})
	old := c.opened(feeWords)
	c.rates(old, 500, 500)
	c.closed(old)
	m := c.opened(yesNoWords)
	c.cast(m, 0, say("yes"))
	shown := c.As(t, c.people[1]).Get("/votes").Want(200).Says("your vote is missing", "1 of 4 have voted; the quorum is 2.").Text()
	if strings.Index(shown, yesNoWords.Title) > strings.Index(shown, feeWords.Title) {
		t.Error("the open vote does not come first")
	}
	c.As(t, c.people[0]).Get("/votes").Says("you have voted").Hides("your vote is missing")
	reader := c.As(t, c.people[1])
	reader.Get("/votes")
	if n := len(c.Statements(t, func() { reader.Get("/votes").Want(200) })); n > 12 {
		t.Errorf("the list costs %d statements, want at most 12", n)
	}
}

func TestPages_AVoteIsShownInGerman(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	client := c.As(t, c.people[0])
	client.Header.Set("Accept-Language", "de")
	client.Get(fmt.Sprintf("/votes/%d", m.ID)).Want(200).Says("Dein Stimmzettel", "Geheim abstimmen", "Regeln dieser Abstimmung", "5,5 %")
	client.Get("/rules").Want(200).Says("Unsere Regeln", "Abstimmungszeit", "7 Tage")
}

func TestPages_RulesNameTheMotionBehindEach(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	m = c.closed(m)
	page := c.Client(t).Get("/rules").Want(200).Says("coming", "5 % from 1 August 2026", "since", "the founders")
	if page.HTML().Find(fmt.Sprintf("#commission_rate a[href='/votes/%d']", m.ID)).Length() == 0 {
		t.Error("the coming commission does not link its motion")
	}
	for _, p := range policies.All() {
		page.Says(p.Name, p.Text)
	}
}

func TestNotices_TellOpeningAndResult(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	c.closed(m)
	for _, p := range c.people {
		for _, occasion := range []string{"opened", "closed"} {
			key := fmt.Sprintf("motion:%d:%s", m.ID, occasion)
			if n := c.count("notices", dbx.HashExp{"person": p.Id, "key": key}); n != 1 {
				t.Errorf("%s was told %d times that it %s", p.Name(), n, occasion)
			}
		}
	}
}
