package forums

import (
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"cooperage/hooks/fault"
	"cooperage/hooks/locale"
	"cooperage/hooks/members"

	"github.com/pocketbase/dbx"
	"github.com/pocketbase/pocketbase/core"
)

// Limits of what a category says of itself.
const (
	MaxName  = 60
	MaxAbout = 300
)

// reserved are the words that the forum's own pages have in their addresses.
var reserved = []string{"latest", "unread", "mine", "read", "settings", "new", "t", "posts", "search", "log", "flags", "queue", "feed",
	"feeds", "drafts", "moderation", "categories", "topics", "people", "silences", "appeals", "p", "claims", "atom"}

var slugShape = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// Plan is what an officer says of a category.
type Plan struct {
	Slug, Name, About, ReadBy, WriteBy string
	Closed                             bool
}

// rights are the choices of who may read or write.
func rights() []string {
	list := []string{Public, Members}
	for _, o := range members.Offices {
		list = append(list, office+o)
	}
	return list
}

func (p Plan) check() error {
	var problems fault.Problems
	if n := utf8.RuneCountInString(p.Name); n < 2 || n > MaxName || strings.ContainsAny(p.Name, "\n\r\t") {
		problems.Add("name", "Write a name of 2 to %d characters on one line.", MaxName)
	}
	if utf8.RuneCountInString(p.About) > MaxAbout {
		problems.Add("about", "This may have at most %d characters.", MaxAbout)
	}
	if len(p.Slug) > 60 || !slugShape.MatchString(p.Slug) {
		problems.Add("slug", "Use small letters, digits and single hyphens.")
	} else if slices.Contains(reserved, p.Slug) {
		problems.Add("slug", "The forum uses this word itself. Choose another one.")
	}
	if !slices.Contains(rights(), p.ReadBy) {
		problems.Add("read", "Choose one of the options.")
	}
	if !slices.Contains(rights(), p.WriteBy) {
		problems.Add("write", "Choose one of the options.")
	} else if wider(p.WriteBy, p.ReadBy) {
		problems.Add("write", "Nobody can write where they cannot read. Choose the same, or fewer people.")
	}
	return problems.Err()
}

// wider reports whether a right to write lets in people whom the right to read leaves out.
func wider(write, read string) bool {
	return read != Public && write == Public || strings.HasPrefix(read, office) && write != read
}

// MakeCategory adds a category at the end. It is in the audit log.
func (r *Room) MakeCategory(app core.App, by *members.Person, p Plan) (*Category, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	var c *Category
	err := app.RunInTransaction(func(tx core.App) error {
		if err := free(tx, p.Slug, 0); err != nil {
			return err
		}
		var id int64
		err := tx.DB().NewQuery(`INSERT INTO forum_categories (slug, name, about, position, read_by, write_by, closed, created_at)
			VALUES ({:slug}, {:name}, {:about}, (SELECT COALESCE(max(position), 0) + 1 FROM forum_categories WHERE purpose = ''), {:read}, {:write}, {:closed}, {:now}) RETURNING id`).
			Bind(dbx.Params{"slug": p.Slug, "name": p.Name, "about": p.About, "read": p.ReadBy, "write": p.WriteBy, "closed": flag(p.Closed),
				"now": ms(r.clock.Now())}).Row(&id)
		if err != nil {
			return fmt.Errorf("make a category: %w", err)
		}
		if c, err = anyCategory(tx, id); err != nil {
			return err
		}
		return r.logged(tx, by, locale.Mark("Made a category of the forum: %s."), c)
	})
	return c, err
}

// ChangeCategory changes what a category says and who may read and write. The one for motions stays with the members.
func (r *Room) ChangeCategory(app core.App, by *members.Person, id int64, p Plan) (*Category, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	var c *Category
	err := app.RunInTransaction(func(tx core.App) error {
		before, err := anyCategory(tx, id)
		if err != nil {
			return err
		}
		if before.Purpose == ForMotions && (p.ReadBy != Members && p.ReadBy != Public || p.WriteBy != Members || p.Closed) {
			return fault.New(fault.Conflict, "Motions are talked over among all members. This category stays theirs.")
		}
		if err := free(tx, p.Slug, id); err != nil {
			return err
		}
		_, err = tx.DB().Update("forum_categories", dbx.Params{"slug": p.Slug, "name": p.Name, "about": p.About, "read_by": p.ReadBy,
			"write_by": p.WriteBy, "closed": flag(p.Closed)}, dbx.HashExp{"id": id}).Execute()
		if err != nil {
			return fmt.Errorf("change a category: %w", err)
		}
		if c, err = anyCategory(tx, id); err != nil {
			return err
		}
		return r.logged(tx, by, locale.Mark("Changed a category of the forum: %s."), c)
	})
	return c, err
}

func (r *Room) logged(tx core.App, by *members.Person, text string, c *Category) error {
	held := "steward"
	if !by.Has(held) {
		held = "board"
	}
	return members.Audit(tx, r.clock.Now(), members.Act{By: by, Office: held, Text: text, Args: []string{c.Name}, Link: "/admin/forum"})
}

// MoveCategory puts a category one place up or down.
func (r *Room) MoveCategory(app core.App, id int64, up bool) error {
	return app.RunInTransaction(func(tx core.App) error {
		list, err := Categories(tx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(list, func(c *Category) bool { return c.ID == id })
		if i < 0 {
			return fault.Missing()
		}
		j := i + 1
		if up {
			j = i - 1
		}
		if j < 0 || j >= len(list) {
			return nil
		}
		list[i], list[j] = list[j], list[i]
		for n, c := range list {
			if _, err := tx.DB().Update("forum_categories", dbx.Params{"position": n + 1}, dbx.HashExp{"id": c.ID}).Execute(); err != nil {
				return fmt.Errorf("order categories: %w", err)
			}
		}
		return nil
	})
}

func anyCategory(app core.App, id int64) (*Category, error) {
	list, err := Categories(app)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(c *Category) bool { return c.ID == id })
	if i < 0 {
		return nil, fault.Missing()
	}
	return list[i], nil
}

// free refuses an address that another category has.
func free(tx core.App, slug string, but int64) error {
	var id int64
	err := tx.DB().Select("id").From("forum_categories").Where(dbx.HashExp{"slug": slug}).Row(&id)
	if errors.Is(err, sql.ErrNoRows) || err == nil && id == but {
		return nil
	}
	if err != nil {
		return fmt.Errorf("look for a category: %w", err)
	}
	var problems fault.Problems
	problems.Add("slug", "Another category has this address.")
	return problems.Err()
}
