// Package discourse reads forums that were exported as JSON: answers of Discourse's API (a category list, user lists,
// topics with their post_stream, each post with its raw text), or one plain dump with the arrays categories, users,
// topics and posts under the same field names. A source is a .json or .json.gz file, or a .zip, .tar or .tar.gz of
// them; it is streamed, so that its size does not matter. Markdown turns Discourse's markup into ours.
package discourse

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// ID is the number or text by which the source knows a thing.
type ID string

// UnmarshalJSON takes a number or a string.
func (id *ID) UnmarshalJSON(raw []byte) error {
	s := strings.TrimSpace(string(raw))
	switch {
	case s == "null":
		return nil
	case strings.HasPrefix(s, `"`):
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			return err
		}
		s = text
	case strings.Trim(strings.TrimPrefix(s, "-"), "0123456789") != "":
		return fmt.Errorf("an id is a whole number or a text, not %.40s", s)
	}
	if len(s) > 100 || strings.ContainsRune(s, 0) {
		return fmt.Errorf("an id has at most 100 characters")
	}
	*id = ID(s)
	return nil
}

// Category is one of the source's categories.
type Category struct {
	ID          ID     `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description_text"`
	Excerpt     string `json:"description_excerpt"`
	Long        string `json:"description"` // HTML in Discourse's answers
	Restricted  bool   `json:"read_restricted"`
	Parent      ID     `json:"parent_category_id"`

	Below []Category `json:"subcategory_list"`
}

// About is the shortest description the source gives, as plain text.
func (c Category) About() string {
	for _, s := range []string{c.Description, c.Excerpt, c.Long} {
		if s != "" {
			return strings.Join(strings.Fields(tags.ReplaceAllString(s, " ")), " ")
		}
	}
	return ""
}

// User is somebody who wrote in the source. The address is known only from the lists that administrators get.
type User struct {
	ID       ID     `json:"id"`
	Username string `json:"username"`
	Name     string `json:"name"`
	Email    string `json:"email"`
}

// Topic is one of the source's topics, without its posts.
type Topic struct {
	ID       ID     `json:"id"`
	Title    string `json:"title"`
	Category ID     `json:"category_id"`
	Created  Time   `json:"created_at"`
	Closed   bool   `json:"closed"`
	Pinned   bool   `json:"pinned"`
	Stub     string `json:"archetype"` // "private_message" is never imported
}

// Post is one post of the source, with its raw text.
type Post struct {
	ID       ID     `json:"id"`
	Topic    ID     `json:"topic_id"`
	Number   int    `json:"post_number"`
	ReplyTo  int    `json:"reply_to_post_number"`
	UserID   ID     `json:"user_id"`
	Username string `json:"username"`
	Name     string `json:"name"`
	Created  Time   `json:"created_at"`
	Updated  Time   `json:"updated_at"`
	Deleted  Time   `json:"deleted_at"`
	Hidden   bool   `json:"hidden"`
	Type     int    `json:"post_type"` // 1 regular, 2 moderator's, 3 small action, 4 whisper; 0 in plain dumps
	Raw      string `json:"raw"`
	Cooked   string `json:"cooked"`
}

// Said reports whether the post is something that a person said for all to read.
func (p Post) Said() bool { return p.Type < 3 && p.Deleted.IsZero() && !p.Hidden }

// Time is an instant of the source, in RFC 3339.
type Time struct{ time.Time }

// UnmarshalJSON takes an RFC 3339 text or null.
func (t *Time) UnmarshalJSON(raw []byte) error {
	if string(raw) == "null" || string(raw) == `""` {
		return nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return fmt.Errorf("a time is a text such as 2024-05-01T12:00:00Z, not %.40s", raw)
	}
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return fmt.Errorf("a time is a text such as 2024-05-01T12:00:00Z, not %.40q", s)
	}
	if y := at.Year(); y < 1990 || y > 2200 {
		return fmt.Errorf("the year %d is not plausible", y)
	}
	t.Time = at.UTC()
	return nil
}

// text says what is wrong with a text of the source, or nil.
func text(what, s string, min, max int) error {
	switch n := utf8.RuneCountInString(s); {
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		return fmt.Errorf("%s holds characters that cannot be stored", what)
	case n < min:
		return fmt.Errorf("%s is missing", what)
	case n > max:
		return fmt.Errorf("%s has %d characters, and at most %d can be taken", what, n, max)
	}
	return nil
}

func (c Category) check() error {
	if c.ID == "" {
		return fmt.Errorf("a category has no id")
	}
	return place("category "+string(c.ID), text("its name", strings.TrimSpace(c.Name), 1, 500))
}

func (u User) check() error {
	if u.ID == "" && u.Username == "" {
		return fmt.Errorf("a user has neither id nor username")
	}
	return place("user "+string(u.ID)+" "+u.Username, first(text("its username", u.Username, 1, 200), text("its name", u.Name, 0, 500),
		text("its email", u.Email, 0, 320)))
}

func (t Topic) check() error {
	if t.ID == "" {
		return fmt.Errorf("a topic has no id")
	}
	return place("topic "+string(t.ID), text("its title", strings.TrimSpace(t.Title), 1, 1000))
}

func (p Post) check() error {
	if p.ID == "" || p.Topic == "" {
		return fmt.Errorf("a post has no id or no topic_id")
	}
	where := fmt.Sprintf("topic %s, post %s", p.Topic, p.ID)
	if !p.Said() {
		return nil
	}
	switch {
	case p.Number < 1:
		return place(where, fmt.Errorf("its post_number is missing"))
	case p.Created.IsZero():
		return place(where, fmt.Errorf("its created_at is missing"))
	case p.Username == "" && p.UserID == "":
		return place(where, fmt.Errorf("it has neither username nor user_id"))
	case p.Raw == "" && p.Cooked != "":
		return place(where, fmt.Errorf("it has no raw text; ask Discourse for it with include_raw=1"))
	}
	return place(where, text("its raw text", strings.TrimSpace(p.Raw), 1, 1_000_000))
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func place(where string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", strings.TrimSpace(where), err)
}
