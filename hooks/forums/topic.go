package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// PerPage is how many posts a page of a topic shows.
const PerPage = 20

// Topic is one row of forum_topics.
type Topic struct {
	ID          int64  `db:"id"`
	Category    int64  `db:"category"`
	Author      int64  `db:"author"`
	Title       string `db:"title"`
	Pinned      bool   `db:"pinned"`
	Locked      bool   `db:"locked"`
	Hidden      bool   `db:"hidden"`
	Decided     *int64 `db:"decided"`     // number of the post that settled it
	MergedInto  *int64 `db:"merged_into"` // the topic that took over its posts
	Motion      *int64 `db:"motion"`
	MotionState string `db:"motion_state"`
	MotionValue *int64 `db:"motion_value"` // basis points, where the motion set a rate
	Posts       int64  `db:"posts"`        // also the number of the last post
	CreatedAt   int64  `db:"created_at"`
	LastPostAt  int64  `db:"last_post_at"`
	LastAuthor  int64  `db:"last_author"`
}

// URL is the topic's address, the title in it for people.
func (t *Topic) URL() string {
	return "/forum/t/" + strconv.FormatInt(t.ID, 10) + "/" + slugOf(t.Title)
}

// postLink is the address of a post that holds for ever: its number changes when topics are split or merged.
func postLink(id int64) string { return "/forum/p/" + strconv.FormatInt(id, 10) }

// PageURL is the address of the page on which a post stands.
func (t *Topic) PageURL(number int64) string {
	url := t.URL()
	if page := PageOf(number); page > 1 {
		url += "?page=" + strconv.FormatInt(page, 10)
	}
	return url + "#post-" + strconv.FormatInt(number, 10)
}

// Pages is how many pages the topic has.
func (t *Topic) Pages() int64 { return PageOf(max(1, t.Posts)) }

// Count is how many posts the topic has.
func (t *Topic) Count() int { return int(t.Posts) }

// Made is when the topic was started.
func (t *Topic) Made() time.Time { return at(t.CreatedAt) }

// Last is when the last post was written.
func (t *Topic) Last() time.Time { return at(t.LastPostAt) }

// PageOf is the page on which the post with the number stands, from 1.
func PageOf(number int64) int64 { return (number-1)/PerPage + 1 }

// at reads a stored instant; zero for none.
func at(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// TopicByID returns the topic with its category if the person may read it, else fault.NotFound. Hidden topics are
// there for moderators only. A topic that was merged is returned with MergedInto set.
func TopicByID(app core.App, who *members.Person, id int64) (*Topic, *Category, error) {
	t := &Topic{}
	err := app.DB().Select("*").From("forum_topics").Where(dbx.HashExp{"id": id}).One(t)
	if errors.Is(err, sql.ErrNoRows) || err == nil && t.Hidden && t.MergedInto == nil && !Moderates(who) {
		return nil, nil, fault.Missing()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("find topic %d: %w", id, err)
	}
	c, err := CategoryByID(app, who, t.Category)
	return t, c, err
}

// slugOf writes a title for an address: letters and digits in lower case, German umlauts spelt out, joined by hyphens.
func slugOf(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case unaccented[r] != "":
			b.WriteString(unaccented[r])
		case r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 60 {
			break
		}
	}
	if s := strings.Trim(b.String(), "-"); s != "" {
		return s
	}
	return "topic"
}

var unaccented = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'á': "a", 'à': "a", 'â': "a", 'ã': "a", 'å': "a",
	'æ': "ae", 'ç': "c", 'é': "e", 'è': "e", 'ê': "e", 'ë': "e", 'í': "i", 'ì': "i", 'î': "i", 'ï': "i", 'ñ': "n", 'ó': "o",
	'ò': "o", 'ô': "o", 'õ': "o", 'ø': "o", 'ú': "u", 'ù': "u", 'û': "u", 'ý': "y", 'š': "s", 'ž': "z", 'č': "c", 'ł': "l"}
