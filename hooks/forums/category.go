package forums

import (
	"fmt"
	"slices"
	"strings"

	"cooperage/hooks/fault"
	"cooperage/hooks/members"

	"github.com/pocketbase/pocketbase/core"
)

// Rights of a category: who may read, who may write. An office is written "office:" and its name; to write in what is
// public takes an account.
const (
	Public  = "public"
	Members = "members"
	office  = "office:"
)

// ForMotions is the purpose of the one category in which motions are talked over.
const ForMotions = "motions"

// Category is one row of forum_categories.
type Category struct {
	ID       int64  `db:"id"`
	Slug     string `db:"slug"`
	Name     string `db:"name"`
	About    string `db:"about"`
	Position int64  `db:"position"`
	ReadBy   string `db:"read_by"`
	WriteBy  string `db:"write_by"`
	Purpose  string `db:"purpose"`
	Closed   bool   `db:"closed"` // takes no new topics
	Topics   int    `db:"topics"`
	Posts    int    `db:"posts"`
}

// URL is the category's address.
func (c *Category) URL() string { return "/forum/" + c.Slug }

// ReadableBy reports whether the person may read; nil is a guest. The person's Offices must be filled.
func (c *Category) ReadableBy(who *members.Person) bool { return allows(c.ReadBy, who) }

// WritableBy reports whether the person may write; nil is a guest. The person's Offices must be filled.
func (c *Category) WritableBy(who *members.Person) bool {
	return who != nil && c.ReadableBy(who) && allows(c.WriteBy, who)
}

func allows(right string, who *members.Person) bool {
	name, isOffice := strings.CutPrefix(right, office)
	switch {
	case right == Public:
		return true
	case who == nil:
		return false
	case isOffice:
		return who.Has(name)
	}
	return right == Members && who.IsMember()
}

// Moderates reports whether the person is a moderator, who may act on what others wrote.
func Moderates(who *members.Person) bool { return who != nil && who.Has("moderator") }

// Categories returns all categories in their order. It checks no rights.
func Categories(app core.App) ([]*Category, error) {
	var list []*Category
	err := app.DB().Select("id", "slug", "name", "about", "position", "read_by", "write_by", "purpose", "closed", "topics", "posts").
		From("forum_categories").OrderBy("position", "id").All(&list)
	if err != nil {
		return nil, fmt.Errorf("list categories: %w", err)
	}
	return list, nil
}

// Readable returns the categories that the person may read, in their order; nil is a guest.
func Readable(app core.App, who *members.Person) ([]*Category, error) {
	list, err := Categories(app)
	return readableOf(list, who), err
}

// readableOf picks those of all categories that the person may read.
func readableOf(all []*Category, who *members.Person) (list []*Category) {
	for _, c := range all {
		if c.ReadableBy(who) {
			list = append(list, c)
		}
	}
	return list
}

// CategoryBySlug returns the category if the person may read it, else fault.NotFound.
func CategoryBySlug(app core.App, who *members.Person, slug string) (*Category, error) {
	return pick(app, who, func(c *Category) bool { return c.Slug == slug })
}

// CategoryByID returns the category if the person may read it, else fault.NotFound.
func CategoryByID(app core.App, who *members.Person, id int64) (*Category, error) {
	return pick(app, who, func(c *Category) bool { return c.ID == id })
}

func pick(app core.App, who *members.Person, is func(*Category) bool) (*Category, error) {
	list, err := Readable(app, who)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, is)
	if i < 0 {
		return nil, fault.Missing()
	}
	return list[i], nil
}
