package governance_test

import (
	"bytes"
	"encoding/base32"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cooperage/hooks/apptest"
	"cooperage/hooks/governance"

	"github.com/pocketbase/dbx"
)

// everything reads every file below a folder.
func everything(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		files[path] = raw
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// trackerOf gives the n-th voter a tracker that sorts unlike the order of voting.
func trackerOf(n int) string {
	raw := make([]byte, 10)
	rng := rand.New(rand.NewPCG(uint64(n), 7))
	for i := range raw {
		raw[i] = byte(rng.IntN(256))
	}
	s := base32.StdEncoding.EncodeToString(raw)
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-")
}

// onDisk opens an app on a copy of a migrated folder that outlives it, so that files can be read after its end.
func onDisk(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	if err := os.CopyFS(dir, os.DirFS(apptest.Bare(t).DataDir())); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestSecretBallot_NothingThatIsKeptLinksVoterAndChoice(t *testing.T) {
	t.Parallel()
	dir := onDisk(t)
	const voters = 20
	var boxes [][]byte
	var key []byte
	var codes, ids []string
	t.Run("while the vote runs", func(t *testing.T) {
		c := join(t, apptest.Open(t, dir, bareClock()), voters+2, nil)
		m := c.opened(feeWords)
		for i := range voters {
			c.Clock.Shift(7 * time.Minute)
			answer := c.As(t, c.people[i]).Post(fmt.Sprintf("/votes/%d/ballot", m.ID),
				url.Values{"choice": {fmt.Sprint(400 + 25*i)}, "tracker": {trackerOf(i)}}).Want(200)
			if !strings.Contains(answer.Body, trackerOf(i)) {
				t.Fatal("the receipt does not show the tracker")
			}
			codes, ids = append(codes, c.people[i].Code()), append(ids, c.people[i].Id)
		}
		if err := c.DB().Select("box").From("ballots_sealed").Column(&boxes); err != nil || len(boxes) != voters {
			t.Fatalf("%d boxes, %v", len(boxes), err)
		}
		key = keyBytes(t, dir)
		assertUnreadable(t, c, dir, voters)
		c.Clock.Set(m.Closes())
		c.settle()
		if got := c.motion(m.ID); got.State != governance.Enacted {
			t.Fatalf("vote is %s", got.State)
		}
		assertSorted(t, c, m.ID)
	})
	copied := filepath.Join(t.TempDir(), "copy.db")
	t.Run("after a restart", func(t *testing.T) {
		c := apptest.Open(t, dir, bareClock())
		if _, err := c.NonconcurrentDB().NewQuery("VACUUM INTO {:to}").Bind(dbx.Params{"to": copied}).Execute(); err != nil {
			t.Fatal(err)
		}
	})
	files := everything(t, dir)
	raw, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	files["VACUUM INTO"] = raw
	for name, raw := range files {
		if bytes.Contains(raw, key) {
			t.Errorf("%s holds the private key", name)
		}
		for i, box := range boxes {
			if bytes.Contains(raw, box) || bytes.Contains(raw, box[32:64]) {
				t.Errorf("%s still holds sealed box %d", name, i)
			}
		}
		assertNoNeighbours(t, name, raw, append(slices.Clone(codes), ids...))
		assertOrder(t, name, raw, voters)
		if bytes.Contains(raw, []byte("/ballot")) && strings.Contains(name, "auxiliary") {
			t.Errorf("%s logged the ballot route", name)
		}
	}
}

// keyBytes is the private key of the one vote that runs.
func keyBytes(t *testing.T, dir string) []byte {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "ballot-keys", "*.key"))
	if err != nil || len(names) != 1 {
		t.Fatalf("keys %v, %v", names, err)
	}
	raw, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// assertUnreadable checks that no file but the key's holds a tracker or a choice while the vote runs.
func assertUnreadable(t *testing.T, c *coop, dir string, voters int) {
	t.Helper()
	for name, raw := range everything(t, dir) {
		for i := range voters {
			if bytes.Contains(raw, []byte(trackerOf(i))) {
				t.Errorf("%s holds tracker %d before the close", name, i)
			}
		}
		if bytes.Contains(raw, []byte(`{"value":`)) {
			t.Errorf("%s holds a choice before the close", name)
		}
	}
	var sizes []int
	if err := c.DB().NewQuery("SELECT DISTINCT length(box) FROM ballots_sealed").Column(&sizes); err != nil || len(sizes) != 1 {
		t.Errorf("boxes have lengths %v, %v; want one", sizes, err)
	}
}

// assertSorted checks that ballots are stored and read in the order of their trackers.
func assertSorted(t *testing.T, c *coop, motion int64) {
	t.Helper()
	list, err := governance.PublishedBallots(c, motion)
	if err != nil || !slices.IsSortedFunc(list, func(a, b governance.Published) int { return strings.Compare(a.Name, b.Name) }) {
		t.Errorf("ballots are not sorted by tracker: %v, %v", list, err)
	}
	var columns []string
	if err := c.DB().NewQuery("SELECT name FROM pragma_table_info('ballots')").Column(&columns); err != nil ||
		!slices.Equal(columns, []string{"motion", "name", "nth", "choice"}) {
		t.Errorf("ballots have columns %v, %v", columns, err)
	}
}

// assertNoNeighbours checks that no voter stands near a tracker in a file.
func assertNoNeighbours(t *testing.T, file string, raw []byte, people []string) {
	t.Helper()
	const near = 200
	for i := range 20 {
		tracker := []byte(trackerOf(i))
		for from := 0; ; {
			at := bytes.Index(raw[from:], tracker)
			if at < 0 {
				break
			}
			at += from
			around := raw[max(0, at-near):min(len(raw), at+near)]
			for _, who := range people {
				if bytes.Contains(around, []byte(who)) {
					t.Errorf("%s: %s stands beside a tracker", file, who)
				}
			}
			from = at + 1
		}
	}
}

// assertOrder checks that trackers lie in a file in their own order, forwards or backwards, and not in that of voting.
func assertOrder(t *testing.T, file string, raw []byte, voters int) {
	t.Helper()
	type found struct {
		tracker string
		at      int
	}
	var list []found
	for i := range voters {
		if at := bytes.Index(raw, []byte(trackerOf(i)+"")); at >= 0 {
			list = append(list, found{trackerOf(i), at})
		}
	}
	slices.SortFunc(list, func(a, b found) int { return a.at - b.at })
	up := slices.IsSortedFunc(list, func(a, b found) int { return strings.Compare(a.tracker, b.tracker) })
	down := slices.IsSortedFunc(list, func(a, b found) int { return strings.Compare(b.tracker, a.tracker) })
	if len(list) > 1 && !up && !down {
		t.Errorf("%s: trackers lie in another order than their own", file)
	}
}

func TestSecretBallot_NoPartialResultIsVisible(t *testing.T) {
	t.Parallel()
	c := found(t, 6, nil)
	treasurer := c.Officer(t, "Tess", "treasurer")
	m := c.opened(feeWords)
	c.rates(m, 1125, 1125, 1125)
	page := fmt.Sprintf("/votes/%d", m.ID)
	for who, client := range map[string]*apptest.Client{"guest": c.Client(t), "member": c.As(t, c.people[5]),
		"who has voted": c.As(t, c.people[0]), "officer": c.As(t, treasurer), "client": c.As(t, c.Buyer(t, "Bea"))} {
		client.Get(page).Want(200).Hides("11.25", "1125", "ballots.json", "record.json")
		for _, export := range []string{"/ballots.json", "/ballots.csv", "/record.json"} {
			if got := client.Get(page + export); got.Status != 404 {
				t.Errorf("%s got %d for %s before the close", who, got.Status, export)
			}
		}
	}
	if n := c.count("ballots", nil); n != 0 {
		t.Errorf("%d ballots are readable before the close", n)
	}
}

func TestKey_ThatACrashLeftBehindIsDestroyed(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	dir := filepath.Join(c.DataDir(), "ballot-keys")
	names, err := filepath.Glob(dir + "/*.key")
	if err != nil || len(names) != 1 {
		t.Fatalf("keys %v, %v", names, err)
	}
	key, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	gone := func(when string) {
		t.Helper()
		if left, err := filepath.Glob(dir + "/*.key"); err != nil || len(left) > 0 {
			t.Errorf("%s: %v, %v are still there", when, left, err)
		}
	}
	c.closed(m)
	gone("after the close")
	if info, err := os.Stat(c.DataFile("data.db-wal")); err != nil || info.Size() != 0 {
		t.Errorf("the write-ahead log was not emptied: %v, %v", info, err)
	}
	for when, finish := range map[string]func(){
		"by the job":     func() { c.tick() },
		"by the restart": func() { apptest.Open(t, c.DataDir(), c.Clock) },
	} {
		if err := os.WriteFile(names[0], key, 0o600); err != nil {
			t.Fatal(err)
		}
		finish()
		gone(when)
	}
}

func TestKey_OfARunningVoteSurvivesRestarts(t *testing.T) {
	t.Parallel()
	c := found(t, 3, nil)
	m := c.opened(feeWords)
	c.rates(m, 500, 500)
	stray := filepath.Join(c.DataDir(), "ballot-keys", fmt.Sprintf("%d-000000000000.key", m.ID))
	if err := os.WriteFile(stray, make([]byte, 32), 0o600); err != nil {
		t.Fatal(err)
	}
	c.App = apptest.Open(t, c.DataDir(), c.Clock)
	if _, err := os.Stat(stray); !os.IsNotExist(err) {
		t.Errorf("a key of an opening that was undone is still there: %v", err)
	}
	if m = c.closed(m); m.State != governance.Enacted {
		t.Errorf("vote is %s %s", m.State, m.Outcome)
	}
}

func TestVote_WhoseKeyIsLostIsHeldAgainAndThePageSaysWhy(t *testing.T) {
	t.Parallel()
	for outcome, harm := range map[string]func(c *coop, m *governance.Motion) error{
		governance.LostKey: func(c *coop, m *governance.Motion) error { return os.RemoveAll(c.DataFile("ballot-keys")) },
		governance.Mismatched: func(c *coop, m *governance.Motion) error {
			_, err := c.NonconcurrentDB().Insert("ballots_sealed", dbx.Params{"motion": m.ID, "slot": []byte("stuffed"), "box": []byte("x")}).Execute()
			return err
		},
	} {
		c := found(t, 4, nil)
		m := c.opened(feeWords)
		c.rates(m, 500, 500, 500)
		if err := harm(c, m); err != nil {
			t.Fatal(err)
		}
		m = c.closed(m)
		if m.State != governance.Void || m.Outcome != outcome {
			t.Fatalf("got %s %s, want void %s", m.State, m.Outcome, outcome)
		}
		c.Client(t).Get(fmt.Sprintf("/votes/%d", m.ID)).Want(200).Says("could not be counted", "Held again as")
		again := c.motion(m.ID + 1)
		if again.State != governance.Open || *again.Repeats != m.ID {
			t.Fatalf("held again: %+v", again)
		}
		c.rates(again, 500, 500, 500)
		if again = c.closed(again); again.State != governance.Enacted {
			t.Errorf("second vote is %s", again.State)
		}
	}
}
