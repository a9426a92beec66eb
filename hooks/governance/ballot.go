package governance

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cooperage/hooks/governance/tally"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
	"golang.org/x/crypto/nacl/box"
)

// boxSize is what every ballot is padded to before it is sealed, so that its length tells nothing.
const boxSize = 512

// Choice is what a ballot says. Value is a rate in basis points, nil abstains; Choice is yes, no or abstain.
type Choice struct {
	Value  *int64 `json:"value,omitempty"`
	Choice string `json:"choice,omitempty"`
}

// paper is the plain text inside a sealed box: the choice and whose it is, a tracker or a voter's code.
type paper struct {
	Motion int64  `json:"motion"`
	Name   string `json:"name"`
	Choice
}

// Published is a ballot as everyone can read it after the close.
type Published struct {
	Name string `db:"name"`
	Nth  int    `db:"nth"`
	Said string `db:"choice"`
}

// trackerForm is what trackers look like; js/tracker.js makes the same.
var trackerForm = regexp.MustCompile(`^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$`)

// NewTracker makes a tracker of 80 random bits for a browser that cannot.
func NewTracker() string {
	var raw [10]byte
	rand.Read(raw[:]) // never fails
	s := base32.StdEncoding.EncodeToString(raw[:])
	return strings.Join([]string{s[:4], s[4:8], s[8:12], s[12:]}, "-")
}

// seal writes a ballot into a box that only the vote's private key opens.
func seal(m *Motion, p paper) ([]byte, error) {
	public, err := publicKey(m)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(p)
	if err != nil {
		return nil, err
	}
	if len(text) > boxSize-2 {
		return nil, errors.New("the ballot is too long for its box")
	}
	plain := make([]byte, boxSize)
	binary.BigEndian.PutUint16(plain, uint16(len(text)))
	copy(plain[2:], text)
	return box.SealAnonymous(nil, plain, public, rand.Reader)
}

// unseal opens one box.
func unseal(sealed []byte, public, private *[32]byte) (paper, error) {
	var p paper
	plain, ok := box.OpenAnonymous(nil, sealed, public, private)
	if !ok || len(plain) != boxSize {
		return p, errors.New("the box cannot be opened")
	}
	n := int(binary.BigEndian.Uint16(plain))
	if n > boxSize-2 {
		return p, errors.New("the box holds no ballot")
	}
	return p, json.Unmarshal(plain[2:2+n], &p)
}

// sealedBox is one row of ballots_sealed.
type sealedBox struct {
	Slot []byte `db:"slot"`
	Box  []byte `db:"box"`
}

// errMismatch says that boxes and roll do not agree: somebody has touched the database below the app.
var errMismatch = errors.New("boxes and roll do not agree")

// openBoxes returns the ballots of a vote sorted by name. It fails with errLostKey or errMismatch when the vote
// cannot be counted.
func openBoxes(tx core.App, m *Motion) ([]paper, error) {
	var boxes []sealedBox
	err := tx.DB().Select("slot", "box").From("ballots_sealed").Where(dbx.HashExp{"motion": m.ID}).All(&boxes)
	if err != nil {
		return nil, fmt.Errorf("read the boxes of motion %d: %w", m.ID, err)
	}
	voted, err := codesOf(tx, m.ID, 1)
	if err != nil {
		return nil, err
	}
	if len(boxes) != len(voted) || int64(len(boxes)) != m.Voted {
		return nil, errMismatch
	}
	if len(boxes) == 0 {
		return nil, nil
	}
	public, private, err := loadKey(tx, m)
	if err != nil {
		return nil, err
	}
	papers := make([]paper, len(boxes))
	for i, b := range boxes {
		p, err := unseal(b.Box, public, private)
		if err != nil || p.Motion != m.ID || m.Secrecy == Named && p.Name != string(b.Slot) {
			return nil, errMismatch
		}
		papers[i] = p
	}
	// Equal trackers, which nobody can be kept from sending, are ordered by what they say.
	slices.SortFunc(papers, func(a, b paper) int {
		return strings.Compare(a.Name+"\x00"+a.Choice.said(), b.Name+"\x00"+b.Choice.said())
	})
	return papers, nil
}

// said is the choice as stored and published.
func (c Choice) said() string {
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return string(b)
}

// publish writes the counted ballots for everyone to read.
func publish(tx core.App, m *Motion, papers []paper) error {
	insert := tx.DB().NewQuery(`INSERT INTO ballots (motion, name, nth, choice) VALUES ({:motion}, {:name}, {:nth}, {:choice})`).Prepare()
	defer insert.Close()
	nth := 0
	for i, p := range papers {
		if i > 0 && papers[i-1].Name == p.Name {
			nth++
		} else {
			nth = 0
		}
		_, err := insert.Bind(dbx.Params{"motion": m.ID, "name": p.Name, "nth": nth, "choice": p.Choice.said()}).Execute()
		if err != nil {
			return fmt.Errorf("publish the ballots of motion %d: %w", m.ID, err)
		}
	}
	return nil
}

// PublishedBallots returns the counted ballots of a motion sorted by tracker or voter; none before the close.
func PublishedBallots(app core.App, motion int64) ([]Published, error) {
	var list []Published
	err := app.DB().Select("name", "nth", "choice").From("ballots").Where(dbx.HashExp{"motion": motion}).
		OrderBy("name", "nth").All(&list)
	if err != nil {
		return nil, fmt.Errorf("read the ballots of motion %d: %w", motion, err)
	}
	return list, nil
}

// counted turns a published ballot into one that tally counts.
func (b Published) counted(secrecy string) (tally.Ballot, error) {
	var c Choice
	if err := json.Unmarshal([]byte(b.Said), &c); err != nil {
		return tally.Ballot{}, fmt.Errorf("read ballot %s: %w", b.Name, err)
	}
	t := tally.Ballot{Count: 1, Value: c.Value, Choice: c.Choice}
	if secrecy == Secret {
		t.Tracker = b.Name
	} else {
		t.Voter = b.Name
	}
	return t, nil
}
